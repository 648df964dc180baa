"""Sessions: ended is ended, at once; forged is nobody."""

import asyncio

import httpx
import pytest
import socketio

from server.context import Context
from storage.sessions import hash_token
from tests.product import Product
from tests.server.accounts.people import bearer, code_for, finish_sign_in, new_phone, sign_in


async def test_logout_ends_the_session_at_once(app: Product, api: httpx.AsyncClient) -> None:
    token = await sign_in(app, api, new_phone())
    assert (await api.get("/api/me", headers=bearer(token))).status_code == 200
    assert (await api.post("/api/auth/logout", headers=bearer(token))).status_code == 204
    refused = await api.get("/api/me", headers=bearer(token))
    assert (refused.status_code, refused.json()["code"]) == (401, "unauthenticated")
    assert (await api.post("/api/auth/logout", headers=bearer(token))).status_code == 204


async def test_logout_takes_the_cookie_back(app: Product, api: httpx.AsyncClient) -> None:
    phone = new_phone()
    await api.post("/api/auth/phone/request", json={"phone": phone})
    await api.post("/api/auth/phone/verify", json={"phone": phone, "code": await code_for(app, phone)})
    assert (await api.get("/api/me")).status_code == 200
    answer = await api.post("/api/auth/logout")
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert "astars_session" not in api.cookies
    assert (await api.get("/api/me")).status_code == 401


async def test_logout_cuts_the_open_socket(app: Product, api: httpx.AsyncClient) -> None:
    token = await sign_in(app, api, new_phone())
    heard: asyncio.Queue[tuple[str, object]] = asyncio.Queue()
    client = socketio.AsyncClient(reconnection=False)
    client.on("session.ended", lambda data: heard.put_nowait(("session.ended", data)))
    client.on("disconnect", lambda reason: heard.put_nowait(("disconnect", reason)))
    await client.connect(app.base_url, auth={"token": token}, transports=["websocket"])
    await api.post("/api/auth/logout", headers=bearer(token))
    async with asyncio.timeout(5):
        ended, cut = await heard.get(), await heard.get()
    assert ended == ("session.ended", {"code": "unauthenticated"})
    assert cut[0] == "disconnect"
    await client.shutdown()


@pytest.mark.parametrize(("everywhere", "other_status"), [("false", 200), ("true", 401)])
async def test_logout_everywhere_ends_every_session(
    app: Product, api: httpx.AsyncClient, context: Context, everywhere: str, other_status: int
) -> None:
    phone = new_phone()
    here = await sign_in(app, api, phone)
    await context.database.collection("phone_codes").delete_one({"_id": phone})
    there = await sign_in(app, api, phone)
    await api.post(f"/api/auth/logout?everywhere={everywhere}", headers=bearer(here))
    assert (await api.get("/api/me", headers=bearer(here))).status_code == 401
    assert (await api.get("/api/me", headers=bearer(there))).status_code == other_status


async def test_signing_in_again_in_a_browser_replaces_its_session(
    app: Product, api: httpx.AsyncClient, context: Context
) -> None:
    phones = [new_phone(), new_phone()]
    tokens = []
    for phone in phones:
        await api.post("/api/auth/phone/request", json={"phone": phone})
        await api.post("/api/auth/phone/verify", json={"phone": phone, "code": await code_for(app, phone)})
        tokens.append(api.cookies["astars_session"])
    sessions = context.database.collection("sessions")
    assert await sessions.find_one({"token_hash": hash_token(tokens[0])}) is None
    assert await sessions.find_one({"token_hash": hash_token(tokens[1])}) is not None


async def test_expired_session_is_nobody(app: Product, api: httpx.AsyncClient, context: Context) -> None:
    token = await sign_in(app, api, new_phone())
    await context.database.collection("sessions").update_one(
        {"token_hash": hash_token(token)}, {"$set": {"expires_at": context.clock()}}
    )
    assert (await api.get("/api/me", headers=bearer(token))).status_code == 401


@pytest.mark.parametrize("token", ["x", "x" * 43, "x" * 5000, "'; drop", '{"$ne": null}'])
async def test_forged_token_is_nobody(api: httpx.AsyncClient, token: str) -> None:
    assert (await api.get("/api/me", headers={"Authorization": f"Bearer {token}"})).status_code == 401
    assert (await api.get("/api/me", headers={"Cookie": f"astars_session={token}"})).status_code == 401


async def test_guest_who_signs_in_with_the_same_phone_keeps_the_conversation(
    app: Product, api: httpx.AsyncClient
) -> None:
    phone = new_phone()
    guest = await api.post("/api/support/guests", json={"name": "Анна", "phone": phone})
    assert guest.status_code == 201, guest.text
    conversation = guest.json()["conversation"]["id"]
    await api.post("/api/auth/phone/request", json={"phone": phone})
    token = await finish_sign_in(app, api, phone)
    kept = await api.get(f"/api/conversations/{conversation}", headers=bearer(token))
    assert kept.status_code == 200
    assert (await api.get("/api/me", headers=bearer(guest.json()["token"]))).status_code == 401


async def test_guest_has_no_account_to_change(api: httpx.AsyncClient) -> None:
    guest = await api.post("/api/support/guests", json={"name": "Анна", "phone": new_phone()})
    headers = bearer(guest.json()["token"])
    assert (await api.patch("/api/me", json={"first_name": "Кто-то"}, headers=headers)).status_code == 403
    assert (await api.put("/api/me/password", json={"password": "12345678"}, headers=headers)).status_code == 403
