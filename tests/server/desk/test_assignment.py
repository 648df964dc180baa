"""Chats find somebody by themselves: fairly, never two, never more than one may have; and leave whoever has gone."""

import asyncio
import dataclasses
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import pytest
from redis.asyncio import Redis

from realtime.assignment import assign, release_unattended
from realtime.chat import Chat
from realtime.contracts import SetAvailability
from realtime.presence import Presence
from server.accounts.standing import block, give_role
from server.context import Context
from storage.conversations import Conversation
from storage.ids import UserId
from storage.messages import page_after
from storage.queue import hand_back, held_by
from storage.queue_place import QueueState
from storage.support_rules import AssignmentRules, SupportRules
from storage.users import Role, set_staff_availability
from tests.people import Person
from tests.product import Product
from tests.server.desk.conftest import ALWAYS, SetRules, at, place, say, stored, support, visitor
from tests.sockets import connected

ON = AssignmentRules(is_on=True, chats_per_person=3, release_after_minutes=5)


async def test_many_visitors_on_two_processes_are_spread_fairly_and_nobody_gets_too_much(
    app: Product, context: Context, set_rules: SetRules
) -> None:
    staff = [await support(context, f"Олег {number}") for number in range(3)]
    waiting = [await visitor(context) for _ in range(11)]
    async with AsyncExitStack() as stack:
        desks = [await stack.enter_async_context(connected(app.base_url, one.token)) for one in staff]
        widgets = [await stack.enter_async_context(connected(app.base_url, anna.token)) for anna, _ in waiting[::2]]
        await set_rules(SupportRules(assignment=ON), ALWAYS)
        words = [
            say(context, anna, chat) if number % 2 else widgets[number // 2].send(chat.id, "Помогите")
            for number, (anna, chat) in enumerate(waiting)
        ]
        for at_once, each in ((words[:6], 2), (words[6:], 3)):
            await asyncio.gather(*at_once)
            assert await held_by([one.user.id for one in staff]) == {one.user.id: each for one in staff}
        places = {chat.id: await place(chat) for _, chat in waiting}
        assert Counter(one.state for one in places.values()) == {QueueState.CLAIMED: 9, QueueState.WAITING: 2}
        for chat_id, one in places.items():
            joined = [message for message in await page_after(chat_id, 0, 50) if message["system"]]
            assert len(joined) == (one.state is QueueState.CLAIMED), "one owner, announced once"
        done = next(chat_id for chat_id, one in places.items() if one.assignee_id == staff[0].user.id)
        await desks[0].do("queue.resolve", {"conversation_id": str(done)})
        left = {str(chat_id) for chat_id, one in places.items() if one.assignee_id is None}
        # The job gives the next one to whoever has room.
        await desks[0].event("conversation.changed", lambda event: _is_held(event, left, staff[0]))


def _is_held(event: dict[str, Any], among: set[str], person: Person) -> bool:
    changed = event["conversation"]
    return bool(changed["id"] in among and changed["queue"]["assignee_id"] == person.id)


async def _queued(context: Context) -> Conversation:
    _, chat = await visitor(context)
    place_in = {"queue.queued_at": context.clock(), "queue.waiting_since": context.clock(), "queue.asked_at": None}
    await Conversation.get_motor_collection().update_one({"_id": chat.id}, {"$set": place_in})
    return await stored(chat)


async def test_who_has_gone_is_away_or_gave_the_chat_back_gets_none(app: Product, context: Context) -> None:
    chat, now = await _queued(context), context.clock()
    oleg, ira = await support(context), await support(context, "Ира")
    assert await assign(context.chat, chat, ON, now=now) is None, "nobody is here"
    async with connected(app.base_url, oleg.token) as desk, connected(app.base_url, ira.token):
        for said in ("away", "busy"):
            await desk.do("availability.set", SetAvailability(state=said).model_dump(mode="json"))
            await set_staff_availability(ira.user.id, "away", now + timedelta(hours=1))
            assert await assign(context.chat, await stored(chat), ON, now=now) is None
        back = now + timedelta(hours=1)
        given = await assign(context.chat, await stored(chat), ON, now=back)
        assert given is not None
        assert (await place(chat)).assignee_id == ira.user.id, "what she said has ended"
        await hand_back(chat.id, by=ira.user.id, at=now)
        assert await assign(context.chat, await stored(chat), ON, now=back) is None, "she gave it back"


async def _left(person: Person, chat: Conversation, context: Context, app: Product) -> None:
    async with connected(app.base_url, person.token) as desk:
        await desk.do("queue.claim", {"conversation_id": str(chat.id)})
        await release_unattended(context.chat, ON, now=context.clock() + timedelta(hours=1))
        assert (await place(chat)).assignee_id == person.user.id, "she is here"
    await _is_gone(person, context)


async def _is_gone(person: Person, context: Context) -> None:
    async with asyncio.timeout(10):
        while await context.chat.presence.online([person.user.id]):  # noqa: ASYNC110  # another process says it
            await asyncio.sleep(0.05)


async def test_a_holder_who_has_gone_loses_a_waiting_visitor_after_some_minutes(app: Product, context: Context) -> None:
    chat, ira = await _queued(context), await support(context, "Ира")
    await _left(ira, chat, context, app)
    now = context.clock() + timedelta(minutes=1)

    async def looked(minutes: int) -> QueueState:
        later = at(context, now + timedelta(minutes=minutes))
        await release_unattended(later.chat, ON, now=later.clock())
        # Marked in one look, released by another.
        await release_unattended(later.chat, ON, now=later.clock())
        return (await place(chat)).state

    assert await looked(0) is QueueState.CLAIMED
    assert await looked(4) is QueueState.CLAIMED
    async with connected(app.base_url, ira.token):
        assert await looked(5) is QueueState.CLAIMED, "she came back"
    await _is_gone(ira, context)
    assert await looked(6) is QueueState.CLAIMED, "and has just gone again"
    assert await looked(11) is QueueState.WAITING
    assert (await place(chat)).queued_at is not None


async def test_nobody_is_taken_for_gone_while_redis_does_not_answer(app: Product, context: Context) -> None:
    chat, ira = await _queued(context), await support(context, "Ира")
    await _left(ira, chat, context, app)
    nowhere = Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=1)
    blind = dataclasses.replace(context.chat, presence=Presence(nowhere))
    for hours in (1, 2, 3):
        await release_unattended(blind, ON, now=context.clock() + timedelta(hours=hours))
    await nowhere.aclose()
    assert (await place(chat)).state is QueueState.CLAIMED


Ends = Callable[[Chat, UserId], Awaitable[None]]


async def _made_a_client(chat: Chat, user_id: UserId) -> None:
    await give_role(chat, user_id, Role.CLIENT)


@pytest.mark.parametrize("ends", [block, _made_a_client])
async def test_who_is_blocked_or_loses_the_role_leaves_nobody_waiting(
    ends: Ends, app: Product, context: Context
) -> None:
    chat, ira = await _queued(context), await support(context, "Ира")
    watching = await support(context)
    async with connected(app.base_url, watching.token) as desk:
        async with connected(app.base_url, ira.token) as hers:
            await hers.do("queue.claim", {"conversation_id": str(chat.id)})
        await ends(context.chat, ira.user.id)
        told = await desk.event("queue.changed", lambda event: _waits(event, chat))
    assert told["conversation"]["queue"]["desk"]["queued_at"] is not None
    assert (await place(chat)).assignee_id is None


def _waits(event: dict[str, Any], chat: Conversation) -> bool:
    changed = event["conversation"]
    return bool(changed["id"] == str(chat.id) and changed["queue"]["state"] == "waiting")
