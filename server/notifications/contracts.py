"""How people are reached, on the wire."""

from datetime import time
from enum import StrEnum
from typing import Annotated, Any, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from realtime.contract import Contract, Timestamp
from storage.reach import Channel, Quiet


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("unknown time zone")
    return name


def _clock(text: str) -> str:
    time.fromisoformat(text)
    return text


Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$"), AfterValidator(_clock)]
Zone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_known_zone)]


class ChannelState(StrEnum):
    """Whether a channel leads anywhere: `missing` has no address yet, `lost` was shut by the person in Telegram."""

    READY = "ready"
    MISSING = "missing"
    LOST = "lost"


class ChannelOut(Contract):
    """One way to the person."""

    channel: Channel
    state: ChannelState
    is_chosen: bool


class QuietHours(Contract):
    """Nobody is disturbed from `begins` to `ends` (HH:MM, in `timezone`); `ends` before `begins` is over midnight."""

    begins: Clock
    ends: Clock
    timezone: Zone


class Notifications(Contract):
    """How the caller is reached: `order` is the chosen channels, the first that works is taken.

    `after_minutes`: how long a message stays unread before the caller is told of it by anything but a push.
    """

    channels: list[ChannelOut]
    order: list[Channel]
    quiet: Quiet | None
    after_minutes: int


class NotificationChoice(Contract):
    """What is to change. `quiet: null` ends the quiet hours."""

    order: list[Channel] | None = Field(default=None, max_length=len(Channel))
    quiet: QuietHours | None = None
    after_minutes: int | None = Field(default=None, ge=1, le=720)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if self.order is not None and len(set(self.order)) != len(self.order):
            raise ValueError("a channel stands in the order once")
        return self

    def changes(self) -> dict[str, Any]:
        """What is stored of it."""
        changed: dict[str, Any] = {}
        if self.order is not None:
            changed["channels"] = [one.value for one in self.order]
        if "quiet" in self.model_fields_set:
            changed["quiet"] = self.quiet.model_dump() if self.quiet else None
        if self.after_minutes is not None:
            changed["after_minutes"] = self.after_minutes
        return changed


class TelegramLink(Contract):
    """Opened in Telegram before it expires, it makes that chat the caller's."""

    url: str
    expires_at: Timestamp
