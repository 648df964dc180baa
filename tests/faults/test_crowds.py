"""Hundreds of people at once: on a quiet day, and on the day their process is killed."""

import asyncio
import signal
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Final

import orjson
import psutil
from websockets.asyncio.client import connect

from tests.faults.cast import Person
from tests.faults.checker import check
from tests.faults.device import Device
from tests.faults.load import Load, load, percentile
from tests.faults.machine import Watch
from tests.faults.servers import until
from tests.faults.site import Site, Web

CROWD_PAIRS: Final = 100
CROWD_PER_SECOND: Final = 50
CROWD_P99_SECONDS: Final = 0.15
LOOK_SECONDS: Final = 8
LOOKS: Final = 3
QUIET_SHARE: Final = 0.1
NOISE_ROOM: Final = 20
MUTE_PAIRS: Final = 50
MUTES_EACH: Final = 5
MUTES_MAX_BYTES: Final = 100 * 1024 * 1024
LOST: Final = 500
CAUGHT_UP_SECONDS: Final = 10.0
OFFLINE_SECONDS: Final = 60.0


@dataclass(frozen=True)
class Look:
    """The slowest percent of some seconds, and what may be asked of them."""

    seconds: float
    bound: float


async def look(chat: Load, before: float = 0.0) -> Look:
    """Answers and deliveries of the next eight seconds; twice `before` is bearable.

    While somebody else uses the machine, only that the figure stays within reason is asked.
    """
    began, machine = time.monotonic(), Watch()
    await chat.acks(CROWD_PER_SECOND * LOOK_SECONDS, within_seconds=120)
    seconds = max(percentile(chat.waits(began), 0.99), percentile(chat.deliveries(began), 0.99))
    room = NOISE_ROOM if machine.others() > QUIET_SHARE else 1
    return Look(seconds, max(CROWD_P99_SECONDS * room, 2 * before))


async def best_look(chat: Load, before: float = 0.0) -> Look:
    """The first of three that is within its bound, else the last."""
    for _ in range(LOOKS - 1):
        seen = await look(chat, before)
        if seen.seconds <= seen.bound:
            return seen
    return await look(chat, before)


async def test_two_hundred_people_are_answered_and_read_in_150_milliseconds(site: Site) -> None:
    async with load(site, CROWD_PAIRS, per_second=CROWD_PER_SECOND / CROWD_PAIRS / 2) as chat:
        seen = await best_look(chat)
    assert chat.errors == []
    assert seen.seconds <= seen.bound


async def test_five_hundred_sockets_that_never_read_are_not_noticed_by_the_others(site: Site) -> None:
    processes = [psutil.Process(web.process.popen.pid) for web in site.webs]
    async with AsyncExitStack() as stack, load(site, MUTE_PAIRS, per_second=CROWD_PER_SECOND / MUTE_PAIRS / 2) as chat:
        before = await look(chat)
        memory = sum(one.memory_info().rss for one in processes)
        for number in range(MUTES_EACH):
            web = site.webs[number % 2]
            await asyncio.gather(*(_mute(stack, web, device.person) for device in chat.devices))
        seen = await best_look(chat, before.seconds)
        assert sum(one.memory_info().rss for one in processes) - memory <= MUTES_MAX_BYTES
    assert chat.errors == []
    assert seen.seconds <= seen.bound, before


async def _mute(stack: AsyncExitStack, web: Web, person: Person) -> None:
    """One more socket of this person, greeted, that takes nothing from now on."""
    url = web.own_address.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
    socket = await connect(
        url, compression=None, proxy=None, ping_interval=None, max_size=None, max_queue=1, open_timeout=30
    )
    stack.callback(socket.transport.abort)
    await socket.recv()
    await socket.send("40" + orjson.dumps({"token": person.token}).decode())
    while not str(await socket.recv()).startswith('42["session.ready"'):
        pass


async def test_five_hundred_people_are_caught_up_ten_seconds_after_their_process_was_killed(site: Site) -> None:
    pairs = await site.pairs(LOST // 2)
    first, second = site.webs
    ways = [first.own_address, second.own_address]
    crowd = [
        Device(person, ways, [pair.conversation_id], 30) for pair in pairs for person in (pair.client, pair.astrologer)
    ]
    try:
        for device in crowd:
            device.start()
        await asyncio.gather(*(device.caught_up() for device in crowd))
        await first.end(signal.SIGKILL)
        killed = time.monotonic()
        said = [one.begin(pair.conversation_id, "кто здесь?") for pair, one in zip(pairs, crowd[::2], strict=True)]
        await asyncio.gather(*(one.ended.wait() for one in said))
        await until(lambda: all(_shows_all(one) for one in crowd), "everybody has everything", CAUGHT_UP_SECONDS)
        assert time.monotonic() - killed <= CAUGHT_UP_SECONDS
        for number, pair in enumerate(pairs):
            check(pair.conversation_id, await site.stored(pair.conversation_id), crowd[2 * number : 2 * number + 2])
    finally:
        await asyncio.gather(*(device.close() for device in crowd))


async def test_whoever_vanishes_without_a_word_is_seen_offline_within_a_minute(site: Site) -> None:
    """One person's process is killed and they do not come back; another's link is half-open."""
    first, second = site.webs
    one, other = await site.pairs(2)
    vanishing = [
        Device(one.astrologer, [first.own_address], [one.conversation_id], 300),
        Device(other.astrologer, [second.address], [other.conversation_id], 300),
    ]
    watching = [Device(pair.client, [second.own_address], [pair.conversation_id], 30) for pair in (one, other)]
    try:
        for device in (*vanishing, *watching):
            device.start()
        await asyncio.gather(*(device.caught_up() for device in (*vanishing, *watching)))
        await until(lambda: _see(watching, vanishing, "online"), "both are online")
        second.door.hang()
        await first.end(signal.SIGKILL)
        await until(lambda: _see(watching, vanishing, "offline"), "both are offline", OFFLINE_SECONDS)
    finally:
        await asyncio.gather(*(device.close() for device in (*vanishing, *watching)))


def _shows_all(device: Device) -> bool:
    (view,) = device.views.values()
    return device.online and view.tail == 2


def _see(watching: list[Device], vanishing: list[Device], state: str) -> bool:
    return all(device.presence.get(other.person.id) == state for device, other in zip(watching, vanishing, strict=True))
