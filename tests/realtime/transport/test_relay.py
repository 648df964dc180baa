"""Processes tell each other through a real Valkey: who is where, what happened, and that something may be missing."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from redis.asyncio import Redis

from realtime.transport.parcels import Parcel
from realtime.transport.relay import EVERYBODY, Relay

WAIT_SECONDS = 10.0


@dataclass
class Hearing:
    """A relay, and what came through it."""

    relay: Relay
    parcels: list[Parcel] = field(default_factory=list)


@asynccontextmanager
async def listening(stores: Mapping[str, str]) -> AsyncIterator[Hearing]:
    parcels: list[Parcel] = []
    relay = Relay(stores["REDIS_URL"], parcels.append)
    await relay.start()
    try:
        yield Hearing(relay, parcels)
    finally:
        await relay.close()


async def _until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(WAIT_SECONDS):
        while not is_so():  # noqa: ASYNC110  # what is waited for happens in another process's time
            await asyncio.sleep(0.01)


def _parcel(room: str, text: str, *, ends: bool = False) -> Parcel:
    packet = f'["said",{{"text":"{text}"}}]'.encode()
    return Parcel((room,), packet, ends=ends, note=text.encode())


async def test_after_settling_whatever_the_others_send_to_ones_rooms_arrives_in_order(
    stores: Mapping[str, str],
) -> None:
    async with listening(stores) as here, listening(stores) as there:
        there.relay.joined("user:relay-1")
        await there.relay.settled()
        sent = [_parcel("user:relay-1", str(number)) for number in range(500)]
        for one in sent:
            here.relay.send(one)
        await _until(lambda: len(there.parcels) >= 500)
        assert there.parcels == sent


async def test_a_process_without_members_is_sent_nothing(stores: Mapping[str, str]) -> None:
    async with listening(stores) as here, listening(stores) as there, listening(stores) as idle:
        there.relay.joined("user:relay-2")
        await there.relay.settled()
        await _until(lambda: here.relay._directory.places(["user:nobody"]) == set())
        here.relay.send(_parcel("user:relay-2", "only there"))
        here.relay.send(_parcel("session:relay-2", "for all", ends=True))
        await _until(lambda: bool(there.parcels[1:] and idle.parcels))
        assert idle.parcels == [_parcel("session:relay-2", "for all", ends=True)]


async def test_who_left_is_not_sent_to_any_more(stores: Mapping[str, str]) -> None:
    async with listening(stores) as here, listening(stores) as there:
        there.relay.joined("user:relay-3")
        await there.relay.settled()
        there.relay.left("user:relay-3")
        there.relay.joined("user:relay-4")
        await there.relay.settled()
        here.relay.send(_parcel("user:relay-3", "nobody"))
        here.relay.send(_parcel("user:relay-4", "somebody"))
        await _until(lambda: bool(there.parcels))
        assert there.parcels == [_parcel("user:relay-4", "somebody")]


async def test_a_process_that_only_sends_reaches_everybody(stores: Mapping[str, str]) -> None:
    worker = Relay(stores["REDIS_URL"])
    await worker.start()
    async with listening(stores) as here:
        worker.send(_parcel("user:anybody", "news"))
        await _until(lambda: bool(here.parcels))
    await worker.close()
    assert here.parcels == [_parcel("user:anybody", "news")]


async def test_a_cut_subscription_is_made_again_and_what_it_missed_is_in_doubt_for_a_while(
    stores: Mapping[str, str],
) -> None:
    redis = Redis.from_url(stores["REDIS_URL"])
    async with listening(stores) as here, listening(stores) as there:
        there.relay.joined("user:relay-5")
        await there.relay.settled()
        await redis.client_kill_filter(_type="pubsub")
        await _until(lambda: there.relay.unsure_seconds() is not None)

        def heard() -> bool:
            here.relay.send(_parcel("user:relay-5", "again"))
            return bool(there.parcels)

        await _until(heard)
        assert there.parcels[-1] == _parcel("user:relay-5", "again")
        assert there.relay.unsure_seconds() is not None
        await _until(lambda: there.relay.unsure_seconds() is None)
    await redis.aclose()


async def test_a_redis_that_says_nothing_makes_the_relay_unsure_until_it_speaks_again(
    stores: Mapping[str, str],
) -> None:
    redis = Redis.from_url(stores["REDIS_URL"])
    async with listening(stores) as here:
        assert here.relay.unsure_seconds() is None
        await redis.client_pause(4_000, all=True)
        await _until(lambda: (here.relay.unsure_seconds() or 0) > 2)
        here.relay.send(_parcel("user:anybody", "dropped or late, but it waits for nobody"))
        await _until(lambda: here.relay.unsure_seconds() is None)
    await redis.aclose()


async def test_a_process_that_ends_without_a_word_makes_the_others_unsure_and_one_that_says_goodbye_does_not(
    stores: Mapping[str, str],
) -> None:
    async with listening(stores) as here:
        async with listening(stores) as polite:
            await _until(lambda: polite.relay.name in here.relay._directory.peers)
        await _until(lambda: polite.relay.name not in here.relay._directory.peers)
        dead = Relay(stores["REDIS_URL"], lambda _: None)
        await dead.start()
        await _until(lambda: dead.name in here.relay._directory.peers)
        for task in dead._tasks:
            task.cancel()
        await asyncio.gather(*dead._tasks, return_exceptions=True)
        await _until(lambda: here.relay.unsure_seconds() is not None)
        dead._tasks = []
        dead._say(EVERYBODY, "bye")
        await dead._write([dead._queue.pop()])
        await _until(lambda: here.relay.unsure_seconds() is None)
        await dead._redis.aclose()


async def test_a_word_that_makes_no_sense_deafens_nobody(stores: Mapping[str, str]) -> None:
    redis = Redis.from_url(stores["REDIS_URL"])
    async with listening(stores) as here, listening(stores) as there:
        await redis.publish(EVERYBODY, b"J{not json")
        await _until(lambda: there.relay.unsure_seconds() is not None)

        def heard() -> bool:
            here.relay.send(_parcel("user:relay-6", "still there", ends=True))
            return bool(there.parcels)

        await _until(heard)
    await redis.aclose()
    assert there.parcels[0] == _parcel("user:relay-6", "still there", ends=True)
