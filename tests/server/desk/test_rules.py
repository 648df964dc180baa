"""The rules of the help chat: hours with holidays, what the product says by itself, and how a question goes on."""

import asyncio
import copy
from datetime import UTC, datetime, timedelta
from typing import Any

from realtime.contracts import MessageOut
from server.context import Context
from server.desk.jobs import tend_desk
from storage.audit import AuditedAction, audit_entries
from storage.conversations import Conversation
from storage.messages import page_after
from storage.queue_place import QueueState
from storage.support_rules import HoursException, ReplyRules, SupportHours, SupportRules
from storage.text import Text
from storage.users import Role
from storage.waiting_visitors import begin_waiting
from tests.people import sign_up
from tests.product import Product
from tests.server.admin.forms import SUPPORT_FORM
from tests.server.desk.conftest import ALWAYS, SetRules, at, place, support, visitor
from tests.sockets import connected

OFFICE = SupportHours(
    weekdays=[1, 2, 3, 4, 5],
    opens="09:00",
    closes="18:00",
    timezone="Europe/Moscow",
    exceptions=[
        HoursException(date="2026-12-31"),
        HoursException(date="2027-01-01"),
        HoursException(date="2027-01-02", opens="12:00", closes="14:00"),
    ],
)


def _moscow(day: str, hour: int, minute: int = 0) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}:00+03:00").astimezone(UTC)


def test_holidays_are_closed_and_a_day_may_have_hours_of_its_own() -> None:
    assert OFFICE.open_at(_moscow("2026-12-30", 17, 59))
    assert not OFFICE.open_at(_moscow("2026-12-30", 18))
    assert not OFFICE.open_at(_moscow("2026-12-31", 12)), "a Thursday, but a holiday"
    assert OFFICE.next_opening(_moscow("2026-12-30", 18)) == _moscow("2027-01-02", 12)
    assert OFFICE.open_at(_moscow("2027-01-02", 13)), "a Saturday, but open"
    assert OFFICE.next_opening(_moscow("2027-01-02", 14)) == _moscow("2027-01-04", 9)
    assert OFFICE.next_opening(_moscow("2027-01-04", 9)) is None
    assert OFFICE.today_since(_moscow("2027-01-04", 1)) == _moscow("2027-01-04", 0)
    closed = OFFICE.model_copy(update={"weekdays": [], "exceptions": []})
    assert closed.next_opening(_moscow("2027-01-04", 9)) is None


def _codes(chat_messages: list[Any]) -> list[str]:
    return [one["system"]["code"] for one in chat_messages if one["system"]]


async def _said(chat: Conversation) -> list[str]:
    return _codes(list(await page_after(chat.id, 0, 100)))


async def test_the_product_greets_a_question_once_and_says_once_that_nobody_is_free(
    app: Product, context: Context, set_rules: SetRules
) -> None:
    replies = ReplyRules(
        greeting=Text(ru="Здравствуйте!", en="Hello!"),
        busy=Text(ru="Все заняты", en="All are busy"),
        busy_after_minutes=3,
    )
    await set_rules(SupportRules(replies=replies), ALWAYS)
    anna, chat = await visitor(context)
    oleg = await support(context)
    async with connected(app.base_url, anna.token) as widget, connected(app.base_url, oleg.token) as desk:
        await widget.send(chat.id, "Вопрос")
        greeting = await widget.event("message.created", lambda event: event["message"]["system"] is not None)
        assert greeting["message"]["system"] == {
            "code": "support.greeting",
            "params": {"ru": "Здравствуйте!", "en": "Hello!"},
        }
        await widget.send(chat.id, "И ещё")
        since = (await place(chat)).waiting_since
        assert since is not None
        for minutes, told in ((2, 0), (3, 1), (4, 1)):
            later = at(context, since + timedelta(minutes=minutes))
            await asyncio.gather(*(tend_desk(later) for _ in range(2)))
            assert (await _said(chat)).count("support.busy") == told, minutes
        await desk.do("queue.claim", {"conversation_id": str(chat.id)})
        await desk.send(chat.id, "Здравствуйте")
        await widget.send(chat.id, "Спасибо")
    assert await _said(chat) == ["support.greeting", "support.busy", "support.joined"]


async def test_outside_the_hours_the_organisations_own_words_are_said(
    app: Product, context: Context, set_rules: SetRules
) -> None:
    today = context.clock().isoweekday()
    closed = OFFICE.model_copy(update={"weekdays": [(today + 2) % 7 + 1]})
    away = Text(ru="Мы спим", en="We sleep")
    await set_rules(SupportRules(replies=ReplyRules(greeting=away, away=away)), closed)
    anna, chat = await visitor(context)
    async with connected(app.base_url, anna.token) as widget:
        await widget.send(chat.id, "Вопрос")
        told = await widget.event("message.created", lambda event: event["message"]["system"] is not None)
    MessageOut.model_validate(told["message"])
    assert told["message"]["system"]["code"] == "support.away_said"
    assert told["message"]["system"]["params"]["en"] == "We sleep"
    assert await _said(chat) == ["support.away_said"], "no greeting to a closed door"


async def test_a_word_soon_after_a_resolution_goes_on_with_the_question_a_late_one_is_new(
    app: Product, context: Context
) -> None:
    anna, chat = await visitor(context)
    oleg = await support(context)
    named = {"conversation_id": str(chat.id)}
    async with connected(app.base_url, anna.token) as widget, connected(app.base_url, oleg.token) as desk:
        await widget.send(chat.id, "Вопрос")
        await desk.do("queue.tag", {**named, "tags": ["чек"]})
        await desk.do("queue.claim", named)
        await desk.send(chat.id, "Ответ")
        await desk.do("queue.resolve", named)
        asked_at, resolved_at = (await place(chat)).asked_at, (await place(chat)).resolved_at
        assert resolved_at is not None
        soon = resolved_at + timedelta(days=7) - timedelta(milliseconds=1)
        await begin_waiting(chat.id, anna.user.id, soon)
        again = await place(chat)
        assert (again.state, again.asked_at, again.tags) == (QueueState.WAITING, asked_at, ["чек"])
        assert (again.queued_at, again.waiting_since) == (soon, soon)
        await desk.do("queue.claim", named)
        await desk.do("queue.resolve", named)
        resolved_at = (await place(chat)).resolved_at
        assert resolved_at is not None
        late = resolved_at + timedelta(days=7)
        await begin_waiting(chat.id, anna.user.id, late)
    new = await place(chat)
    assert (new.state, new.asked_at, new.first_answered_at, new.tags) == (QueueState.WAITING, late, None, [])


async def test_administrators_change_the_rules_and_nobody_overwrites_anybody(
    app: Product, context: Context, set_rules: SetRules
) -> None:
    olga = await sign_up(context, Role.ADMIN, "Ольга")
    async with olga.http(app.base_url) as http:
        before = (await http.get("/api/admin/support")).json()
        form = copy.deepcopy(SUPPORT_FORM) | {"version": before["version"]}
        form["replies"]["greeting"] = {"ru": "Добрый день", "en": "Good day"}
        answers = await asyncio.gather(
            *(http.put("/api/admin/support", json=form | {"reopen_days": days}) for days in range(1, 5))
        )
        assert sorted(one.status_code for one in answers) == [200, 409, 409, 409]
        kept = (await http.get("/api/admin/support")).json()
        assert kept["version"] == before["version"] + 1
        assert kept["hours"]["exceptions"][0] == {"date": "2027-01-01", "opens": None, "closes": None}
        assert (await http.put("/api/admin/support", json=kept)).json() == kept, "no change is no edit"
        for part, wrong in (
            ("hours", {"opens": "25:00"}),
            ("hours", {"closes": "08:00"}),
            ("hours", {"timezone": "Moon/Base"}),
            ("hours", {"weekdays": [0]}),
            ("hours", {"exceptions": [{"date": "2027-01-01", "opens": "10:00"}]}),
            ("hours", {"exceptions": [{"date": "2027-01-01"}, {"date": "2027-01-01"}]}),
            ("assignment", {"chats_per_person": 0}),
            ("replies", {"busy": {"ru": "", "en": ""}}),
        ):
            refused = await http.put("/api/admin/support", json=kept | {part: kept[part] | wrong})
            assert refused.status_code == 422, wrong
    entries = await audit_entries(actor_id=olga.user.id, action=AuditedAction.SUPPORT_RULES_CHANGED)
    assert {"exceptions", "replies", "reopen_days"} <= set(entries[-1].details) | {"reopen_days"}
