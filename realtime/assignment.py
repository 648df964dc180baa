"""Chats find somebody by themselves: who is there and has least to do; and they leave whoever has gone."""

import logging
from datetime import datetime, timedelta
from typing import Final

from realtime.chat import Chat
from realtime.conversations import announce, participant_of
from realtime.support import say_who_joined
from storage.assignment import (
    Busier,
    NoRoom,
    chats_to_assign,
    held_while_waiting,
    mark_unattended,
)
from storage.assignment import assign as store_assignment
from storage.conversations import Conversation, conversation_by_id
from storage.queue import hand_back, held_by
from storage.queue_place import QueueState
from storage.support_rules import AssignmentRules
from storage.times import EPOCH
from storage.users import Role, User, people_of_role, users_by_id

log = logging.getLogger(__name__)

TRIES: Final = 20
GRACE: Final = timedelta(seconds=20)
"""A visitor who waits no longer than this needs no look at who answers them."""


async def assign(
    chat: Chat, conversation: Conversation, rules: AssignmentRules, *, now: datetime
) -> Conversation | None:
    """Give a waiting chat to whoever is free, and tell everybody; None when nobody is, or it waits no more."""
    place = conversation.queue
    if place is None or place.state is not QueueState.WAITING:
        return None
    for _ in range(TRIES):
        free = await _who_is_free(chat, conversation, rules, now)
        if not free:
            return None
        person, load = free[0]
        to, at_most = participant_of(person), rules.chats_per_person
        try:
            given = await store_assignment(conversation.id, to, believed=load, at_most=at_most, at=now)
        except (NoRoom, Busier):
            # Others were given something at the same moment; whoever has least now is somebody else.
            continue
        except TimeoutError:
            log.warning("a chat was not assigned in time", extra={"conversation_id": str(conversation.id)})
            return None
        return await _tell(chat, given, person) if given else None
    return None


async def _tell(chat: Chat, given: Conversation, person: User) -> Conversation:
    await say_who_joined(chat, given, person.display_name)
    fresh = await conversation_by_id(given.id) or given
    await announce(chat, fresh)
    return fresh


async def _who_is_free(
    chat: Chat, conversation: Conversation, rules: AssignmentRules, now: datetime
) -> list[tuple[User, int]]:
    """Who is here, available and has room, with how much they hold, the best choice first.

    That is who knows the question, then who has least, then who was longest without.
    """
    place = conversation.queue
    people = [
        one
        for one in await people_of_role(Role.SUPPORT)
        if one.id != conversation.visitor_id and one.availability_at(now) == "available"
    ]
    here = await chat.presence.online([one.id for one in people])
    load = await held_by(list(here))
    passed_by = place.passed_by if place else None
    knows = place.resolved_by if place else None
    free = [
        (one, load.get(one.id, 0))
        for one in people
        if one.id in here and one.id != passed_by and load.get(one.id, 0) < rules.chats_per_person
    ]
    return sorted(free, key=lambda one: (one[0].id != knows, one[1], one[0].assigned_at or EPOCH, one[0].id))


async def assign_waiting(chat: Chat, rules: AssignmentRules, *, now: datetime) -> int:
    """Give away what waits, the longest first; answers how many. For who came, or has less to do than before."""
    given = [await assign(chat, one, rules, now=now) for one in await chats_to_assign()]
    return sum(one is not None for one in given)


async def release_unattended(chat: Chat, rules: AssignmentRules, *, now: datetime) -> None:
    """Put back what its holder has left for too long while the visitor waits.

    Nothing is known of anybody while Redis is away, so nobody is taken for gone then.
    """
    held = await held_while_waiting(now - GRACE)
    if not held or not await chat.presence.is_known():
        return
    holders = [one.queue.assignee_id for one in held if one.queue and one.queue.assignee_id]
    people = await users_by_id(list(dict.fromkeys(holders)))
    here = await chat.presence.online([one.id for one in people])
    there = {one.id for one in people if one.id in here and one.availability_at(now) != "away"}
    left = [one for one in held if one.queue and one.queue.assignee_id not in there]
    await mark_unattended([one.id for one in held if one not in left], None)
    await mark_unattended([one.id for one in left], now)
    for one in left:
        await _release(chat, one, now - timedelta(minutes=rules.release_after_minutes), now)


async def _release(chat: Chat, conversation: Conversation, gone_before: datetime, now: datetime) -> None:
    place = conversation.queue
    if place is None or place.assignee_id is None:
        return
    if place.unattended_since is None or place.unattended_since > gone_before:
        return
    freed = await hand_back(conversation.id, by=place.assignee_id, at=now, passed=False, unattended=True)
    if freed is not None:
        await announce(chat, freed)
