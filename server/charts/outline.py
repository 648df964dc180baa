"""A chart told in words: what stands where. It describes and foretells nothing."""

from typing import Final

from babel.dates import format_date

from realtime.texts import Language
from server.charts.aspects import Aspect
from server.charts.chart import Chart, PlacedBody, sign_of
from server.charts.houses import HouseSystem
from server.charts.words import ROMAN, SIGN_NAMES, Body, angle_text, aspect_sentence, body_name, in_sign

TEXTS: Final[dict[Language, dict[str, str]]] = {
    "ru": {
        "title": "Натальная карта",
        "positions": "Положения",
        "angles": "Углы карты и дома",
        "aspects": "Аспекты",
        "no_aspects": "Точных мажорных аспектов нет.",
        "house": "{} дом",
        "retrograde": "ретроградное движение",
        "ascendant": "Асцендент",
        "midheaven": "Середина неба (MC)",
        "cusp": "{} дом",
        "orb": "орб {}",
        "applying": "сходится",
        "separating": "расходится",
        "placidus": "Дома по системе Плацидуса",
        "whole_sign": "Дома по знакам: так далеко на севере или юге система Плацидуса не определена",
        "no_houses": "Время рождения неизвестно: асцендента и домов нет, положения — на местный полдень",
        "moon": "Луна за этот день прошла от {} {} до {} {}; аспекты Луны не указаны.",
        "time_unknown": "время неизвестно",
        "footer": (
            "Тропический зодиак, геоцентрические видимые положения; узел средний. Орбы: соединение и оппозиция до 8°, "
            "трин и квадратура до 7°, секстиль до 5°. Это описание неба в момент рождения, а не предсказание."
        ),
    },
    "en": {
        "title": "Natal chart",
        "positions": "Positions",
        "angles": "Angles and houses",
        "aspects": "Aspects",
        "no_aspects": "There are no close major aspects.",
        "house": "house {}",
        "retrograde": "retrograde",
        "ascendant": "Ascendant",
        "midheaven": "Midheaven (MC)",
        "cusp": "House {}",
        "orb": "orb {}",
        "applying": "applying",
        "separating": "separating",
        "placidus": "Placidus houses",
        "whole_sign": "Whole-sign houses: so far north or south Placidus is not defined",
        "no_houses": "The birth time is not known: there are no ascendant or houses; positions are of local noon",
        "moon": "On that day the Moon went from {} {} to {} {}; aspects of the Moon are left out.",
        "time_unknown": "time unknown",
        "footer": (
            "Tropical zodiac, apparent geocentric positions; the node is the mean one. Orbs: conjunction and "
            "opposition up to 8°, trine and square up to 7°, sextile up to 5°. This describes the sky at birth and "
            "predicts nothing."
        ),
    },
}


def title_of(chart: Chart, language: Language) -> str:
    """`Натальная карта: 17 мая 1990 г., 14:30, Москва`."""
    return f"{TEXTS[language]['title']}: {born(chart, language)}"


def born(chart: Chart, language: Language) -> str:
    """Date, local time with its offset, and place."""
    birth = chart.birth
    date = format_date(birth.date, "long", locale=language)
    if birth.time is None:
        time = TEXTS[language]["time_unknown"]
    else:
        time = f"{birth.time:%H:%M} (UTC{_offset(chart.utc_offset_seconds)})"
    return ", ".join(part for part in (date, time, birth.place) if part)


def _offset(seconds: int) -> str:
    sign = "−" if seconds < 0 else "+"
    hours, rest = divmod(abs(seconds), 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{sign}{hours}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")


def place_text(longitude: float, language: Language) -> str:
    """`в Тельце, 1°47′`."""
    return f"{in_sign(sign_of(longitude), language)}, {angle_text(longitude % 30)}"


def body_line(one: PlacedBody, chart: Chart, language: Language) -> str:
    """`Солнце в Тельце, 1°47′, X дом`."""
    texts = TEXTS[language]
    parts = [f"{body_name(one.body, language)} {place_text(one.longitude, language)}"]
    if one.house is not None:
        parts.append(texts["house"].format(ROMAN[one.house - 1]))
    # The mean node always goes backwards, and neither sun nor moon ever does: there is nothing to tell.
    if one.is_retrograde and one.body is not Body.MEAN_NODE:
        parts.append(texts["retrograde"])
    return ", ".join(parts)


def houses_line(chart: Chart, language: Language) -> str:
    """By which system the houses are, or why there are none."""
    texts = TEXTS[language]
    if chart.houses is None:
        return texts["no_houses"]
    return texts["placidus" if chart.houses.system is HouseSystem.PLACIDUS else "whole_sign"]


def angle_lines(chart: Chart, language: Language) -> list[str]:
    """Ascendant, midheaven and the cusps; nothing when the time is not known."""
    if chart.houses is None:
        return []
    texts = TEXTS[language]
    lines = [
        f"{texts['ascendant']} {place_text(chart.houses.ascendant, language)}",
        f"{texts['midheaven']} {place_text(chart.houses.midheaven, language)}",
    ]
    return lines + [
        f"{texts['cusp'].format(ROMAN[number])}: {SIGN_NAMES[language][sign_of(cusp)]}, {angle_text(cusp % 30)}"
        for number, cusp in enumerate(chart.houses.cusps)
    ]


def aspect_line(aspect: Aspect, language: Language) -> str:
    """`Солнце в трине к Луне, орб 0°46′, сходится`."""
    texts = TEXTS[language]
    said = aspect_sentence(aspect.first, aspect.kind, aspect.second, language)
    course = texts["applying" if aspect.is_applying else "separating"]
    return f"{said}, {texts['orb'].format(angle_text(aspect.orb))}, {course}"


def moon_line(chart: Chart, language: Language) -> str | None:
    """How far the moon went on a day without a known time."""
    if chart.moon_range is None:
        return None
    start, end = chart.moon_range
    names = SIGN_NAMES[language]
    places = ((angle_text(at % 30), names[sign_of(at)]) for at in (start, end))
    (from_angle, from_sign), (to_angle, to_sign) = places
    return TEXTS[language]["moon"].format(from_angle, from_sign, to_angle, to_sign)
