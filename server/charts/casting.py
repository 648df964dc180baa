"""Casting a chart: the sky of a birth, houses and aspects. Imported by processes of the pool alone: numpy is large."""

import datetime as dt
from itertools import combinations

from server.charts.aspects import Aspect, aspect_between
from server.charts.birth import BirthMoment, day_of, instant
from server.charts.chart import Chart, PlacedBody
from server.charts.houses import houses
from server.charts.sky import moon_at, sky_at
from server.charts.words import Body


def natal_chart(birth: BirthMoment) -> Chart:
    """The chart of this birth. Raises UnclearTime when its local time came twice or never."""
    moment = instant(birth)
    sky = sky_at(moment)
    found = houses(sky.sidereal + birth.lon, sky.obliquity, birth.lat) if birth.time is not None else None
    bodies = tuple(
        PlacedBody(body, at.longitude, at.speed, found.house_of(at.longitude) if found else None)
        for body, at in sky.positions.items()
    )
    return Chart(
        birth=birth,
        moment=moment,
        utc_offset_seconds=_offset(birth, moment),
        bodies=bodies,
        houses=found,
        aspects=_aspects(bodies, with_moon=birth.time is not None),
        moon_range=None if birth.time is not None else _moon_range(birth),
    )


def _offset(birth: BirthMoment, moment: dt.datetime) -> int:
    time = birth.time or dt.time(12)
    local = dt.datetime.combine(birth.date, time, dt.UTC)
    return int((local - moment).total_seconds())


def _moon_range(birth: BirthMoment) -> tuple[float, float]:
    start, end = day_of(birth)
    return moon_at(start), moon_at(end)


def _aspects(bodies: tuple[PlacedBody, ...], *, with_moon: bool) -> tuple[Aspect, ...]:
    """Between all bodies but the node, which is a point; the closest first."""
    left_out = {Body.MEAN_NODE} if with_moon else {Body.MEAN_NODE, Body.MOON}
    taking_part = [one for one in bodies if one.body not in left_out]
    found = [
        aspect_between((first.body, first.longitude, first.speed), (second.body, second.longitude, second.speed))
        for first, second in combinations(taking_part, 2)
    ]
    return tuple(sorted((one for one in found if one), key=lambda one: one.orb))
