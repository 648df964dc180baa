"""A commit whose reply is lost: the message is there once, and the send is answered at once."""

from collections.abc import AsyncIterator, Mapping
from typing import Any
from uuid import uuid4

import pytest
from pymongo.errors import AutoReconnect, BulkWriteError

from storage.append import MessageAppender
from storage.conversations import Conversation, ConversationKind
from storage.database import Database
from storage.ids import UserId, new_id
from storage.messages import Message, MessageKind, page_after
from storage.times import utc_now
from tests.storage.scratch import scratch_database

LOST_REPLIES = {
    "the connection broke": AutoReconnect("reply lost"),
    "the majority was slow": BulkWriteError({"writeErrors": [], "writeConcernErrors": [{"code": 64}]}),
}


class LosingReplies:
    """The collection, but the first insert is carried out and not told of."""

    def __init__(self, collection: Any, loss: Exception) -> None:
        self._collection = collection
        self._loss: Exception | None = loss

    async def insert_many(self, *arguments: Any, **options: Any) -> Any:
        done = await self._collection.insert_many(*arguments, **options)
        if self._loss is not None:
            loss, self._loss = self._loss, None
            raise loss
        return done


@pytest.fixture
async def database(stores: Mapping[str, str]) -> AsyncIterator[Database]:
    async with scratch_database(stores, "lost_replies_test", [Message, Conversation]) as opened:
        yield opened


async def _nothing_to_check() -> None:
    pass


@pytest.mark.parametrize("loss", LOST_REPLIES)
@pytest.mark.parametrize("client_message_id", ["given", None])
async def test_a_committed_message_whose_reply_is_lost_is_acknowledged_once(
    database: Database, loss: str, client_message_id: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = utc_now()
    conversation = Conversation(
        kind=ConversationKind.SUPPORT, participants=[], participant_ids=[], last_message_at=now, created_at=now
    )
    await conversation.insert()
    appender = MessageAppender(database)
    monkeypatch.setattr(appender, "_messages", LosingReplies(appender._messages, LOST_REPLIES[loss]))
    sender = UserId(new_id())

    def draft(text: str) -> Message:
        return Message(
            conversation_id=conversation.id,
            seq=0,
            sender_id=sender,
            sender_role="client",
            sender_name="Анна",
            client_message_id=str(uuid4()) if client_message_id else None,
            kind=MessageKind.TEXT,
            text=text,
            created_at=now,
        )

    first = await appender.append(draft("one"), _nothing_to_check)
    second = await appender.append(draft("two"), _nothing_to_check)

    assert (first.is_new, first.message.seq, second.message.seq) == (True, 1, 2)
    assert [one.text for one in await page_after(conversation.id, 0, 10)] == ["one", "two"]
    shown = await Conversation.get(conversation.id)
    assert shown is not None
    assert shown.last_seq == 2
