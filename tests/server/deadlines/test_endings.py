"""The end of a consultation is told before it comes, once, and follows the end when that moves."""

import asyncio
from datetime import datetime, timedelta

import pytest

from realtime.actor import actor_of
from realtime.contracts import CompleteConversation
from realtime.conversations import complete
from realtime.deadlines import extend, with_more_days
from realtime.errors import Conflict, ConversationInactive
from realtime.expiry import announce, warn
from server.context import Context
from storage.endings import warning_after
from storage.ids import SessionId, new_id
from storage.messages import page_after
from storage.users import Role
from tests.people import consultation, sign_up
from tests.server.deadlines.conftest import at, say, stored


async def _said(conversation_id: str) -> list[str]:
    found = await page_after((await stored(conversation_id)).id, 0, 100)
    return [one["system"]["code"].removeprefix("consultation.") for one in found if one["system"]]


async def test_the_end_is_told_three_days_and_a_day_before_it_once(context: Context) -> None:
    client, astrologer = await sign_up(context), await sign_up(context, Role.ASTROLOGER)
    opened = await consultation(context, client, astrologer, lasts=timedelta(days=30))
    named, until = str(opened.id), opened.active_until
    assert until is not None

    async def told(moment: datetime) -> list[str]:
        there = at(context, moment)
        # Others end in that future, too; some at a time are warned.
        while any(await asyncio.gather(*(warn(there.chat, moment) for _ in range(2)))):
            pass
        return await _said(named)

    second = timedelta(seconds=1)
    assert await told(until - timedelta(days=3) - second) == ["opened"]
    assert await told(until - timedelta(days=3)) == ["opened", "ends_in_days"]
    assert await told(until - timedelta(days=1) - second) == ["opened", "ends_in_days"]
    assert await told(until - timedelta(days=1)) == ["opened", "ends_in_days", "ends_in_day"]
    assert await told(until + timedelta(days=1)) == ["opened", "ends_in_days", "ends_in_day"]

    moment = until - second
    more = with_more_days(await stored(named), 10, None, moment)
    await extend(at(context, moment).chat, await stored(named), more, now=moment)
    assert (await told(more.until - timedelta(days=2)))[-2:] == ["extended", "ends_in_days"]


async def test_a_consultation_ends_at_its_very_moment_and_is_said_to_have_ended_once(context: Context) -> None:
    client, astrologer = await sign_up(context), await sign_up(context, Role.ASTROLOGER)
    opened = await consultation(context, client, astrologer, lasts=timedelta(days=1))
    named, until = str(opened.id), opened.active_until
    assert until is not None

    before = until - timedelta(milliseconds=1)
    await announce(at(context, before).chat, before)
    await say(at(context, before), client.user.id, named, "Успела?")
    with pytest.raises(ConversationInactive):
        await say(at(context, until), client.user.id, named)
    assert await _said(named) == ["opened"]
    await asyncio.gather(*(announce(at(context, until).chat, until) for _ in range(2)))
    assert await _said(named) == ["opened", "expired"]


async def test_after_its_end_was_said_a_consultation_is_open_for_questions_and_then_completes_by_itself(
    context: Context,
) -> None:
    client, astrologer = await sign_up(context), await sign_up(context, Role.ASTROLOGER)
    opened = await consultation(context, client, astrologer, lasts=timedelta(hours=1))
    named = str(opened.id)
    actor = actor_of(astrologer.user, SessionId(new_id()), context.chat)
    command = CompleteConversation(conversation_id=named, follow_up_days=14)

    shown = (await complete(actor, command)).conversation

    with pytest.raises(Conflict):
        await complete(actor, command)
    until = shown.follow_up_until
    assert until is not None
    assert until == shown.active_until
    last_moment = at(context, until - timedelta(seconds=1))
    await announce(last_moment.chat, until - timedelta(seconds=1))
    await say(last_moment, client.user.id, named, "А что с переездом?")
    await asyncio.gather(*(announce(at(context, until).chat, until) for _ in range(2)))
    with pytest.raises(ConversationInactive):
        await say(at(context, until), client.user.id, named)
    assert (await stored(named)).completed_at == until
    assert await _said(named) == ["opened", "follow_up", "completed"]


@pytest.mark.parametrize(("days", "warnings"), [(1, []), (2, [1]), (5, [1]), (6, [3, 1])])
def test_who_has_less_than_twice_the_time_is_not_warned(context: Context, days: int, warnings: list[int]) -> None:
    begun = context.clock()
    until = begun + timedelta(days=days)
    found: list[datetime] = []
    moment: datetime | None = begun
    while moment is not None and (moment := warning_after(moment, begun=begun, until=until)) is not None:
        found.append(moment)
    assert found == [until - timedelta(days=one) for one in warnings]
