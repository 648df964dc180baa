"""Taking a person out of what is said: page after page of a conversation, each one transaction.

Every changed message gets a `rev` of its own, as an edit does, so that clients that were away learn of it by sync.
What is redacted already is left alone: the work may be begun again from the start after a crash.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pymongo import ASCENDING, UpdateOne

from storage.changes import Revision
from storage.conversations import Conversation, take_revs, update_one
from storage.database import Transaction, in_transaction
from storage.ids import ConversationId, MessageId, UserId
from storage.messages import Message, MessageKind, page_before
from storage.queue import NOBODY_WAITS
from storage.queue_place import QueueState

PAGE: Final = 200
GONE_NAME: Final = "Удалённый пользователь"
"""By this name the others see who has deleted their account; `web/shared/ui/chat/names.ts` translates it."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A page of a conversation that was looked through, and changed where it had to be."""

    ids: list[MessageId]
    last_seq: int


async def redact_page(
    conversation_id: ConversationId, after_seq: int, *, person_ids: Sequence[UserId], words_too: bool, at: datetime
) -> Redacted | None:
    """Redact the messages behind `after_seq`, at most 200; None when there are none.

    The people's names and files go, here and from earlier versions; with `words_too` all that anybody has written goes.
    """

    async def redact(transaction: Transaction) -> Redacted | None:
        messages = Message.get_motor_collection()
        query = {"conversation_id": conversation_id, "seq": {"$gt": after_seq}}
        cursor = messages.find(query, session=transaction).sort("seq", ASCENDING).limit(PAGE)
        page = [Message.model_validate(one) async for one in cursor]
        if not page:
            return None
        changes = {
            one.id: change
            for one in page
            if (change := _change(one, frozenset(person_ids), words_too=words_too, at=at))
        }
        if changes:
            rev = await take_revs(conversation_id, len(changes), transaction)
            updates = [
                UpdateOne({"_id": one}, {"$set": {**change, "rev": rev + place}})
                for place, (one, change) in enumerate(changes.items(), start=1)
            ]
            await messages.bulk_write(updates, session=transaction)
        return Redacted([one.id for one in page], page[-1].seq)

    redacted = await in_transaction(Message.get_motor_collection(), redact)
    if redacted is not None:
        await _forget_revisions(redacted.ids, person_ids=person_ids, words_too=words_too)
    return redacted


def _change(
    message: Message, person_ids: Collection[UserId], *, words_too: bool, at: datetime
) -> dict[str, Any] | None:
    """What is to be set; None when nothing is."""
    is_own = message.sender_id in person_ids
    if message.sender_id is None or not (is_own or words_too):
        return None
    takes_text = words_too or message.deleted_at is not None
    text = "" if takes_text else message.text
    becomes: dict[str, Any] = {"text": text, "attachments": []}
    if is_own:
        becomes["sender_name"] = GONE_NAME
    if message.attachments and text:
        becomes["kind"] = MessageKind.TEXT
    if message.deleted_at is None and not text:
        becomes |= {"deleted_at": at, "reactions": []}
    return becomes if any(getattr(message, name) != value for name, value in becomes.items()) else None


async def _forget_revisions(ids: Sequence[MessageId], *, person_ids: Sequence[UserId], words_too: bool) -> None:
    """What the messages said before they were edited."""
    whose: dict[str, Any] = {} if words_too else {"sender_id": {"$in": list(person_ids)}}
    found = Message.get_motor_collection().find({"_id": {"$in": list(ids)}, **whose}, {"_id": 1})
    own = [one["_id"] async for one in found]
    await Revision.get_motor_collection().delete_many({"message_id": {"$in": own}})


async def take_out(
    conversation_id: ConversationId, person_ids: Sequence[UserId], *, at: datetime
) -> Conversation | None:
    """The people are in the conversation no more, a place without a name is kept for them; None when it was so before.

    A help chat is resolved: nobody waits there any more.
    """
    wanted = list(person_ids)
    taken = await update_one(
        {"_id": conversation_id, "participant_ids": {"$in": wanted}},
        {
            "$set": {"participants.$[gone].name": GONE_NAME, "participants.$[gone].avatar_path": None},
            "$pullAll": {"participant_ids": wanted},
            "$inc": {"rev": 1},
        },
        array_filters=[{"gone.user_id": {"$in": wanted}}],
    )
    closed = {"queue.state": QueueState.RESOLVED, "queue.resolved_at": at, **NOBODY_WAITS}
    resolved = await update_one(
        {"_id": conversation_id, "visitor_id": {"$in": wanted}, "queue.state": {"$ne": QueueState.RESOLVED}},
        {"$set": closed, "$inc": {"rev": 1}},
    )
    return resolved or taken


async def redact_copy(conversation_id: ConversationId) -> None:
    """The inbox's copy of the newest message says what the message says now.

    A copy that is still to come, from before, comes too late then: it finds this one as far as itself.
    """
    newest = await page_before(conversation_id, None, 1)
    if newest:
        (message,) = newest
        copied = {
            "last_message": message,
            "last_seq": message["seq"],
            "last_message_at": message["created_at"],
        }
        await Conversation.get_motor_collection().update_one(
            {"_id": conversation_id, "last_seq": {"$lte": message["seq"]}}, {"$set": copied}
        )
