"""What a list of the back office is asked for, out of an address."""

from typing import Any, Final

from realtime.errors import ValidationFailed
from server.http import Call
from server.limits import Limit
from storage.ids import UserId, parse_id

FINDS_PER_PERSON: Final = Limit("office-finds", "300/hour")
"""Enough for anybody at work; whoever tries out numbers one by one does not get far."""


async def count_find(call: Call[Any]) -> None:
    """One more of the caller's searches for somebody."""
    await call.context.limiter.hit(FINDS_PER_PERSON, str(call.require_actor().user_id))


def id_asked(text: str | None, field: str) -> UserId | None:
    """The id written there; None where nothing is, `validation_failed` where it is none."""
    parsed = parse_id(text) if text else None
    if text and parsed is None:
        raise ValidationFailed("id", field=field)
    return UserId(parsed) if parsed else None
