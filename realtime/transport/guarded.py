"""The stock Socket.IO server with the doors shut that it leaves open.

Closed here: reserved events sent by clients (they would re-run connect and disconnect handlers), binary packets and
attachments, packets of unknown shape, second handshakes, other namespaces, sockets that open and never authenticate,
clients that take nothing of what they are sent. `transport/engine.py` guards the layer below.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

import orjson
import socketio
from engineio import packet as engine_packet

from realtime.metrics import CUTS_TOTAL
from realtime.transport.engine import GuardedEngine
from realtime.transport.rooms import Rooms

log = logging.getLogger(__name__)

RESERVED: Final = frozenset({"connect", "disconnect", "connect_error", "newListener", "removeListener", "*"})
CONNECT: Final = "0"
DISCONNECT: Final = "1"
EVENT: Final = "2"
AUTHENTICATE_SECONDS: Final = 10.0
MAX_ARGUMENTS: Final = 1
NAMESPACE: Final = "/"

Answer = Callable[[str, str, object], Awaitable[bytes]]
"""From an event's name, the client's sid and the payload to the acknowledgement, as JSON. It must not raise."""


class GuardedServer(socketio.AsyncServer):  # type: ignore[misc]  # the library has no types
    """`answer` gets every event of a client, one at a time for each; `after_connect(sid)` runs once the client has been
    told that it is connected.

    A transport carries one connection: whatever ends that, or tries to begin another, ends the transport.
    """

    eio: GuardedEngine
    manager: Rooms

    def __init__(
        self,
        *,
        answer: Answer,
        after_connect: Callable[[str], Awaitable[None]],
        authenticate_seconds: float = AUTHENTICATE_SECONDS,
        **options: Any,
    ) -> None:
        super().__init__(client_manager=Rooms(), async_handlers=False, **options)
        self._answer = answer
        self._after_connect = after_connect
        self._authenticate_seconds = authenticate_seconds
        self._deadlines: dict[str, asyncio.TimerHandle] = {}
        self._knocked: set[str] = set()
        self._cutting: set[asyncio.Task[None]] = set()

    def _engineio_server_class(self) -> type[GuardedEngine]:
        return GuardedEngine

    def deliver(self, rooms: Sequence[str], packet: bytes, *, but: str | None = None) -> None:
        """Send an event, as JSON `[name, payload]`, to every client of this process in one of the rooms, once.

        `but` is the sid of a client that is left out.
        """
        members = self.manager.members(rooms)
        if members:
            message = engine_packet.Packet(engine_packet.MESSAGE, EVENT + packet.decode())
            for sid, eio_sid in list(members.items()):
                if sid != but:
                    self._queue(eio_sid, message)

    def _queue(self, eio_sid: str, message: Any) -> None:
        found = self.eio.sockets.get(eio_sid)
        if found is not None and not found.closed:
            found.queue.put_nowait(message)
            if self.eio.overflows(eio_sid):
                self._cut_soon(eio_sid, "takes nothing")

    def refused(self, sid: str) -> None:
        """A client was told to wait. The stock transport goes on listening."""

    def sids_in(self, room: str) -> list[str]:
        """The clients of this process in a room."""
        return list(self.manager.members([room]))

    async def _handle_eio_connect(self, eio_sid: str, environ: dict[str, Any]) -> None:
        await super()._handle_eio_connect(eio_sid, environ)
        self.eio.belongs_to(eio_sid, environ)
        loop = asyncio.get_running_loop()
        self._deadlines[eio_sid] = loop.call_later(
            self._authenticate_seconds, self._cut_soon, eio_sid, "never authenticated"
        )

    async def _handle_eio_disconnect(self, eio_sid: str, reason: str) -> None:
        self._met_deadline(eio_sid)
        self._knocked.discard(eio_sid)
        self.eio.forget(eio_sid)
        await super()._handle_eio_disconnect(eio_sid, reason)

    async def _handle_eio_message(self, eio_sid: str, data: str | bytes) -> None:
        if not self.eio.is_open(eio_sid):
            return
        if not isinstance(data, str) or data[:1] not in (CONNECT, DISCONNECT, EVENT):
            await self._cut(eio_sid, "not a packet of a client")
            return
        try:
            await super()._handle_eio_message(eio_sid, data)
        except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
            log.info("malformed packet", extra={"error": type(error).__name__})
            await self._cut(eio_sid, "malformed packet")
        except Exception:
            await self._cut(eio_sid, "failed")
            raise
        if data[0] == DISCONNECT:
            await self._cut(eio_sid, "left")

    async def _handle_connect(self, eio_sid: str, namespace: str | None, data: Any) -> None:
        if eio_sid in self._knocked or (namespace or NAMESPACE) != NAMESPACE:
            await self._cut(eio_sid, "connected twice, or to a namespace")
            return
        self._knocked.add(eio_sid)
        try:
            await super()._handle_connect(eio_sid, namespace, data)
        finally:
            await self._settle(eio_sid)

    async def _settle(self, eio_sid: str) -> None:
        """After a handshake: greet, or leave nothing behind of who was refused, failed, or went away meanwhile."""
        # What the browser sent with the handshake is of no use any more, and large.
        if eio_sid in self.environ:
            self.environ[eio_sid] = {}
        sid = self.manager.sid_from_eio_sid(eio_sid, NAMESPACE)
        if sid is None:
            # A polling client has yet to fetch the reason; the deadline ends it.
            if not self.eio.is_polling(eio_sid):
                await self._cut(eio_sid, "refused")
        elif not self.manager.is_connected(sid, NAMESPACE):
            await self.manager.disconnect(sid, NAMESPACE, ignore_queue=True)
            await self._cut(eio_sid, "failed to connect")
        elif not self.eio.is_open(eio_sid):
            await self._handle_disconnect(eio_sid, NAMESPACE, self.reason.TRANSPORT_CLOSE)
        else:
            self._met_deadline(eio_sid)
            await self._after_connect(sid)

    async def _handle_event(self, eio_sid: str, namespace: str | None, id: int | None, data: Any) -> None:  # noqa: A002
        sid = self.manager.sid_from_eio_sid(eio_sid, namespace or NAMESPACE)
        if sid is None or not self.manager.is_connected(sid, NAMESPACE):
            await self._cut(eio_sid, "event before the handshake")
            return
        event = event_of(data)
        if event is None:
            await self._cut(eio_sid, "reserved or malformed event")
            return
        answer = await self._answer(event, sid, payload_of(data))
        if id is not None:
            packet = self.packet_class(3, namespace=namespace, id=id, data=[orjson.Fragment(answer)])
            await self._send_packet(eio_sid, packet)

    async def _send_packet(self, eio_sid: str, pkt: Any) -> None:
        await super()._send_packet(eio_sid, pkt)
        await self._cut_if_behind(eio_sid)

    async def _send_eio_packet(self, eio_sid: str, eio_pkt: Any) -> None:
        await super()._send_eio_packet(eio_sid, eio_pkt)
        await self._cut_if_behind(eio_sid)

    async def _cut_if_behind(self, eio_sid: str) -> None:
        if self.eio.overflows(eio_sid):
            await self._cut(eio_sid, "takes nothing")

    async def disconnect(self, sid: str, namespace: str | None = None, ignore_queue: bool = False) -> None:
        """Tell the client to go and not to come back by itself, then close its transport."""
        eio_sid = self.manager.eio_sid_from_sid(sid, NAMESPACE)
        await super().disconnect(sid, namespace, ignore_queue)
        if eio_sid is not None:
            await self.eio.cut(eio_sid)

    async def drop(self, sid: str) -> None:
        """Close the client's transport; its library connects again, here or elsewhere."""
        eio_sid = self.manager.eio_sid_from_sid(sid, NAMESPACE)
        if eio_sid is not None:
            await self.eio.cut(eio_sid)

    def _met_deadline(self, eio_sid: str) -> None:
        deadline = self._deadlines.pop(eio_sid, None)
        if deadline is not None:
            deadline.cancel()

    def _cut_soon(self, eio_sid: str, reason: str) -> None:
        self._deadlines.pop(eio_sid, None)
        task = asyncio.get_running_loop().create_task(self._cut(eio_sid, reason))
        self._cutting.add(task)
        task.add_done_callback(self._cutting.discard)

    async def _cut(self, eio_sid: str, reason: str) -> None:
        """`reason` is one of our own few words: it becomes a label of a metric."""
        CUTS_TOTAL.labels(reason).inc()
        log.info("socket cut", extra={"reason": reason})
        await self.eio.cut(eio_sid)


def event_of(packet: object) -> str | None:
    """The name in an event's packet, `[name, …]`; None when a client may not send it."""
    if not isinstance(packet, list) or not packet or not isinstance(packet[0], str) or packet[0] in RESERVED:
        return None
    return packet[0]


def payload_of(packet: list[Any]) -> object:
    """The one argument of an event; None when there are more or none, which no command accepts."""
    return packet[1] if len(packet) == 1 + MAX_ARGUMENTS else None
