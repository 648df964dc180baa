"""What is computed agrees with reference values over a century and the whole globe, and odd births are seen."""

import datetime as dt
import json
from pathlib import Path
from typing import Any, Final

import pytest

from server.charts.houses import HouseSystem, houses
from server.charts.sky import signed, sky_at
from server.charts.words import Body

VECTORS: Final = json.loads((Path(__file__).parent / "natal_vectors.json").read_text("utf-8"))["charts"]
BODY_TOLERANCE: Final = 0.01
ANGLE_TOLERANCE: Final = 0.02


def _name(vector: dict[str, Any]) -> str:
    return f"{vector['timezone'].rpartition('/')[2]} {vector['local'][:10]}"


@pytest.mark.parametrize("vector", VECTORS, ids=_name)
def test_bodies_stand_where_the_reference_says(vector: dict[str, Any]) -> None:
    sky = sky_at(dt.datetime.fromisoformat(vector["utc"]))
    assert {one.value for one in sky.positions} == set(vector["bodies"])
    for name, expected in vector["bodies"].items():
        found = sky.positions[Body(name)]
        assert abs(signed(found.longitude - expected["longitude"])) < BODY_TOLERANCE, name
        assert (found.speed < 0) == expected["retrograde"], name


@pytest.mark.parametrize("vector", VECTORS, ids=_name)
def test_angles_and_cusps_are_those_of_the_reference(vector: dict[str, Any]) -> None:
    sky = sky_at(dt.datetime.fromisoformat(vector["utc"]))
    found = houses(sky.sidereal + vector["lon"], sky.obliquity, vector["lat"])
    assert abs(signed(found.ascendant - vector["ascendant"])) < ANGLE_TOLERANCE
    assert abs(signed(found.midheaven - vector["midheaven"])) < ANGLE_TOLERANCE
    expected = vector.get("placidus_cusps")
    if expected is None:
        assert found.system is HouseSystem.WHOLE_SIGN
        expected = [(vector["ascendant"] // 30 * 30 + 30 * number) % 360 for number in range(12)]
    for cusp, wanted in zip(found.cusps, expected, strict=True):
        assert abs(signed(cusp - wanted)) < ANGLE_TOLERANCE
