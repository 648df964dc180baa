"""Opaque cursors of the catalogue's lists: where the last shown item stood."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime

import orjson

from realtime.errors import ValidationFailed

Place = tuple[int, str]


def write_cursor(place: Place) -> str:
    """The cursor that continues behind `place` = (sort value, slug)."""
    return urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")


def read_cursor(cursor: str | None) -> Place | None:
    """The place a cursor names; refuses whatever was not made by `write_cursor`."""
    if cursor is None:
        return None
    try:
        value, slug = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError) as error:
        raise ValidationFailed("cursor", field="cursor") from error
    # MongoDB orders 64-bit integers alone, and a larger one would fail in the driver.
    if type(value) is not int or abs(value) >= 2**53 or not isinstance(slug, str):
        raise ValidationFailed("cursor", field="cursor")
    return value, slug


def time_place(moment: datetime, slug: str) -> Place:
    """The place of something that is ordered by a time, in milliseconds since 1970."""
    return round(moment.timestamp() * 1000), slug


def read_time_cursor(cursor: str | None) -> tuple[datetime, str] | None:
    """The time and slug of a cursor made from a `time_place`."""
    place = read_cursor(cursor)
    if place is None:
        return None
    try:
        return datetime.fromtimestamp(place[0] / 1000, UTC), place[1]
    except (ValueError, OverflowError, OSError) as error:
        raise ValidationFailed("cursor", field="cursor") from error
