"""Redis is only a hint: killed, hung, flushed, full or deaf, it costs nobody a message; no code is sent unguarded."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any, Final

import httpx
import pytest

from tests.faults.cast import Pair
from tests.faults.device import Device, present
from tests.faults.load import load
from tests.faults.servers import Valkey, until
from tests.faults.site import Site

DELIVERY_SECONDS: Final = 5.0
# Longer than a delivery may take: what is said at its beginning arrives before its end.
FAULT_SECONDS: Final = 8.0
RIGHT_SECONDS: Final = 60.0
REFUSAL_SECONDS: Final = 15.0


async def _kill(valkey: Valkey) -> None:
    valkey.kill()


async def _freeze(valkey: Valkey) -> None:
    valkey.freeze()


async def _flush(valkey: Valkey) -> None:
    await valkey.command("FLUSHALL")


async def _fill(valkey: Valkey) -> None:
    await valkey.command("CONFIG", "SET", "maxmemory", "1")


async def _cut_subscriptions(valkey: Valkey) -> None:
    await valkey.command("CLIENT", "KILL", "TYPE", "pubsub")


LASTING: Final = ("killed", "hung", "full")
FAULTS: Final[dict[str, Callable[[Valkey], Awaitable[None]]]] = {
    "killed": _kill,
    "hung": _freeze,
    "flushed": _flush,
    "full": _fill,
    "deaf to its subscribers": _cut_subscriptions,
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_sends_go_on_and_cross_processes_in_five_seconds_when_redis_is(fault: str, site: Site) -> None:
    async with load(site, 4, per_second=4, readers_write=False) as chat:
        await FAULTS[fault](site.valkey)
        await asyncio.sleep(FAULT_SECONDS if fault in LASTING else 0)
        await site.valkey.ready()
        await chat.acks(40)
    assert chat.errors == []
    assert max(chat.waits()) <= DELIVERY_SECONDS
    assert max(chat.deliveries()) <= DELIVERY_SECONDS


@pytest.mark.parametrize("fault", LASTING)
async def test_without_limits_no_code_is_sent_when_redis_is(fault: str, site: Site) -> None:
    phone = f"+7999{time.time_ns() % 10_000_000:07d}"
    async with _visitor(site) as visitor:
        await FAULTS[fault](site.valkey)
        began = time.monotonic()
        refused = await visitor.post("/api/auth/phone/request", json={"phone": phone})
        assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
        assert time.monotonic() - began <= REFUSAL_SECONDS
        await site.valkey.ready()
        assert await _codes_sent(site, phone) == 0
        await until(lambda: _is_given(visitor, phone), "a code is sent again")
        assert await _codes_sent(site, phone) == 1


def _visitor(site: Site) -> httpx.AsyncClient:
    base_url = site.product.base_url
    return httpx.AsyncClient(base_url=base_url, headers={"Origin": base_url}, timeout=30)


async def _is_given(visitor: httpx.AsyncClient, phone: str) -> bool:
    return (await visitor.post("/api/auth/phone/request", json={"phone": phone})).status_code == 202


async def _codes_sent(site: Site, phone: str) -> int:
    async with httpx.AsyncClient() as outside:
        outbox: list[dict[str, Any]] = (await outside.get(f"{site.product.sandbox_url}/outbox.json")).json()
    return sum(one["channel"] == "sms" and phone.removeprefix("+") in one["to"] for one in outbox)


async def test_presence_and_counters_are_right_a_minute_after_redis_lost_everything(site: Site) -> None:
    staying, leaving = await site.pairs(2)
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        watching = [
            await enter(present(pair.client, [web.address], [pair.conversation_id]))
            for pair in (staying, leaving)
            for web in site.webs
        ]
        await enter(present(staying.astrologer, [site.webs[0].address], [staying.conversation_id]))
        async with present(leaving.astrologer, [site.webs[0].address], [leaving.conversation_id]) as author:
            await until(lambda: all(_sees(one, "online") for one in watching), "both astrologers are online")
            site.valkey.kill()
            sent = author.begin(leaving.conversation_id, "пока Redis нет")
            await sent.ended.wait()
            named = {"conversation_id": leaving.conversation_id, "seq": sent.seq}
            await watching[-2].do("receipt.read", named)
        await site.valkey.ready()
        await site.valkey.command("FLUSHALL")
        right = lambda: _is_right(watching, staying, leaving, sent.seq)  # noqa: E731
        await until(right, "every device shows who is there and what is unread", within_seconds=RIGHT_SECONDS)


def _sees(device: Device, state: str) -> bool:
    (view,) = device.views.values()
    others = [one["user_id"] for one in view.details["participants"] if one["user_id"] != device.person.id]
    return [device.presence.get(one) for one in others] == [state]


def _is_right(watching: list[Device], staying: Pair, leaving: Pair, seq: int) -> bool:
    views = [device.views[leaving.conversation_id] for device in watching[2:]]
    return (
        all(_sees(device, "online") for device in watching[:2])
        and all(_sees(device, "offline") for device in watching[2:])
        and all((view.tail, view.unread) == (seq, 0) for view in views)
        and all(device.views[staying.conversation_id].unread == 1 for device in watching[:2])
    )
