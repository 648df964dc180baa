"""Devices that come back after much has happened."""

import asyncio
import copy
import time
from typing import Final

from tests.faults.checker import check
from tests.faults.device import Device, present
from tests.faults.load import percentile
from tests.faults.site import Site
from tests.faults.view import View

KNOWN: Final = 100
MISSED: Final = 1_000
EDITED: Final = range(2, 2 + 50)
DELETED: Final = range(40, 40 + 50)
COMEBACKS: Final = 20
CAUGHT_UP_SECONDS: Final = 2.0


async def test_a_thousand_missed_messages_are_caught_up_in_two_seconds_with_edits_and_deletions(site: Site) -> None:
    (pair,) = await site.pairs(1)
    named = {"conversation_id": pair.conversation_id}
    ways = [site.webs[1].address]
    async with present(pair.astrologer, ways, [pair.conversation_id], patience_seconds=60) as author:
        await _write(author, pair.conversation_id, KNOWN)
        async with present(pair.client, [site.webs[0].address], [pair.conversation_id]) as client:
            known = copy.deepcopy(client.views[pair.conversation_id])
        await _write(author, pair.conversation_id, MISSED)
        for seq in [*EDITED, *range(KNOWN + 100, KNOWN + 125)]:
            await author.do("message.edit", {**named, "seq": seq, "text": f"исправлено {seq}"})
        for seq in [*DELETED, *range(KNOWN + 200, KNOWN + 225)]:
            await author.do("message.delete", {**named, "seq": seq})
        await author.heal()

        stored = await site.stored(pair.conversation_id)
        seconds = []
        for number in range(COMEBACKS):
            device = Device(pair.client, [site.webs[number % 2].address], [pair.conversation_id], 30)
            device.views[pair.conversation_id] = copy.deepcopy(known)
            seconds.append(await _come_back(device))
            check(pair.conversation_id, stored, [device, author])
    assert percentile(seconds, 0.95) <= CAUGHT_UP_SECONDS


async def test_a_device_that_has_nothing_yet_and_one_that_missed_an_edit_alone_show_the_same(site: Site) -> None:
    (pair,) = await site.pairs(1)
    named = {"conversation_id": pair.conversation_id}
    async with present(pair.astrologer, site.addresses, [pair.conversation_id]) as author:
        await _write(author, pair.conversation_id, 3)
        async with present(pair.client, site.addresses, [pair.conversation_id]) as client:
            known = copy.deepcopy(client.views[pair.conversation_id])
        await author.do("message.edit", {**named, "seq": 3, "text": "иначе"})
        await author.do("message.react", {**named, "seq": 2, "emoji": "⭐", "on": True})
        await author.heal()
        stored = await site.stored(pair.conversation_id)
        for view in (View(pair.client.id), known):
            device = Device(pair.client, site.addresses, [pair.conversation_id], 30)
            device.views[pair.conversation_id] = view
            await _come_back(device)
            check(pair.conversation_id, stored, [device, author])


async def _write(author: Device, conversation_id: str, count: int) -> None:
    """Send many messages in a row, none waiting for the one before."""
    sent = [author.begin(conversation_id, f"сообщение {number}") for number in range(count)]
    await asyncio.gather(*(one.ended.wait() for one in sent))


async def _come_back(device: Device) -> float:
    """Connect, catch up, leave; answers the seconds from the first packet until nothing is missing."""
    began = time.monotonic()
    device.start()
    try:
        await device.caught_up()
        return time.monotonic() - began
    finally:
        await device.close()
