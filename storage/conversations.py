"""Conversations: consultations and support chats. Facts are stored, states are computed from them."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from beanie import Document
from pydantic import BaseModel, Field
from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument

from storage.database import Transaction
from storage.ids import PRESENT_ID, ConversationId, EntitlementId, OrderId, UserId, new_id
from storage.messages import Message
from storage.queue_place import Queue
from storage.text import Text
from storage.times import EPOCH
from storage.users import Role
from storage.waiting import FirstAnswer, Offer, Waiting


class ConversationKind(StrEnum):
    """A consultation that was bought, or a chat with support."""

    CONSULTATION = "consultation"
    SUPPORT = "support"


class ConversationState(StrEnum):
    """Computed: a consultation is active while its package lives; a support chat always is."""

    ACTIVE = "active"
    INACTIVE = "inactive"


class Participant(BaseModel):
    """A person in a conversation, as the others see them."""

    user_id: UserId
    role: Role
    name: str
    avatar_path: str | None = None


class Receipt(BaseModel):
    """How far a person has received and read; both only grow."""

    delivered_seq: int = 0
    read_seq: int = 0


class Consultation(BaseModel):
    """What was bought, copied at purchase so that later changes of the catalogue do not touch it.

    `answer_within_hours`: how soon the client's words are answered; None where nothing was promised.
    """

    entitlement_id: EntitlementId
    service_slug: str
    service_title: Text
    format: str
    answer_within_hours: int | None = None


class Conversation(Document):
    """`visitor_id` is whom support talks to. `receipts` is keyed by the user's id in hexadecimal.

    `last_seq`, `last_message` and `last_message_at` are the inbox's copy of what `messages` holds; they may be a moment
    behind it and never ahead. `answered_seq` and `waiting` follow the messages of a consultation in the same way.
    `first_answer` is read from them once by a job.

    `extended_by`: orders whose days were given, or will never be; `shortened_by`: those of them that were refunded.
    """

    id: ConversationId = Field(default_factory=lambda: ConversationId(new_id()))
    kind: ConversationKind
    participants: list[Participant]
    participant_ids: list[UserId]
    receipts: dict[str, Receipt] = Field(default_factory=dict)
    consultation: Consultation | None = None
    queue: Queue | None = None
    visitor_id: UserId | None = None
    active_until: datetime | None = None
    completed_at: datetime | None = None
    follow_up_until: datetime | None = None
    expiry_announced_at: datetime | None = None
    next_warning_at: datetime | None = None
    extended_by: list[OrderId] = Field(default_factory=list)
    shortened_by: list[OrderId] = Field(default_factory=list)
    answered_seq: int | None = None
    first_answer: FirstAnswer | None = None
    waiting: Waiting | None = None
    offer: Offer | None = None
    last_seq: int = 0
    rev: int = 0
    last_message: Message | None = None
    last_message_at: datetime
    created_at: datetime

    class Settings:
        name = "conversations"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("participant_ids", ASCENDING), ("last_message_at", DESCENDING), ("_id", DESCENDING)]),
            # What the back office lists by when it began; no message touches it.
            IndexModel([("participant_ids", ASCENDING), ("_id", DESCENDING)], name="of_participant"),
            IndexModel(
                [("consultation.entitlement_id", ASCENDING)],
                unique=True,
                partialFilterExpression={"consultation.entitlement_id": PRESENT_ID},
            ),
            IndexModel(
                [("visitor_id", ASCENDING)],
                unique=True,
                partialFilterExpression={"visitor_id": PRESENT_ID},
            ),
            IndexModel(
                [("queue.state", ASCENDING), ("last_message_at", DESCENDING), ("_id", DESCENDING)],
                partialFilterExpression={"kind": "support"},
            ),
            IndexModel(
                [("queue.state", ASCENDING), ("queue.waiting_since", ASCENDING)],
                partialFilterExpression={"kind": "support"},
            ),
            IndexModel(
                [("queue.assignee_id", ASCENDING)],
                partialFilterExpression={"kind": "support", "queue.state": "claimed"},
            ),
            IndexModel(
                [("queue.queued_at", ASCENDING)],
                partialFilterExpression={"kind": "support", "queue.queued_at": {"$gt": EPOCH}},
            ),
            IndexModel(
                [("queue.snoozed_until", ASCENDING)],
                partialFilterExpression={"kind": "support", "queue.snoozed_until": {"$gt": EPOCH}},
            ),
            IndexModel(
                [("active_until", ASCENDING)],
                partialFilterExpression={"kind": "consultation", "completed_at": None, "expiry_announced_at": None},
            ),
            IndexModel(
                [("next_warning_at", ASCENDING)],
                partialFilterExpression={"kind": "consultation", "completed_at": None},
            ),
            IndexModel(
                [("waiting.due_at", ASCENDING), ("_id", ASCENDING)],
                partialFilterExpression={"kind": "consultation", "completed_at": None},
            ),
            IndexModel(
                [("waiting.next_notice_at", ASCENDING)],
                partialFilterExpression={"kind": "consultation", "completed_at": None},
            ),
            IndexModel(
                [("answered_seq", ASCENDING)],
                partialFilterExpression={"kind": "consultation", "first_answer": None, "answered_seq": {"$gt": 0}},
            ),
            IndexModel(
                [(f"first_answer.{fact}", ASCENDING) for fact in FirstAnswer.model_fields],
                partialFilterExpression={"first_answer.answered_at": {"$gt": EPOCH}},
            ),
            IndexModel(
                [("offer.chosen_at", ASCENDING)],
                partialFilterExpression={"offer.chosen_at": {"$gt": EPOCH}, "offer.done_at": None},
            ),
        ]

    def state_at(self, now: datetime) -> ConversationState:
        """Active while it is neither completed nor past `active_until`."""
        expired = self.active_until is not None and now >= self.active_until
        return ConversationState.INACTIVE if expired or self.completed_at else ConversationState.ACTIVE

    @property
    def astrologer(self) -> Participant | None:
        """Who gives the consultation."""
        return next((one for one in self.participants if one.role is Role.ASTROLOGER), None)

    def receipt_of(self, user_id: UserId) -> Receipt:
        """The person's receipt; zero for who has none yet."""
        return self.receipts.get(str(user_id)) or Receipt()

    @property
    def present_ids(self) -> list[UserId]:
        """Who is in it now. Of a support chat: the visitor and whoever answers; others who answered have left."""
        if self.kind is not ConversationKind.SUPPORT:
            return self.participant_ids
        assignee_id = self.queue.assignee_id if self.queue else None
        return list(dict.fromkeys(one for one in (self.visitor_id, assignee_id) if one is not None))

    @property
    def visitor_is_in(self) -> bool:
        """Whether there is a visitor still: not after the account was deleted."""
        return self.visitor_id is not None and self.visitor_id in self.participant_ids

    def participant(self, user_id: UserId) -> Participant | None:
        """The participant with this id, or None."""
        return next((one for one in self.participants if one.user_id == user_id), None)


async def conversation_by_id(conversation_id: ConversationId) -> Conversation | None:
    """The conversation, or None."""
    return await Conversation.get(conversation_id)


async def conversation_by_entitlement(entitlement_id: EntitlementId) -> Conversation | None:
    """The consultation that this entitlement opened, or None."""
    return await Conversation.find_one({"consultation.entitlement_id": entitlement_id})


async def conversations_by_id(ids: Sequence[ConversationId]) -> list[Conversation]:
    """The conversations among `ids` that exist, in no particular order."""
    return await Conversation.find({"_id": {"$in": list(ids)}}).to_list()


async def update_one(
    query: dict[str, Any],
    change: dict[str, Any] | list[dict[str, Any]],
    *,
    array_filters: list[dict[str, Any]] | None = None,
    transaction: Transaction | None = None,
) -> Conversation | None:
    """Apply `change` to the first conversation that matches; answers it as it is afterwards, or None."""
    found = await Conversation.get_motor_collection().find_one_and_update(
        query, change, return_document=ReturnDocument.AFTER, array_filters=array_filters, session=transaction
    )
    return Conversation.model_validate(found) if found else None


async def take_revs(conversation_id: ConversationId, count: int, transaction: Transaction) -> int:
    """The `rev` before the next `count`; it also holds the conversation until the transaction ends."""
    before = await Conversation.get_motor_collection().find_one_and_update(
        {"_id": conversation_id},
        {"$inc": {"rev": count}},
        {"rev": 1},
        return_document=ReturnDocument.BEFORE,
        session=transaction,
    )
    return int(before["rev"]) if before else 0


async def complete(conversation_id: ConversationId, *, at: datetime) -> Conversation | None:
    """End an active consultation; None when it had ended already (then nothing changes)."""
    return await update_one(
        {"_id": conversation_id, "kind": ConversationKind.CONSULTATION, "completed_at": None}
        | {"$or": [{"active_until": None}, {"active_until": {"$gt": at}}]},
        {"$set": {"completed_at": at}, "$inc": {"rev": 1}},
    )


async def advance_receipt(
    conversation_id: ConversationId, user_id: UserId, *, delivered_seq: int, read_seq: int
) -> Conversation | None:
    """Move a participant's receipt forward; None when it was there already (receipts never go back)."""
    path = f"receipts.{user_id}"
    behind = [{f"{path}.delivered_seq": {"$not": {"$gte": delivered_seq}}}]
    if read_seq:
        behind.append({f"{path}.read_seq": {"$not": {"$gte": read_seq}}})
    return await update_one(
        {"_id": conversation_id, "$or": behind},
        {"$max": {f"{path}.delivered_seq": delivered_seq, f"{path}.read_seq": read_seq}, "$inc": {"rev": 1}},
    )


async def hide_picture(user_id: UserId) -> None:
    """Show the person without a picture in all their conversations; it reaches the others by sync."""
    await Conversation.get_motor_collection().update_many(
        {"participant_ids": user_id},
        {"$set": {"participants.$[person].avatar_path": None}, "$inc": {"rev": 1}},
        array_filters=[{"person.user_id": user_id}],
    )


async def show_person(user_id: UserId, *, name: str | None = None, avatar_path: str | None = None) -> None:
    """Show the person by this name or picture in all their conversations; it reaches the others by sync."""
    shown = {"name": name, "avatar_path": avatar_path}
    await Conversation.get_motor_collection().update_many(
        {"participant_ids": user_id},
        {
            "$set": {f"participants.$[person].{key}": value for key, value in shown.items() if value is not None},
            "$inc": {"rev": 1},
        },
        array_filters=[{"person.user_id": user_id}],
    )
