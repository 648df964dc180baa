"""Engine.IO whose WebSockets are written to directly; long-polling and the doors of both are the guarded stock ones."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Final
from urllib.parse import parse_qs

import orjson
from engineio.async_drivers.asgi import translate_request

from realtime.metrics import CUTS_TOTAL
from realtime.transport.engine import GuardedEngine, Receive, Scope, Send, address_of
from realtime.transport.frame_socket import PING_FRAME, FrameSocket
from realtime.transport.frames import text_frame
from realtime.transport.upgrade import Upgrade
from realtime.transport.websocket import EXTENSION, WebSocketProtocol

STALLED_SECONDS: Final = 30.0
MAX_BACKLOGS_BYTES: Final = 32_000_000
LOOK_AFTER_BYTES: Final = 8_000_000
TURN_SECONDS: Final = 0.5


class DirectEngine(GuardedEngine):
    """`on_packet(socket, payload)` gets every message packet of a WebSocket, one at a time for each socket."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.on_packet: Callable[[FrameSocket, bytes], None] = _nobody
        self.member_of: Callable[[str], str | None] = _no_member
        self.choked: set[FrameSocket] = set()
        self._unwritten: list[FrameSocket] = []
        self._hoarded = 0
        self._due: deque[tuple[float, FrameSocket]] = deque()
        self._wheel: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    def later(self, coroutine: Coroutine[Any, Any, Any], name: str) -> None:
        """Run it as a task that is kept."""
        task = asyncio.get_running_loop().create_task(coroutine, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def write_soon(self, found: FrameSocket) -> None:
        """Flush this socket when the present turn of the loop is over."""
        if not self._unwritten:
            asyncio.get_running_loop().call_soon(self._write)
        self._unwritten.append(found)

    def _write(self) -> None:
        unwritten, self._unwritten = self._unwritten, []
        for found in unwritten:
            found.flush()

    async def handle_request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request or a WebSocket, or refuse it."""
        protocol = scope.get("extensions", {}).get(EXTENSION) if scope["type"] == "websocket" else None
        if protocol is None:
            await super().handle_request(scope, receive, send)
        elif not await self._let_in(scope, receive, send, protocol):
            await self._refuse(scope, send)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send, protocol: WebSocketProtocol) -> bool:
        query = parse_qs(scope["query_string"].decode("latin-1"))
        environ = await translate_request(scope, receive, send)
        allowed = self._cors_allowed_origins(environ)
        origin = environ.get("HTTP_ORIGIN")
        if "j" in query or (origin and allowed is not None and origin not in allowed):
            return False
        eio_sid = query.get("sid", [""])[0]
        if eio_sid:
            return self._begin_upgrade(eio_sid, scope, protocol)
        if not self.doors.lets_in(address_of(scope)):
            CUTS_TOTAL.labels("too many of one address").inc()
            return False
        if query.get("EIO") != ["4"] or query.get("transport") != ["websocket"] or "websocket" not in self.transports:
            return False
        await self._open(environ, protocol)
        return True

    async def _open(self, environ: dict[str, Any], protocol: WebSocketProtocol) -> None:
        eio_sid = self.generate_id()
        found = FrameSocket(self, eio_sid, protocol, {})
        self.sockets[eio_sid] = found
        refused = await self._trigger_event("connect", eio_sid, environ, run_async=False)
        if refused is not None and refused is not True:
            del self.sockets[eio_sid]
            protocol.abort()
            return
        protocol.accept(found)
        found.write(text_frame(b"0" + orjson.dumps(self._greeting(eio_sid))))
        self.watch(found)

    def _greeting(self, eio_sid: str) -> Mapping[str, Any]:
        return {
            "sid": eio_sid,
            "upgrades": [],
            "pingTimeout": int(self.ping_timeout * 1000),
            "pingInterval": int((self.ping_interval + self.ping_interval_grace_period) * 1000),
            "maxPayload": self.max_http_buffer_size,
        }

    def _begin_upgrade(self, eio_sid: str, scope: Scope, protocol: WebSocketProtocol) -> bool:
        polling = self.sockets.get(eio_sid)
        if polling is None or not self.is_polling(eio_sid) or polling.upgrading or not self.allow_upgrades:
            return False
        if not polling.connected or not self._is_own(eio_sid, scope):
            return False
        protocol.accept(Upgrade(self, polling, protocol))
        return True

    # The ends.

    async def ended(self, found: FrameSocket, reason: str | None) -> None:
        """Tell the server that a session is over."""
        self.choked.discard(found)
        await self._trigger_event("disconnect", found.sid, reason or self.reason.SERVER_DISCONNECT, run_async=False)
        if self.sockets.get(found.sid) is found:
            del self.sockets[found.sid]

    def close_later(self, found: FrameSocket, reason: str) -> None:
        """End a session whose client has gone."""
        if not found.closing:
            self.later(found.close(wait=False, abort=True, reason=reason), "session end")

    def sever(self, found: FrameSocket, why: str) -> None:
        """Cut a client that does not take what it is sent: what waits for it is thrown away."""
        CUTS_TOTAL.labels(why).inc()
        self.choked.discard(found)
        found.abandon()
        found.protocol.abort()

    async def cut(self, eio_sid: str) -> None:
        """Close it now, after what already waits for it; waits for nobody."""
        found = self.sockets.get(eio_sid)
        if isinstance(found, FrameSocket):
            await found.close(wait=False, abort=True, reason=self.reason.SERVER_DISCONNECT)
        else:
            await super().cut(eio_sid)

    def overflows(self, eio_sid: str) -> bool:
        """Whether more waits for this client than may; a WebSocket looks after that itself."""
        return not isinstance(self.sockets.get(eio_sid), FrameSocket) and super().overflows(eio_sid)

    # The wheel: one task for the pings and the patience of all sockets.

    def watch(self, found: FrameSocket) -> None:
        """From now on it is pinged."""
        self._due.append((time.monotonic() + self.ping_interval, found))
        if self._wheel is None:
            self._wheel = asyncio.get_running_loop().create_task(self._turn_forever(), name="ping wheel")

    async def _turn_forever(self) -> None:
        while True:
            await asyncio.sleep(min(TURN_SECONDS, self.ping_interval / 4))
            now = time.monotonic()
            while self._due and self._due[0][0] <= now:
                self._ping(self._due.popleft()[1], now)
            self._lose_patience(now)

    def _ping(self, found: FrameSocket, now: float) -> None:
        if found.closing:
            return
        if not found.ping_sent_at:
            found.ping_sent_at = now
            found.push(PING_FRAME)
        elif now - found.ping_sent_at >= self.ping_timeout:
            self.later(found.close(wait=False, reason=self.reason.PING_TIMEOUT), "ping time-out")
            return
        self._due.append((now + self.ping_interval, found))

    def hoarded(self, size: int) -> None:
        """So much more waits for a client that takes nothing; a flood is not left to the wheel's next turn."""
        self._hoarded += size
        if self._hoarded > LOOK_AFTER_BYTES:
            self._lose_patience(time.monotonic())

    def _lose_patience(self, now: float) -> None:
        """Cut who takes nothing for long, and when all of them together hold too much, the worst of them."""
        self._hoarded = 0
        for found in [one for one in self.choked if now - one.choked_at >= STALLED_SECONDS]:
            self.sever(found, "stalled")
        backlogs = {found: found.protocol.backlog for found in self.choked}
        excess = sum(backlogs.values()) - MAX_BACKLOGS_BYTES
        for found in sorted(backlogs, key=backlogs.__getitem__, reverse=True):
            if excess <= 0:
                break
            excess -= backlogs[found]
            self.sever(found, "takes nothing")

    async def shutdown(self) -> None:
        """Stop the wheel and whatever still runs."""
        await super().shutdown()
        running = [*self._tasks, *([self._wheel] if self._wheel else [])]
        self._wheel = None
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def _no_member(eio_sid: str) -> str | None:
    return None


def _nobody(found: FrameSocket, payload: bytes) -> None:
    raise RuntimeError("no server has taken over the engine")
