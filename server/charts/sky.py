"""Where the sun, the moon and the planets stood: Skyfield with JPL's DE421, which a package has.

Longitudes are apparent, geocentric, on the true ecliptic and equinox of date, in degrees. Imported only by processes of
the pool: numpy and the ephemeris stay out of those that serve.
"""

import datetime as dt
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from skyfield.api import load, load_file
from skyfield.framelib import ecliptic_frame, true_equator_and_equinox_of_date

from server.charts.words import Body

EPHEMERIS_FROM: Final = dt.date(1899, 8, 1)
EPHEMERIS_UNTIL: Final = dt.date(2053, 10, 1)
_NAMES: Final = {
    Body.SUN: "sun",
    Body.MOON: "moon",
    Body.MERCURY: "mercury",
    Body.VENUS: "venus",
    Body.MARS: "mars",
    Body.JUPITER: "jupiter barycenter",
    Body.SATURN: "saturn barycenter",
    Body.URANUS: "uranus barycenter",
    Body.NEPTUNE: "neptune barycenter",
    Body.PLUTO: "pluto barycenter",
}
# Speed is measured over this much on both sides of the moment.
_STEP_DAYS: Final = 0.02
_J2000: Final = 2451545.0
_DAYS_A_CENTURY: Final = 36525.0


@dataclass(frozen=True)
class Position:
    """A body's longitude in [0, 360) and its daily motion; it is retrograde when that is negative."""

    longitude: float
    speed: float


@dataclass(frozen=True)
class Sky:
    """The sky of one moment. `sidereal` is Greenwich apparent sidereal time, `obliquity` the true one: in degrees."""

    positions: dict[Body, Position]
    sidereal: float
    obliquity: float


@cache
def _ephemeris() -> tuple[Any, Any]:
    kernel = load_file(str(files("skyfield_data") / "data" / "de421.bsp"))
    return load.timescale(builtin=True), kernel


def sky_at(moment: dt.datetime) -> Sky:
    """The sky at `moment`.

    It is read as UT1: civil clocks follow it within a second, also before UTC was invented, and no table of leap
    seconds knows the future.
    """
    timescale, kernel = _ephemeris()
    utc = moment.astimezone(dt.UTC)
    now = timescale.ut1(utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second)
    around = timescale.tt_jd([now.tt - _STEP_DAYS, now.tt, now.tt + _STEP_DAYS])
    earth = kernel["earth"].at(around)
    positions = {}
    for body, name in _NAMES.items():
        _, longitude, _ = earth.observe(kernel[name]).apparent().frame_latlon(ecliptic_frame)
        before, here, after = (float(one) for one in longitude.degrees)
        positions[body] = Position(here % 360, signed(after - before) / (2 * _STEP_DAYS))
    positions[Body.MEAN_NODE] = Position(_mean_node(now.tt, _nutation(now)), -0.053)
    return Sky(positions, float(now.gast) * 15, _obliquity(now))


def moon_at(moment: dt.datetime) -> float:
    """The moon's longitude at `moment`."""
    return sky_at(moment).positions[Body.MOON].longitude


def signed(degrees: float) -> float:
    """The same angle in [-180, 180)."""
    return (degrees + 180) % 360 - 180


def _obliquity(now: Any) -> float:
    """The angle between the true equator and the true ecliptic: what turns the one frame into the other."""
    turn = ecliptic_frame.rotation_at(now) @ true_equator_and_equinox_of_date.rotation_at(now).T
    return math.degrees(math.atan2(turn[1, 2], turn[1, 1]))


def _nutation(now: Any) -> float:
    """Nutation in longitude, in degrees: apparent less mean sidereal time, over the cosine of the obliquity."""
    return float((now.gast - now.gmst) * 15 / math.cos(math.radians(_obliquity(now))))


def _mean_node(tt: float, nutation: float) -> float:
    """The moon's mean ascending node (Meeus, Astronomical Algorithms, 47.7), counted from the true equinox."""
    t = (tt - _J2000) / _DAYS_A_CENTURY
    mean = 125.0445479 - 1934.1362891 * t + 0.0020754 * t**2 + t**3 / 467_441 - t**4 / 60_616_000
    return (mean + nutation) % 360
