"""The desk's own affairs: handing over, taking up again, and notes that no visitor ever gets a byte of."""

import asyncio
from uuid import uuid4

from realtime.erasure import erase_from
from realtime.support import open_support_chat
from server.context import Context
from storage.audit import AuditedAction, audit_entries
from storage.conversations import Conversation, conversation_by_id
from storage.notes import notes_of
from storage.queue_place import Queue, QueueState
from storage.users import Role
from tests.people import Person, sign_up
from tests.product import Product
from tests.sockets import connected


async def _chat(context: Context) -> tuple[Person, Conversation]:
    anna = await sign_up(context)
    return anna, await open_support_chat(context.chat, anna.user, now=context.clock())


async def _queue(conversation: Conversation) -> Queue:
    found = await conversation_by_id(conversation.id)
    assert found is not None
    assert found.queue is not None
    return found.queue


async def _place(conversation: Conversation) -> tuple[QueueState, object]:
    queue = await _queue(conversation)
    return queue.state, queue.assignee_id


async def test_a_chat_that_is_handed_over_has_its_new_holder_at_once(app: Product, context: Context) -> None:
    anna, opened = await _chat(context)
    oleg, ira = await sign_up(context, Role.SUPPORT, "Олег"), await sign_up(context, Role.SUPPORT, "Ира")
    named = {"conversation_id": str(opened.id)}
    async with connected(app.base_url, oleg.token) as his, connected(app.base_url, ira.token) as hers:
        assert await his.refused("queue.transfer", {**named, "to": ira.id}) == "conflict"
        await his.do("queue.claim", named)
        for nobody in (anna.id, "x", str(opened.id)):
            assert await his.refused("queue.transfer", {**named, "to": nobody}) == "validation_failed"
        assert await hers.refused("queue.transfer", {**named, "to": ira.id}) == "conflict"
        await his.do("queue.transfer", {**named, "to": ira.id, "note": "Спрашивает о чеке"})
        assert (await hers.event("note.created"))["note"]["text"] == "Спрашивает о чеке"
        await hers.event("conversation.changed", lambda event: event["conversation"]["id"] == str(opened.id))
        await hers.send(opened.id, "Здравствуйте")
        late = {**named, "client_message_id": str(uuid4()), "text": "ещё я"}
        assert await his.refused("message.send", late) == "forbidden"
        await hers.do("queue.transfer", named)
        assert await _place(opened) == (QueueState.WAITING, None)
    entries = await audit_entries(subject=f"conversation:{opened.id}")
    assert [(one.action, one.details) for one in reversed(entries)][-2:] == [
        (AuditedAction.CONVERSATION_HANDED_OVER, {"to": ira.id}),
        (AuditedAction.CONVERSATION_HANDED_BACK, {}),
    ]


async def test_of_many_who_reopen_and_hand_over_at_once_exactly_one_wins(app: Product, context: Context) -> None:
    _, opened = await _chat(context)
    staff = [await sign_up(context, Role.SUPPORT, f"Олег {number}") for number in range(4)]
    named = {"conversation_id": str(opened.id)}

    async def ask(person: Person, command: str, **more: object) -> bool:
        async with connected(app.base_url, person.token) as desk:
            answer = await desk.ask(command, {**named, **more})
        assert answer["ok"] or answer["error"]["code"] == "conflict"
        return bool(answer["ok"])

    assert not await ask(staff[0], "queue.reopen"), "it is not resolved"
    assert await ask(staff[0], "queue.claim")
    handed = await asyncio.gather(
        *(ask(staff[0], "queue.transfer", to=one.id, note=f"для {one.id}") for one in staff[1:])
    )
    assert sum(handed) == 1
    holder = staff[1 + handed.index(True)]
    assert await _place(opened) == (QueueState.CLAIMED, holder.user.id)
    assert [one.text for one in await notes_of(opened.id)] == [f"для {holder.id}"], "a refused one leaves no note"
    assert await ask(holder, "queue.resolve")
    assert sum(await asyncio.gather(*(ask(one, "queue.reopen") for one in staff))) == 1


async def test_no_byte_of_a_note_reaches_the_visitor(app: Product, context: Context) -> None:
    anna, opened = await _chat(context)
    oleg, ira = await sign_up(context, Role.SUPPORT, "Олег"), await sign_up(context, Role.SUPPORT, "Ира")
    secret, once = f"секрет{uuid4().hex}", str(uuid4())
    named = {"conversation_id": str(opened.id)}
    note = {**named, "client_note_id": once, "text": secret}
    async with (
        connected(app.base_url, anna.token) as widget,
        connected(app.base_url, oleg.token) as desk,
        connected(app.base_url, ira.token) as other,
    ):
        await widget.send(opened.id, "вопрос")
        assert await widget.refused("note.add", note) == "forbidden"
        added = await desk.do("note.add", note)
        assert await desk.do("note.add", note) == added, "a retry answers with the same note"
        assert (await other.event("note.created"))["note"] == added["note"]
        await desk.do("queue.claim", named)
        await desk.do("queue.transfer", {**named, "to": ira.id, "note": f"{secret} 2"})
        await other.do("queue.resolve", {**named, "note": f"{secret} 3"})
        point = {"id": str(opened.id), "last_seq": 0, "rev": 0}
        told = [
            await widget.do("conversation.sync", {"conversations": [point]}),
            await widget.do("conversation.history", {**named, "limit": 100}),
            widget.events,
        ]
    async with anna.http(app.base_url) as http:
        for path in (
            f"/api/conversations/{opened.id}",
            f"/api/conversations/{opened.id}/messages",
            "/api/conversations",
            f"/api/search?q={secret}",
            "/api/me/export",
        ):
            answer = await http.get(path)
            assert answer.status_code == 200, path
            told.append(answer.text)
        assert (await http.get(f"/api/desk/conversations/{opened.id}/notes")).status_code == 403
    assert secret not in repr(told)
    async with ira.http(app.base_url) as http:
        path = f"/api/desk/conversations/{opened.id}/notes"
        first = (await http.get(f"{path}?limit=2")).json()
        rest = (await http.get(f"{path}?limit=2&cursor={first['next_cursor']}")).json()
    assert [one["text"] for one in [*first["items"], *rest["items"]]] == [f"{secret} 3", f"{secret} 2", secret]
    assert rest["next_cursor"] is None


async def test_notes_go_with_the_account_they_are_about(app: Product, context: Context) -> None:
    anna, opened = await _chat(context)
    oleg = await sign_up(context, Role.SUPPORT, "Олег")
    note = {"conversation_id": str(opened.id), "client_note_id": str(uuid4()), "text": "Анна спешит"}
    async with connected(app.base_url, oleg.token) as desk:
        await desk.do("note.add", note)
    await erase_from(context.chat, opened.id, [anna.user.id], now=context.clock())
    assert await notes_of(opened.id) == []


async def test_colleagues_are_told_by_presence_and_load(app: Product, context: Context) -> None:
    _, opened = await _chat(context)
    oleg, ira = await sign_up(context, Role.SUPPORT, "Олег"), await sign_up(context, Role.SUPPORT, "Ира")
    async with connected(app.base_url, oleg.token) as desk, oleg.http(app.base_url) as http:
        await desk.do("queue.claim", {"conversation_id": str(opened.id)})
        items = (await http.get("/api/desk/colleagues")).json()["items"]
    told = {one["id"]: (one["presence"], one["load"]) for one in items}
    assert (told[oleg.id], told[ira.id]) == (("online", 1), ("offline", 0))


async def test_what_is_done_again_is_answered_with_how_it_is_and_its_note_is_one(
    app: Product, context: Context
) -> None:
    _, opened = await _chat(context)
    oleg, ira = await sign_up(context, Role.SUPPORT, "Олег"), await sign_up(context, Role.SUPPORT, "Ира")
    named = {"conversation_id": str(opened.id)}

    def noted(**more: object) -> dict[str, object]:
        return {**named, "note": "Спрашивает о чеке", "client_note_id": str(uuid4()), **more}

    over, back, done = noted(to=ira.id), noted(), noted()
    async with connected(app.base_url, oleg.token) as his, connected(app.base_url, ira.token) as hers:
        await his.do("queue.claim", named)
        answers = [await his.do("queue.transfer", over) for _ in range(2)]
        assert {one["conversation"]["queue"]["assignee_id"] for one in answers} == {ira.id}
        assert await his.refused("queue.transfer", {**over, "to": oleg.id}) == "conflict"
        answers = [await hers.do("queue.transfer", back) for _ in range(2)]
        assert {one["conversation"]["queue"]["state"] for one in answers} == {"waiting"}
        assert (await _queue(opened)).queued_at is not None, "it is sorted by when it came back"
        await his.do("queue.claim", named)
        assert await hers.refused("queue.claim", named) == "conflict"
        answers = await asyncio.gather(*(his.ask("queue.resolve", done) for _ in range(3)))
        assert any(one["ok"] for one in answers)
        assert (await his.do("queue.resolve", done))["conversation"]["queue"]["state"] == "resolved"
        assert await hers.refused("queue.claim", named) == "conflict", "what is resolved is reopened, not claimed"
    assert len(await notes_of(opened.id)) == 3


async def test_whoever_takes_a_chat_for_the_second_time_is_announced_for_the_second_time(
    app: Product, context: Context
) -> None:
    anna, opened = await _chat(context)
    oleg, ira = await sign_up(context, Role.SUPPORT, "Олег"), await sign_up(context, Role.SUPPORT, "Ира")
    named = {"conversation_id": str(opened.id)}
    async with (
        connected(app.base_url, anna.token) as widget,
        connected(app.base_url, oleg.token) as his,
        connected(app.base_url, ira.token) as hers,
    ):
        await his.do("queue.claim", named)
        await his.do("queue.transfer", {**named, "to": ira.id})
        await hers.do("queue.transfer", {**named, "to": oleg.id})
        history = await widget.do("conversation.history", {**named, "limit": 10})
    joined = [one["system"]["params"]["name"] for one in history["messages"]]
    assert joined == ["Олег", "Ира", "Олег"]


async def test_an_administrator_hands_over_what_somebody_else_holds_and_a_refused_try_is_told_from_a_done_one(
    app: Product, context: Context
) -> None:
    _, opened = await _chat(context)
    oleg, ira = await sign_up(context, Role.SUPPORT, "Олег"), await sign_up(context, Role.SUPPORT, "Ира")
    olga = await sign_up(context, Role.ADMIN, "Ольга")
    named = {"conversation_id": str(opened.id)}
    async with connected(app.base_url, oleg.token) as his, connected(app.base_url, olga.token) as office:
        assert await office.refused("queue.transfer", {**named, "to": ira.id}) == "conflict", "nobody holds it"
        await his.do("queue.claim", named)
        await asyncio.gather(
            *(office.ask("queue.transfer", {**named, "to": ira.id}) for _ in range(3)),
            his.ask("queue.transfer", named),
        )
    entries = await audit_entries(subject=f"conversation:{opened.id}")
    done = [one for one in entries if "refused" not in one.details]
    assert len(done) == len(entries) - sum(one.details.get("refused") == "conflict" for one in entries) >= 1
    assert {one.details.get("from") for one in entries if one.actor_id == olga.user.id} <= {oleg.id}
