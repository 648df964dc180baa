"""People who write to each other while a fault is on: N pairs at a given rate, and what they saw."""

import asyncio
import itertools
import random
import time
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final

from tests.faults.cast import Pair
from tests.faults.checker import check
from tests.faults.device import Device
from tests.faults.sent import Sent
from tests.faults.site import Site

PATIENCE_SECONDS: Final = 5.0
SETTLE_SECONDS: Final = 75.0


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not pass."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


class Load:
    """Both people of every pair write, unless `readers_write` is off: then the second one only listens.

    Clients begin at the first address and astrologers at the last, so every message crosses processes. At most
    `window` sends of one writer wait for their answer.
    """

    def __init__(
        self, site: Site, pairs: Sequence[Pair], *, addresses: Sequence[str], per_second: float, window: int,
        patience_seconds: float, readers_write: bool,
    ) -> None:  # fmt: skip
        self._site = site
        self._pairs = pairs
        self._period = 1 / per_second
        self._window = window
        back = list(reversed(addresses))
        self.clients = [Device(one.client, addresses, [one.conversation_id], patience_seconds) for one in pairs]
        self.astrologers = [Device(one.astrologer, back, [one.conversation_id], patience_seconds) for one in pairs]
        self._writers = [*self.clients, *(self.astrologers if readers_write else [])]
        self._acks = 0
        self._news = asyncio.Condition()
        self._stopping = asyncio.Event()
        self._telling: set[asyncio.Task[None]] = set()
        self._writing: list[asyncio.Task[None]] = []

    @property
    def devices(self) -> list[Device]:
        """Everybody's."""
        return [*self.clients, *self.astrologers]

    @property
    def sends(self) -> list[Sent]:
        """Everybody's."""
        return [sent for device in self.devices for sent in device.sent]

    @property
    def errors(self) -> list[str]:
        """The code of every error that a send was answered with, retried or not."""
        return [code for sent in self.sends for code in sent.errors]

    async def acks(self, count: int, within_seconds: float = 60) -> None:
        """Return when `count` more sends have been acknowledged."""
        wanted = self._acks + count
        async with asyncio.timeout(within_seconds), self._news:
            await self._news.wait_for(lambda: self._acks >= wanted)

    def longest_pause(self, since: float) -> float:
        """The longest time after `since` in which a writer, who had something to say, got no acknowledgement."""
        pauses = [0.0]
        for device in self._writers:
            moments = [since, *sorted(one.acked for one in device.sent if one.acked and one.acked > since)]
            pauses += [after - before for before, after in itertools.pairwise(moments)]
        return max(pauses) - self._period

    def waits(self, since: float = 0.0) -> list[float]:
        """Seconds from the beginning of a send to its acknowledgement, for every message begun after `since`."""
        return [one.acked - one.began for one in self.sends if one.acked and one.began > since]

    def deliveries(self, since: float = 0.0) -> list[float]:
        """Seconds from acknowledgement to the other person's device, or to now; negative when that was faster."""
        now = time.monotonic()
        seconds: list[float] = []
        for pair, client, astrologer in zip(self._pairs, self.clients, self.astrologers, strict=True):
            for writer, reader in ((client, astrologer), (astrologer, client)):
                arrived = reader.views[pair.conversation_id].arrived
                seconds += [
                    arrived.get(one.seq, now) - one.acked for one in writer.sent if one.acked and one.began > since
                ]
        return seconds

    async def start(self) -> None:
        """Everybody connects; then they write."""
        for device in self.devices:
            device.on_ack = self._count
            device.start()
        await asyncio.gather(*(device.greeted() for device in self.devices))
        self._writing = [asyncio.create_task(self._write(device)) for device in self._writers]

    async def finish(self) -> None:
        """Nobody begins a new send; return when all have ended, every device has healed, and the checker is content."""
        self._stopping.set()
        async with asyncio.timeout(SETTLE_SECONDS):
            await asyncio.gather(*self._writing)
            await asyncio.gather(*(sent.ended.wait() for sent in self.sends))
            await asyncio.gather(*(device.heal() for device in self.devices))
        for pair, client, astrologer in zip(self._pairs, self.clients, self.astrologers, strict=True):
            check(pair.conversation_id, await self._site.stored(pair.conversation_id), [client, astrologer])

    async def close(self) -> None:
        """Everybody leaves."""
        for task in (*self._writing, *self._telling):
            task.cancel()
        await asyncio.gather(*self._writing, *self._telling, return_exceptions=True)
        await asyncio.gather(*(device.close() for device in self.devices))

    async def _write(self, device: Device) -> None:
        (conversation_id,) = device.views
        waiting: deque[Sent] = deque()
        due = time.monotonic() + random.uniform(0, self._period)
        while not self._stopping.is_set():
            await asyncio.sleep(due - time.monotonic())
            if len(waiting) == self._window:
                await waiting.popleft().ended.wait()
            waiting.append(device.begin(conversation_id, f"{len(device.sent)} из {device.person.id}"))
            due = max(due + self._period, time.monotonic())

    def _count(self) -> None:
        self._acks += 1
        task = asyncio.get_running_loop().create_task(self._tell())
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()


@asynccontextmanager
async def load(
    site: Site,
    pairs: int = 6,
    *,
    addresses: Sequence[str] | None = None,
    per_second: float = 10.0,
    window: int = 1,
    patience_seconds: float = PATIENCE_SECONDS,
    readers_write: bool = True,
) -> AsyncIterator[Load]:
    """Writing has begun, and everybody has been heard: the fault may come. At the end the checker judges."""
    running = Load(
        site,
        await site.pairs(pairs),
        addresses=addresses or site.addresses,
        per_second=per_second,
        window=window,
        patience_seconds=patience_seconds,
        readers_write=readers_write,
    )
    try:
        await running.start()
        await running.acks(pairs * 4)
        yield running
        await running.finish()
    finally:
        await running.close()
