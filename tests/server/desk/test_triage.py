"""Sleep, tags, the end of abuse and who looks on: all of the staff see it, and no byte of it reaches the visitor."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

import pytest

from realtime.contract import rfc3339
from realtime.errors import Forbidden
from realtime.inbox_repair import repair
from realtime.triage import wake_sleepers
from server.context import Context
from storage.audit import AuditedAction, audit_entries
from storage.queue_place import QueueState
from storage.users import Role
from tests.product import Product
from tests.server.desk.conftest import place, say, support, visitor
from tests.sockets import connected

FOR_THE_STAFF: Final[Mapping[str, Mapping[str, object]]] = {
    "queue.claim": {},
    "queue.reopen": {},
    "queue.resolve": {},
    "queue.transfer": {},
    "queue.snooze": {},
    "queue.tag": {"tags": []},
    "queue.block": {"blocked": False},
    "queue.view": {"doing": "gone"},
    "note.add": {"client_note_id": str(uuid4()), "text": "?"},
}


async def test_a_chat_sleeps_until_its_time_or_until_the_visitor_writes(app: Product, context: Context) -> None:
    anna, chat = await visitor(context)
    oleg, ira = await support(context), await support(context, "Ира")
    named = {"conversation_id": str(chat.id)}
    until = context.clock() + timedelta(hours=2)
    tomorrow = {**named, "until": rfc3339(until)}
    async with (
        connected(app.base_url, anna.token) as widget,
        connected(app.base_url, oleg.token) as desk,
        connected(app.base_url, ira.token) as other,
    ):
        await widget.send(chat.id, "Вопрос")
        await desk.do("queue.claim", named)
        assert await other.refused("queue.snooze", tomorrow) == "conflict", "somebody else holds it"
        for never in ("2020-01-01T00:00:00Z", "2090-01-01T00:00:00Z"):
            assert await desk.refused("queue.snooze", {**named, "until": never}) == "validation_failed"
        slept = await desk.do("queue.snooze", tomorrow)
        assert slept["conversation"]["queue"]["desk"]["snoozed_until"] == rfc3339(until)
        async with oleg.http(app.base_url) as http:
            asleep = (await http.get("/api/support/queue?state=snoozed")).json()["items"]
            mine = (await http.get("/api/support/queue?state=mine")).json()["items"]
            figures = (await http.get("/api/desk/figures")).json()
        assert str(chat.id) in {one["id"] for one in asleep}
        assert [one["id"] for one in mine] == [str(chat.id)]
        assert figures["counts"]["mine"] == 1
        assert next(one["load"] for one in figures["people"] if one["id"] == oleg.id) == 0, "it does not weigh on them"
        await repair(context.chat, context.clock() + timedelta(seconds=10))
        assert (await place(chat)).snoozed_until == until, "an old word wakes nobody"
        await wake_sleepers(context.chat, now=until - timedelta(milliseconds=1))
        assert (await place(chat)).snoozed_until == until
        await asyncio.gather(*(wake_sleepers(context.chat, now=until) for _ in range(2)))
        assert (await place(chat)).snoozed_until is None
        await desk.do("queue.snooze", tomorrow)
        await widget.send(chat.id, "Ещё вопрос")
        assert (await place(chat)).snoozed_until is None
        await desk.do("queue.snooze", tomorrow)
        await desk.do("queue.snooze", {**named, "until": None})
        await desk.do("queue.resolve", named)
        assert await desk.refused("queue.snooze", tomorrow) == "conflict"


async def test_a_blocked_visitor_is_told_and_writes_nowhere_until_it_is_undone(app: Product, context: Context) -> None:
    anna, chat = await visitor(context, Role.GUEST)
    oleg = await support(context)
    named = {"conversation_id": str(chat.id)}
    async with connected(app.base_url, anna.token) as widget, connected(app.base_url, oleg.token) as desk:
        sent = await widget.send(chat.id, "Гадость")
        await say(context, anna, chat)
        await desk.do("queue.claim", named)
        shut = await desk.do("queue.block", {**named, "blocked": True})
        assert shut["conversation"]["queue"]["state"] == "resolved"
        assert await desk.do("queue.block", {**named, "blocked": True}) == shut, "once"
        text = {**named, "client_message_id": str(uuid4()), "text": "Ещё гадость"}
        assert await widget.refused("message.send", text) == "forbidden"
        assert await widget.refused("message.edit", {**named, "seq": sent["seq"], "text": "x"}) == "forbidden"
        with pytest.raises(Forbidden):
            # Another process, which has had the right to write in mind.
            await say(context, anna, chat)
        await widget.event("message.created", lambda event: _code(event) == "support.closed")
        seen = await widget.event("conversation.changed", lambda event: not event["conversation"]["queue"]["may_write"])
        assert seen["conversation"]["queue"]["rating"] is None, "nobody asks how it was"
        await desk.do("queue.block", {**named, "blocked": False})
        await widget.send(chat.id, "Простите")
        assert (await place(chat)).state is QueueState.WAITING
    actions = [one.action for one in await audit_entries(subject=f"conversation:{chat.id}")]
    assert actions == [AuditedAction.VISITOR_UNBLOCKED, AuditedAction.VISITOR_BLOCKED]


def _code(event: dict[str, Any]) -> str | None:
    system = event["message"]["system"]
    return system["code"] if system else None


async def test_who_of_the_staff_looks_or_types_the_staff_alone_are_told(app: Product, context: Context) -> None:
    anna, chat = await visitor(context)
    oleg, ira = await support(context), await support(context, "Ира")
    named = {"conversation_id": str(chat.id)}
    async with (
        connected(app.base_url, anna.token) as widget,
        connected(app.base_url, oleg.token) as desk,
        connected(app.base_url, ira.token) as other,
    ):
        assert await widget.refused("queue.view", {**named, "doing": "viewing"}) == "forbidden"
        for doing in ("viewing", "typing", "gone"):
            await desk.do("queue.view", {**named, "doing": doing})
        await other.event("queue.viewing", lambda event: event["doing"] == "gone")
        seen = [payload for name, payload in other.events if name == "queue.viewing"]
        assert [one.pop("doing") for one in seen] == ["viewing", "typing", "gone"]
        assert seen == [{**named, "user_id": oleg.id, "name": "Олег"}] * 3
        await widget.do("conversation.history", {**named, "limit": 1})
        assert not [name for name, _ in widget.events if name == "queue.viewing"]


@pytest.mark.parametrize("role", [Role.CLIENT, Role.GUEST, Role.SUPPORT, Role.ADMIN])
async def test_no_byte_of_what_the_staff_put_on_a_chat_reaches_its_visitor(
    role: Role, app: Product, context: Context
) -> None:
    anna, chat = await visitor(context, role)
    oleg, ira = await support(context), await support(context, "Ира")
    secret = f"ярлык{uuid4().hex}"
    until = context.clock() + timedelta(days=3, milliseconds=137)
    named = {"conversation_id": str(chat.id)}
    async with connected(app.base_url, anna.token) as widget, connected(app.base_url, oleg.token) as desk:
        await widget.send(chat.id, "Вопрос")
        tagged = await desk.do("queue.tag", {**named, "tags": [secret, f" {secret.upper()} ", "чек"]})
        assert tagged["conversation"]["queue"]["desk"]["tags"] == [secret, "чек"]
        await desk.do("queue.claim", named)
        await desk.do("note.add", {**named, "client_note_id": str(uuid4()), "text": secret})
        await desk.do("queue.view", {**named, "doing": "viewing"})
        await desk.do("queue.snooze", {**named, "until": rfc3339(until)})
        await desk.do("queue.transfer", {**named, "to": ira.id, "note": secret})
        for command, more in FOR_THE_STAFF.items():
            assert await widget.refused(command, {**named, **more}) == "forbidden", command
        point = {"id": str(chat.id), "last_seq": 0, "rev": 0}
        told: list[object] = [
            await widget.do("conversation.sync", {"conversations": [point]}),
            await widget.do("conversation.history", {**named, "limit": 100}),
        ]
        seen = await widget.event("conversation.changed")
        assert seen["conversation"]["queue"]["desk"] is None
        told.append(widget.events)
    async with anna.http(app.base_url) as http:
        for path in (
            f"/api/conversations/{chat.id}",
            f"/api/conversations/{chat.id}/messages",
            "/api/conversations",
            f"/api/search?q={secret}",
            *(["/api/me/export"] if role is Role.CLIENT else []),
            *(["/api/support/queue"] if role in (Role.SUPPORT, Role.ADMIN) else []),
        ):
            answer = await http.get(path)
            assert answer.status_code == 200, path
            told.append(answer.text)
        for path in (f"/api/desk/conversations/{chat.id}/notes", f"/api/desk/visitors/{chat.id}"):
            assert (await http.get(path)).status_code == 403
    mine = [one for one in map(repr, told) if secret in one or rfc3339(until) in one]
    assert mine == []
