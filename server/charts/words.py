"""Names of what stands in a chart, in both languages and in the grammatical cases that sentences need."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from realtime.texts import Language


class Body(StrEnum):
    """What moves through a chart, in the order it is told."""

    SUN = "sun"
    MOON = "moon"
    MERCURY = "mercury"
    VENUS = "venus"
    MARS = "mars"
    JUPITER = "jupiter"
    SATURN = "saturn"
    URANUS = "uranus"
    NEPTUNE = "neptune"
    PLUTO = "pluto"
    MEAN_NODE = "mean_node"


class Sign(StrEnum):
    """The signs of the tropical zodiac, 30° each from the equinox on."""

    ARIES = "aries"
    TAURUS = "taurus"
    GEMINI = "gemini"
    CANCER = "cancer"
    LEO = "leo"
    VIRGO = "virgo"
    LIBRA = "libra"
    SCORPIO = "scorpio"
    SAGITTARIUS = "sagittarius"
    CAPRICORN = "capricorn"
    AQUARIUS = "aquarius"
    PISCES = "pisces"


class AspectKind(StrEnum):
    """The major aspects."""

    CONJUNCTION = "conjunction"
    SEXTILE = "sextile"
    SQUARE = "square"
    TRINE = "trine"
    OPPOSITION = "opposition"


SIGNS: Final = tuple(Sign)

BODIES: Final[dict[Language, dict[Body, str]]] = {
    "ru": dict(
        zip(
            Body,
            [
                "Солнце",
                "Луна",
                "Меркурий",
                "Венера",
                "Марс",
                "Юпитер",
                "Сатурн",
                "Уран",
                "Нептун",
                "Плутон",
                "Восходящий_узел",
            ],
            strict=True,
        )
    ),
    "en": dict(
        zip(
            Body,
            [
                "Sun",
                "Moon",
                "Mercury",
                "Venus",
                "Mars",
                "Jupiter",
                "Saturn",
                "Uranus",
                "Neptune",
                "Pluto",
                "North_node",
            ],
            strict=True,
        )
    ),
}
_INSTRUMENTAL: Final = dict(
    zip(
        Body,
        [
            "Солнцем",
            "Луной",
            "Меркурием",
            "Венерой",
            "Марсом",
            "Юпитером",
            "Сатурном",
            "Ураном",
            "Нептуном",
            "Плутоном",
            "Восходящим_узлом",
        ],
        strict=True,
    )
)
_DATIVE: Final = dict(
    zip(
        Body,
        [
            "Солнцу",
            "Луне",
            "Меркурию",
            "Венере",
            "Марсу",
            "Юпитеру",
            "Сатурну",
            "Урану",
            "Нептуну",
            "Плутону",
            "Восходящему_узлу",
        ],
        strict=True,
    )
)
SIGN_NAMES: Final[dict[Language, dict[Sign, str]]] = {
    "ru": dict(
        zip(
            Sign,
            [
                "Овен",
                "Телец",
                "Близнецы",
                "Рак",
                "Лев",
                "Дева",
                "Весы",
                "Скорпион",
                "Стрелец",
                "Козерог",
                "Водолей",
                "Рыбы",
            ],
            strict=True,
        )
    ),
    "en": {sign: sign.value.capitalize() for sign in Sign},
}
_IN_SIGN: Final = dict(
    zip(
        Sign,
        [
            "Овне",
            "Тельце",
            "Близнецах",
            "Раке",
            "Льве",
            "Деве",
            "Весах",
            "Скорпионе",
            "Стрельце",
            "Козероге",
            "Водолее",
            "Рыбах",
        ],
        strict=True,
    )
)


@dataclass(frozen=True)
class _Relation:
    noun: str
    joined: str


_RELATIONS: Final[dict[Language, dict[AspectKind, _Relation]]] = {
    "ru": {
        AspectKind.CONJUNCTION: _Relation("соединение", "в соединении с"),
        AspectKind.SEXTILE: _Relation("секстиль", "в секстиле к"),
        AspectKind.SQUARE: _Relation("квадратура", "в квадратуре к"),
        AspectKind.TRINE: _Relation("трин", "в трине к"),
        AspectKind.OPPOSITION: _Relation("оппозиция", "в оппозиции к"),
    },
    "en": {
        AspectKind.CONJUNCTION: _Relation("conjunction", "conjunct"),
        AspectKind.SEXTILE: _Relation("sextile", "sextile"),
        AspectKind.SQUARE: _Relation("square", "square"),
        AspectKind.TRINE: _Relation("trine", "trine"),
        AspectKind.OPPOSITION: _Relation("opposition", "opposite"),
    },
}

ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def body_name(body: Body, language: Language) -> str:
    """`Луна`."""
    return BODIES[language][body].replace("_", " ")


def in_sign(sign: Sign, language: Language) -> str:
    """`в Овне`, `во Льве`, `in Aries`."""
    if language == "en":
        return f"in {SIGN_NAMES['en'][sign]}"
    return f"{'во' if sign is Sign.LEO else 'в'} {_IN_SIGN[sign]}"


def aspect_name(kind: AspectKind, language: Language) -> str:
    """`трин`."""
    return _RELATIONS[language][kind].noun


def aspect_sentence(first: Body, kind: AspectKind, second: Body, language: Language) -> str:
    """`Солнце в трине к Луне`."""
    joined = _RELATIONS[language][kind].joined
    if language == "en":
        other = body_name(second, "en")
        return f"{body_name(first, 'en')} {joined} {other}"
    cases = _INSTRUMENTAL if kind is AspectKind.CONJUNCTION else _DATIVE
    other = cases[second].replace("_", " ")
    if joined.endswith(" с") and other.startswith("С") and other[1] not in "аеёиоуыэюя":
        joined += "о"
    return f"{body_name(first, 'ru')} {joined} {other}"


def angle_text(degrees: float) -> str:
    """`1°47′`, cut to the minute as tables do, so that 29°59′40″ does not become the next sign."""
    minutes = int(degrees * 60 + 1e-9)
    return f"{minutes // 60}°{minutes % 60:02d}′"
