"""Transits: when a moving planet comes to an exact major aspect with a point of a natal chart. For the pool alone."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from server.charts.aspects import ANGLES, Transit
from server.charts.birth import BirthMoment
from server.charts.casting import natal_chart
from server.charts.sky import signed, sky_at
from server.charts.words import AspectKind, Body

# The moon goes through all of them every month; the node is a point.
MOVING: Final = tuple(one for one in Body if one not in (Body.MOON, Body.MEAN_NODE))
_DAY: Final = dt.timedelta(days=1)
# A planet that has gone further between two days has jumped over the back of the circle.
_LARGEST_STEP: Final = 10.0


def transits(birth: BirthMoment, since: dt.date, days: int) -> tuple[Transit, ...]:
    """Every exact aspect of a planet to the natal chart in these days, in order of time.

    To the minute or so: between two midnights a planet's way is taken for straight, then looked at once more.
    """
    chart = natal_chart(birth)
    left_out = {Body.MEAN_NODE} | ({Body.MOON} if birth.time is None else set())
    points = {one.body: one.longitude for one in chart.bodies if one.body not in left_out}
    begin = dt.datetime.combine(since, dt.time(), dt.UTC)
    nights = [begin + number * _DAY for number in range(days + 1)]
    ways = [{body: at.longitude for body, at in sky_at(night).positions.items()} for night in nights]
    found = [
        Transit(body, kind, point, _exactly(body, longitude + turn, night, before, after))
        for night, here, there in zip(nights, ways, ways[1:], strict=False)
        for body in MOVING
        for point, longitude in points.items()
        for kind, turn in _turns()
        for before, after in [(signed(here[body] - longitude - turn), signed(there[body] - longitude - turn))]
        if before * after <= 0 and after != 0 and abs(before - after) < _LARGEST_STEP
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def _turns() -> Iterator[tuple[AspectKind, float]]:
    """How far ahead or behind of a point its aspects are."""
    for kind, angle in ANGLES.items():
        yield kind, angle
        if angle not in (0.0, 180.0):
            yield kind, -angle


def _exactly(body: Body, longitude: float, night: dt.datetime, before: float, after: float) -> dt.datetime:
    """When it is there: by the way of the whole day, then by its speed at about that moment."""
    guess = night + _DAY * (before / (before - after))
    at = sky_at(guess).positions[body]
    off = signed(at.longitude - longitude)
    if abs(at.speed) < abs(before - after) / 4:
        return guess  # It stands almost still there: the straight way is the better guess.
    return guess - _DAY * (off / at.speed)
