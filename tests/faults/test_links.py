"""What happens on the way between a device and its process."""

import asyncio

import pytest

from tests.faults.checker import check
from tests.faults.device import present
from tests.faults.load import load
from tests.faults.servers import until
from tests.faults.site import Site

FAST_SECONDS = 3.0


@pytest.mark.parametrize("way_back", ["to the same process", "to the other process"])
async def test_a_lost_acknowledgement_is_given_again_for_the_same_message(way_back: str, site: Site) -> None:
    (pair,) = await site.pairs(1)
    first, second = site.webs
    ways = [first.address] if "same" in way_back else [first.address, second.address]
    async with present(pair.client, ways, [pair.conversation_id], patience_seconds=60) as client:
        first.door.lose_answers()
        sent = client.begin(pair.conversation_id, "услышано, но не отвечено")
        await until(lambda: site.holds(sent), "the message is stored")
        await first.door.lost.wait()
        assert sent.acked is None
        await first.door.mend()
        await sent.ended.wait()
        assert (sent.carried, sent.errors) == (2, [])
        await client.heal()
        check(pair.conversation_id, await site.stored(pair.conversation_id), [client])


async def test_connections_reset_while_people_write_lose_double_and_reorder_nothing(site: Site) -> None:
    async with load(site, window=4) as chat:
        for _ in range(10):
            for web in site.webs:
                web.door.reset()
            await chat.acks(20)
    assert chat.errors == []


async def test_half_open_links_delay_their_own_devices_alone(site: Site) -> None:
    first, second = site.webs
    async with (
        load(site, 3) as hung,
        load(site, 3, addresses=[second.own_address]) as others,
    ):
        first.door.hang()
        await hung.acks(150)
    assert (hung.errors, others.errors) == ([], [])
    assert max(others.waits()) < FAST_SECONDS


async def test_a_slow_link_loses_nothing_and_slows_nobody_else(site: Site) -> None:
    first, second = site.webs
    async with (
        load(site, 2, addresses=[first.address], per_second=0.7, window=4, patience_seconds=28) as slow,
        load(site, 3, addresses=[first.own_address, second.address]) as others,
    ):
        first.door.slow(delay_seconds=0.3, bytes_per_second=5_000)
        await slow.acks(20)
        await first.door.mend()
    assert (slow.errors, others.errors) == ([], [])
    assert max(others.waits()) < FAST_SECONDS


async def test_the_same_id_twice_at_once_on_two_processes_is_one_message(site: Site) -> None:
    (pair,) = await site.pairs(1)
    devices = [present(pair.client, [web.address], [pair.conversation_id]) for web in site.webs]
    async with devices[0] as one, devices[1] as other:
        for number in range(30):
            sent = one.begin(pair.conversation_id, f"дважды {number}")
            answer = await other.do("message.send", sent.payload)
            await sent.ended.wait()
            assert answer["message"]["seq"] == sent.seq
        await asyncio.gather(one.heal(), other.heal())
        check(pair.conversation_id, await site.stored(pair.conversation_id), [one, other])
    assert len(await site.stored(pair.conversation_id)) == 1 + 30
