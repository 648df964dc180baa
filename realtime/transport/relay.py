"""Events between processes through Redis: only to where somebody is, encoded once, lost rather than late.

Every process announces which rooms have members in it; who publishes looks that up and writes to the channels of those
processes, many events in one write. A single process publishes nothing but its heartbeat. The relay is a hint: what it
loses is delivered from MongoDB while it is unsure (`realtime/lifeline.py`), and healed by clients' sync.
"""

import asyncio
import contextlib
import logging
import secrets
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Final

import orjson
from redis.asyncio import Redis
from redis.exceptions import RedisError

from realtime.metrics import RELAY_DROPPED
from realtime.transport.directory import SILENT_SECONDS, Directory
from realtime.transport.parcels import Parcel, pack, unpack

log = logging.getLogger(__name__)

EVERYBODY: Final = "astars:relay"
BEAT_SECONDS: Final = 0.5
ANSWER_SECONDS: Final = 2.0
SETTLE_SECONDS: Final = 0.5
RETRY_SECONDS: Final = 0.3
GAP_TOLD_SECONDS: Final = 1.5
MAX_QUEUED: Final = 10_000
LOST: Final = (RedisError, OSError, TimeoutError)

Arrived = Callable[[Parcel], None]


class Relay:
    """One process's end. `arrived` gets what others send; without it the process only sends (to everybody)."""

    def __init__(self, url: str, arrived: Arrived | None = None) -> None:
        self.name = secrets.token_hex(6)
        self._arrived = arrived
        options: dict[str, Any] = {"socket_timeout": ANSWER_SECONDS, "socket_connect_timeout": ANSWER_SECONDS}
        self._redis = Redis.from_url(url, **options)
        self._directory = Directory()
        self._rooms: set[str] = set()
        self._news: dict[str, bool] = {}
        self._count = 0
        self._waiting: list[tuple[int, asyncio.Future[None]]] = []
        self._queue: deque[tuple[str, bytes]] = deque()
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._echoed_at = time.monotonic()
        self._gap_since: float | None = None
        self._gap_told_until: float | None = None
        self._listening = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to publish and to listen; when Redis answers, return once the others know of this process."""
        self._echoed_at = time.monotonic()
        begin = asyncio.get_running_loop().create_task
        self._tasks = [begin(self._publish_forever(), name="relay publish")]
        if self._arrived is not None:
            self._tasks += [begin(self._listen_forever(), name="relay listen"), begin(self._beat(), name="relay beat")]
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(ANSWER_SECONDS):
                    await self._listening.wait()

    async def close(self) -> None:
        """Say goodbye, publish what is queued (for at most 2 s), then stop."""
        if self._arrived is not None:
            self._say(EVERYBODY, "bye")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._idle.wait()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._redis.aclose()

    # Sending.

    def send(self, parcel: Parcel) -> None:
        """To every process that has members of the parcel's rooms; what ends sessions goes to all."""
        if self._arrived is None or parcel.ends or self._is_deaf():
            self._publish(EVERYBODY, b"P" + pack(parcel))
        elif self._directory.peers:
            places = self._directory.places(parcel.rooms)
            if places:
                packed = b"P" + pack(parcel)
                for name in places:
                    self._publish(_channel(name), packed)

    def _publish(self, channel: str, payload: bytes) -> None:
        if len(self._queue) >= MAX_QUEUED:
            self._queue.popleft()
            RELAY_DROPPED.inc()
        self._queue.append((channel, payload))
        self._idle.clear()
        self._wake.set()

    def _say(self, channel: str, kind: str, **facts: object) -> None:
        self._publish(channel, b"J" + orjson.dumps({"kind": kind, "from": self.name, **facts}))

    async def _publish_forever(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._queue:
                batch = list(self._queue)
                self._queue.clear()
                try:
                    await self._write(batch)
                except LOST as error:
                    RELAY_DROPPED.inc(len(batch))
                    log.warning("the relay cannot publish", extra={"reason": type(error).__name__})
                except Exception:
                    RELAY_DROPPED.inc(len(batch))
                    log.exception("the relay stumbled over what it publishes")
            self._idle.set()

    async def _write(self, batch: Sequence[tuple[str, bytes]]) -> None:
        """One round trip. Parcels for the same channel in a row become one publication."""
        pipeline = self._redis.pipeline(transaction=False)
        channel, payloads = "", [b""]
        for where, payload in batch:
            if where == channel and payload[:1] == payloads[0][:1] == b"P":
                payloads.append(payload[1:])
                continue
            if channel:
                pipeline.publish(channel, b"".join(payloads))
            channel, payloads = where, [payload]
        pipeline.publish(channel, b"".join(payloads))
        async with asyncio.timeout(ANSWER_SECONDS):
            await pipeline.execute()

    # Who is where.

    def joined(self, room: str) -> None:
        """The first member of a room is here."""
        self._rooms.add(room)
        self._announce(room, is_here=True)

    def left(self, room: str) -> None:
        """The last member of a room has gone."""
        self._rooms.discard(room)
        self._announce(room, is_here=False)

    def _announce(self, room: str, *, is_here: bool) -> None:
        if not self._news:
            asyncio.get_running_loop().call_soon(self._tell_news)
        self._news[room] = is_here

    def _tell_news(self) -> None:
        news, self._news = self._news, {}
        self._count += 1
        joined = [room for room, is_here in news.items() if is_here]
        left = [room for room, is_here in news.items() if not is_here]
        self._say(EVERYBODY, "news", count=self._count, joined=joined, left=left)

    async def settled(self) -> None:
        """Wait until every process sends here what concerns the rooms joined so far; half a second at most.

        Whoever reads the state after this misses nothing that happens later.
        """
        if not self._directory.peers:
            return
        count = self._count + bool(self._news)
        if self._directory.all_have_seen(count, time.monotonic()):
            return
        seen: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((count, seen))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SETTLE_SECONDS):
                await seen

    def _check_waiting(self) -> None:
        now = time.monotonic()
        still = []
        for count, seen in self._waiting:
            if not seen.done() and self._directory.all_have_seen(count, now):
                seen.set_result(None)
            elif not seen.done():
                still.append((count, seen))
        self._waiting = still

    # Listening.

    def unsure_seconds(self) -> float | None:
        """For how long something of the others may not have arrived here; None when nothing can have been missed.

        A subscription that broke stays in doubt for `GAP_TOLD_SECONDS` after it was made again, so that whoever looks
        twice a second sees it.
        """
        now = time.monotonic()
        if self._gap_told_until is not None and now > self._gap_told_until:
            self._gap_since = self._gap_told_until = None
        deaf_since = self._echoed_at if self._is_deaf() else None
        doubts = [
            since for since in (self._directory.silent_since(now), deaf_since, self._gap_since) if since is not None
        ]
        return now - min(doubts) if doubts else None

    def _is_deaf(self) -> bool:
        return time.monotonic() - self._echoed_at > SILENT_SECONDS

    async def _beat(self) -> None:
        while True:
            self._say(EVERYBODY, "beat", count=self._count)
            self._check_waiting()
            await asyncio.sleep(BEAT_SECONDS)

    async def _listen_forever(self) -> None:
        while True:
            try:
                await self._listen()
            except LOST as error:
                log.warning("the relay is not heard", extra={"reason": type(error).__name__})
            except Exception:
                # A process that cannot take one word in must not be deaf to all that follow.
                log.exception("the relay stumbled over what it heard")
            self._gap_since = self._gap_since or self._echoed_at
            self._gap_told_until = None
            await asyncio.sleep(RETRY_SECONDS)

    async def _listen(self) -> None:
        """Until the connection breaks, or is silent although our own heartbeat should be heard on it."""
        async with self._redis.pubsub() as pubsub:
            await pubsub.subscribe(EVERYBODY, _channel(self.name))
            self._directory.doubt_all()
            self._say(EVERYBODY, "who")
            while True:
                async with asyncio.timeout(ANSWER_SECONDS):
                    message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=ANSWER_SECONDS)
                if message is not None:
                    self._hear(message["data"])

    def _hear(self, data: bytes) -> None:
        if data[:1] == b"P" and self._arrived is not None:
            for parcel in unpack(data, 1):
                self._arrived(parcel)
        elif data[:1] == b"J":
            fact = orjson.loads(data[1:])
            if fact["from"] == self.name:
                self._echo(fact["kind"])
            else:
                self._learn(fact["from"], fact)

    def _echo(self, kind: str) -> None:
        self._echoed_at = time.monotonic()
        if kind == "who":
            self._listening.set()
            if self._gap_since is not None:
                self._gap_told_until = time.monotonic() + GAP_TOLD_SECONDS

    def _learn(self, name: str, fact: dict[str, Any]) -> None:
        kind = fact["kind"]
        if kind == "bye":
            self._directory.remove(name)
            self._check_waiting()
            return
        peer = self._directory.heard(name, time.monotonic())
        if kind == "who":
            self._say(_channel(name), "rooms", count=self._count, rooms=sorted(self._rooms - self._unannounced()))
        elif kind == "rooms":
            self._directory.learn(name, fact["count"], fact["rooms"])
        elif kind == "seen":
            peer.has_seen = max(peer.has_seen, fact["count"])
            self._check_waiting()
        elif kind == "news" and self._directory.is_in_step(name, fact["count"] - 1):
            self._directory.update(name, fact["count"], fact["joined"], fact["left"])
            self._say(_channel(name), "seen", count=fact["count"])
        elif kind == "news" or (kind == "beat" and not self._directory.is_in_step(name, fact["count"])):
            # Until it answers it is sent everything, so what it announced is seen in effect.
            self._say(_channel(name), "who")
            self._say(_channel(name), "seen", count=fact["count"])

    def _unannounced(self) -> set[str]:
        return {room for room, is_here in self._news.items() if is_here}


def _channel(name: str) -> str:
    return f"{EVERYBODY}:{name}"
