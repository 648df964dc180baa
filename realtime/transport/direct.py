"""The Socket.IO server on directly written WebSockets.

An event is decoded, answered and acknowledged without a task, a timer or a queue unless its answer has to wait. What is
not an event of a connected client goes the guarded stock way.
"""

import logging
from collections.abc import Coroutine, Sequence
from functools import partial
from typing import Any, Final

import orjson
from engineio import packet as engine_packet

from realtime.transport.direct_engine import DirectEngine
from realtime.transport.eager import Errand
from realtime.transport.frame_socket import FrameSocket
from realtime.transport.frames import text_frame
from realtime.transport.guarded import EVENT, NAMESPACE, GuardedServer, event_of, payload_of

log = logging.getLogger(__name__)

_EVENT_BYTE: Final = ord(EVENT)
_ARRAY: Final = ord("[")
MAX_ACK_DIGITS: Final = 100


class DirectServer(GuardedServer):
    """As `GuardedServer`; the two pass the same tests."""

    eio: DirectEngine

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._running: set[Errand] = set()
        self.eio.on_packet = self._begin
        self.eio.member_of = partial(self._member_of)

    def _engineio_server_class(self) -> type[DirectEngine]:
        return DirectEngine

    def _member_of(self, eio_sid: str) -> str | None:
        sid = self.manager.sid_from_eio_sid(eio_sid, NAMESPACE)
        return sid if self.manager.is_connected(sid, NAMESPACE) else None

    def deliver(self, rooms: Sequence[str], packet: bytes, *, but: str | None = None) -> None:
        """Send an event, as JSON `[name, payload]`, to every client of this process in one of the rooms, once.

        `but` is the sid of a client that is left out.
        """
        members = self.manager.members(rooms)
        if not members:
            return
        frame = text_frame(b"42" + packet)
        sockets = self.eio.sockets
        for sid, eio_sid in members.items():
            found = sockets.get(eio_sid)
            if sid == but:
                continue
            if type(found) is FrameSocket:
                found.push(frame)
            elif found is not None:
                self._queue(eio_sid, engine_packet.Packet(engine_packet.MESSAGE, EVENT + packet.decode()))

    def refused(self, sid: str) -> None:
        """A client was told to wait; one that does not is listened to less."""
        found = self.eio.sockets.get(self.manager.eio_sid_from_sid(sid, NAMESPACE))
        if type(found) is FrameSocket:
            found.refused()

    # One packet at a time for each socket.

    def _begin(self, found: FrameSocket, payload: bytes) -> None:
        """Deal with a packet of a socket that is not busy, and then with those that came meanwhile."""
        waiting: bytes | None = payload
        found.busy = True
        while waiting is not None:
            errand = Errand(self._deal(found, waiting))
            try:
                has_ended = errand.begin(partial(self._ended, found))
            except Exception:
                log.exception("a packet failed")
                self._cut_soon(found.sid, "failed")
                break
            if not has_ended:
                self._running.add(errand)
                return
            waiting = found.next_pending()
        found.busy = False

    def _ended(self, found: FrameSocket, errand: Errand) -> None:
        self._running.discard(errand)
        if errand.error is not None:
            log.error("a packet failed", exc_info=errand.error)
            self._cut_soon(found.sid, "failed")
        # Busy until the next one is out of the line: taking it may read on, and what is read then comes after it.
        waiting = found.next_pending()
        if waiting is None or found.closing:
            found.busy = False
        else:
            self._begin(found, waiting)

    def _deal(self, found: FrameSocket, payload: bytes) -> Coroutine[Any, Any, None]:
        if found.member is not None and payload[1:2] == b"2":
            return self._event(found, payload)
        return self._other(found, payload)

    async def _event(self, found: FrameSocket, payload: bytes) -> None:
        """`42`, perhaps the number of an acknowledgement, and `[name, payload]`."""
        start = payload.find(b"[", 2)
        number = payload[2:start]
        try:
            data = orjson.loads(payload[start:])
        except ValueError:
            data = None
        event = event_of(data)
        if event is None or len(number) > MAX_ACK_DIGITS or (number and not number.isdigit()):
            await self._cut(found.sid, "reserved or malformed event")
            return
        assert found.member is not None, "only members' events come here"
        answer = await self._answer(event, found.member, payload_of(data))
        if number:
            found.push(text_frame(b"43" + number + b"[" + answer + b"]"))

    async def _other(self, found: FrameSocket, payload: bytes) -> None:
        try:
            text = payload[1:].decode()
        except UnicodeDecodeError:
            await self._cut(found.sid, "malformed packet")
            return
        await self._handle_eio_message(found.sid, text)

    async def _settle(self, eio_sid: str) -> None:
        found = self.eio.sockets.get(eio_sid)
        if isinstance(found, FrameSocket):
            found.member = self._member_of(eio_sid)
        await super()._settle(eio_sid)

    async def _handle_disconnect(self, eio_sid: str, namespace: str | None, reason: str | None = None) -> None:
        found = self.eio.sockets.get(eio_sid)
        if isinstance(found, FrameSocket):
            found.member = None
        await super()._handle_disconnect(eio_sid, namespace, reason)

    async def shutdown(self) -> None:
        """Stop what runs beside the clients."""
        await self.eio.shutdown()
