"""The devices somebody is signed in on: seen by them alone, signed out one by one or all but this."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
import socketio

from realtime.actor import actor_of_token
from server.accounts.user_agents import browser_of, platform_of
from server.context import Context
from storage.ids import SessionId
from storage.sessions import NOTED_EVERY, Session, create_session, hash_token, note_use
from tests.people import Person, sign_up
from tests.product import Product
from tests.sockets import connected

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
)
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)

SignIn = Callable[[str], Awaitable[str]]


@pytest.fixture
async def anna(context: Context) -> Person:
    return await sign_up(context)


@pytest.fixture
def elsewhere(context: Context, anna: Person) -> SignIn:
    """Signs Anna in on one more device, which says this of itself."""

    async def sign_in(user_agent: str) -> str:
        token, _ = await create_session(anna.user.id, user_agent=user_agent, now=context.clock())
        return token

    return sign_in


async def devices(http: httpx.AsyncClient) -> list[dict[str, Any]]:
    """What the person sees."""
    answer = await http.get("/api/me/sessions")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_devices_are_named_and_the_one_that_asks_stands_first(
    app: Product, anna: Person, elsewhere: SignIn
) -> None:
    await elsewhere(CHROME)
    await elsewhere(SAFARI)
    async with anna.http(app.base_url) as http:
        found = await devices(http)
    assert [(one["browser"], one["platform"], one["current"]) for one in found] == [
        (None, None, True),
        ("Safari", "iPhone", False),
        ("Chrome", "Windows", False),
    ]
    assert all(one["created_at"] <= one["last_seen_at"] for one in found)


async def test_signing_a_device_out_cuts_its_socket_and_no_other(app: Product, anna: Person, elsewhere: SignIn) -> None:
    token = await elsewhere(CHROME)
    async with (
        anna.http(app.base_url) as http,
        connected(app.base_url, token) as there,
        connected(app.base_url, anna.token) as here,
    ):
        other = next(one for one in await devices(http) if not one["current"])
        assert (await http.delete(f"/api/me/sessions/{other['id']}")).status_code == 204
        assert await there.event("session.ended") == {"code": "unauthenticated"}
        assert [one["current"] for one in await devices(http)] == [True]
        assert await here.do("conversation.sync", {"conversations": []}) == {"conversations": []}
        assert (await http.delete(f"/api/me/sessions/{other['id']}")).json()["code"] == "not_found"
    with pytest.raises(socketio.exceptions.ConnectionError):
        await socketio.AsyncClient(reconnection=False).connect(
            app.base_url, auth={"token": token}, transports=["websocket"]
        )


async def test_somebody_elses_device_is_not_there(app: Product, context: Context, anna: Person) -> None:
    stranger = await sign_up(context, name="Чужой")
    async with anna.http(app.base_url) as http, stranger.http(app.base_url) as theirs:
        (own,) = await devices(http)
        refused = await theirs.delete(f"/api/me/sessions/{own['id']}")
        missing = await theirs.delete(f"/api/me/sessions/{'0' * 24}")
        assert (refused.status_code, refused.json()) == (404, missing.json())
        assert await devices(http) == [own]


async def test_all_other_devices_are_signed_out_at_once(app: Product, anna: Person, elsewhere: SignIn) -> None:
    tokens = [await elsewhere(CHROME), await elsewhere(SAFARI)]
    async with connected(app.base_url, tokens[0]) as there, anna.http(app.base_url) as http:
        assert (await http.delete("/api/me/sessions")).status_code == 204
        await there.event("session.ended")
        assert [one["current"] for one in await devices(http)] == [True]
    for token in tokens:
        async with Person(anna.user, token).http(app.base_url) as gone:
            assert (await gone.get("/api/me")).status_code == 401


async def test_signing_this_device_out_takes_the_cookie_back(app: Product, anna: Person) -> None:
    async with httpx.AsyncClient(base_url=app.base_url, headers={"Origin": app.base_url}) as browser:
        browser.cookies.set("astars_session", anna.token)
        (own,) = await devices(browser)
        answer = await browser.delete(f"/api/me/sessions/{own['id']}")
        assert "Max-Age=0" in answer.headers["set-cookie"]
        assert (await browser.get("/api/me")).status_code == 401


async def test_a_use_is_noted_a_few_times_an_hour_and_not_with_every_request(
    app: Product, context: Context, anna: Person
) -> None:
    session = await Session.find_one({"token_hash": hash_token(anna.token)})
    assert session is not None
    assert await actor_of_token(anna.token, context.chat, "ru") is not None
    assert await Session.get(session.id) == session
    await Session.find({"_id": session.id}).update({"$set": {"last_seen_at": session.seen_at - NOTED_EVERY}})
    async with anna.http(app.base_url) as http:
        await http.get("/api/me")
    noted = await Session.get(session.id)
    assert noted is not None
    assert noted.seen_at >= session.seen_at


async def test_what_was_never_noted_counts_from_its_beginning_and_never_goes_back(
    context: Context, anna: Person
) -> None:
    session = await Session.find_one({"token_hash": hash_token(anna.token)})
    assert session is not None
    await Session.find({"_id": session.id}).update({"$unset": {"last_seen_at": 1}})
    old = await Session.get(session.id)
    assert old is not None
    assert old.seen_at == session.created_at
    for moment in (session.created_at + timedelta(hours=1), session.created_at):
        await note_use([SessionId(session.id)], moment)
    noted = await Session.get(session.id)
    assert noted is not None
    assert noted.seen_at == session.created_at + timedelta(hours=1)


@pytest.mark.parametrize(
    ("user_agent", "browser", "platform"),
    [
        (CHROME, "Chrome", "Windows"),
        (SAFARI, "Safari", "iPhone"),
        (f"{CHROME} Edg/142.0.0.0", "Edge", "Windows"),
        (f"{CHROME} OPR/123.0.0.0", "Opera", "Windows"),
        (CHROME.replace("Safari/", "YaBrowser/25.10.0.0 Safari/"), "Яндекс Браузер", "Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox", "Linux"),
        ("Mozilla/5.0 (Linux; Android 15) Gecko/145.0 Firefox/145.0", "Firefox", "Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.5 Safari/605.1.15", "Safari", "macOS"),
        ("curl/8.14.1", None, None),
        ("", None, None),
    ],
)
def test_a_user_agent_says_no_more_than_it_says(user_agent: str, browser: str | None, platform: str | None) -> None:
    assert (browser_of(user_agent), platform_of(user_agent)) == (browser, platform)
