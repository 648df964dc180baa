"""A walk through the main path: every answer, acknowledgement and event is as the published documents promise."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

import httpx
import pytest
from beanie import PydanticObjectId

from realtime.commands import COMMANDS
from realtime.publish import EVENTS
from server.context import Context
from server.notifications.signed import SignedLink
from storage.ids import ConversationId
from storage.services import BirthOf
from storage.users import Role, User
from tests.flows.record_steps import looked_after_the_team, moderated_a_review, read_the_records, recorded_a_voice
from tests.flows.schemas import HttpRecord, Talk, published
from tests.flows.steps import (
    PASSWORD,
    chose_how_to_be_reached,
    decided_when_to_work,
    edited_the_catalogue,
    gave_a_birth,
    gave_money_back,
    held,
    kept_canned_replies,
    kept_the_books,
    left,
    left_an_order_unpaid,
    looked_around,
    looked_at_the_client,
    read_back,
    read_the_conversations,
    read_the_orders,
    reviewed,
    saw_the_chart,
    took_back_and_was_given,
    uploaded_a_file,
    wanted_more_time,
    was_called_by_others,
    was_told_by_push,
    wrote_a_long_answer,
)
from tests.people import sign_up
from tests.product import Product
from tests.server.accounts.people import code_for, new_phone, wrong
from tests.server.shop import Buyer, open_shop
from tests.sockets import Client


@pytest.fixture
async def talk(app: Product) -> AsyncIterator[Talk]:
    """A talk that ends with the test."""
    async with AsyncExitStack() as stack:
        yield Talk(app, await published(app, "asyncapi"), stack)


async def test_a_walk_through_the_main_path_says_what_the_documents_promise(
    app: Product, context: Context, api: httpx.AsyncClient, talk: Talk
) -> None:
    record = HttpRecord(await published(app, "openapi"))
    shop = await open_shop(context, grants_chart=True)
    shop.service.birth_of = BirthOf.CLIENT
    await shop.service.save()
    async with record.client(app.base_url) as browser:
        token = await _signed_in(app, browser)
    async with record.client(app.base_url, Authorization=f"Bearer {token}") as http:
        await looked_around(http)
        me = (await http.get("/api/me")).json()
        user = await User.get(me["id"])
        assert user is not None
        buyer = Buyer(shop, http, user, token)
        client = await talk.join(token)
        order = await buyer.buy()
        await held(http, order["id"])
        await was_told_by_push(app, http)
        await chose_how_to_be_reached(http)
        await saw_the_chart(http)
        await gave_a_birth(http, order["conversation_id"])
        await left_an_order_unpaid(http, buyer)
        (granted, *_) = (await http.get("/api/entitlements")).json()["items"]
        await wanted_more_time(http, granted["id"])
        await took_back_and_was_given(http, buyer)
        astrologer_token = (await shop.sign_in(http, await _user(shop.astrologer.user_id))).token
        console = await talk.join(astrologer_token)
        await _consulted(talk, client, console, order["conversation_id"])
        picture = await uploaded_a_file(http, order["conversation_id"])
        await recorded_a_voice(http, order["conversation_id"])
        sent = {"client_message_id": str(uuid4()), "kind": "image", "attachment_ids": [picture]}
        await talk.ask(client, "message.send", {"conversation_id": order["conversation_id"], **sent})
        await read_back(http, order["conversation_id"])
        await _was_helped(app, context, talk, record)
        await _was_administered(app, context, record)
        conversation_id = ConversationId(PydanticObjectId(order["conversation_id"]))
        link = SignedLink(user.id, conversation_id, context.clock() + timedelta(days=1))
        async with record.client(app.base_url) as others:
            await was_called_by_others(context, others, link)
        await _was_late(app, context, talk, record, buyer, console)
        await talk.ask(console, "conversation.complete", {"conversation_id": order["conversation_id"]})
        await client.event("conversation.changed", lambda event: event["conversation"]["state"] == "inactive")
        async with record.client(app.base_url, Authorization=f"Bearer {astrologer_token}") as hers:
            await kept_canned_replies(hers)
            await decided_when_to_work(hers)
            await looked_at_the_client(hers, order["conversation_id"])
            await wrote_a_long_answer(hers, order["conversation_id"])
            assert (await hers.post(f"/api/conversations/{order['conversation_id']}/complete", json={})).is_error
        admin = await sign_up(context, Role.ADMIN, "Ольга")
        async with record.client(app.base_url, Authorization=f"Bearer {admin.token}") as office:
            await edited_the_catalogue(office)
            await kept_the_books(context, office)
            await read_the_orders(office)
            await read_the_conversations(office, order["conversation_id"], picture)
            await read_the_records(office)
            await looked_after_the_team(office, me["id"])
            await reviewed(http, order["conversation_id"])
            await moderated_a_review(office)
        await left(http)
        await client.event("session.ended")
    async with record.client(app.base_url) as browser:
        assert (await browser.post("/api/auth/logout?everywhere=true")).status_code == 204
    assert talk.commands == set(COMMANDS)
    assert talk.events() == set(EVENTS)
    assert talk.complaints == []
    assert record.complaints == []
    silent = {name for name, statuses in record.statuses.items() if not any(one < 400 for one in statuses)}
    assert silent == ALWAYS_REFUSED


ALWAYS_REFUSED: Final = {
    "POST /api/payments/webhooks/{provider}",
    "POST /api/conversations/{id}/complete",
    "POST /api/desk/conversations/{id}/merge",
    "POST /api/auth/password/reset",
}
"""Not part of this walk; refusals and successes of these are told by tests of their own."""


async def _signed_in(app: Product, http: httpx.AsyncClient) -> str:
    phone, email, password = new_phone(), f"{uuid4().hex}@example.com", PASSWORD
    await http.post("/api/auth/phone/request", json={"phone": phone})
    code = await code_for(app, phone)
    assert (await http.post("/api/auth/phone/verify", json={"phone": phone, "code": wrong(code)})).status_code == 422
    body = {"phone": phone, "code": code, "session": "token"}
    token: str = (await http.post("/api/auth/phone/verify", json=body)).json()["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    birth = {"date": "1990-05-17", "time": "06:30"}
    await http.patch("/api/me", json={"first_name": "Анна", "email": email, "birth": birth}, headers=bearer)
    await http.put("/api/me/password", json={"password": password}, headers=bearer)
    await http.post("/api/auth/email/login", json={"email": email, "password": password})
    await http.post("/api/auth/password/forgot", json={"email": email})
    await http.post("/api/auth/password/reset", json={"token": "none", "password": password})
    await http.post("/api/payments/webhooks/yookassa", json={})
    http.cookies.clear()
    return token


async def _consulted(talk: Talk, client: Client, console: Client, conversation_id: str) -> None:
    named = {"conversation_id": conversation_id}
    text = {**named, "client_message_id": str(uuid4()), "kind": "text", "text": "Здравствуйте"}
    sent = (await talk.ask(client, "message.send", text))["message"]
    assert (await talk.ask(client, "message.send", text))["message"] == sent
    await talk.ask(client, "message.send", {**text, "text": ""})
    await talk.ask(console, "message.send", {**text, "client_message_id": str(uuid4()), "reply_to_seq": sent["seq"]})
    await talk.ask(client, "message.edit", {**named, "seq": sent["seq"], "text": "Добрый день"})
    await talk.ask(console, "message.react", {**named, "seq": sent["seq"], "emoji": "❤️", "on": True})
    await talk.ask(console, "message.delete", {**named, "seq": sent["seq"] + 1})
    await client.event("message.changed", lambda event: event["message"]["deleted_at"] is not None)
    await talk.ask(console, "receipt.delivered", {**named, "seq": sent["seq"]})
    await talk.ask(client, "receipt.read", {**named, "seq": sent["seq"] + 1})
    await talk.ask(console, "typing.set", {**named, "state": "recording"})
    await talk.ask(console, "availability.set", {"state": "busy", "until": "2030-01-01T00:00:00Z"})
    await talk.ask(client, "conversation.history", {**named, "limit": 50})
    await talk.ask(client, "conversation.history", {**named, "from_at": sent["created_at"]})
    await talk.ask(client, "conversation.sync", {"conversations": [{"id": conversation_id, "last_seq": 0, "rev": 0}]})
    await client.event("availability.changed")
    await client.event("typing.changed")


async def _was_helped(app: Product, context: Context, talk: Talk, record: HttpRecord) -> None:
    staff = await sign_up(context, Role.SUPPORT, "Олег")
    desk = await talk.join(staff.token)
    async with record.client(app.base_url) as http:
        guest = (await http.post("/api/support/guests", json={"name": "Ира", "phone": new_phone()})).json()
    named = {"conversation_id": guest["conversation"]["id"]}
    widget = await talk.join(guest["token"])
    text = {**named, "client_message_id": str(uuid4()), "kind": "text", "text": "Помогите"}
    await talk.ask(widget, "message.send", text)
    await desk.event("message.created", lambda event: event["message"]["text"] == "Помогите")
    async with record.client(app.base_url, Authorization=f"Bearer {staff.token}") as http:
        queue = (await http.get("/api/support/queue")).json()["items"]
        assert named["conversation_id"] in {one["id"] for one in queue}
        assert (await http.post("/api/support/conversations", json={})).status_code == 201
    await talk.ask(desk, "queue.claim", named)
    await widget.event("conversation.changed")
    await talk.ask(desk, "note.add", {**named, "client_note_id": str(uuid4()), "text": "Ждёт чек"})
    await desk.event("note.created")
    async with record.client(app.base_url, Authorization=f"Bearer {staff.token}") as http:
        assert (await http.get(f"/api/desk/conversations/{named['conversation_id']}/notes")).json()["items"]
        assert (await http.get("/api/desk/colleagues")).json()["items"]
    await _was_looked_after(app, talk, desk, widget, record, guest["token"], staff.token, named)
    await talk.ask(desk, "queue.transfer", {**named, "note": "Вернётся завтра"})
    await talk.ask(desk, "queue.transfer", {**named, "to": str(staff.user.id)})
    await talk.ask(desk, "queue.claim", named)
    await talk.ask(desk, "queue.resolve", named)
    await talk.ask(desk, "queue.resolve", named)
    async with record.client(app.base_url, Authorization=f"Bearer {guest['token']}") as http:
        rating = f"/api/conversations/{named['conversation_id']}/support-rating"
        assert (await http.post(rating, json={"stars": 0})).status_code == 422
        assert (await http.post(rating, json={"stars": 5, "words": "Быстро"})).status_code == 200
    await talk.ask(desk, "queue.reopen", named)


async def _was_looked_after(
    app: Product,
    talk: Talk,
    desk: Client,
    widget: Client,
    record: HttpRecord,
    guest_token: str,
    staff_token: str,
    named: dict[str, str],
) -> None:
    await talk.ask(desk, "queue.view", {**named, "doing": "typing"})
    await desk.event("queue.viewing")
    await talk.ask(desk, "queue.tag", {**named, "tags": ["чек"]})
    await talk.ask(desk, "queue.snooze", {**named, "until": None})
    await talk.ask(desk, "queue.snooze", {**named, "until": "2001-01-01T00:00:00Z"})
    await talk.ask(desk, "queue.block", {**named, "blocked": True})
    await talk.ask(desk, "queue.block", {**named, "blocked": False})
    await talk.ask(desk, "queue.reopen", named)
    path = f"/api/conversations/{named['conversation_id']}"
    async with record.client(app.base_url, Authorization=f"Bearer {guest_token}") as http:
        page = {"url": f"{app.base_url}/services?code=1#x", "title": "Услуги", "timezone": "Europe/Moscow"}
        assert (await http.post(f"{path}/page", json=page)).status_code == 204
    async with record.client(app.base_url, Authorization=f"Bearer {staff_token}") as http:
        assert (await http.get("/api/desk/figures")).status_code == 200
        shown = (await http.get(f"/api/desk/visitors/{named['conversation_id']}")).json()
        assert shown["pages"][0]["url"] == f"{app.base_url}/services"
        found = (await http.post("/api/desk/clients/find", json={"q": "client@example.com"})).json()["items"]
        merge = f"/api/desk/conversations/{named['conversation_id']}/merge"
        assert (await http.post(merge, json={"client_id": found[0]["id"]})).status_code == 409
        assert (await http.post(merge, json={"client_id": "x"})).status_code == 404
        assert (await http.get("/api/support/queue?state=mine")).json()["items"]


async def _was_administered(app: Product, context: Context, record: HttpRecord) -> None:
    admin = await sign_up(context, Role.ADMIN, "Ольга")
    async with record.client(app.base_url, Authorization=f"Bearer {admin.token}") as http:
        assert (await http.get("/api/admin/deliveries?kind=unread_message&limit=5")).status_code == 200
        rules = (await http.get("/api/admin/support")).json()
        assert (await http.put("/api/admin/support", json=rules)).status_code == 200
        assert (await http.put("/api/admin/support", json=rules | {"version": 2**30})).status_code == 409


async def _was_late(
    app: Product, context: Context, talk: Talk, record: HttpRecord, buyer: Buyer, console: Client
) -> None:
    staff = await sign_up(context, Role.SUPPORT, "Олег")
    desk = await talk.join(staff.token)
    order = await buyer.buy()
    bought = order["conversation_id"]
    colleague = await buyer.shop.colleague()
    late = f"/api/desk/consultations/{bought}"
    async with record.client(app.base_url, Authorization=f"Bearer {staff.token}") as http:
        assert (await http.get("/api/desk/overdue?limit=1")).status_code == 200
        assert (await http.post(f"{late}/extend", json={"days": 3, "note": "-"})).status_code == 200
        assert (await http.post(f"{late}/offer", json={"options": ["extend", "refund"]})).status_code == 200
    assert (await buyer.post(f"/api/conversations/{bought}/offer", {"choice": "reassign"})).status_code == 409
    assert (await buyer.post(f"/api/conversations/{bought}/offer", {"choice": "extend"})).status_code == 200
    async with record.client(app.base_url, Authorization=f"Bearer {staff.token}") as http:
        to_her = {"astrologer": colleague.slug, "note": "-"}
        assert (await http.post(f"{late}/reassign", json=to_her)).status_code == 200
        assert (await http.post(f"{late}/reassign", json=to_her)).status_code == 422
        await gave_money_back(http, order["id"])
    await desk.event("order.refunded", lambda event: event["order_id"] == order["id"])
    await console.event("conversation.removed", lambda event: event["conversation_id"] == bought)
    await desk.event("overdue.changed", lambda event: event["overdue"]["astrologer_id"] == str(colleague.user_id))


async def _user(user_id: Any) -> User:
    found = await User.get(user_id)
    assert found is not None
    return found
