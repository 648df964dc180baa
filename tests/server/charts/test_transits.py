"""Transits are exact when they say so, and none of the month is left out."""

import datetime as dt

import pytest

from server.charts.aspects import ANGLES, Transit
from server.charts.birth import BirthMoment
from server.charts.casting import natal_chart
from server.charts.sky import signed, sky_at
from server.charts.transits import MOVING, transits
from server.charts.words import Body

ANNA = BirthMoment(dt.date(1990, 5, 17), dt.time(6, 30), None, 55.7558, 37.6176, "Europe/Moscow", "Москва")
SINCE = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def month() -> tuple[Transit, ...]:
    return transits(ANNA, SINCE, 30)


def test_at_their_moments_the_aspects_are_exact(month: tuple[Transit, ...]) -> None:
    natal = {one.body: one.longitude for one in natal_chart(ANNA).bodies}
    assert len(month) > 10
    for one in month:
        apart = abs(signed(sky_at(one.at).positions[one.moving].longitude - natal[one.point]))
        assert apart == pytest.approx(ANGLES[one.kind], abs=0.02), one


def test_the_sun_meets_everything_within_its_30_degrees_and_nothing_twice(month: tuple[Transit, ...]) -> None:
    natal = {one.body: one.longitude for one in natal_chart(ANNA).bodies if one.body is not Body.MEAN_NODE}
    begin, end = (
        sky_at(dt.datetime.combine(SINCE + dt.timedelta(days=days), dt.time(), dt.UTC)).positions[Body.SUN].longitude
        for days in (0, 30)
    )
    way = (end - begin) % 360
    turns = {(kind, turn) for kind, angle in ANGLES.items() for turn in (angle, -angle % 360)}
    expected = sorted(
        (point, kind) for point, at in natal.items() for kind, turn in turns if (at + turn - begin) % 360 <= way
    )
    assert sorted((one.point, one.kind) for one in month if one.moving is Body.SUN) == expected


def test_they_stand_in_order_within_the_month_and_the_moon_is_none_of_them(month: tuple[Transit, ...]) -> None:
    moments = [one.at for one in month]
    assert moments == sorted(moments)
    assert moments[0].date() >= SINCE
    assert moments[-1] < dt.datetime(2026, 12, 23, 0, 1, tzinfo=dt.UTC)
    assert {one.moving for one in month} <= set(MOVING)


def test_without_a_time_of_birth_the_moon_is_no_point_of_it() -> None:
    unknown = BirthMoment(dt.date(1990, 5, 17), None, None, 55.7558, 37.6176, "Europe/Moscow", "Москва")
    assert Body.MOON not in {one.point for one in transits(unknown, SINCE, 10)}
