"""Fixtures of the tests of late answers."""

import dataclasses
from datetime import datetime
from uuid import uuid4

import httpx
import pytest

from realtime.actor import actor_of
from realtime.contracts import SendMessage
from realtime.messages import send
from server.context import Context
from storage.conversations import Conversation, conversation_by_id
from storage.ids import ConversationId, SessionId, UserId, new_id, parse_id
from storage.users import user_by_id
from storage.waiting import Waiting
from tests.server.shop import Buyer, Shop, open_shop


@pytest.fixture
async def shop(context: Context) -> Shop:
    """A shop of the test's own in the running product."""
    return await open_shop(context)


@pytest.fixture
async def buyer(shop: Shop, api: httpx.AsyncClient) -> Buyer:
    """A signed-in client at that shop."""
    return await shop.buyer(api)


async def say(context: Context, user_id: UserId, conversation_id: str, text: str = "Когда мне ждать перемен?") -> None:
    """A word of this person, and the facts that follow from it."""
    user = await user_by_id(user_id)
    assert user is not None
    actor = actor_of(user, SessionId(new_id()), context.chat)
    await send(actor, SendMessage(conversation_id=conversation_id, client_message_id=uuid4(), text=text))
    await context.chat.appender.copies.settled()


async def stored(conversation_id: str) -> Conversation:
    """The conversation as it is stored."""
    parsed = parse_id(conversation_id)
    assert parsed is not None
    found = await conversation_by_id(ConversationId(parsed))
    assert found is not None
    return found


async def waiting_in(conversation_id: str) -> Waiting:
    """Who waits in it."""
    waiting = (await stored(conversation_id)).waiting
    assert waiting is not None
    return waiting


def at(context: Context, moment: datetime) -> Context:
    """The same product at another time."""
    return dataclasses.replace(
        context, clock=lambda: moment, chat=dataclasses.replace(context.chat, clock=lambda: moment)
    )
