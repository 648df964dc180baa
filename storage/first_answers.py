"""How soon astrologers answer for the first time: one fact a consultation, read once from its messages."""

from datetime import datetime
from typing import Any, Final

from pymongo import ASCENDING

from storage.conversations import Conversation, ConversationKind
from storage.ids import UserId
from storage.messages import Message, StoredMessage
from storage.times import EPOCH
from storage.users import Role
from storage.waiting import FirstAnswer

STRETCH: Final = 200
MOST: Final = 20_000


async def answers_to_measure(limit: int = 100) -> list[Conversation]:
    """Consultations that were answered and of which it is not known how soon."""
    query = {"kind": ConversationKind.CONSULTATION, "first_answer": None, "answered_seq": {"$gt": 0}}
    return await Conversation.find(query).sort("+answered_seq").limit(limit).to_list()


async def first_words(conversation: Conversation) -> tuple[StoredMessage | None, StoredMessage | None]:
    """The client's first message, if it came before the astrologer's first one, and that one."""
    asked: StoredMessage | None = None
    behind = 0
    while True:
        query = {"conversation_id": conversation.id, "seq": {"$gt": behind}}
        found = Message.get_motor_collection().find(query).sort("seq", ASCENDING).limit(STRETCH)
        stretch: list[StoredMessage] = await found.to_list(STRETCH)
        for message in stretch:
            if message["sender_role"] == Role.ASTROLOGER:
                return asked, message
            if message["sender_role"] == Role.CLIENT and asked is None:
                asked = message
        if len(stretch) < STRETCH:
            return asked, None
        behind = stretch[-1]["seq"]


async def keep_first_answer(conversation: Conversation, answer: FirstAnswer) -> None:
    """Keep it, unless it is known."""
    await Conversation.get_motor_collection().update_one(
        {"_id": conversation.id, "first_answer": None}, {"$set": {"first_answer": answer.model_dump()}}
    )


async def first_answers_of(astrologer_id: UserId, since: datetime) -> list[FirstAnswer]:
    """The astrologer's first answers from `since` on, in order of time; read from the index alone."""
    query: dict[str, Any] = {
        "first_answer.astrologer_id": astrologer_id,
        "first_answer.answered_at": {"$gte": max(since, EPOCH), "$gt": EPOCH},
    }
    fields = {"_id": 0, **{f"first_answer.{name}": 1 for name in FirstAnswer.model_fields}}
    found = Conversation.get_motor_collection().find(query, fields)
    ordered = found.sort([("first_answer.astrologer_id", ASCENDING), ("first_answer.answered_at", ASCENDING)])
    return [FirstAnswer.model_validate(one["first_answer"]) async for one in ordered.limit(MOST)]
