"""Changes of committed messages: edits, deletions, reactions. One change is one transaction.

A client stores the conversation's `rev` and later asks for what came after it. So the `rev` and the message that
carries it become visible in the same instant: were the `rev` seen first, a client would keep it and miss the change for
ever.
The transaction begins by taking the next `rev`, which holds the conversation until the end: changes of one conversation
happen one after another, on any process, and none of them slips behind the conversation's own end.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from beanie import Document
from pydantic import Field
from pymongo import ASCENDING, IndexModel, ReturnDocument

from storage.attachments import Attachment
from storage.conversations import Conversation
from storage.database import Transaction, in_transaction
from storage.ids import ConversationId, MessageId, new_id
from storage.messages import Message


class Revision(Document):
    """What a message said before it was edited to `rev`; kept for an audit, never on the wire."""

    id: MessageId = Field(default_factory=lambda: MessageId(new_id()))
    message_id: MessageId
    rev: int
    text: str
    at: datetime

    class Settings:
        name = "revisions"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("message_id", ASCENDING), ("rev", ASCENDING)], unique=True, name="of_message"),
        ]


Decide = Callable[[Conversation, Message], Message]
"""Given both as they are now, answers the message as it shall be, or the very same one for no change; may raise."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The message as it is now; `is_new` is False when there was nothing to change."""

    message: Message
    is_new: bool


class _Unchanged(Exception):
    """Nothing is to be written: what the transaction has done so far is taken back."""

    def __init__(self, message: Message) -> None:
        super().__init__()
        self.message = message


async def change_message(conversation_id: ConversationId, seq: int, decide: Decide) -> Changed | None:
    """Change one message as `decide` says; None when there is no such message.

    `decide` may be called again after a conflict with another process; what it raises comes out of here, and nothing is
    written then.
    """

    async def change(transaction: Transaction) -> Message | None:
        return await _change(conversation_id, seq, decide, transaction)

    try:
        message = await in_transaction(Message.get_motor_collection(), change)
    except _Unchanged as unchanged:
        return Changed(unchanged.message, is_new=False)
    return Changed(message, is_new=True) if message else None


async def _change(
    conversation_id: ConversationId, seq: int, decide: Decide, transaction: Transaction
) -> Message | None:
    held = await Conversation.get_motor_collection().find_one_and_update(
        {"_id": conversation_id}, {"$inc": {"rev": 1}}, return_document=ReturnDocument.AFTER, session=transaction
    )
    found = await Message.get_motor_collection().find_one(
        {"conversation_id": conversation_id, "seq": seq}, session=transaction
    )
    if held is None or found is None:
        await transaction.abort_transaction()
        return None
    conversation, before = Conversation.model_validate(held), Message.model_validate(found)
    decided = decide(conversation, before)
    if decided is before:
        raise _Unchanged(before)
    after: Message = decided.model_copy(update={"rev": conversation.rev})
    await _write(before, after, transaction)
    if seq >= conversation.last_seq:
        await _copy_to_inbox(after, transaction)
    return after


async def _write(before: Message, after: Message, transaction: Transaction) -> None:
    facts = {"rev", "text", "reactions", "edited_at", "deleted_at"}
    await Message.get_motor_collection().update_one(
        {"_id": after.id}, {"$set": after.model_dump(include=facts)}, session=transaction
    )
    if after.text != before.text:
        at = before.edited_at or before.created_at
        revision = Revision(message_id=after.id, rev=after.rev, text=before.text, at=at)
        await Revision.get_motor_collection().insert_one(_document(revision), session=transaction)
    if after.deleted_at != before.deleted_at and after.attachments:
        await Attachment.get_motor_collection().update_many(
            {"_id": {"$in": [one.id for one in after.attachments]}},
            {"$set": {"deleted_at": after.deleted_at}},
            session=transaction,
        )


async def _copy_to_inbox(message: Message, transaction: Transaction) -> None:
    """Also when the copy is still behind: whoever brings it up later then finds it done, and not the older text."""
    copy = {"last_seq": message.seq, "last_message": _document(message), "last_message_at": message.created_at}
    await Conversation.get_motor_collection().update_one(
        {"_id": message.conversation_id}, {"$set": copy}, session=transaction
    )


def _document(document: Document) -> dict[str, Any]:
    stored: dict[str, Any] = document.model_dump(by_alias=True, exclude={"revision_id"})
    return stored


async def revisions_of(message_id: MessageId) -> list[Revision]:
    """What the message said before, oldest first."""
    return await Revision.find({"message_id": message_id}).sort("+rev").to_list()
