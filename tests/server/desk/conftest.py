"""Fixtures of the support desk's tests."""

import dataclasses
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from uuid import uuid4

import pytest

from realtime.actor import actor_of
from realtime.contracts import SendMessage
from realtime.messages import send
from realtime.support import open_support_chat
from server.context import Context
from storage.conversations import Conversation, conversation_by_id
from storage.ids import SessionId, new_id
from storage.queue_place import Queue
from storage.site import load_site
from storage.support_rules import SupportHours, SupportRules
from storage.times import EPOCH
from storage.users import Role
from tests.people import Person, sign_up

ALWAYS = SupportHours(weekdays=[1, 2, 3, 4, 5, 6, 7], opens="00:00", closes="24:00", timezone="UTC")
SetRules = Callable[[SupportRules, SupportHours], Awaitable[None]]


async def visitor(context: Context, role: Role = Role.CLIENT) -> tuple[Person, Conversation]:
    """Somebody with a help chat in which nothing was said yet."""
    anna = await sign_up(context, role)
    return anna, await open_support_chat(context.chat, anna.user, now=context.clock())


async def support(context: Context, name: str = "Олег") -> Person:
    """Somebody who answers."""
    return await sign_up(context, Role.SUPPORT, name)


async def stored(conversation: Conversation) -> Conversation:
    """The chat as it is stored."""
    found = await conversation_by_id(conversation.id)
    assert found is not None
    return found


async def place(conversation: Conversation) -> Queue:
    """Where it stands."""
    queue = (await stored(conversation)).queue
    assert queue is not None
    return queue


def at(context: Context, moment: datetime) -> Context:
    """The same product at another time."""
    chat = dataclasses.replace(context.chat, clock=lambda: moment)
    return dataclasses.replace(context, clock=lambda: moment, chat=chat)


async def say(context: Context, person: Person, chat: Conversation, text: str = "Помогите") -> None:
    """A word of this person through the test's own process, which is another one than the product's."""
    actor = actor_of(person.user, SessionId(new_id()), context.chat)
    await send(actor, SendMessage(conversation_id=str(chat.id), client_message_id=uuid4(), text=text))


@pytest.fixture
async def set_rules(context: Context) -> AsyncIterator[SetRules]:
    """Changes the rules of the help chat for this test alone; what other tests left in the queue is out of its way."""
    site = await load_site()
    assert site is not None
    queued = {"queue.queued_at": {"$gt": EPOCH}}
    await Conversation.get_motor_collection().update_many(queued, {"$set": {"queue.queued_at": None}})

    async def change(rules: SupportRules, hours: SupportHours) -> None:
        await site.set({"support_rules": rules, "support_hours": hours})

    before = site.support_rules, site.support_hours, site.support_version
    yield change
    await site.set({"support_rules": before[0], "support_hours": before[1], "support_version": before[2]})
