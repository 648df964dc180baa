"""Signing in by e-mail: nothing is said about who exists, guessing is slow, the owner still comes in."""

import asyncio
import time
from collections import Counter
from statistics import median

import httpx
import pytest

from server.accounts.budgets import FAILED_LOGINS_PER_ACCOUNT
from server.accounts.passwords import Passwords, hash_password, matches
from server.accounts.secret import keyed_hash
from server.context import Context
from tests.product import Product
from tests.server.accounts.people import (
    bearer,
    letter,
    new_email,
    new_phone,
    outbox,
    person_with_password,
    reset_token_for,
    sign_in,
)

PASSWORD = "длинный пароль 1"


async def login(
    api: httpx.AsyncClient, email: str, password: str, session: str = "token", **headers: str
) -> httpx.Response:
    body = {"email": email, "password": password, "session": session}
    return await api.post("/api/auth/email/login", json=body, headers=headers)


def from_address(app: Product, address: str) -> httpx.AsyncClient:
    transport = httpx.AsyncHTTPTransport(local_address=address)
    return httpx.AsyncClient(base_url=app.base_url, transport=transport, headers={"Origin": app.base_url}, timeout=20)


async def test_right_password_signs_in_whatever_the_letter_case_of_the_address(
    app: Product, api: httpx.AsyncClient
) -> None:
    email, _ = await person_with_password(app, api, PASSWORD)
    answer = await login(api, f" {email.upper()} ", PASSWORD)
    assert answer.status_code == 200
    assert (answer.json()["user"]["email"], answer.json()["user"]["has_password"]) == (email, True)
    me = await api.get("/api/me", headers=bearer(answer.json()["token"]))
    assert me.json() == answer.json()["user"]


async def test_unknown_address_and_wrong_password_answer_the_same(app: Product, api: httpx.AsyncClient) -> None:
    email, _ = await person_with_password(app, api, PASSWORD)
    answers = [
        await login(api, email, "not this one"),
        await login(api, new_email(), PASSWORD),
        await login(api, "not an address", PASSWORD),
        await login(api, "", ""),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert {answer.text for answer in answers} == {answers[0].text}
    assert answers[0].json()["detail"] == "Неверный логин или пароль"


async def test_unknown_address_takes_as_long_as_a_wrong_password(app: Product, api: httpx.AsyncClient) -> None:
    email, _ = await person_with_password(app, api, PASSWORD)
    known, unknown = [], []
    for _ in range(7):
        started = time.perf_counter()
        await login(api, email, "not this one")
        middle = time.perf_counter()
        await login(api, new_email(), "not this one")
        known.append(middle - started)
        unknown.append(time.perf_counter() - middle)
    # Without the dummy hash the unknown address answers about ten times as fast.
    assert 1 / 3 < median(unknown) / median(known) < 3


async def test_guessing_is_slowed_even_in_parallel_and_under_false_addresses(
    app: Product, api: httpx.AsyncClient
) -> None:
    email, _ = await person_with_password(app, api, PASSWORD)
    tries = (login(api, email, "guess", **{"X-Forwarded-For": f"203.0.113.{number}"}) for number in range(40))
    answers = Counter(answer.json()["code"] for answer in await asyncio.gather(*tries))
    assert answers == {"invalid_credentials": 10, "rate_limited": 30}
    assert (await login(api, email, PASSWORD)).status_code == 429
    async with from_address(app, "127.0.0.3") as owner:
        assert (await login(owner, email, PASSWORD)).status_code == 200


async def test_slowing_is_the_same_for_an_address_that_nobody_has(api: httpx.AsyncClient) -> None:
    email = new_email()
    answers = [(await login(api, email, "guess")).json()["code"] for _ in range(12)]
    assert answers == ["invalid_credentials"] * 10 + ["rate_limited"] * 2


async def test_guessing_from_everywhere_does_not_lock_out_the_owners_browser(
    app: Product, api: httpx.AsyncClient, context: Context
) -> None:
    email, _ = await person_with_password(app, api, PASSWORD)
    async with from_address(app, "127.0.0.4") as owner, from_address(app, "127.0.0.5") as stranger:
        assert (await login(owner, email, PASSWORD, session="cookie")).status_code == 200
        for _ in range(100):
            await context.limiter.hit(FAILED_LOGINS_PER_ACCOUNT, keyed_hash(app.settings, "email", email))
        assert (await login(stranger, email, PASSWORD)).status_code == 429
        assert (await login(owner, email, PASSWORD, session="cookie")).status_code == 200


async def test_success_is_not_counted_against_anybody(app: Product, api: httpx.AsyncClient) -> None:
    email, _ = await person_with_password(app, api, PASSWORD)
    for _ in range(12):
        assert (await login(api, email, PASSWORD)).status_code == 200


async def test_forgotten_password_answers_everybody_the_same(app: Product, api: httpx.AsyncClient) -> None:
    email, _ = await person_with_password(app, api, PASSWORD)
    nobody = new_email()
    answers = [
        await api.post("/api/auth/password/forgot", json={"email": one}) for one in (email, nobody, "not an address")
    ]
    assert {(answer.status_code, answer.text) for answer in answers} == {(202, "")}
    await letter(app, email)
    assert await outbox(app, nobody) == []


async def test_reset_link_points_to_the_configured_address_and_works_once(
    app: Product, api: httpx.AsyncClient, context: Context
) -> None:
    email, token = await person_with_password(app, api, PASSWORD)
    await api.post("/api/auth/password/forgot", json={"email": email}, headers={"X-Forwarded-Host": "evil.example"})
    assert f"{app.base_url}/reset-password?token=" in (await letter(app, email))["text"]
    reset = {"token": await reset_token_for(app, email), "password": "совсем новый пароль"}
    assert await context.database.collection("password_resets").find_one({"_id": reset["token"]}) is None

    answers = await asyncio.gather(*(api.post("/api/auth/password/reset", json=reset) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [204, 422, 422, 422]
    assert (await api.get("/api/me", headers=bearer(token))).status_code == 401
    assert (await login(api, email, PASSWORD)).status_code == 401
    assert (await login(api, email, reset["password"])).status_code == 200


async def test_newer_reset_link_ends_the_older(app: Product, api: httpx.AsyncClient) -> None:
    email, _ = await person_with_password(app, api, PASSWORD)
    tokens = []
    for count in (1, 2):
        await api.post("/api/auth/password/forgot", json={"email": email})
        tokens.append(await reset_token_for(app, email, count))
    old, new = [
        await api.post("/api/auth/password/reset", json={"token": token, "password": "another password"})
        for token in tokens
    ]
    assert (old.json()["code"], new.status_code) == ("code_expired", 204)


async def test_an_address_gets_three_reset_links_an_hour(app: Product, api: httpx.AsyncClient) -> None:
    email, _ = await person_with_password(app, api, PASSWORD)
    for count in (1, 2, 3):
        await api.post("/api/auth/password/forgot", json={"email": email})
        await letter(app, email, count)
    assert (await api.post("/api/auth/password/forgot", json={"email": email})).status_code == 202
    other, _ = await person_with_password(app, api, PASSWORD)
    await api.post("/api/auth/password/forgot", json={"email": other})
    await letter(app, other)
    assert len(await outbox(app, email)) == 3


async def test_invented_reset_token_is_refused(api: httpx.AsyncClient) -> None:
    answer = await api.post("/api/auth/password/reset", json={"token": "x" * 43, "password": "another password"})
    assert (answer.status_code, answer.json()["code"]) == (422, "code_expired")


async def test_changing_the_password_asks_for_the_present_one_and_ends_other_sessions(
    app: Product, api: httpx.AsyncClient
) -> None:
    email, here = await person_with_password(app, api, PASSWORD)
    there = (await login(api, email, PASSWORD)).json()["token"]
    for current in (None, "not this one"):
        refused = await api.put(
            "/api/me/password", json={"password": "new password", "current": current}, headers=bearer(here)
        )
        assert [one["field"] for one in refused.json()["errors"]] == ["current"]
    changed = await api.put(
        "/api/me/password", json={"password": "new password", "current": PASSWORD}, headers=bearer(here)
    )
    assert changed.status_code == 204
    assert (await api.get("/api/me", headers=bearer(here))).status_code == 200
    assert (await api.get("/api/me", headers=bearer(there))).status_code == 401
    assert (await login(api, email, "new password")).status_code == 200


async def test_short_password_is_refused(app: Product, api: httpx.AsyncClient) -> None:
    token = await sign_in(app, api, new_phone())
    answer = await api.put("/api/me/password", json={"password": "1234567"}, headers=bearer(token))
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "password")


def test_stored_password_is_argon2id_of_the_agreed_cost() -> None:
    assert hash_password(PASSWORD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize("stored", [None, "not a hash"])
def test_nothing_matches_what_is_not_a_hash(stored: str | None) -> None:
    assert not matches(stored, "nobody has this password")


async def test_password_typed_with_composed_or_decomposed_letters_is_the_same() -> None:
    passwords = Passwords()
    assert await passwords.matches(await passwords.hash("пароль й"), "пароль и\u0306")
