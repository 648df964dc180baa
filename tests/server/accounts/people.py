"""Somebody who signs in: their phone, what they were sent, how they come in."""

import asyncio
import re
import secrets
import time

import httpx

from tests.product import Product

WAIT_SECONDS = 10.0


def new_phone() -> str:
    """A Russian mobile number that nobody in this run has."""
    return f"+7916{secrets.randbelow(10**7):07d}".replace("207", "318").replace("220", "331")


def new_email() -> str:
    """An address that nobody in this run has."""
    return f"person-{secrets.token_hex(6)}@example.com"


async def outbox(app: Product, to: str) -> list[dict[str, str]]:
    """What was sent to `to`, newest first."""
    async with httpx.AsyncClient() as client:
        messages: list[dict[str, str]] = (await client.get(f"{app.sandbox_url}/outbox.json")).json()
    return [message for message in messages if message["to"] == to]


async def letter(app: Product, to: str, count: int = 1) -> dict[str, str]:
    """The newest letter to `to`, once there are `count`."""
    deadline = time.monotonic() + WAIT_SECONDS
    while len(letters := await outbox(app, to)) < count:
        assert time.monotonic() < deadline, "no letter came"
        await asyncio.sleep(0.05)
    return letters[0]


async def code_for(app: Product, phone: str) -> str:
    """The code that the phone was sent last."""
    found = re.search(r"\b\d{6}\b", (await outbox(app, phone))[0]["text"])
    assert found is not None
    return found[0]


async def reset_token_for(app: Product, email: str, count: int = 1) -> str:
    """The token in the newest letter."""
    found = re.search(r"/reset-password\?token=([\w-]+)", (await letter(app, email, count))["text"])
    assert found is not None
    return found[1]


def wrong(code: str) -> str:
    """Another code."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


async def sign_in(app: Product, api: httpx.AsyncClient, phone: str) -> str:
    """Sign in by phone; answers a token."""
    requested = await api.post("/api/auth/phone/request", json={"phone": phone})
    assert requested.status_code == 202, requested.text
    return await finish_sign_in(app, api, phone)


async def finish_sign_in(app: Product, api: httpx.AsyncClient, phone: str) -> str:
    """Use the code that was sent; answers a token."""
    body = {"phone": phone, "code": await code_for(app, phone), "session": "token"}
    verified = await api.post("/api/auth/phone/verify", json=body)
    assert verified.status_code == 200, verified.text
    token: str = verified.json()["token"]
    return token


def bearer(token: str) -> dict[str, str]:
    """The header of whoever holds the token."""
    return {"Authorization": f"Bearer {token}"}


async def person_with_password(app: Product, api: httpx.AsyncClient, password: str) -> tuple[str, str]:
    """A new client with an e-mail address and a password; answers the address and a token."""
    email = new_email()
    token = await sign_in(app, api, new_phone())
    changed = await api.patch("/api/me", json={"email": email}, headers=bearer(token))
    assert changed.status_code == 200, changed.text
    set_up = await api.put("/api/me/password", json={"password": password}, headers=bearer(token))
    assert set_up.status_code == 204, set_up.text
    return email, token
