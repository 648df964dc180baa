"""Attacks through long polling, and with transport ids that belong to others."""

import asyncio
from uuid import uuid4

import httpx
import orjson
import pytest
import socketio
from websockets.exceptions import InvalidStatus

from server.context import Context
from tests.attacks.conftest import Bystanders
from tests.attacks.raw import (
    FRAMES,
    PATH,
    POLLS,
    Poll,
    end_of,
    handshake,
    metric,
    polling,
    signed_in,
    websocket,
)
from tests.people import Person, sign_up
from tests.product import Product
from tests.server.shop import eventually

ELSEWHERE = "127.0.0.2"

GARBAGE: dict[str, str | bytes] = {
    "nothing": b"",
    "words": "hello",
    "a form": "d=4",
    "no UTF-8": b"42\xff\xfe",
    "a binary packet": "bNDI=",
    "a binary packet that is none": "b!",
    "a binary event": '451-["message.send",{"_placeholder":true,"num":0}]',
    "a reserved event": '42["connect",{}]',
    "a good packet and a bad one": '42["conversation.sync",{"conversations":[]}]\x1eQ',
    "packets of nothing": "\x1e\x1e\x1e",
    "too many packets": "\x1e".join(["3"] * 17),
    "an upgrade that never was": "5",
    "too much": "4" * 101_000,
    "far too much": "4" * 5_000_000,
    "deep json": "42" + "[" * 50_000,
}


async def _connected(poll: Poll, person: Person) -> None:
    assert (await poll.post("40" + orjson.dumps({"token": person.token}).decode())).status_code == 200
    told = ""
    while "session.ready" not in told:
        told += (await poll.get()).text


async def _is_over(poll: Poll) -> bool:
    """Whether the transport is gone; the last poll may still deliver what was said, and the goodbye."""
    for _ in range(2):
        answer = await poll.get()
        if answer.status_code == 400:
            return True
        assert answer.text.split("\x1e")[-1] == "1"
    return False


@pytest.mark.parametrize("name", GARBAGE)
async def test_a_poll_that_posts_garbage_is_over(
    name: str, app: Product, context: Context, bystanders: Bystanders
) -> None:
    attacker = await sign_up(context)
    async with polling(app) as poll:
        await _connected(poll, attacker)
        await poll.post(GARBAGE[name])
        assert await _is_over(poll)


async def test_a_body_that_lies_about_its_length_is_refused(app: Product, bystanders: Bystanders) -> None:
    async def in_parts() -> object:
        yield b"40"

    async with polling(app) as poll, httpx.AsyncClient(base_url=app.base_url) as http:
        assert (await http.post(poll.path, content=in_parts())).status_code == 400  # type: ignore[arg-type]
        assert await _is_over(poll)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
async def test_other_methods_find_nothing(app: Product, method: str, bystanders: Bystanders) -> None:
    async with polling(app) as poll, httpx.AsyncClient(base_url=app.base_url) as http:
        assert (await http.request(method, poll.path)).status_code in (400, 404, 405)


@pytest.mark.parametrize(
    "query", ["EIO=3&transport=polling", "transport=polling", "EIO=4&transport=flashsocket", "EIO=4"]
)
async def test_other_protocols_are_refused_over_http(app: Product, query: str) -> None:
    async with httpx.AsyncClient(base_url=app.base_url) as http:
        answer = await http.get(PATH + query)
    assert (answer.status_code == 200) is (query == "EIO=4")


async def test_answers_that_a_foreign_page_could_run_as_a_script_are_refused(app: Product) -> None:
    async with httpx.AsyncClient(base_url=app.base_url) as http:
        assert (await http.get(f"{PATH}{POLLS}&j=0")).status_code == 400


async def test_a_cookie_without_an_origin_is_a_visitor_over_http_too(app: Product, context: Context) -> None:
    person = await sign_up(context)
    for origin, code in ((app.base_url, None), ("", "unauthenticated"), ("https://evil.example", "unauthenticated")):
        headers = {"Cookie": f"astars_session={person.token}"} | ({"Origin": origin} if origin else {})
        async with polling(app, headers=headers) as poll:
            await poll.post("40")
            answer = (await poll.get()).text.split("\x1e")[0]
            assert answer.startswith("40" if code is None else "44")
            assert (orjson.loads(answer[2:]).get("data") or {}).get("code") == code


async def test_a_stolen_polling_id_is_of_no_use_elsewhere(
    app: Product, context: Context, bystanders: Bystanders
) -> None:
    victim = await sign_up(context)
    async with polling(app) as poll:
        await _connected(poll, victim)
        async with httpx.AsyncClient(
            transport=httpx.AsyncHTTPTransport(local_address=ELSEWHERE), base_url=app.base_url
        ) as thief:
            assert (await thief.get(poll.path)).status_code == 400
            assert (
                await thief.post(poll.path, content='420["conversation.sync",{"conversations":[]}]')
            ).status_code == 400
            assert (await thief.post(poll.path, content="1")).status_code == 400
        with pytest.raises(InvalidStatus):
            async with websocket(app, query=f"{FRAMES}&sid={poll.sid}", address=ELSEWHERE):
                pass
        await poll.post('420["conversation.sync",{"conversations":[]}]')
        assert (await poll.get()).text == '430[{"ok":true,"data":{"conversations":[]}}]'


async def test_a_websockets_id_is_of_no_use_to_anybody(app: Product, context: Context, bystanders: Bystanders) -> None:
    victim = await sign_up(context)
    async with websocket(app) as opened, httpx.AsyncClient(base_url=app.base_url) as thief:
        greeting = await opened.recv()
        sid = orjson.loads(greeting[1:])["sid"]
        await opened.send("40" + orjson.dumps({"token": victim.token}).decode())
        for _ in range(2):
            assert (await thief.get(f"{PATH}{POLLS}&sid={sid}")).status_code == 400
            assert (await thief.post(f"{PATH}{POLLS}&sid={sid}", content="1")).status_code == 400
            with pytest.raises(InvalidStatus):
                async with websocket(app, query=f"{FRAMES}&sid={sid}"):
                    pass
        await opened.send('420["conversation.sync",{"conversations":[]}]')
        while not str(await opened.recv()).startswith('430[{"ok":true'):
            pass


async def test_a_second_poll_beside_the_first_ends_the_session(
    app: Product, context: Context, bystanders: Bystanders
) -> None:
    person = await sign_up(context)
    async with polling(app) as poll:
        await _connected(poll, person)
        answers = await asyncio.gather(poll.get(), poll.get())
        assert sorted(one.status_code for one in answers) == [200, 400]
        assert await _is_over(poll)


async def test_guessed_and_odd_ids_are_refused(app: Product, bystanders: Bystanders) -> None:
    async with httpx.AsyncClient(base_url=app.base_url) as http:
        for sid in ("guess", "__class__", "*", "/", "%00", "a" * 4_000, uuid4().hex):
            assert (await http.get(f"{PATH}{POLLS}&sid={sid}")).status_code == 400
            assert (await http.post(f"{PATH}{POLLS}&sid={sid}", content="40")).status_code == 400


async def test_polls_that_nobody_finishes_are_closed_after_ten_seconds(
    app: Product, context: Context, bystanders: Bystanders
) -> None:
    async with polling(app) as silent, polling(app) as asking, httpx.AsyncClient(base_url=app.base_url) as http:
        await silent.post("3")
        answer = await http.get(asking.path, timeout=15)
        assert answer.text == "1"
        assert (await silent.get()).status_code == 400


async def test_who_leaves_during_the_handshake_leaves_nothing_behind(
    app: Product, context: Context, bystanders: Bystanders
) -> None:
    person = await sign_up(context)
    connections = await metric(app, "astars_sockets")
    for _ in range(15):
        async with polling(app) as poll:
            hello = "40" + orjson.dumps({"token": person.token}).decode()
            await asyncio.gather(poll.post(hello), poll.post("1"), poll.post(hello))
    assert await metric(app, "astars_sockets") == connections
    await eventually(lambda: context.chat.presence.online([person.user.id]), lambda online: not online)


@pytest.mark.parametrize("transports", [["polling"], ["polling", "websocket"], ["websocket"]])
async def test_the_official_client_comes_in_by_every_transport(
    app: Product, context: Context, transports: list[str]
) -> None:
    person = await sign_up(context)
    client = socketio.AsyncClient(reconnection=False)
    ready = asyncio.Event()

    async def note(_: object) -> None:
        ready.set()

    client.on("session.ready", note)
    await client.connect(app.base_url, auth={"token": person.token}, transports=transports)
    await asyncio.wait_for(ready.wait(), 10)
    answer = await client.call("conversation.sync", {"conversations": []}, timeout=10)
    assert answer == {"ok": True, "data": {"conversations": []}}
    assert client.transport() == transports[-1]
    await client.disconnect()


async def test_a_probing_websocket_that_goes_wrong_harms_itself_alone(
    app: Product, context: Context, bystanders: Bystanders
) -> None:
    person = await sign_up(context)
    for frames in (["hello"], [b"\x00"], ["2probe", "42[]"], ["2probe", ""]):
        async with polling(app) as poll:
            await _connected(poll, person)
            async with websocket(app, query=f"{FRAMES}&sid={poll.sid}") as probing:
                for frame in frames:
                    await probing.send(frame)
                await end_of(probing)
    async with websocket(app) as opened:
        assert (await handshake(opened, {"token": person.token})).startswith("40{")
    async with websocket(app) as opened:
        await signed_in(opened, person.token)
