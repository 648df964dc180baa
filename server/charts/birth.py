"""A birth in local time → the instant it was: historic offsets, hours that came twice and hours that never came."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

NOON = dt.time(12)


@dataclass(frozen=True)
class BirthMoment:
    """Everything a chart depends on, and nothing else; hashable, so that charts are kept by it.

    `time` is None when it is not known; `fold` says which of two equal local times is meant (0 the first).
    """

    date: dt.date
    time: dt.time | None
    fold: int | None
    lat: float
    lon: float
    timezone: str
    place: str


@dataclass(frozen=True)
class Reading:
    """One way to read a local time that is unclear."""

    time: dt.time
    fold: int
    utc_offset_seconds: int


class UnclearTime(Exception):
    """The local time came twice (`ambiguous`) or never (`skipped`) on that day; `readings` are what may be meant."""

    def __init__(self, kind: str, readings: tuple[Reading, ...]) -> None:
        super().__init__(kind, readings)
        self.kind = kind
        self.readings = readings


def instant(birth: BirthMoment) -> dt.datetime:
    """When the person was born, in UTC; local noon when the time is not known. Raises UnclearTime."""
    if birth.time is None:
        return _local(birth, NOON, 0).astimezone(dt.UTC)
    first, second = (_local(birth, birth.time, fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(dt.UTC)
    if first.astimezone(dt.UTC).astimezone(first.tzinfo).replace(tzinfo=None) != first.replace(tzinfo=None):
        raise UnclearTime("skipped", _around_the_gap(first, second))
    if birth.fold is None:
        raise UnclearTime("ambiguous", (_reading(first), _reading(second)))
    return (second if birth.fold else first).astimezone(dt.UTC)


def day_of(birth: BirthMoment) -> tuple[dt.datetime, dt.datetime]:
    """The beginning and the end, in UTC, of the local day of birth."""
    start = dt.datetime.combine(birth.date, dt.time(), ZoneInfo(birth.timezone))
    end = dt.datetime.combine(birth.date + dt.timedelta(days=1), dt.time(), ZoneInfo(birth.timezone))
    return start.astimezone(dt.UTC), end.astimezone(dt.UTC)


def _local(birth: BirthMoment, time: dt.time, fold: int) -> dt.datetime:
    return dt.datetime.combine(birth.date, time, ZoneInfo(birth.timezone)).replace(fold=fold)


def _around_the_gap(first: dt.datetime, second: dt.datetime) -> tuple[Reading, ...]:
    """The clock was put forward over this time: it was set too early, or had not been put forward yet."""
    found = []
    for guess in (first, second):
        real = guess.astimezone(dt.UTC).astimezone(guess.tzinfo)
        if real.date() == guess.date():
            found.append(_reading(real))
    return tuple(sorted(found, key=lambda one: one.time))


def _reading(local: dt.datetime) -> Reading:
    offset = local.utcoffset()
    assert offset is not None, "a time with a zone has one"
    return Reading(local.time().replace(tzinfo=None, fold=0), local.fold, int(offset.total_seconds()))
