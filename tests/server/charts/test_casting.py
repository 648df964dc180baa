"""Charts as a whole: unknown times, polar nights, aspects, the words and the wheel."""

import datetime as dt
import io
import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from realtime.texts import Language
from server.charts.aspects import aspect_between
from server.charts.birth import BirthMoment
from server.charts.casting import natal_chart
from server.charts.chart import Chart
from server.charts.houses import HouseSystem, houses
from server.charts.labels import spread
from server.charts.outline import aspect_line, body_line, moon_line
from server.charts.printing import outline_pdf
from server.charts.wheel import PRINT, wheel
from server.charts.words import AspectKind, Body, angle_text, aspect_sentence

MOSCOW = BirthMoment(dt.date(1990, 5, 17), dt.time(14, 30), None, 55.75, 37.62, "Europe/Moscow", "Москва")
MURMANSK = BirthMoment(dt.date(2006, 7, 9), dt.time(5, 34), None, 68.97, 33.09, "Europe/Moscow", "Мурманск")
UNKNOWN = replace(MOSCOW, time=None)


@pytest.fixture(scope="module", params=[MOSCOW, MURMANSK, UNKNOWN], ids=["moscow", "murmansk", "unknown time"])
def chart(request: pytest.FixtureRequest) -> Chart:
    return natal_chart(request.param)


def test_an_unknown_time_gives_no_houses_and_says_how_far_the_moon_went() -> None:
    chart = natal_chart(UNKNOWN)
    assert chart.houses is None
    assert {one.house for one in chart.bodies} == {None}
    assert all(Body.MOON not in (one.first, one.second) for one in chart.aspects)
    assert chart.moon_range is not None
    start, end = chart.moon_range
    assert 11 < (end - start) % 360 < 16
    assert "аспекты Луны не указаны" in (moon_line(chart, "ru") or "")
    assert moon_line(natal_chart(MOSCOW), "ru") is None


def test_beyond_the_polar_circle_houses_are_whole_signs() -> None:
    found = natal_chart(MURMANSK).houses
    assert found is not None
    assert found.system is HouseSystem.WHOLE_SIGN
    assert [cusp % 30 for cusp in found.cusps] == [0] * 12


@given(
    ramc=st.floats(0, 360, exclude_max=True), latitude=st.floats(-66, 66), longitude=st.floats(0, 360, exclude_max=True)
)
def test_every_longitude_is_in_exactly_one_house(ramc: float, latitude: float, longitude: float) -> None:
    found = houses(ramc, 23.44, latitude)
    assert found.system is HouseSystem.PLACIDUS
    widths = [(found.cusps[(n + 1) % 12] - found.cusps[n]) % 360 for n in range(12)]
    assert abs(sum(widths) - 360) < 1e-6
    assert 1 <= found.house_of(longitude) <= 12
    assert 0 < (found.ascendant - found.midheaven) % 360 < 180


@pytest.mark.parametrize(
    ("one", "other", "kind", "applying"),
    [
        ((359.0, 1.0), (3.0, 0.1), AspectKind.CONJUNCTION, True),
        ((10.0, 1.0), (190.5, 0.1), AspectKind.OPPOSITION, True),
        ((10.0, 1.0), (128.0, 0.1), AspectKind.TRINE, False),
        ((350.0, 0.1), (82.0, 1.0), AspectKind.SQUARE, False),
        ((0.0, 1.0), (66.0, 0.1), None, False),
    ],
)
def test_aspects_are_found_across_zero_and_know_their_course(
    one: tuple[float, float], other: tuple[float, float], kind: AspectKind | None, applying: bool
) -> None:
    found = aspect_between((Body.SUN, *one), (Body.SATURN, *other))
    assert (found.kind if found else None, bool(found and found.is_applying)) == (kind, applying)
    turned = aspect_between((Body.SATURN, *other), (Body.SUN, *one))
    assert (turned.kind if turned else None, bool(turned and turned.is_applying)) == (kind, applying)


@given(st.lists(st.floats(0, 360, exclude_max=True), max_size=13))
def test_labels_never_touch(angles: list[float]) -> None:
    placed = sorted(spread(angles, 10.0))
    assert len(placed) == len(angles)
    for left, right in pairwise(placed):
        assert right - left > 9.9
    if len(placed) > 1:
        assert placed[0] + 360 - placed[-1] > 9.9


def test_the_wheel_is_inert_and_tells_everything(chart: Chart) -> None:
    hostile = replace(chart, birth=replace(chart.birth, place="<script>alert('x')</script>&"))
    for language in ("ru", "en"):
        drawing = wheel(hostile, language)
        root = ElementTree.fromstring(drawing)  # noqa: S314 - our own drawing
        tags = {one.tag.partition("}")[2] for one in root.iter()}
        assert tags <= {"svg", "title", "desc", "g", "path", "line", "circle", "text"}
        description = root.findtext("{http://www.w3.org/2000/svg}desc") or ""
        assert all(body_line(one, chart, language) in description for one in chart.bodies)
        assert len(root.findall(".//*[@data-body]")) == len(Body)
        assert len(root.findall(".//*[@data-aspect]")) == len(chart.aspects)
        assert not re.search(r"style=|href|nan", drawing)
    assert "var(" not in wheel(chart, "ru", PRINT)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_outline_is_one_page_with_its_text_in_it(chart: Chart, language: str) -> None:
    tongue: Language = "en" if language == "en" else "ru"
    pdf = outline_pdf(chart, tongue, "Анна #panic() *Орлова*")
    assert pdf.startswith(b"%PDF-")
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    text = " ".join(page.extract_text().split())
    assert "Анна #panic() *Орлова*" in text
    for line in [body_line(chart.bodies[0], chart, tongue), *(aspect_line(one, tongue) for one in chart.aspects[:3])]:
        assert line in text
    fonts = {str(font["/BaseFont"]) for font in _fonts(page)}
    assert fonts
    assert all("Roboto" in font for font in fonts)


def _fonts(page: object) -> list[dict[str, object]]:
    resources = page["/Resources"]  # type: ignore[index]
    return [font.get_object() for font in resources["/Font"].values()]


def test_the_same_birth_is_the_same_chart() -> None:
    assert natal_chart(MOSCOW) == natal_chart(MOSCOW)


def test_words_are_inflected_and_minutes_are_cut() -> None:
    assert aspect_sentence(Body.MOON, AspectKind.CONJUNCTION, Body.SUN, "ru") == "Луна в соединении с Солнцем"
    assert aspect_sentence(Body.SUN, AspectKind.TRINE, Body.MOON, "ru") == "Солнце в трине к Луне"
    assert aspect_sentence(Body.SUN, AspectKind.CONJUNCTION, Body.MOON, "en") == "Sun conjunct Moon"
    assert [angle_text(one) for one in (29.9999, 0.0, 1.7834)] == ["29°59′", "0°00′", "1°47′"]
