"""What a natal chart is: positions, houses and aspects. Light to import: computing one is `casting.py`'s."""

import datetime as dt
import math
from dataclasses import dataclass

from server.charts.aspects import Aspect
from server.charts.birth import BirthMoment
from server.charts.houses import Houses
from server.charts.words import SIGNS, Body, Sign


@dataclass(frozen=True)
class PlacedBody:
    """A body in the chart; `house` is None when there are no houses."""

    body: Body
    longitude: float
    speed: float
    house: int | None

    @property
    def is_retrograde(self) -> bool:
        """Whether it goes backwards as seen from the earth."""
        return self.speed < 0


@dataclass(frozen=True)
class Chart:
    """The chart of one birth. Without a known time there are no houses, positions are those of local noon, and

    `moon_range` says from where to where the moon went on that day; aspects of the moon are then left out.
    """

    birth: BirthMoment
    moment: dt.datetime
    utc_offset_seconds: int
    bodies: tuple[PlacedBody, ...]
    houses: Houses | None
    aspects: tuple[Aspect, ...]
    moon_range: tuple[float, float] | None


def sign_of(longitude: float) -> Sign:
    """The sign that a longitude falls into."""
    return SIGNS[math.floor(longitude / 30) % 12]
