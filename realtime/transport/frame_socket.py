"""One Engine.IO session over a WebSocket, written to directly: no queue, no writer task, no reader task."""

import time
from collections import deque
from typing import TYPE_CHECKING, Any, Final

from realtime.transport.frames import POLICY, text_frame
from realtime.transport.websocket import WebSocketProtocol

if TYPE_CHECKING:
    from realtime.transport.direct_engine import DirectEngine

CLOSE: Final = ord("1")
PONG: Final = ord("3")
MESSAGE: Final = ord("4")
# A client's own ping, and an upgrade of what is a WebSocket already: the stock class takes no notice either.
TOLERATED: Final = b"25"
PING_FRAME: Final = text_frame(b"2")
CLOSE_FRAME: Final = text_frame(b"1")

MAX_BACKLOG_BYTES: Final = 1_000_000
MAX_PENDING: Final = 64
MAX_PENDING_BYTES: Final = 200_000
REFUSALS_AT_ONCE: Final = 100
REST_SECONDS: Final = 1.0


class FrameSocket:
    """What the Engine.IO server keeps of a session, and the receiver of its connection's frames.

    A message is handed on when the one before it has been dealt with, so that a client's commands never overtake each
    other. While `MAX_PENDING` of them or `MAX_PENDING_BYTES` wait nothing more is read from that client.
    """

    __slots__ = (
        "busy",
        "choked_at",
        "closed",
        "closing",
        "connected",
        "engine",
        "member",
        "outgoing",
        "pending",
        "pending_bytes",
        "ping_sent_at",
        "protocol",
        "refusals",
        "session",
        "sid",
        "upgraded",
        "upgrading",
        "write",
    )

    def __init__(self, engine: "DirectEngine", sid: str, protocol: WebSocketProtocol, session: dict[str, Any]) -> None:
        self.engine = engine
        self.sid = sid
        self.protocol = protocol
        self.write = protocol.write
        self.session = session
        self.member: str | None = None
        self.outgoing: list[bytes] | None = None
        self.pending: deque[bytes] | None = None
        self.pending_bytes = 0
        self.connected = self.upgraded = True
        self.upgrading = self.closing = self.closed = self.busy = False
        self.choked_at = self.ping_sent_at = 0.0
        self.refusals = 0

    # To the client.

    def push(self, frame: bytes) -> None:
        """Have a frame written with everything else of this turn of the loop: one system call for a socket."""
        if self.outgoing is not None:
            self.outgoing.append(frame)
        elif not self.closed:
            self.outgoing = [frame]
            self.engine.write_soon(self)

    def flush(self) -> None:
        """Write it now, unless so much waits already that the client is given up."""
        outgoing, self.outgoing = self.outgoing, None
        if outgoing is None:
            return
        if self.choked_at and self.protocol.backlog > MAX_BACKLOG_BYTES:
            self.engine.sever(self, "takes nothing")
            return
        frame = outgoing[0] if len(outgoing) == 1 else b"".join(outgoing)
        self.write(frame)
        if self.choked_at:
            self.engine.hoarded(len(frame))

    async def send(self, packet: Any) -> None:
        """Write an Engine.IO packet of text."""
        self.push(text_frame(packet.encode().encode()))

    async def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        """End the session: the client is told, unless `abort`; `wait` is for the stock class, nothing waits here."""
        if self.closed or self.closing:
            return
        self.closing = True
        await self.engine.ended(self, reason)
        if not abort:
            self.push(CLOSE_FRAME)
        self.closed = True
        self.flush()
        self.protocol.close()

    async def check_ping_timeout(self) -> bool:
        """Always: the wheel of the engine looks after it. The stock monitor asks every session."""
        return True

    # From the connection.

    def text(self, payload: bytes) -> None:
        """A packet of the client."""
        if self.closing:
            return
        kind = payload[0] if payload else 0
        if kind == MESSAGE:
            if self.busy:
                self._put_off(payload)
            else:
                self.engine.on_packet(self, payload)
        elif kind == PONG:
            self.ping_sent_at = 0.0
        elif kind == CLOSE:
            self.engine.close_later(self, self.engine.reason.CLIENT_DISCONNECT)
        elif kind not in TOLERATED:
            self.protocol.close(POLICY)

    def _put_off(self, payload: bytes) -> None:
        if self.pending is None:
            self.pending = deque()
        self.pending.append(payload)
        self.pending_bytes += len(payload)
        if len(self.pending) >= MAX_PENDING or self.pending_bytes >= MAX_PENDING_BYTES:
            self.protocol.hold()

    def refused(self) -> None:
        """A command came too soon. Who goes on all the same is not listened to for a while."""
        self.refusals += 1
        if self.refusals % REFUSALS_AT_ONCE == 0:
            self.protocol.rest(REST_SECONDS)

    def next_pending(self) -> bytes | None:
        """The packet that waited longest; None when there is none."""
        if not self.pending:
            return None
        payload = self.pending.popleft()
        if not self.pending:
            self.pending = None
            self.pending_bytes = 0
            self.protocol.release()
        return payload

    def lost(self) -> None:
        """The connection is over."""
        self.abandon()
        self.engine.choked.discard(self)
        self.engine.close_later(self, self.engine.reason.TRANSPORT_CLOSE)

    def abandon(self) -> None:
        """Write nothing more: the session lives a moment longer than its connection, which would raise."""
        self.write = _nowhere
        self.choked_at = 0.0

    def choked(self) -> None:
        """The client takes nothing more for now."""
        self.choked_at = time.monotonic()
        self.engine.choked.add(self)

    def freed(self) -> None:
        """The client takes again."""
        self.choked_at = 0.0
        self.engine.choked.discard(self)


def _nowhere(data: object) -> None:
    """Nobody is there."""
