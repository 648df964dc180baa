"""Clients that were greeted and then read nothing: each is cut, memory is bounded, and nobody else waits."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from uuid import uuid4

import orjson
import pytest
from websockets.asyncio.client import ClientConnection, connect

from server.context import Context
from storage.users import Role
from tests.attacks.alone import MEGABYTE, alone, delays, growth, p99, unnoticed
from tests.attacks.raw import FRAMES, PATH, acknowledgement, metric, signed_in, web_process, websocket
from tests.people import Person, consultation, sign_up
from tests.product import Product
from tests.server.shop import eventually
from tests.sockets import connected

PEOPLE = 10
SOCKETS_EACH = 30
FEW = 5
HOARDERS = 4
PAGE = 200
SOME_MESSAGES = 30
MESSAGES_EACH = 80
LONG_TEXT = "ё" * 10_000
INTERNET_SEGMENT_BYTES = 1_400
MAX_GROWTH_BYTES = 100 * MEGABYTE
STALLED_SECONDS = 30.0
TAKES_NOTHING = 'astars_sockets_cut_total{reason="takes nothing"}'
STALLED = 'astars_sockets_cut_total{reason="stalled"}'
LIMITS = {"ASTARS_TRANSPORT": "direct", "ASTARS_COMMANDS_PER_SECOND": "1000"}


@dataclass
class Chat:
    """Two people in a conversation."""

    conversation_id: str
    client: Person
    astrologer: Person


@pytest.fixture
async def quiet(app: Product) -> AsyncIterator[Product]:
    """A process on its own, whose limits do not slow down those who send in bulk."""
    async with alone(app, **LIMITS) as product:
        yield product


async def _slow_socket(app: Product, person: Person, held: AsyncExitStack) -> ClientConnection:
    """Is greeted and reads nothing more. Its segments are those of the Internet, so that the kernel holds little."""
    port = int(app.base_url.rsplit(":", 1)[1])
    raw = socket.socket()
    raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, INTERNET_SEGMENT_BYTES)
    raw.setblocking(False)
    await asyncio.get_running_loop().sock_connect(raw, ("127.0.0.1", port))
    url = f"ws://127.0.0.1:{port}{PATH}{FRAMES}"
    opened = await connect(url, sock=raw, proxy=None, max_size=None, max_queue=1, ping_interval=None, close_timeout=0)
    held.callback(opened.transport.abort)
    await signed_in(opened, person.token)
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
    opened.transport.pause_reading()
    return opened


async def _write(app: Product, chat: Chat, count: int) -> None:
    """Send long messages into a conversation, each as soon as the one before is answered."""
    async with websocket(app) as opened:
        await signed_in(opened, chat.astrologer.token)
        for number in range(count):
            command = {"conversation_id": chat.conversation_id, "client_message_id": str(uuid4()), "kind": "text"}
            packet = orjson.dumps(["message.send", {**command, "text": LONG_TEXT}]).decode()
            await opened.send(f"42{number}{packet}")
            answer = await acknowledgement(opened, number)
            assert answer["ok"], answer


async def _chat(context: Context) -> Chat:
    client, astrologer = await sign_up(context), await sign_up(context, Role.ASTROLOGER, "София")
    opened = await consultation(context, client, astrologer)
    return Chat(str(opened.id), client, astrologer)


async def test_hundreds_that_never_read_are_cut_and_nobody_else_waits(quiet: Product, context: Context) -> None:
    theirs, *silent = [await _chat(context) for _ in range(PEOPLE + 1)]
    process = web_process(quiet)
    async with (
        connected(quiet.base_url, theirs.client.token) as one,
        connected(quiet.base_url, theirs.astrologer.token) as other,
        AsyncExitStack() as held,
    ):
        await delays(theirs.conversation_id, one, other, 30)
        before = await delays(theirs.conversation_id, one, other, 100)
        for chat in silent:
            for _ in range(SOCKETS_EACH):
                await _slow_socket(quiet, chat.client, held)
        async with growth(process) as grown:
            writing = asyncio.gather(*(_write(quiet, chat, MESSAGES_EACH) for chat in silent))
            during = await delays(theirs.conversation_id, one, other, 100)
            await writing
            await eventually(lambda: metric(quiet, TAKES_NOTHING), lambda seen: seen == PEOPLE * SOCKETS_EACH)
            await eventually(lambda: metric(quiet, "astars_sockets"), lambda seen: seen == 2)
    assert unnoticed(before, during), (p99(before), p99(during))
    assert grown.bytes <= MAX_GROWTH_BYTES, f"{grown.bytes / MEGABYTE:.0f} MB"
    assert web_process(quiet).pid == process.pid


async def test_who_takes_nothing_for_half_a_minute_is_cut_however_little_waits(
    quiet: Product, context: Context
) -> None:
    chat = await _chat(context)
    async with AsyncExitStack() as held:
        for _ in range(FEW):
            await _slow_socket(quiet, chat.client, held)
        began = asyncio.get_running_loop().time()
        await _write(quiet, chat, SOME_MESSAGES)
        lasted = 0.0
        while await metric(quiet, STALLED) < FEW and lasted < STALLED_SECONDS + 5:
            await asyncio.sleep(0.2)
            lasted = asyncio.get_running_loop().time() - began
        assert await metric(quiet, STALLED) == FEW
    assert lasted >= STALLED_SECONDS
    assert await metric(quiet, TAKES_NOTHING) == 0


async def test_histories_that_nobody_reads_are_bounded_all_together(quiet: Product, context: Context) -> None:
    chats = [await _chat(context) for _ in range(HOARDERS)]
    for chat in chats:
        await _write(quiet, chat, PAGE)
    theirs = await _chat(context)
    process = web_process(quiet)
    async with (
        connected(quiet.base_url, theirs.client.token) as one,
        connected(quiet.base_url, theirs.astrologer.token) as other,
        AsyncExitStack() as held,
    ):
        hoarders = [(chat, await _slow_socket(quiet, chat.client, held)) for chat in chats * SOCKETS_EACH]
        async with growth(process) as grown:
            for chat, opened in hoarders:
                question = {"conversation_id": chat.conversation_id, "limit": PAGE}
                await opened.send("421" + orjson.dumps(["conversation.history", question]).decode())
            assert len(await delays(theirs.conversation_id, one, other, 100)) == 100
            await eventually(lambda: metric(quiet, TAKES_NOTHING), lambda seen: seen >= len(hoarders) // 4)
    assert grown.bytes <= MAX_GROWTH_BYTES, f"{grown.bytes / MEGABYTE:.0f} MB"
    assert web_process(quiet).pid == process.pid
