"""How many transports one address and one person may have, and how many commands."""

import asyncio
from contextlib import AsyncExitStack, suppress

import httpx
import orjson
import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from server.context import Context
from tests.attacks.alone import MEGABYTE, alone, delays, growth, p99, unnoticed
from tests.attacks.conftest import Bystanders
from tests.attacks.raw import PATH, POLLS, acknowledgement, end_of, handshake, metric, signed_in, web_process, websocket
from tests.people import sign_up
from tests.product import Product
from tests.server.shop import eventually

PER_ADDRESS = 20
PER_PERSON = 30
FLOOD = 10_000
BURST = 60
PER_SECOND = 20
REFUSALS_AT_ONCE = 100
ELSEWHERE = "127.0.0.2"
REFUSED = 'astars_sockets_cut_total{reason="too many of one address"}'
MAX_GROWTH_BYTES = 50 * MEGABYTE


async def test_an_address_has_so_many_transports_and_another_when_one_has_left(app: Product, context: Context) -> None:
    person = await sign_up(context)
    async with alone(app, ASTARS_SOCKETS_PER_ADDRESS=str(PER_ADDRESS)) as product, AsyncExitStack() as held:
        first = await held.enter_async_context(websocket(product))
        await signed_in(first, person.token)
        for _ in range(PER_ADDRESS - 1):
            await signed_in(await held.enter_async_context(websocket(product)), person.token)
        with pytest.raises(InvalidStatus) as refused:
            await held.enter_async_context(websocket(product))
        assert refused.value.response.status_code == 403
        async with httpx.AsyncClient(base_url=product.base_url) as http:
            assert (await http.get(PATH + POLLS)).status_code == 400
        assert await metric(product, REFUSED) == 2
        async with websocket(product, address=ELSEWHERE) as neighbour:
            await signed_in(neighbour, person.token)
        await first.close()
        await eventually(lambda: _lets_in(product, person.token), bool)


async def _lets_in(app: Product, token: str) -> bool:
    try:
        async with websocket(app) as opened:
            await signed_in(opened, token)
            return True
    except InvalidStatus:
        return False


async def test_a_person_has_thirty_sockets_and_they_go_on(
    app: Product, context: Context, bystanders: Bystanders
) -> None:
    person = await sign_up(context)
    async with AsyncExitStack() as held:
        sockets = [await held.enter_async_context(websocket(app)) for _ in range(PER_PERSON)]
        for opened in sockets:
            await signed_in(opened, person.token)
        async with websocket(app) as one_more:
            refusal = await handshake(one_more, {"token": person.token})
            assert refusal.startswith("44{")
            assert orjson.loads(refusal[2:])["data"]["code"] == "rate_limited"
            await end_of(one_more)
        for number, opened in enumerate(sockets):
            await opened.send(f'42{number}["conversation.sync",{{"conversations":[]}}]')
            assert (await acknowledgement(opened, number))["ok"]


class Flood:
    """One socket that sends without end, and what it is answered."""

    def __init__(self) -> None:
        self.answers: list[dict[str, object]] = []

    async def run(self, app: Product, token: str, conversation_id: str) -> None:
        """Ends when everything was sent and answered, or it is cancelled."""
        command = ["typing.set", {"conversation_id": conversation_id, "state": "typing"}]
        packet = orjson.dumps(command).decode()
        async with websocket(app) as opened:
            await signed_in(opened, token)
            reading = asyncio.create_task(self._read(opened))
            try:
                with suppress(ConnectionClosed):
                    for number in range(FLOOD):
                        await opened.send(f"42{number}{packet}")
                await reading
            finally:
                reading.cancel()
                await asyncio.gather(reading, return_exceptions=True)
                opened.transport.abort()

    async def _read(self, opened: ClientConnection) -> None:
        with suppress(ConnectionClosed):
            while len(self.answers) < FLOOD:
                text = str(await opened.recv())
                if text.startswith("43"):
                    self.answers.append(orjson.loads(text[text.index("[") :])[0])


async def test_a_flood_of_commands_is_told_to_wait_and_then_heard_less(
    app: Product, context: Context, bystanders: Bystanders
) -> None:
    one, other, chat = bystanders.client, bystanders.console, bystanders.conversation_id
    attacker = await sign_up(context)
    before = await delays(chat, one, other, 100)
    flood = Flood()
    loop = asyncio.get_running_loop()
    async with growth(web_process(app)) as grown:
        began = loop.time()
        flooding = asyncio.create_task(flood.run(app, attacker.token, chat))
        during = await delays(chat, one, other, 100)
        flooding.cancel()
        await asyncio.gather(flooding, return_exceptions=True)
        lasted = loop.time() - began
    errors = [answer["error"] for answer in flood.answers if not answer["ok"]]
    limited = [one for one in errors if isinstance(one, dict) and one["code"] == "rate_limited"]
    assert len(limited) >= REFUSALS_AT_ONCE
    assert all(one["retryable"] for one in limited)
    assert min(one["retry_after_seconds"] for one in limited) >= 0
    assert len(flood.answers) - len(limited) <= BURST + PER_SECOND * lasted
    if app.settings.transport == "direct":
        assert len(limited) <= REFUSALS_AT_ONCE * (lasted + 1)
    assert unnoticed(before, during), (p99(before), p99(during))
    assert grown.bytes <= MAX_GROWTH_BYTES
