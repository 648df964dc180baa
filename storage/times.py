"""Time as the product keeps it: UTC, whole milliseconds (what BSON can hold), with its zone attached."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The current time in UTC, cut to milliseconds so that it equals itself after a round trip through MongoDB."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
