"""A commit whose reply is lost: the message is there once, and the send is answered at once."""

from collections.abc import AsyncIterator, Mapping
from typing import Any
from uuid import uuid4

import pytest
from pymongo.errors import AutoReconnect

from storage.append import MessageAppender
from storage.conversations import Conversation, ConversationKind
from storage.database import Database
from storage.ids import UserId, new_id
from storage.messages import Message, MessageKind, StoredMessage, new_message, page_after
from storage.times import utc_now
from tests.storage.scratch import scratch_database

SLOW_MAJORITY = {"writeConcernError": {"code": 64, "errmsg": "waiting for replication timed out"}}


class LosingReplies:
    """The database, but the first command is carried out and not told of."""

    def __init__(self, database: Any, loss: str) -> None:
        self._database = database
        self._loss: str | None = loss

    async def command(self, command: dict[str, Any]) -> Any:
        done = await self._database.command(command)
        loss, self._loss = self._loss, None
        if loss == "the connection broke":
            raise AutoReconnect("reply lost")
        return done | SLOW_MAJORITY if loss == "the majority was slow" else done


@pytest.fixture
async def database(stores: Mapping[str, str]) -> AsyncIterator[Database]:
    async with scratch_database(stores, "lost_replies_test", [Message, Conversation]) as opened:
        yield opened


async def _nothing_to_check() -> None:
    pass


@pytest.mark.parametrize("loss", ["the connection broke", "the majority was slow"])
async def test_a_committed_message_whose_reply_is_lost_is_acknowledged_once(
    database: Database, loss: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = utc_now()
    conversation = Conversation(
        kind=ConversationKind.SUPPORT, participants=[], participant_ids=[], last_message_at=now, created_at=now
    )
    await conversation.insert()
    appender = MessageAppender(database)
    monkeypatch.setattr(appender, "_database", LosingReplies(appender._database, loss))
    sender = UserId(new_id())

    def draft(text: str) -> StoredMessage:
        return new_message(
            conversation_id=conversation.id,
            sender_id=sender,
            sender_role="client",
            sender_name="Анна",
            client_message_id=str(uuid4()),
            kind=MessageKind.TEXT,
            text=text,
            created_at=now,
        )

    first = await appender.append(draft("one"), _nothing_to_check)
    second = await appender.append(draft("two"), _nothing_to_check)

    assert (first.is_new, first.message["seq"], second.message["seq"]) == (True, 1, 2)
    assert [one["text"] for one in await page_after(conversation.id, 0, 10)] == ["one", "two"]
    await appender.copies.settled()
    shown = await Conversation.get(conversation.id)
    assert shown is not None
    assert shown.last_seq == 2
