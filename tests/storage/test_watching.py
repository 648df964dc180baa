"""What happens to messages is read from the database itself, also what happened before anybody watched."""

import asyncio
from collections.abc import AsyncIterator, Mapping

import pytest

from storage.append import MessageAppender
from storage.attachments import Attachment
from storage.changes import Revision, change_message
from storage.conversations import Conversation
from storage.database import Database
from storage.ids import UserId, new_id
from storage.messages import Message
from storage.watching import Happening, happenings
from tests.storage.scratch import scratch_database
from tests.storage.talk import draft, empty_conversation, nothing_to_check


@pytest.fixture
async def database(stores: Mapping[str, str]) -> AsyncIterator[Database]:
    async with scratch_database(stores, "watching_test", [Message, Conversation, Attachment, Revision]) as opened:
        yield opened


async def test_messages_and_changes_of_the_last_seconds_and_of_now_are_told_in_order(database: Database) -> None:
    conversation = await empty_conversation()
    appender = MessageAppender(database)

    async def say(text: str) -> None:
        await appender.append(draft(conversation.id, UserId(new_id()), text), nothing_to_check)

    await say("before")
    told: list[Happening] = []
    async with asyncio.timeout(20):
        async for happening in happenings(1.0):
            if happening is not None:
                told.append(happening)
            elif len(told) == 1:
                await say("now")
                changed = await change_message(
                    conversation.id, 1, lambda _, message: message.model_copy(update={"text": "edited"})
                )
                assert changed is not None
            elif len(told) == 3:
                break
    await appender.close()
    assert [(one.is_new, one.message["seq"]) for one in told] == [(True, 1), (True, 2), (False, 1)]
    assert told[2].message["text"] == "edited"
