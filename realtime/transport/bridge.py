"""Events between processes through Redis: JSON, off the sender's path, and lost rather than late.

The stock manager publishes inside `emit`, so that a hanging Redis would hang every send. Here an emit delivers to this
process's sockets and queues the rest; a task publishes it. A full queue drops the oldest: clients heal by sync.
"""

import asyncio
import logging
from collections import deque
from typing import Any, Final

import socketio

log = logging.getLogger(__name__)

MAX_QUEUED: Final = 10_000
ENDING_EVENT: Final = "session.ended"


class RedisBridge(socketio.AsyncRedisManager):  # type: ignore[misc]  # the library has no types
    """Client manager of a web process, or with `write_only` of a process without sockets (the worker)."""

    def __init__(self, url: str, *, json: Any, write_only: bool = False) -> None:
        super().__init__(
            url,
            channel="astars:events",
            write_only=write_only,
            json=json,
            logger=log,
            redis_options={"socket_timeout": None, "socket_connect_timeout": 3, "health_check_interval": 15},
        )
        self._queued: deque[dict[str, Any]] = deque(maxlen=MAX_QUEUED)
        self._wake = asyncio.Event()
        self._published = asyncio.Event()
        self._published.set()
        self._publishing: asyncio.Task[None] | None = None

    async def emit(
        self,
        event: str,
        data: object,
        namespace: str | None = None,
        room: str | list[str] | None = None,
        skip_sid: str | None = None,
        callback: None = None,
        to: str | list[str] | None = None,
        **options: object,
    ) -> None:
        """To the sockets of this process now, to the others' through Redis. JSON alone; asks for no acknowledgement."""
        message = {
            "method": "emit",
            "event": event,
            "data": [data],
            "binary": False,
            "namespace": namespace or "/",
            "room": to or room,
            "skip_sid": skip_sid,
            "callback": None,
            "host_id": self.host_id,
        }
        await self._handle_emit(message)
        await self._publish(message)

    async def _publish(self, data: dict[str, Any]) -> None:
        if self._publishing is None:
            self._publishing = asyncio.get_running_loop().create_task(self._publish_forever(), name="redis bridge")
        self._queued.append(data)
        self._published.clear()
        self._wake.set()

    async def _publish_forever(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._queued:
                await self._publish_one(self._queued.popleft())
            self._published.set()

    async def _publish_one(self, data: dict[str, Any]) -> None:
        try:
            async with asyncio.timeout(3):
                await super()._publish(data)
        except TimeoutError:
            log.warning("redis does not answer, an event was dropped")
            self.connected = False

    async def _handle_emit(self, message: dict[str, Any]) -> None:
        await super()._handle_emit(message)
        if message.get("event") == ENDING_EVENT:
            await self._cut(message["room"])

    async def _cut(self, rooms: list[str]) -> None:
        """A session has ended somewhere: close this process's sockets of it."""
        if self.server is None:
            return
        sids = {sid for room in rooms for sid, _ in self.get_participants("/", room)}
        for sid in sids:
            await self.server.disconnect(sid, ignore_queue=True)

    async def close(self) -> None:
        """Publish what is queued (for at most 2 s), then stop."""
        try:
            async with asyncio.timeout(2):
                await self._published.wait()
        except TimeoutError:
            log.warning("events were dropped at shutdown", extra={"count": len(self._queued)})
        for task in (self._publishing, getattr(self, "thread", None)):
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        if self.redis is not None:
            await self.redis.aclose()
