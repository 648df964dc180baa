"""Local time becomes an instant by the clocks of that day; a time that is unclear is asked about, never guessed."""

import datetime as dt
import json
import pickle
from pathlib import Path

import pytest

from server.charts.birth import BirthMoment, Reading, UnclearTime, instant

VECTORS = json.loads((Path(__file__).parent / "natal_vectors.json").read_text("utf-8"))["charts"]


def born(local: str, timezone: str, fold: int | None = None) -> BirthMoment:
    at = dt.datetime.fromisoformat(local)
    return BirthMoment(at.date(), at.time(), fold, 55.75, 37.62, timezone, "")


def test_historic_offsets_are_those_of_the_day() -> None:
    for vector in VECTORS:
        found = instant(born(vector["local"], vector["timezone"]))
        assert found == dt.datetime.fromisoformat(vector["utc"]), vector["local"]


@pytest.mark.parametrize(("fold", "utc_hour"), [(0, 22), (1, 23)])
def test_a_time_that_came_twice_is_decided_by_fold(fold: int, utc_hour: int) -> None:
    with pytest.raises(UnclearTime) as asked:
        instant(born("2010-10-31T02:30", "Europe/Moscow"))
    assert asked.value.kind == "ambiguous"
    assert asked.value.readings == (Reading(dt.time(2, 30), 0, 14400), Reading(dt.time(2, 30), 1, 10800))
    assert instant(born("2010-10-31T02:30", "Europe/Moscow", fold)).hour == utc_hour


@pytest.mark.parametrize("fold", [None, 0, 1])
def test_a_time_that_never_came_is_asked_about_whatever_fold_says(fold: int | None) -> None:
    with pytest.raises(UnclearTime) as asked:
        instant(born("2010-03-28T02:30", "Europe/Moscow", fold))
    assert asked.value.kind == "skipped"
    assert [one.time for one in asked.value.readings] == [dt.time(1, 30), dt.time(3, 30)]
    for reading in asked.value.readings:
        meant = BirthMoment(dt.date(2010, 3, 28), reading.time, reading.fold, 0, 0, "Europe/Moscow", "")
        assert instant(meant)


def test_neighbours_of_a_change_are_clear() -> None:
    for local in ("2010-10-31T01:59", "2010-10-31T03:00", "2010-03-28T01:59", "2010-03-28T03:00"):
        assert instant(born(local, "Europe/Moscow"))


def test_the_question_travels_between_processes() -> None:
    error = UnclearTime("skipped", (Reading(dt.time(1, 30), 0, 10800),))
    assert pickle.loads(pickle.dumps(error)).readings == error.readings  # noqa: S301


def test_an_unknown_time_is_noon() -> None:
    birth = BirthMoment(dt.date(1990, 5, 17), None, None, 55.75, 37.62, "Europe/Moscow", "")
    assert instant(birth) == dt.datetime(1990, 5, 17, 8, tzinfo=dt.UTC)
