"""What visitors say of how it was resolved, and the figures that come of it."""

import asyncio
from datetime import timedelta
from typing import Any

from realtime.actor import actor_of
from realtime.errors import Conflict
from server.context import Context
from server.desk.contracts import RateSupport
from server.desk.figures import show
from server.desk.ratings import rate
from storage.desk_facts import DeskFact, FactKind
from storage.ids import SessionId, new_id
from storage.users import Role
from tests.product import Product
from tests.server.desk.conftest import place, support, visitor
from tests.sockets import connected


async def test_each_resolution_is_rated_once_and_otherwise_for_a_day(app: Product, context: Context) -> None:
    anna, chat = await visitor(context, Role.GUEST)
    oleg = await support(context)
    named, path = {"conversation_id": str(chat.id)}, f"/api/conversations/{chat.id}/support-rating"
    async with anna.http(app.base_url) as http, connected(app.base_url, oleg.token) as desk:
        assert (await http.post(path, json={"stars": 5})).status_code == 409, "nothing was resolved"
        await desk.do("queue.claim", named)
        await desk.do("queue.resolve", named)
        asked = (await http.get(f"/api/conversations/{chat.id}")).json()["queue"]["rating"]
        assert (asked["stars"], asked["words"]) == (None, "")
        async with oleg.http(app.base_url) as staff:
            assert (await staff.post(path, json={"stars": 5})).status_code == 403
        answers = await asyncio.gather(*(http.post(path, json={"stars": stars}) for stars in (3, 4, 5)))
        assert {one.status_code for one in answers} == {200}
        said = (await http.post(path, json={"stars": 2, "words": "Долго"})).json()["conversation"]["queue"]["rating"]
        assert (said["stars"], said["words"]) == (2, "Долго")
        told = await desk.event(
            "queue.changed", lambda event: (event["conversation"]["queue"]["rating"] or {}).get("stars") == 2
        )
        assert told["conversation"]["id"] == str(chat.id)
    facts = await DeskFact.find({"conversation_id": chat.id, "kind": FactKind.RATED}).to_list()
    assert [(one.value, one.person_id) for one in facts] == [(2, oleg.user.id)], "counted once"
    actor = actor_of(anna.user, SessionId(new_id()), context.chat)
    rating = (await place(chat)).rating
    assert rating is not None
    for moment, is_in_time in (
        (rating.given_at + timedelta(days=1) - timedelta(milliseconds=1), True),
        (rating.given_at + timedelta(days=1), False),
    ):
        try:
            await rate(actor, str(chat.id), RateSupport(stars=1), moment)
        except Conflict:
            assert not is_in_time
        else:
            assert is_in_time


async def test_an_unrated_resolution_may_be_rated_for_a_week(app: Product, context: Context) -> None:
    anna, chat = await visitor(context)
    oleg = await support(context)
    async with connected(app.base_url, oleg.token) as desk, connected(app.base_url, anna.token) as widget:
        await desk.do("queue.claim", {"conversation_id": str(chat.id)})
        await desk.do("queue.resolve", {"conversation_id": str(chat.id)})
        await widget.send(chat.id, "Спасибо!")
        seen = await widget.event("conversation.changed", lambda event: event["conversation"]["queue"]["rating"])
        assert seen["conversation"]["queue"]["rating"]["stars"] is None, "a word of thanks does not take it away"
    resolved_at = (await place(chat)).resolved_at
    assert resolved_at is not None
    actor = actor_of(anna.user, SessionId(new_id()), context.chat)
    try:
        await rate(actor, str(chat.id), RateSupport(stars=1), resolved_at + timedelta(days=7))
    except Conflict:
        pass
    else:
        raise AssertionError("too late")
    await rate(actor, str(chat.id), RateSupport(stars=1), resolved_at + timedelta(days=7, milliseconds=-1))


async def _figures(context: Context, person: Any, days: int = 0) -> Any:
    actor = actor_of(person.user, SessionId(new_id()), context.chat)
    return await show(actor, context.clock() + timedelta(days=days))


async def test_the_figures_tell_who_waits_how_fast_answers_come_and_how_well(app: Product, context: Context) -> None:
    oleg = await support(context)
    before = await _figures(context, oleg)
    chats = [await visitor(context) for _ in range(3)]
    async with connected(app.base_url, oleg.token) as desk:
        for anna, chat in chats:
            async with connected(app.base_url, anna.token) as widget:
                await widget.send(chat.id, "Вопрос")
        waiting = await _figures(context, oleg)
        for _, chat in chats[:2]:
            await desk.do("queue.claim", {"conversation_id": str(chat.id)})
            await desk.send(chat.id, "Ответ")
            await desk.send(chat.id, "И ещё")
        await desk.do("queue.resolve", {"conversation_id": str(chats[0][1].id)})
        after = await _figures(context, oleg)
        late = await _figures(context, oleg, days=30)
    assert waiting.waiting_now - before.waiting_now == 3
    assert waiting.longest_waiting_since is not None
    assert after.waiting_now - before.waiting_now == 1
    assert (after.counts.mine, after.answered_today - before.answered_today) == (1, 2)
    assert after.resolved_today - before.resolved_today == 1
    assert after.first_answer_today_seconds is not None
    assert (late.answered_today, late.first_answer_week_seconds, late.rating_week) == (0, None, None)
    mine = next(one for one in after.people if one.id == oleg.id)
    assert (mine.load, mine.availability) == (1, "available")
