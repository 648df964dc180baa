"""Deliveries: what people are told outside the chat. One document is the order to tell, and then its record."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Final

from beanie import Document, PydanticObjectId
from pydantic import BaseModel, Field
from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument
from pymongo.errors import BulkWriteError

from storage.ids import ConversationId, UserId, new_id
from storage.reach import Channel

REMEMBERED: Final = timedelta(days=90)
CLAIMED_FOR: Final = timedelta(seconds=90)
_DUPLICATE: Final = 11_000


class NoticeKind(StrEnum):
    """What somebody is told of."""

    UNREAD_MESSAGE = "unread_message"
    ANSWER_DUE = "answer_due"
    ANSWER_OVERDUE = "answer_overdue"
    CHAT_WAITING = "chat_waiting"


class Outcome(StrEnum):
    """How a delivery ended."""

    SENT = "sent"
    NOT_NEEDED = "not_needed"
    UNREACHABLE = "unreachable"
    GAVE_UP = "gave_up"


FAILED: Final = (Outcome.UNREACHABLE, Outcome.GAVE_UP)
"""What somebody of the team may have tried once more."""


class Attempt(BaseModel):
    """One try on one channel. `code` is the provider's, never its text, which may quote an address."""

    channel: Channel
    at: datetime
    code: str


class Delivery(Document):
    """What `user_id` is to be told, once per `key`.

    `params` fill the text and are dropped when it was sent or is not needed; names are never kept longer than that.
    What failed may be asked for once more, at `resent_at`. Addresses are looked up when it is sent and never kept.
    `due_at` moves on with every claim, so that what a dead process had in hands comes back by itself.
    """

    id: PydanticObjectId = Field(default_factory=new_id)
    key: str
    user_id: UserId
    kind: NoticeKind
    params: dict[str, str] = Field(default_factory=dict)
    path: str
    conversation_id: ConversationId | None = None
    seq: int | None = None
    created_at: datetime
    due_at: datetime
    tries: int = 0
    attempts: list[Attempt] = Field(default_factory=list)
    settled_at: datetime | None = None
    outcome: Outcome | None = None
    channel: Channel | None = None
    resent_at: datetime | None = None

    @property
    def asked_at(self) -> datetime:
        """Since when it has been wanted."""
        return self.resent_at or self.created_at

    class Settings:
        name = "deliveries"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("key", ASCENDING)], unique=True, name="once"),
            IndexModel([("due_at", ASCENDING)], partialFilterExpression={"settled_at": None}, name="due"),
            IndexModel([("user_id", ASCENDING), ("_id", DESCENDING)], name="of_person"),
            IndexModel([("kind", ASCENDING), ("_id", DESCENDING)], name="of_kind"),
            IndexModel([("outcome", ASCENDING), ("_id", DESCENDING)], name="of_outcome"),
            IndexModel([("channel", ASCENDING), ("_id", DESCENDING)], name="of_channel"),
            IndexModel([("created_at", ASCENDING)], expireAfterSeconds=int(REMEMBERED.total_seconds()), name="sweep"),
        ]


async def expect_deliveries(deliveries: Sequence[Delivery]) -> int:
    """Order these; whose key is known is left as it is. Answers how many are new."""
    if not deliveries:
        return 0
    rows = [one.model_dump(by_alias=True, exclude={"revision_id"}) for one in deliveries]
    try:
        await Delivery.get_motor_collection().insert_many(rows, ordered=False)
    except BulkWriteError as error:
        details: Mapping[str, Any] = error.details or {}
        if any(one["code"] != _DUPLICATE for one in details.get("writeErrors", ())) or details.get(
            "writeConcernErrors"
        ):
            raise
        return int(details.get("nInserted", 0))
    return len(rows)


async def claim_delivery(now: datetime) -> Delivery | None:
    """The delivery that is longest due, in this process's hands for a while; None when there is none."""
    found = await Delivery.get_motor_collection().find_one_and_update(
        {"settled_at": None, "due_at": {"$lte": now}},
        {"$set": {"due_at": now + CLAIMED_FOR}, "$inc": {"tries": 1}},
        sort=[("due_at", ASCENDING)],
        return_document=ReturnDocument.AFTER,
    )
    return Delivery.model_validate(found) if found else None


async def note_attempt(delivery: Delivery, attempt: Attempt) -> None:
    """Write down a try."""
    await _change(delivery, {"$push": {"attempts": attempt.model_dump()}})


async def postpone(delivery: Delivery, *, until: datetime, is_try: bool) -> None:
    """Come back to it then; what was no try (quiet hours) does not count as one."""
    change: dict[str, Any] = {"$set": {"due_at": until}}
    if not is_try:
        change["$inc"] = {"tries": -1}
    await _change(delivery, change)


async def settle(delivery: Delivery, outcome: Outcome, *, at: datetime, channel: Channel | None = None) -> None:
    """It has ended; one that has not failed loses its words. The key of one that was not sent is free again."""
    facts: dict[str, Any] = {"settled_at": at, "outcome": outcome, "channel": channel}
    if outcome not in FAILED or delivery.kind is NoticeKind.UNREAD_MESSAGE:
        facts["params"] = {}
    if outcome is not Outcome.SENT:
        facts["key"] = f"{delivery.key}:{delivery.id}"
    await _change(delivery, {"$set": facts})


async def delivery_by_id(delivery_id: PydanticObjectId) -> Delivery | None:
    """The delivery, or None."""
    return await Delivery.get(delivery_id)


async def resend_delivery(delivery_id: PydanticObjectId, params: Mapping[str, str], at: datetime) -> Delivery | None:
    """A failed one is due again with these words; None when it has not failed, or is due already."""
    found = await Delivery.get_motor_collection().find_one_and_update(
        {"_id": delivery_id, "outcome": {"$in": list(FAILED)}},
        {
            "$set": {"settled_at": None, "outcome": None, "channel": None, "due_at": at, "resent_at": at, "tries": 0}
            | {"params": dict(params)}
        },
        return_document=ReturnDocument.AFTER,
    )
    return Delivery.model_validate(found) if found else None


async def _change(delivery: Delivery, change: Mapping[str, Any]) -> None:
    """Only while it is in the hands of whoever claimed it: a later claim has another number of tries."""
    claimed = {"_id": delivery.id, "tries": delivery.tries, "settled_at": None}
    await Delivery.get_motor_collection().update_one(claimed, change)


async def forget_deliveries(user_ids: Collection[UserId]) -> None:
    """These people are told nothing more, and nothing says what they were told."""
    await Delivery.find({"user_id": {"$in": list(user_ids)}}).delete()


async def deliveries(
    *,
    kind: NoticeKind | None = None,
    outcome: Outcome | None = None,
    channel: Channel | None = None,
    user_id: UserId | None = None,
    before: PydanticObjectId | None = None,
    limit: int = 50,
) -> list[Delivery]:
    """The newest that fit all that is asked, from behind `before`."""
    asked: Mapping[str, Any] = {"kind": kind, "outcome": outcome, "channel": channel, "user_id": user_id}
    query = {name: value for name, value in asked.items() if value is not None}
    if before is not None:
        query["_id"] = {"$lt": before}
    return await Delivery.find(query).sort("-_id").limit(limit).to_list()
