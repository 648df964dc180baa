"""Answers are due, astrologers are reminded, and support hears of what is late."""

import asyncio
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from server.context import Context
from server.deadlines.actions import list_overdue
from server.deadlines.jobs import watch_deadlines
from server.deadlines.notices import tell_of_answer
from server.notifications.jobs import deliver
from storage.deadlines import overdue_answers
from storage.deliveries import deliveries
from storage.ids import UserId
from storage.inbox_copy import record_newest
from storage.messages import page_after
from storage.users import Role, User
from tests.people import sign_up
from tests.product import Product
from tests.server.accounts.people import outbox
from tests.server.deadlines.conftest import at, say, stored, waiting_in
from tests.server.shop import Buyer
from tests.sockets import connected

MOSCOW = ZoneInfo("Europe/Moscow")


async def test_the_oldest_word_without_an_answer_says_until_when_one_was_promised(
    buyer: Buyer, context: Context
) -> None:
    conversation_id = (await buyer.buy())["conversation_id"]
    assert (await buyer.get(f"/api/conversations/{conversation_id}"))["answer_due_at"] is None

    await say(context, buyer.user.id, conversation_id)
    first = await waiting_in(conversation_id)
    await say(context, buyer.user.id, conversation_id, "И ещё вопрос")

    assert await waiting_in(conversation_id) == first
    assert first.due_at - first.since == timedelta(hours=48)
    shown = await buyer.get(f"/api/conversations/{conversation_id}")
    assert shown["waiting_since"] < shown["answer_due_at"]

    await say(context, buyer.shop.astrologer.user_id, conversation_id, "Осенью")
    assert (await stored(conversation_id)).waiting is None
    await say(context, buyer.user.id, conversation_id, "Спасибо! А зимой?")
    assert (await waiting_in(conversation_id)).seq > first.seq


async def test_whatever_order_the_copies_come_in_the_seqs_decide_who_waits(buyer: Buyer, context: Context) -> None:
    conversation_id = (await buyer.buy())["conversation_id"]
    await say(context, buyer.user.id, conversation_id)
    await say(context, buyer.shop.astrologer.user_id, conversation_id, "Осенью")
    asked, answered = (await page_after((await stored(conversation_id)).id, 1, 10))[-2:]

    await record_newest([answered])
    await record_newest([asked])

    assert (await stored(conversation_id)).waiting is None


async def test_the_astrologer_is_reminded_twice_and_then_support_is_told_too_each_once(
    app: Product, buyer: Buyer, context: Context
) -> None:
    conversation_id = (await buyer.buy())["conversation_id"]
    email = f"{conversation_id}@example.com"
    await User.find({"_id": buyer.shop.astrologer.user_id}).update({"$set": {"email": email}})
    staff = await sign_up(context, Role.SUPPORT, "Олег")
    await say(context, buyer.user.id, conversation_id)
    waiting = await waiting_in(conversation_id)

    async def told(user_id: UserId) -> list[str]:
        ordered = await deliveries(user_id=user_id)
        return [one.kind for one in reversed(ordered) if str(one.conversation_id) == conversation_id]

    async def watched(moment: datetime) -> None:
        await asyncio.gather(*(watch_deadlines(at(context, moment)) for _ in range(2)))

    moments = {
        waiting.since + timedelta(hours=24, seconds=-1): 0,
        waiting.since + timedelta(hours=24): 1,
        waiting.due_at - timedelta(hours=3, seconds=1): 1,
        waiting.due_at - timedelta(hours=3): 2,
        waiting.due_at - timedelta(seconds=1): 2,
    }
    for moment, notices in moments.items():
        await watched(moment)
        assert await told(buyer.shop.astrologer.user_id) == ["answer_due"] * notices, moment
    assert await told(staff.user.id) == []

    async with connected(app.base_url, staff.token) as desk:
        await watched(waiting.due_at)
        seen = await desk.event("overdue.changed", lambda one: one["overdue"]["conversation_id"] == conversation_id)
        await watched(waiting.due_at + timedelta(days=1))
    assert seen["overdue"]["client_name"] == "Анна Белова"
    live = [one for name, one in desk.events if name == "overdue.changed"]
    assert [one["overdue"]["conversation_id"] for one in live].count(conversation_id) == 1
    assert await told(buyer.shop.astrologer.user_id) == ["answer_due", "answer_due", "answer_overdue"]
    assert await told(staff.user.id) == ["answer_overdue"]
    await deliver(at(context, waiting.due_at))
    letters = "".join(one["text"] for one in await outbox(app, email))
    assert f"«Ядро личности». Ответить нужно до {waiting.due_at.astimezone(MOSCOW):%d.%m.%Y %H:%M} (MSK)" in letters
    mine = [one for one in await deliveries(user_id=staff.user.id) if str(one.conversation_id) == conversation_id]
    assert [(one.outcome, one.channel, one.path) for one in mine] == [("sent", "email", "/desk")]


async def test_a_notice_whose_orderer_died_before_claiming_it_is_given_once(buyer: Buyer, context: Context) -> None:
    conversation_id = (await buyer.buy())["conversation_id"]
    await say(context, buyer.user.id, conversation_id)
    waiting = await waiting_in(conversation_id)
    moment = waiting.since + timedelta(hours=24)
    await tell_of_answer(await stored(conversation_id), waiting, moment)
    await watch_deadlines(at(context, moment + timedelta(minutes=1)))
    assert len(await deliveries(user_id=buyer.shop.astrologer.user_id)) == 1
    assert (await waiting_in(conversation_id)).notices == 1


async def test_an_answer_is_overdue_from_the_moment_it_was_due_until_it_comes(buyer: Buyer, context: Context) -> None:
    conversation_id = (await buyer.buy())["conversation_id"]
    await say(context, buyer.user.id, conversation_id)
    waiting = await waiting_in(conversation_id)

    async def overdue(moment: timedelta) -> bool:
        found = await overdue_answers(waiting.due_at + moment, limit=1000)
        return conversation_id in {str(one.id) for one in found}

    assert not await overdue(timedelta(milliseconds=-1))
    assert await overdue(timedelta())
    page = await list_overdue(after=None, limit=1, now=waiting.due_at)
    assert len(page.items) == 1
    await say(context, buyer.shop.astrologer.user_id, conversation_id, "Осенью")
    assert not await overdue(timedelta(days=5))
