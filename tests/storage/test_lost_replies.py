"""A commit whose reply is lost: the message is there once, and the send is answered at once."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from pymongo.errors import AutoReconnect

from storage.append import MessageAppender
from storage.conversations import Conversation
from storage.database import Database
from storage.ids import UserId, new_id
from storage.messages import Message, page_after
from tests.storage.scratch import scratch_database
from tests.storage.talk import draft, empty_conversation, nothing_to_check

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


@pytest.mark.parametrize("loss", ["the connection broke", "the majority was slow"])
async def test_a_committed_message_whose_reply_is_lost_is_acknowledged_once(
    database: Database, loss: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = await empty_conversation()
    appender = MessageAppender(database)
    monkeypatch.setattr(appender, "_database", LosingReplies(appender._database, loss))
    sender = UserId(new_id())

    first = await appender.append(draft(conversation.id, sender, "one"), nothing_to_check)
    second = await appender.append(draft(conversation.id, sender, "two"), nothing_to_check)

    assert (first.is_new, first.message["seq"], second.message["seq"]) == (True, 1, 2)
    assert [one["text"] for one in await page_after(conversation.id, 0, 10)] == ["one", "two"]
    await appender.copies.settled()
    shown = await Conversation.get(conversation.id)
    assert shown is not None
    assert shown.last_seq == 2
