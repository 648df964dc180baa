"""Ascendant, midheaven and houses, from sidereal time, obliquity and latitude. All angles in degrees."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_ROUNDS: Final = 200
_CLOSE: Final = 1e-9


class HouseSystem(StrEnum):
    """How the houses were found: Placidus, or one sign each where Placidus does not exist."""

    PLACIDUS = "placidus"
    WHOLE_SIGN = "whole_sign"


@dataclass(frozen=True)
class Houses:
    """The two angles and the twelve cusps, from the first house on."""

    system: HouseSystem
    ascendant: float
    midheaven: float
    cusps: tuple[float, ...]

    def house_of(self, longitude: float) -> int:
        """The house, 1 to 12, that a longitude falls into."""
        for number in range(12):
            start, end = self.cusps[number], self.cusps[(number + 1) % 12]
            if (longitude - start) % 360 < (end - start) % 360:
                return number + 1
        raise AssertionError("twelve houses are the whole circle")


def houses(ramc: float, obliquity: float, latitude: float) -> Houses:
    """The houses where `ramc` (local sidereal time) culminates; whole signs above the polar circles."""
    midheaven = _on_ecliptic(ramc, obliquity)
    ascendant = _ascendant(ramc, obliquity, latitude)
    if (ascendant - midheaven) % 360 > 180:
        # Above the polar circles the ecliptic may rise west of the meridian; the eastern point is meant.
        ascendant = (ascendant + 180) % 360
    cusps = _placidus(ramc, obliquity, latitude, ascendant, midheaven)
    if cusps is not None:
        return Houses(HouseSystem.PLACIDUS, ascendant, midheaven, cusps)
    first = math.floor(ascendant / 30) * 30.0
    whole = tuple((first + 30 * number) % 360 for number in range(12))
    return Houses(HouseSystem.WHOLE_SIGN, ascendant, midheaven, whole)


def _ascendant(ramc: float, obliquity: float, latitude: float) -> float:
    """The point of the ecliptic that is rising."""
    r, e, f = map(math.radians, (ramc, obliquity, latitude))
    rising = math.atan2(math.cos(r), -(math.sin(r) * math.cos(e) + math.tan(f) * math.sin(e)))
    return math.degrees(rising) % 360


def _on_ecliptic(right_ascension: float, obliquity: float) -> float:
    """The longitude of the ecliptic's point with this right ascension."""
    a, e = math.radians(right_ascension), math.radians(obliquity)
    return math.degrees(math.atan2(math.sin(a), math.cos(a) * math.cos(e))) % 360


def _placidus(
    ramc: float, obliquity: float, latitude: float, ascendant: float, midheaven: float
) -> tuple[float, ...] | None:
    """The cusps that cut each point's own way from horizon to meridian into three; None where it has no such way."""
    if abs(latitude) >= 90 - obliquity:
        return None
    eleventh = _cusp(ramc, obliquity, latitude, thirds=1, below=False)
    twelfth = _cusp(ramc, obliquity, latitude, thirds=2, below=False)
    second = _cusp(ramc, obliquity, latitude, thirds=2, below=True)
    third = _cusp(ramc, obliquity, latitude, thirds=1, below=True)
    if eleventh is None or twelfth is None or second is None or third is None:
        return None
    half = (ascendant, second, third, midheaven + 180, eleventh + 180, twelfth + 180)
    return tuple(one % 360 for one in half) + tuple((one + 180) % 360 for one in half)


def _cusp(ramc: float, obliquity: float, latitude: float, *, thirds: int, below: bool) -> float | None:
    """The point that has `thirds` of its semi-arc between itself and the meridian: the upper one, or `below`.

    Its semi-arc depends on its declination and that on where it is, so it is found by going round until it stays.
    """
    e, f = math.radians(obliquity), math.radians(latitude)
    longitude = _on_ecliptic(ramc + (180 - 30 * thirds if below else 30 * thirds), obliquity)
    for _ in range(_ROUNDS):
        declination = math.asin(math.sin(e) * math.sin(math.radians(longitude)))
        sine = math.tan(f) * math.tan(declination)
        if abs(sine) > 1:
            return None
        ascensional = math.degrees(math.asin(sine))
        if below:
            right_ascension = ramc + 180 - (90 - ascensional) * thirds / 3
        else:
            right_ascension = ramc + (90 + ascensional) * thirds / 3
        found = _on_ecliptic(right_ascension, obliquity)
        if abs((found - longitude + 180) % 360 - 180) < _CLOSE:
            return found
        longitude = found
    return longitude
