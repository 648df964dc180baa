"""Time as the product keeps it: UTC, whole milliseconds (what BSON can hold), with its zone attached."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

Clock = Callable[[], datetime]

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Every moment the product keeps is later; so partial indexes ask for a moment that is there."""


def utc_now() -> datetime:
    """The current time in UTC, cut to milliseconds so that it equals itself after a round trip through MongoDB."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
