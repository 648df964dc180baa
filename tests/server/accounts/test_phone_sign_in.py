"""Signing in by phone: a code is short-lived, counted before it is compared, and used once."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from realtime.errors import Unavailable
from server.accounts.actions import request_code
from server.accounts.budgets import CODES_PER_ADDRESS
from server.accounts.contracts import RequestCode
from server.accounts.visitor import Visitor
from server.context import Context
from server.limits import Limiter
from server.notifications.texts import sign_in_code
from tests.product import Product, free_port
from tests.server.accounts.people import bearer, code_for, finish_sign_in, new_phone, outbox, sign_in, wrong


async def ask(api: httpx.AsyncClient, phone: str) -> httpx.Response:
    return await api.post("/api/auth/phone/request", json={"phone": phone})


async def verify(api: httpx.AsyncClient, phone: str, code: str, session: str = "token") -> httpx.Response:
    return await api.post("/api/auth/phone/verify", json={"phone": phone, "code": code, "session": session})


async def let_time_pass(context: Context, phone: str, by: timedelta) -> None:
    """Move the facts of a code into the past."""
    codes = context.database.collection("phone_codes")
    code = await codes.find_one({"_id": phone})
    assert code is not None
    moved = {"sent_at": code["sent_at"] - by, "expires_at": code["expires_at"] - by}
    await codes.update_one({"_id": phone}, {"$set": moved})


async def test_first_sign_in_registers_and_the_next_finds_the_same_person(
    app: Product, api: httpx.AsyncClient, context: Context
) -> None:
    phone = new_phone()
    requested = await ask(api, phone)
    assert requested.json() == {"resend_after_seconds": 30, "expires_in_seconds": 600}
    first = (await verify(api, phone, await code_for(app, phone))).json()
    assert (first["user"]["role"], first["user"]["phone"]) == ("client", phone)

    await let_time_pass(context, phone, timedelta(seconds=31))
    await ask(api, phone)
    second = (await verify(api, phone, await code_for(app, phone))).json()
    assert second["user"]["id"] == first["user"]["id"]
    assert second["token"] != first["token"]


async def test_cookie_sign_in_keeps_the_token_from_scripts(app: Product, api: httpx.AsyncClient) -> None:
    phone = new_phone()
    await ask(api, phone)
    answer = await verify(api, phone, await code_for(app, phone), session="cookie")
    assert answer.json()["token"] is None
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("astars_session=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert (await api.get("/api/me")).json()["phone"] == phone


async def test_of_fifty_wrong_codes_at_once_five_count(app: Product, api: httpx.AsyncClient) -> None:
    phone = new_phone()
    await ask(api, phone)
    code = await code_for(app, phone)
    answers = await asyncio.gather(*(verify(api, phone, wrong(code)) for _ in range(50)))
    assert Counter(answer.json()["code"] for answer in answers) == {"code_invalid": 5, "code_expired": 45}
    refused = await verify(api, phone, code)
    assert (refused.status_code, refused.json()["code"]) == (422, "code_expired")


async def test_right_code_after_four_wrong_ones_signs_in(app: Product, api: httpx.AsyncClient) -> None:
    phone = new_phone()
    await ask(api, phone)
    code = await code_for(app, phone)
    for _ in range(4):
        assert (await verify(api, phone, wrong(code))).json()["code"] == "code_invalid"
    assert (await verify(api, phone, code)).status_code == 200


async def test_of_many_right_codes_at_once_one_signs_in(app: Product, api: httpx.AsyncClient) -> None:
    phone = new_phone()
    await ask(api, phone)
    code = await code_for(app, phone)
    answers = await asyncio.gather(*(verify(api, phone, code) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [200, 422, 422, 422, 422]
    assert (await verify(api, phone, code)).json()["code"] == "code_expired"


async def test_expired_code_is_refused(app: Product, api: httpx.AsyncClient, context: Context) -> None:
    phone = new_phone()
    await ask(api, phone)
    await let_time_pass(context, phone, timedelta(minutes=10))
    assert (await verify(api, phone, await code_for(app, phone))).json()["code"] == "code_expired"


async def test_the_sms_ends_with_the_line_that_a_browser_reads_at_this_site_alone(
    app: Product, api: httpx.AsyncClient
) -> None:
    phone = new_phone()
    await ask(api, phone)
    code = await code_for(app, phone)
    (sms,) = await outbox(app, phone)
    assert sms["text"].splitlines()[-1] == f"@127.0.0.1 #{code}"
    assert len(sign_in_code(code, "ru", "astars.example")) <= 70


async def test_code_belongs_to_its_phone(app: Product, api: httpx.AsyncClient) -> None:
    mine, other = new_phone(), new_phone()
    await ask(api, mine)
    await ask(api, other)
    code = await code_for(app, mine)
    if code != await code_for(app, other):
        assert (await verify(api, other, code)).json()["code"] == "code_invalid"
    assert (await verify(api, new_phone(), code)).json()["code"] == "code_expired"


async def test_second_code_waits_thirty_seconds_and_replaces_the_first(
    app: Product, api: httpx.AsyncClient, context: Context
) -> None:
    phone = new_phone()
    await ask(api, phone)
    first = await code_for(app, phone)
    refused = await ask(api, phone)
    assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
    assert 20 < refused.json()["retry_after"] <= 30
    assert len(await outbox(app, phone)) == 1

    await let_time_pass(context, phone, timedelta(seconds=31))
    assert (await ask(api, phone)).status_code == 202
    second = await code_for(app, phone)
    if first != second:
        assert (await verify(api, phone, first)).json()["code"] == "code_invalid"
    assert (await verify(api, phone, second)).status_code == 200


async def test_of_many_requests_at_once_one_sms_is_sent(app: Product, api: httpx.AsyncClient) -> None:
    phone = new_phone()
    answers = await asyncio.gather(*(ask(api, phone) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [202, 429, 429, 429, 429]
    assert len(await outbox(app, phone)) == 1


async def test_a_phone_gets_five_codes_an_hour(app: Product, api: httpx.AsyncClient, context: Context) -> None:
    phone = new_phone()
    for _ in range(5):
        assert (await ask(api, phone)).status_code == 202
        await let_time_pass(context, phone, timedelta(seconds=31))
    refused = await ask(api, phone)
    assert refused.status_code == 429
    assert refused.json()["retry_after"] > 60
    assert (await verify(api, phone, await code_for(app, phone))).status_code == 200


async def test_one_address_cannot_send_to_ever_new_phones_by_claiming_other_addresses(
    api: httpx.AsyncClient, context: Context, app: Product
) -> None:
    for _ in range(100):
        await context.limiter.hit(CODES_PER_ADDRESS, "127.0.0.1/32")
    for number in range(3):
        answer = await api.post(
            "/api/auth/phone/request", json={"phone": new_phone()}, headers={"X-Forwarded-For": f"203.0.113.{number}"}
        )
        assert answer.status_code == 429
    transport = httpx.AsyncHTTPTransport(local_address="127.0.0.2")
    async with httpx.AsyncClient(base_url=app.base_url, transport=transport) as elsewhere:
        assert (await ask(elsewhere, new_phone())).status_code == 202


@pytest.mark.parametrize(
    "spelling", ["8 {0} {1}-{2}-{3}", "7{0}{1}{2}{3}", "+7 ({0}) {1}-{2}-{3}", "{0}{1}{2}{3}", "tel:+7-{0}-{1}-{2}{3}"]
)
async def test_every_spelling_is_the_same_phone(app: Product, api: httpx.AsyncClient, spelling: str) -> None:
    phone = new_phone()
    spelled = spelling.format(phone[2:5], phone[5:8], phone[8:10], phone[10:12])
    assert (await ask(api, spelled)).status_code == 202
    assert (await ask(api, phone)).status_code == 429
    assert (await verify(api, spelled, await code_for(app, phone))).json()["user"]["phone"] == phone


@pytest.mark.parametrize(
    ("phone", "code"),
    [
        ("+8613123456789", "country_not_allowed"),
        ("+74951234567", "phone_invalid"),
        ("+7916", "phone_invalid"),
        ("call me", "phone_invalid"),
        ("+79161234567 ext 5", "phone_invalid"),
    ],
)
async def test_phone_that_may_not_get_an_sms_is_refused_at_its_field(
    api: httpx.AsyncClient, phone: str, code: str
) -> None:
    answer = await ask(api, phone)
    assert answer.status_code == 422
    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [("phone", code)]


async def test_refusing_provider_is_told_and_the_pause_still_counts(api: httpx.AsyncClient) -> None:
    phone = new_phone()[:-3] + "207"
    assert (await ask(api, phone)).json()["code"] == "unavailable"
    assert (await ask(api, phone)).json()["code"] == "rate_limited"


async def test_without_redis_no_sms_is_sent(app: Product, context: Context) -> None:
    phone = new_phone()
    dead = Limiter(f"redis://127.0.0.1:{free_port()}/0")
    visitor = Visitor(address="127.0.0.1", user_agent="", device="", language="ru", now=context.clock())
    with pytest.raises(Unavailable):
        await request_code(replace(context, limiter=dead), RequestCode(phone=phone), visitor)
    await dead.close()
    assert await outbox(app, phone) == []


async def test_blocked_person_does_not_come_in(app: Product, api: httpx.AsyncClient, context: Context) -> None:
    phone = new_phone()
    token = await sign_in(app, api, phone)
    await context.database.collection("users").update_one({"phone": phone}, {"$set": {"blocked_at": context.clock()}})
    assert (await api.get("/api/me", headers=bearer(token))).status_code == 401
    await let_time_pass(context, phone, timedelta(seconds=31))
    await ask(api, phone)
    assert (await verify(api, phone, await code_for(app, phone))).json()["code"] == "forbidden"


async def test_database_keeps_neither_codes_nor_tokens(app: Product, api: httpx.AsyncClient, context: Context) -> None:
    phone = new_phone()
    await ask(api, phone)
    code = await code_for(app, phone)
    stored = await context.database.collection("phone_codes").find_one({"_id": phone})
    assert stored is not None
    assert code not in stored["code_hash"]
    assert len(stored["code_hash"]) == 64
    token = await finish_sign_in(app, api, phone)
    assert await context.database.collection("sessions").find_one({"token_hash": token}) is None
