"""Clients that take nothing, ask for too much, or come without end: bounded memory, and nobody else notices."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

import httpx
import orjson
import pytest
from websockets.exceptions import ConnectionClosed

from server.context import Context
from storage.conversations import Conversation
from storage.messages import Message, MessageKind
from storage.users import Role
from tests.attacks.conftest import Bystanders
from tests.attacks.raw import (
    PATH,
    POLLS,
    acknowledgement,
    end_of,
    handshake,
    metric,
    signed_in,
    web_process,
    websocket,
)
from tests.attacks.test_socket_door import CUT
from tests.people import Person, consultation, sign_up
from tests.product import Product
from tests.server.shop import eventually

MAX_GROWTH_BYTES = 50 * 1024 * 1024
LONG_TEXT = "ё" * 10_000
LONG_MESSAGES = 200
TAKES_NOTHING = 'astars_sockets_cut_total{reason="takes nothing"}'


@pytest.fixture
async def talkative(context: Context) -> tuple[Person, Conversation]:
    """Somebody with a conversation of 200 messages of the longest text."""
    anna, sofia = await sign_up(context), await sign_up(context, Role.ASTROLOGER, "София")
    opened = await consultation(context, anna, sofia)
    drafts = [
        Message(
            conversation_id=opened.id,
            seq=number,
            sender_id=anna.user.id,
            sender_role=Role.CLIENT,
            sender_name="Анна",
            client_message_id=str(uuid4()),
            kind=MessageKind.TEXT,
            text=LONG_TEXT,
            created_at=context.clock(),
        )
        for number in range(2, LONG_MESSAGES + 2)
    ]
    await Message.insert_many(drafts)
    return anna, opened


@asynccontextmanager
async def modest(app: Product) -> AsyncIterator[None]:
    """The web process grows by at most 50 MB meanwhile."""
    process = web_process(app)
    before = process.memory_info().rss
    yield
    grown = process.memory_info().rss - before
    assert grown < MAX_GROWTH_BYTES, f"{grown / 1024 / 1024:.0f} MB"


async def test_a_client_that_takes_nothing_is_cut(
    app: Product, talkative: tuple[Person, Conversation], bystanders: Bystanders
) -> None:
    person, opened = talkative
    cut = await metric(app, TAKES_NOTHING)
    ask = orjson.dumps(["conversation.history", {"conversation_id": str(opened.id), "limit": 200}]).decode()
    async with modest(app), websocket(app) as greedy:
        await signed_in(greedy, person.token)
        for number in range(40):
            await greedy.send(f"42{number}{ask}")
        await eventually(lambda: metric(app, TAKES_NOTHING), lambda seen: seen > cut)
        await bystanders.chat_on()


async def test_small_answers_that_nobody_takes_are_bounded_too(
    app: Product, context: Context, bystanders: Bystanders
) -> None:
    """Whoever sends on and on is cut for what waits, or is heard so little that nothing much can wait."""
    person = await sign_up(context)
    cut = await metric(app, TAKES_NOTHING)
    async with modest(app), websocket(app) as greedy:
        await signed_in(greedy, person.token)
        try:
            async with asyncio.timeout(10):
                while True:
                    await greedy.send('421["nothing.known",{}]')
        except ConnectionClosed:
            await eventually(lambda: metric(app, TAKES_NOTHING), lambda seen: seen > cut)
        except TimeoutError:
            assert await metric(app, TAKES_NOTHING) == cut, "it is not read, so little waits for it"
        await bystanders.chat_on()


async def test_one_command_cannot_ask_for_the_same_history_two_hundred_times(
    app: Product, talkative: tuple[Person, Conversation], bystanders: Bystanders
) -> None:
    person, opened = talkative
    points = [{"id": str(opened.id), "last_seq": 0, "rev": 0}] * 200
    async with modest(app), websocket(app) as greedy:
        await signed_in(greedy, person.token)
        await greedy.send("427" + orjson.dumps(["conversation.sync", {"conversations": points}]).decode())
        answer = await acknowledgement(greedy, 7)
    assert answer["error"]["code"] == "validation_failed"


async def test_five_hundred_hostile_connections_leave_nothing_behind(
    app: Product, context: Context, bystanders: Bystanders
) -> None:
    person = await sign_up(context)
    sockets = await metric(app, "astars_sockets")
    attacks = [CUT[name] for name in list(CUT) * 13][:500]

    async def attack(frames: list[str | bytes]) -> None:
        for frame in frames:
            async with websocket(app) as opened:
                assert (await handshake(opened, {"token": person.token})).startswith("40{")
                # What is too large is refused before it is all there.
                with suppress(ConnectionClosed):
                    await opened.send(frame)
                await end_of(opened, within_seconds=20)

    async with modest(app):
        await asyncio.gather(*(attack(attacks[start::10]) for start in range(10)), bystanders.chat_on())
        await eventually(lambda: metric(app, "astars_sockets"), lambda seen: seen <= sockets)


async def test_a_thousand_transports_that_say_nothing_are_forgotten(app: Product, bystanders: Bystanders) -> None:
    async def knock(http: httpx.AsyncClient) -> None:
        for _ in range(100):
            assert (await http.get(PATH + POLLS)).status_code == 200

    async with modest(app), httpx.AsyncClient(base_url=app.base_url, timeout=20) as http:
        await asyncio.gather(*(knock(http) for _ in range(10)), bystanders.chat_on())
