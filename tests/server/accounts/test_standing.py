"""The operator's command: whoever is blocked or becomes something else is out everywhere at once."""

import asyncio

import httpx
import pytest

from server.context import Context
from storage.users import Role
from tests.people import sign_up
from tests.product import Product
from tests.server.accounts.people import code_for, new_phone, sign_in
from tests.sockets import connected

TOLD_SECONDS = 1.0


@pytest.mark.parametrize("becomes", ["blocked", "support"])
async def test_open_devices_are_cut_within_a_second_of_the_command(
    app: Product, context: Context, becomes: str
) -> None:
    sofia, bystander = await sign_up(context, Role.ASTROLOGER, "София"), await sign_up(context)
    assert sofia.user.email is not None
    async with (
        connected(app.base_url, sofia.token) as console,
        connected(app.base_url, bystander.token) as client,
    ):
        await asyncio.to_thread(app.run, "person", sofia.user.email.upper(), becomes)
        async with asyncio.timeout(TOLD_SECONDS):
            assert await console.event("session.ended") == {"code": "unauthenticated"}
        async with sofia.http(app.base_url) as http:
            assert (await http.get("/api/me")).status_code == 401
        async with bystander.http(app.base_url) as http:
            assert (await http.get("/api/me")).status_code == 200
        assert client.io.connected


async def test_whoever_is_blocked_signs_in_again_only_when_unblocked(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    phone = new_phone()
    await sign_in(app, api, phone)

    async def status_of_signing_in() -> int:
        await context.database.collection("phone_codes").delete_one({"_id": phone})
        await api.post("/api/auth/phone/request", json={"phone": phone})
        code = await code_for(app, phone)
        return (await api.post("/api/auth/phone/verify", json={"phone": phone, "code": code})).status_code

    await asyncio.to_thread(app.run, "person", phone, "blocked")
    assert await status_of_signing_in() == 403
    await asyncio.to_thread(app.run, "person", phone, "unblocked")
    assert await status_of_signing_in() == 200


@pytest.mark.parametrize("who", ["nobody@example.com", "+79991112233", "12"])
async def test_nobody_is_changed_for_a_name_that_nobody_has(app: Product, who: str) -> None:
    with pytest.raises(AssertionError, match="there is no such person"):
        await asyncio.to_thread(app.run, "person", who, "blocked")
