"""Aspects: angles between two bodies that are close to one of the five major ones."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from server.charts.words import AspectKind, Body

ANGLES: Final = {
    AspectKind.CONJUNCTION: 0.0,
    AspectKind.SEXTILE: 60.0,
    AspectKind.SQUARE: 90.0,
    AspectKind.TRINE: 120.0,
    AspectKind.OPPOSITION: 180.0,
}
ORBS: Final = {
    AspectKind.CONJUNCTION: 8.0,
    AspectKind.SEXTILE: 5.0,
    AspectKind.SQUARE: 7.0,
    AspectKind.TRINE: 7.0,
    AspectKind.OPPOSITION: 8.0,
}
"""How far from exact an aspect still counts, in degrees."""

Moving = tuple[Body, float, float]
"""A body, its longitude and its daily motion."""


@dataclass(frozen=True)
class Aspect:
    """`orb` is how far from exact it is; `is_applying`: it was becoming more exact at that moment."""

    first: Body
    second: Body
    kind: AspectKind
    orb: float
    is_applying: bool


@dataclass(frozen=True)
class Transit:
    """A moving planet is at an exact aspect to a point of a natal chart."""

    moving: Body
    kind: AspectKind
    point: Body
    at: dt.datetime


def aspect_between(one: Moving, other: Moving) -> Aspect | None:
    """The aspect of two bodies, or None."""
    apart = (other[1] - one[1] + 180) % 360 - 180
    for kind, angle in ANGLES.items():
        off = abs(apart) - angle
        if abs(off) <= ORBS[kind]:
            opening = (other[2] - one[2]) * (1 if apart >= 0 else -1)
            return Aspect(one[0], other[0], kind, abs(off), is_applying=off * opening < 0)
    return None
