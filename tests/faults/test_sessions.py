"""Whoever signs out, is blocked or changes role on one process is cut on the others, with Redis and without it."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, Final

import httpx
import pytest
from bson import ObjectId
from redis.asyncio import Redis

from tests.faults.cast import Person
from tests.faults.device import Device, present
from tests.faults.site import Site

TOLD_SECONDS: Final = 1.0
DOUBTED_SECONDS: Final = 4.0
NOTICED_SECONDS: Final = 30.0

FACTS: Final[dict[str, dict[str, Any]]] = {
    "blocked": {"blocked_at": datetime(2026, 1, 1, tzinfo=UTC)},
    "given another role": {"role": "support"},
}


@pytest.fixture
async def elsewhere(site: Site) -> AsyncIterator[list[Device]]:
    """Devices of different people, all on the second process."""
    pairs = await site.pairs(2)
    people = [one for pair in pairs for one in (pair.client, pair.astrologer)]
    devices = [present(person, [site.webs[1].address], []) for person in people]
    async with devices[0] as one, devices[1] as two, devices[2] as three, devices[3] as four:
        yield [one, two, three, four]


async def test_whoever_signs_out_is_cut_on_the_other_process_within_a_second(
    elsewhere: list[Device], site: Site
) -> None:
    for device, everywhere in zip(elsewhere, ("", "", "?everywhere=true", "?everywhere=true"), strict=True):
        await _sign_out(site, device.person, everywhere)
        await _ended(device, within_seconds=TOLD_SECONDS)


async def test_what_nobody_told_is_noticed_within_half_a_minute(elsewhere: list[Device], site: Site) -> None:
    await _change_facts(elsewhere, site)
    await asyncio.gather(*(_ended(device, within_seconds=NOTICED_SECONDS) for device in elsewhere[: len(FACTS)]))
    assert [device.online for device in elsewhere[len(FACTS) :]] == [True, True], "nobody else is cut"


async def test_a_process_that_may_have_missed_a_word_looks_at_once(elsewhere: list[Device], site: Site) -> None:
    await _change_facts(elsewhere, site)
    async with Redis.from_url(site.valkey.url) as redis:
        assert await redis.client_kill_filter(_type="pubsub") > 0
    await asyncio.gather(*(_ended(device, within_seconds=DOUBTED_SECONDS) for device in elsewhere[: len(FACTS)]))


async def test_without_redis_too_it_is_noticed_within_half_a_minute(elsewhere: list[Device], site: Site) -> None:
    site.valkey.kill()
    await _change_facts(elsewhere, site)
    await _sign_out(site, elsewhere[-1].person, "")
    gone = [*elsewhere[: len(FACTS)], elsewhere[-1]]
    await asyncio.gather(*(_ended(device, within_seconds=NOTICED_SECONDS) for device in gone))
    assert elsewhere[-2].online, "nobody else is cut"


async def _sign_out(site: Site, person: Person, query: str) -> None:
    headers = {"Authorization": f"Bearer {person.token}"}
    async with httpx.AsyncClient(base_url=site.webs[0].own_address, headers=headers, timeout=20) as http:
        assert (await http.post(f"/api/auth/logout{query}")).status_code == 204


async def _change_facts(devices: list[Device], site: Site) -> None:
    for device, fact in zip(devices, FACTS.values(), strict=False):
        changed = await site.collection("users").update_one({"_id": ObjectId(device.person.id)}, {"$set": fact})
        assert changed.modified_count == 1


async def _ended(device: Device, *, within_seconds: float) -> None:
    """The device hears that its session has ended, and is cut."""
    since = time.monotonic()
    async with asyncio.timeout(within_seconds):
        await device.gone()
    assert time.monotonic() - since <= within_seconds
