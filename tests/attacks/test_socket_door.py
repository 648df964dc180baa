"""Attacks at the socket's door: refused or cut, and nobody else notices."""

import asyncio
from contextlib import suppress

import orjson
import pytest
from pydantic import ValidationError
from websockets.exceptions import ConnectionClosed, InvalidStatus

from realtime.contracts import SendMessage
from realtime.validation import field_errors
from server.context import Context
from tests.attacks.conftest import Bystanders
from tests.attacks.raw import acknowledgement, end_of, handshake, metric, signed_in, websocket
from tests.people import sign_up
from tests.product import Product

MEGABYTE = 1024 * 1024

CUT: dict[str, str | bytes] = {
    "the reserved event connect": '42["connect",{}]',
    "the reserved event disconnect": '42["disconnect"]',
    "the reserved event connect_error": '42["connect_error"]',
    "the wildcard": '42["*",{}]',
    "a second handshake": "40",
    "a handshake with a namespace": "40/admin,",
    "an event of a namespace": '42/admin,["message.send",{}]',
    "an event of a namespace without a name": '42/,["message.send",{}]x',
    "an acknowledgement": '431["x"]',
    "an acknowledgement without anything": "43",
    "a connect error": '44{"message":"x"}',
    "a binary event": '451-["message.send",{"_placeholder":true,"num":0}]',
    "a binary event in foreign digits": '4\uff151-["message.send",{"_placeholder":true,"num":0}]',
    "a binary event of a billion parts": '4\uff15999999999-["message.send"]',
    "a binary acknowledgement": '461-0["x"]',
    "an event without anything": "42",
    "an event that is an object": '42{"message.send":{}}',
    "an event that is a text": '42"message.send"',
    "an event that is empty": "42[]",
    "an event without a name": '42[5,"x"]',
    "an event named by a list": '42[["message.send"],{}]',
    "broken json": '42["message.send",',
    "json after json": '42["message.send",{}][]',
    "half a surrogate pair": '42["message.send","\\ud800"]',
    "not a number": '42["message.send",NaN]',
    "json nested without end": "42" + "[" * 40_000,
    "json nested too deep": "42" + "[" * 5_000 + "]" * 5_000,
    "an id of a thousand digits": "42" + "9" * 1_000 + '["message.send",{}]',
    "an id in superscript": '42\u00b2["message.send",{}]',
    "an unknown packet": "47",
    "no packet": "4",
    "an object for a packet": '4{"type":2}',
    "a list for a packet": '4["message.send",{}]',
    "an unknown frame": "9",
    "a word for a frame": "hello",
    "an empty frame": "",
    "a binary frame": b'42["message.send",{}]',
    "an encoded binary frame": "bNDI=",
    "a frame of 120 kB": '42["message.send","' + "a" * 120_000 + '"]',
    "a frame of a megabyte": '42["message.send","' + "a" * MEGABYTE + '"]',
    "a binary frame of a megabyte": b"\x00" * MEGABYTE,
}


@pytest.mark.parametrize("name", CUT)
async def test_cut_is_whoever_sends(name: str, app: Product, context: Context, bystanders: Bystanders) -> None:
    attacker = await sign_up(context)
    async with websocket(app) as opened:
        await signed_in(opened, attacker.token)
        # What is too large is refused before it is all there.
        with suppress(ConnectionClosed):
            await opened.send(CUT[name])
        said = await end_of(opened)
    assert not [packet for packet in said if packet.startswith("43")], "nothing of it was answered"


async def test_cut_is_whoever_sends_text_that_is_no_text(
    app: Product, context: Context, bystanders: Bystanders
) -> None:
    attacker = await sign_up(context)
    async with websocket(app) as opened:
        await signed_in(opened, attacker.token)
        await opened.send(b'42["message.send",{"text":"\xff\xfe"}]', text=True)
        await end_of(opened)


async def test_after_the_cut_nothing_that_was_pipelined_counts(
    app: Product, context: Context, bystanders: Bystanders
) -> None:
    attacker = await sign_up(context)
    connections = await metric(app, "astars_sockets")
    async with websocket(app) as opened:
        await signed_in(opened, attacker.token)
        try:
            for packet in ('42["connect"]', '421["conversation.sync",{"conversations":[]}]', "40", '42["connect"]'):
                await opened.send(packet)
        except ConnectionClosed:
            pass
        assert not [packet for packet in await end_of(opened) if packet.startswith(("43", "40", "44"))]
    assert await metric(app, "astars_sockets") == connections


@pytest.mark.parametrize(
    "payload", ["[" * 500 + "]" * 500, "[" + "1," * 40_000 + "1]", '{"a":' * 300 + "1" + "}" * 300]
)
async def test_odd_but_well_formed_payloads_are_answered(
    payload: str, app: Product, context: Context, bystanders: Bystanders
) -> None:
    person = await sign_up(context)
    async with websocket(app) as opened:
        await signed_in(opened, person.token)
        await opened.send(f'427["message.send",{payload}]')
        answer = await acknowledgement(opened, 7)
    assert answer["error"]["code"] == "validation_failed"


def test_thousands_of_mistakes_are_not_worth_explaining() -> None:
    with pytest.raises(ValidationError) as refused:
        SendMessage.model_validate({f"field{number}": 1 for number in range(7_000)})
    assert field_errors(refused.value, "ru") == []
    with pytest.raises(ValidationError) as refused:
        SendMessage.model_validate({})
    assert [one.field for one in field_errors(refused.value, "ru")] == ["conversation_id", "client_message_id"]


@pytest.mark.parametrize("packet_id", ["0", str(2**64), "9" * 100])
async def test_an_id_of_any_size_comes_back_as_it_was(packet_id: str, app: Product, context: Context) -> None:
    person = await sign_up(context)
    async with websocket(app) as opened:
        await signed_in(opened, person.token)
        await opened.send(f'42{packet_id}["conversation.sync",{{"conversations":[]}}]')
        assert (await acknowledgement(opened, packet_id))["ok"] is True


async def test_a_command_with_other_than_one_argument_is_refused(app: Product, context: Context) -> None:
    person = await sign_up(context)
    async with websocket(app) as opened:
        await signed_in(opened, person.token)
        for packet_id, packet in enumerate(('["conversation.sync"]', '["conversation.sync",{"conversations":[]},1]')):
            await opened.send(f"42{packet_id}{packet}")
            assert (await acknowledgement(opened, packet_id))["error"]["code"] == "validation_failed"


async def _refused(app: Product, auth: object = None, **how: str) -> None:
    async with websocket(app, **how) as opened:
        answer = await handshake(opened, auth)
        assert orjson.loads(answer[2:])["data"]["code"] == "unauthenticated"
        await end_of(opened)


async def test_a_cookie_counts_for_our_own_pages_alone(app: Product, context: Context) -> None:
    person = await sign_up(context)
    cookie = f"astars_session={person.token}"
    async with websocket(app, cookie=cookie, origin=app.base_url) as opened:
        assert (await handshake(opened)).startswith("40{")
    await _refused(app, cookie=cookie)
    for origin in ("https://evil.example", "null", app.base_url + ".evil.example", app.base_url.replace("http", "ftp")):
        await _refused(app, cookie=cookie, origin=origin)


async def test_a_token_counts_whatever_the_page(app: Product, context: Context) -> None:
    person = await sign_up(context)
    for origin in ("https://shop.example", "null", app.base_url):
        async with websocket(app, origin=origin) as opened:
            await signed_in(opened, person.token)


@pytest.mark.parametrize("auth", [None, {}, [], "token", 5, {"token": None}, {"token": ["x"]}, {"token": "x" * 90_000}])
async def test_whoever_is_refused_is_told_and_closed(app: Product, auth: object) -> None:
    await _refused(app, auth)


async def test_a_transport_asks_once(app: Product, context: Context) -> None:
    person = await sign_up(context)
    async with websocket(app) as opened:
        await opened.recv()
        for token in ("guess", "guess", person.token):
            await opened.send("40" + orjson.dumps({"token": token}).decode())
        said = await end_of(opened)
    assert [packet for packet in said if packet.startswith("4")] == [said[0]]
    assert said[0].startswith("44")


async def test_who_leaves_does_not_come_back_on_the_same_transport(app: Product, context: Context) -> None:
    person = await sign_up(context)
    async with websocket(app) as opened:
        await signed_in(opened, person.token)
        await opened.send("41")
        await end_of(opened)


@pytest.mark.parametrize("packet", ['421["message.send",{}]', "41", "431[]", "40/admin,"])
async def test_before_the_handshake_nothing_is_heard(app: Product, packet: str) -> None:
    async with websocket(app) as opened:
        await opened.recv()
        await opened.send(packet)
        assert not [one for one in await end_of(opened) if one.startswith("4")]


@pytest.mark.parametrize(
    "query", ["EIO=3&transport=websocket", "transport=websocket", "EIO=3&EIO=4&transport=websocket"]
)
async def test_other_versions_of_the_protocol_are_refused(app: Product, query: str) -> None:
    with pytest.raises(InvalidStatus):
        async with websocket(app, query=query):
            pass


async def test_silent_sockets_are_closed_after_ten_seconds(
    app: Product, context: Context, bystanders: Bystanders
) -> None:
    async def seconds_open(*frames: str) -> float:
        began = asyncio.get_running_loop().time()
        async with websocket(app) as opened:
            for frame in frames:
                await opened.send(frame)
            await end_of(opened, within_seconds=15)
        return asyncio.get_running_loop().time() - began

    lasted = await asyncio.gather(seconds_open(), seconds_open("3"), seconds_open("5", "2probe"))
    assert all(9 < one < 13 for one in lasted), lasted
