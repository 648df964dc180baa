"""A walk through the main path: every answer, acknowledgement and event is as the published documents promise."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any, Final
from uuid import uuid4

import httpx
import pytest

from realtime.commands import COMMANDS
from realtime.publish import EVENTS
from server.context import Context
from storage.certificates import Certificate
from storage.services import ConsultationFormat
from storage.users import Role, User
from tests.flows.schemas import HttpRecord, Talk, published
from tests.people import sign_up
from tests.product import Product
from tests.realtime.pictures import picture
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
    async with record.client(app.base_url) as browser:
        token = await _signed_in(app, browser)
    async with record.client(app.base_url, Authorization=f"Bearer {token}") as http:
        await _looked_around(http)
        me = (await http.get("/api/me")).json()
        user = await User.get(me["id"])
        assert user is not None
        buyer = Buyer(shop, http, user, token)
        client = await talk.join(token)
        order = await buyer.buy()
        await _held(http, order["id"])
        await _saw_the_chart(http)
        await _took_back_and_was_given(http, buyer)
        astrologer_token = (await shop.sign_in(http, await _user(shop.astrologer.user_id))).token
        console = await talk.join(astrologer_token)
        await _consulted(talk, client, console, order["conversation_id"])
        await _sent_a_file(http, order["conversation_id"])
        await _read_back(http, order["conversation_id"])
        await _was_helped(app, context, talk, record)
        await talk.ask(console, "conversation.complete", {"conversation_id": order["conversation_id"]})
        await client.event("conversation.changed", lambda event: event["conversation"]["state"] == "inactive")
        async with record.client(app.base_url, Authorization=f"Bearer {astrologer_token}") as hers:
            assert (await hers.post(f"/api/conversations/{order['conversation_id']}/complete", json={})).is_error
        await _left(http)
        await client.event("session.ended")
    async with record.client(app.base_url) as browser:
        assert (await browser.post("/api/auth/logout?everywhere=true")).status_code == 204
    assert talk.commands == set(COMMANDS)
    assert talk.events() == set(EVENTS)
    assert talk.complaints == []
    assert record.complaints == []
    silent = {name for name, statuses in record.statuses.items() if not any(one < 400 for one in statuses)}
    assert silent == ALWAYS_REFUSED


PASSWORD: Final = "звёздное небо 1"
ALWAYS_REFUSED: Final = {
    "POST /api/payments/webhooks/{provider}",
    "POST /api/conversations/{id}/complete",
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


async def _left(http: httpx.AsyncClient) -> None:
    devices = (await http.get("/api/me/sessions")).json()["items"]
    assert (await http.delete(f"/api/me/sessions/{devices[-1]['id']}")).status_code == 204
    assert (await http.delete("/api/me/sessions")).status_code == 204
    assert (await http.get("/api/me/consents?limit=1")).status_code == 200
    assert (await http.get("/api/me/export")).status_code == 200
    assert (await http.request("DELETE", "/api/me", json={"password": "wrong"})).status_code == 422
    assert (await http.request("DELETE", "/api/me", json={"password": PASSWORD})).status_code == 204


async def _looked_around(http: httpx.AsyncClient) -> None:
    for path in ("/api/countries", "/api/faq", "/api/recommendations", "/api/site"):
        assert (await http.get(path)).status_code == 200
    for kind in ("services", "astrologers", "articles"):
        for item in (await http.get(f"/api/{kind}?limit=20")).json()["items"]:
            assert (await http.get(f"/api/{kind}/{item['slug']}")).status_code == 200
    for text in (await http.get("/api/site")).json()["legal"]:
        assert (await http.get(f"/api/legal/{text['slug']}")).status_code == 200
    avatar = await http.put("/api/me/avatar", content=picture(size=(300, 300)), headers={"Content-Type": "image/jpeg"})
    assert (await http.get(avatar.json()["avatar_url"])).status_code == 200


async def _held(http: httpx.AsyncClient, order_id: str) -> None:
    service = (await http.get("/api/services")).json()["items"][0]["slug"]
    await http.get("/api/orders")
    await http.get(f"/api/orders/{order_id}")
    for state in ("active", "past"):
        await http.get(f"/api/entitlements?state={state}")
    assert (await http.post("/api/promo-codes/check", json={"code": "STARS20", "service": service})).status_code == 200


async def _saw_the_chart(http: httpx.AsyncClient) -> None:
    (moscow, *_) = (await http.get("/api/places", params={"q": "Москва"})).json()["items"]
    place = {name: moscow[name] for name in ("id", "name", "lat", "lon", "timezone")}
    birth = {"date": "2010-10-31", "time": "02:30", "place": place}
    await http.patch("/api/me", json={"birth": birth})
    assert (await http.get("/api/charts/natal")).status_code == 422
    await http.patch("/api/me", json={"birth": {**birth, "fold": 1}})
    for kind in ("", ".svg", ".pdf"):
        assert (await http.get(f"/api/charts/natal{kind}")).status_code == 200
    sent = await http.post("/api/charts/natal/send", json={"email": f"{uuid4().hex}@example.com"})
    assert sent.status_code == 202


async def _took_back_and_was_given(http: httpx.AsyncClient, buyer: Buyer) -> None:
    order = await buyer.buy()
    assert (await http.post(f"/api/orders/{order['id']}/refund")).status_code == 200
    code, slug = uuid4().hex.upper(), buyer.shop.service.slug
    now = buyer.shop.context.clock()
    await Certificate(code=code, service_slug=slug, format=ConsultationFormat.WRITTEN, created_at=now).insert()
    assert (await http.post("/api/certificates/redeem", json={"code": code})).status_code == 201
    assert (await http.post("/api/certificates/redeem", json={"code": code + "X"})).status_code == 422


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


async def _sent_a_file(http: httpx.AsyncClient, conversation_id: str) -> None:
    content = picture()
    announced = await http.post(
        "/api/attachments",
        json={"conversation_id": conversation_id, "name": "a.jpg", "size": len(content), "content_type": "image/jpeg"},
    )
    upload = announced.json()["upload"]
    async with httpx.AsyncClient() as store:
        stored = await store.request(upload["method"], upload["url"], headers=upload["headers"], content=content)
    assert stored.status_code == 200, stored.text
    path = f"/api/attachments/{announced.json()['attachment']['id']}"
    assert (await http.post(f"{path}/complete")).status_code == 200
    assert (await http.get(path)).status_code == 302
    assert (await http.get(f"{path}?as=link&variant=thumbnail")).status_code == 200


async def _read_back(http: httpx.AsyncClient, conversation_id: str) -> None:
    await http.get("/api/conversations?kind=consultation&state=active")
    await http.get(f"/api/conversations/{conversation_id}")
    await http.get(f"/api/conversations/{conversation_id}/messages?after_seq=0&limit=2")
    assert (await http.get(f"/api/conversations/{conversation_id}/messages?limit=0")).status_code == 422
    await http.get(f"/api/conversations/{conversation_id}/messages?from_at=2020-01-01T00:00:00Z")
    async with asyncio.timeout(15):
        while True:
            if (await http.get("/api/search", params={"q": "добрый"})).json()["items"]:
                break
            await asyncio.sleep(0.1)


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
    await talk.ask(desk, "queue.resolve", named)
    await talk.ask(desk, "queue.resolve", named)


async def _user(user_id: Any) -> User:
    found = await User.get(user_id)
    assert found is not None
    return found
