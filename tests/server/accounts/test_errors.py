"""What is said when something is refused: in the reader's language; and what is never written down."""

import asyncio
from collections.abc import Mapping

import httpx
import pytest

from realtime.texts import ERROR_TEXTS
from server.accounts.texts import FIELD_TEXTS
from tests.product import Product
from tests.server.accounts.people import (
    WAIT_SECONDS,
    bearer,
    code_for,
    new_email,
    new_phone,
    reset_token_for,
    sign_in,
    wrong,
)

REFUSALS: list[tuple[str, str, Mapping[str, object], str]] = [
    ("POST", "/api/auth/phone/request", {"phone": "call me"}, "validation_failed"),
    ("POST", "/api/auth/phone/request", {"phone": "+8613123456789"}, "validation_failed"),
    ("POST", "/api/auth/phone/verify", {"phone": "+79160000000", "code": "000000"}, "code_expired"),
    ("POST", "/api/auth/email/login", {"email": "nobody@example.com", "password": "x"}, "invalid_credentials"),
    ("POST", "/api/auth/password/reset", {"token": "x", "password": "12345678"}, "code_expired"),
    ("GET", "/api/me", {}, "unauthenticated"),
    ("GET", "/api/nothing", {}, "not_found"),
]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(("method", "path", "body", "code"), REFUSALS)
async def test_every_refusal_speaks_the_readers_language(
    api: httpx.AsyncClient, method: str, path: str, body: dict[str, object], code: str, language: str
) -> None:
    headers = {"Accept-Language": f"{language}-XX,{language};q=0.9"}
    answer = await api.request(method, path, json=body or None, headers=headers)
    assert answer.headers["content-type"] == "application/problem+json"
    texts = {name: {str(key): value for key, value in text.items()} for name, text in ERROR_TEXTS.items()}
    assert (answer.json()["code"], answer.json()["detail"]) == (code, texts[code][language])


def test_every_field_text_exists_in_both_languages() -> None:
    for texts in FIELD_TEXTS.values():
        assert set(texts) == {"ru", "en"}
        assert texts["ru"] != texts["en"]


@pytest.mark.parametrize(("language", "text"), [("ru", "Никому его не сообщайте"), ("en", "Do not share it")])
async def test_sms_speaks_the_readers_language(app: Product, api: httpx.AsyncClient, language: str, text: str) -> None:
    phone = new_phone()
    await api.post("/api/auth/phone/request", json={"phone": phone}, headers={"Accept-Language": language})
    messages = (await api.get("/dev/outbox.json")).json()
    assert text in next(message["text"] for message in messages if message["to"] == phone)


async def logs_with(app: Product, *events: str) -> str:
    """Everything that the product's processes have logged, once these events are in it."""
    async with asyncio.timeout(WAIT_SECONDS):
        while True:
            logs = "".join(process.log.read_text(errors="replace") for process in app.processes)
            if all(event in logs for event in events):
                return logs
            await asyncio.sleep(0.05)


async def test_logs_hold_nothing_personal(app: Product, api: httpx.AsyncClient) -> None:
    phone, email, password = new_phone(), new_email(), "a very secret password"
    unreachable = phone[:-3] + "207"
    await api.post("/api/auth/phone/request", json={"phone": unreachable})
    await api.post("/api/auth/phone/request", json={"phone": phone})
    code = await code_for(app, phone)
    body = {"phone": phone, "code": wrong(code), "session": "token"}
    await api.post("/api/auth/phone/verify", json=body)
    token = (await api.post("/api/auth/phone/verify", json={**body, "code": code})).json()["token"]
    await api.patch("/api/me", json={"email": email, "first_name": "Аделаида"}, headers=bearer(token))
    await api.post("/api/auth/email/login", json={"email": email, "password": password})
    await api.post("/api/auth/password/forgot", json={"email": email})
    reset = await reset_token_for(app, email)
    await api.post("/api/auth/password/reset", json={"token": reset, "password": password})

    refused = f"refused@{email.partition('@')[0]}.example.com"
    token = await sign_in(app, api, new_phone())
    await api.patch("/api/me", json={"email": refused}, headers=bearer(token))
    await api.post("/api/auth/password/forgot", json={"email": refused})
    logs = await logs_with(app, "sms refused", "letter refused")
    for secret in (phone[1:], unreachable[1:], email, refused, code, token, reset, password, "Аделаида"):
        assert secret not in logs
