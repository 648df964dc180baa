"""Web processes that are killed, frozen, asked to go, or out of file descriptors, while people write."""

import asyncio
import os
import random
import resource
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psutil
from websockets.asyncio.client import connect

from tests.faults.checker import check
from tests.faults.device import present
from tests.faults.load import load, percentile
from tests.faults.servers import until
from tests.faults.site import Site, Web

KILLS: Final = int(os.environ.get("ASTARS_TEST_KILLS", "20"))
FROZEN_SECONDS: Final = 20.0
EXIT_SECONDS: Final = 15.0
RESTART_P99_SECONDS: Final = 3.0
SLOW_COMMIT_SECONDS: Final = 3


async def test_what_happens_on_one_process_is_seen_on_the_other(site: Site) -> None:
    (pair,) = await site.pairs(1)
    first, second = site.webs
    named = {"conversation_id": pair.conversation_id}
    async with (
        present(pair.client, [first.address], [pair.conversation_id]) as client,
        present(pair.astrologer, [second.address], [pair.conversation_id]) as astrologer,
    ):
        shown, seen = client.views[pair.conversation_id], astrologer.views[pair.conversation_id]
        await until(lambda: client.presence.get(pair.astrologer.id) == "online", "the astrologer is online")
        sent = client.begin(pair.conversation_id, "с первого процесса")
        await until(lambda: sent.seq in seen.live, "it is delivered live")
        await astrologer.do("receipt.read", {**named, "seq": sent.seq})
        await until(lambda: seen.unread == 0, "it counts as read")
        await astrologer.do("message.react", {**named, "seq": sent.seq, "emoji": "⭐", "on": True})
        await until(lambda: bool(shown.messages[sent.seq]["reactions"]), "the reaction is delivered live")


async def test_a_process_killed_between_commit_and_acknowledgement_has_stored_the_message_once(site: Site) -> None:
    (pair,) = await site.pairs(1)
    first, second = site.webs
    async with (
        present(pair.client, site.addresses, [pair.conversation_id], patience_seconds=60) as client,
        present(pair.astrologer, [second.address], [pair.conversation_id]) as astrologer,
    ):
        first.door.lose_answers()
        sent = client.begin(pair.conversation_id, "последние слова")
        await until(lambda: site.holds(sent), "the message is stored")
        assert sent.acked is None
        await first.end(signal.SIGKILL)
        await sent.ended.wait()
        assert (sent.carried, sent.errors) == (2, [])
        await asyncio.gather(client.heal(), astrologer.heal())
        check(pair.conversation_id, await site.stored(pair.conversation_id), [client, astrologer])


async def test_processes_killed_at_random_lose_double_and_reorder_nothing(site: Site) -> None:
    async with load(site, 3, per_second=5, window=4) as chat:
        for _ in range(KILLS):
            await chat.acks(random.randint(1, 30))
            web = random.choice(site.webs)
            await web.end(signal.SIGKILL)
            await site.restart(web)
    assert set(chat.errors) <= {"unavailable"}


async def test_a_rolling_restart_fails_no_send(site: Site) -> None:
    async with load(site, patience_seconds=10) as chat:
        for web in site.webs:
            began = time.monotonic()
            assert await web.end(signal.SIGTERM) == 0, web.process.tail()
            assert time.monotonic() - began <= EXIT_SECONDS
            await site.restart(web)
            await chat.acks(100)
    assert set(chat.errors) <= {"unavailable"}, "no send was refused for good"
    assert percentile(chat.waits(), 0.99) <= RESTART_P99_SECONDS


async def test_a_send_under_way_is_finished_and_answered_by_a_process_asked_to_go(site: Site) -> None:
    (pair,) = await site.pairs(1)
    first, _ = site.webs
    async with present(pair.client, site.addresses, [pair.conversation_id], patience_seconds=30) as client:
        milliseconds = SLOW_COMMIT_SECONDS * 1000
        blocked = await site.mongodb.fail(["insert"], times=1, blockConnection=True, blockTimeMS=milliseconds)
        sent = client.begin(pair.conversation_id, "пока процесс уходит")
        await site.mongodb.struck(blocked)
        assert await first.end(signal.SIGTERM) == 0
        await sent.ended.wait()
        assert (sent.carried, sent.errors) == (1, [])
        await client.heal()
        check(pair.conversation_id, await site.stored(pair.conversation_id), [client])


async def test_a_frozen_process_that_wakes_up_writes_nothing_twice(site: Site) -> None:
    async with load(site, window=4, patience_seconds=3) as chat:
        site.webs[0].signal(signal.SIGSTOP)
        await asyncio.sleep(FROZEN_SECONDS)
        site.webs[0].signal(signal.SIGCONT)
        await chat.acks(200)
    assert chat.errors == []


async def test_a_process_out_of_file_descriptors_serves_those_whom_it_has(site: Site) -> None:
    first, _ = site.webs
    async with load(site, addresses=[first.own_address]) as chat:
        with few_descriptors(first):
            knocking = [asyncio.create_task(_knock(first)) for _ in range(60)]
            await chat.acks(200)
            for knock in knocking:
                knock.cancel()
            await asyncio.gather(*knocking, return_exceptions=True)
        assert first.alive
        await _knock(first)
    assert chat.errors == []
    assert all(device.connections == 1 for device in chat.devices)


@contextmanager
def few_descriptors(web: Web) -> Iterator[None]:
    """The process may open four more files or sockets than it has now."""
    pid = web.process.popen.pid
    before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (psutil.Process(pid).num_fds() + 4, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_NOFILE, before)


async def _knock(web: Web) -> None:
    """Open a transport, and keep it a while once it is open."""
    url = web.own_address.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
    async with connect(url, compression=None, proxy=None, open_timeout=30) as socket:
        assert str(await socket.recv()).startswith("0{")
