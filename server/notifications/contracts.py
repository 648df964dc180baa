"""How people are reached, on the wire."""

from datetime import time
from enum import StrEnum
from typing import Annotated, Any, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from realtime.contract import Contract, Id, Timestamp
from storage.deliveries import Delivery, NoticeKind, Outcome
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


class AttemptOut(Contract):
    """One try. `code` is what came of it."""

    channel: Channel
    at: Timestamp
    code: str


class DeliveryOut(Contract):
    """What somebody was told, or is to be told. Neither address nor text."""

    id: Id
    user_id: Id
    kind: NoticeKind
    created_at: Timestamp
    due_at: Timestamp
    tries: int
    attempts: list[AttemptOut]
    settled_at: Timestamp | None
    outcome: Outcome | None
    channel: Channel | None

    @classmethod
    def of(cls, delivery: Delivery) -> Self:
        """As administrators see it."""
        return cls(
            id=str(delivery.id),
            user_id=str(delivery.user_id),
            kind=delivery.kind,
            created_at=delivery.created_at,
            due_at=delivery.due_at,
            tries=delivery.tries,
            attempts=[AttemptOut(channel=one.channel, at=one.at, code=one.code) for one in delivery.attempts],
            settled_at=delivery.settled_at,
            outcome=delivery.outcome,
            channel=delivery.channel,
        )


class DeliveriesQuery(Contract):
    """Which deliveries, and from where on."""

    kind: NoticeKind | None = None
    outcome: Outcome | None = None
    channel: Channel | None = None
    user_id: Id | None = None
    cursor: Id | None = None
    limit: int = Field(default=50, ge=1, le=100)


class DeliveryPage(Contract):
    """The newest first."""

    items: list[DeliveryOut]
    next_cursor: str | None
