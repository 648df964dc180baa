"""From long-polling to a WebSocket, as Engine.IO 4 does it: probe, answer, last poll, switch."""

import asyncio
from typing import TYPE_CHECKING, Any, Final

from engineio import packet as engine_packet

from realtime.transport.frame_socket import FrameSocket
from realtime.transport.frames import POLICY, text_frame
from realtime.transport.websocket import WebSocketProtocol

if TYPE_CHECKING:
    from realtime.transport.direct_engine import DirectEngine

UPGRADE_SECONDS: Final = 10.0


class Upgrade:
    """The receiver of a WebSocket that is to replace the polling of `polling`.

    Until the client says `5` everything goes the old way, so nothing is lost or overtaken when it never does.
    """

    __slots__ = ("_deadline", "_engine", "_polling", "_probed", "_protocol")

    def __init__(self, engine: "DirectEngine", polling: Any, protocol: WebSocketProtocol) -> None:
        self._engine = engine
        self._polling = polling
        self._protocol = protocol
        self._probed = False
        self._deadline = asyncio.get_running_loop().call_later(UPGRADE_SECONDS, protocol.close, POLICY)
        polling.upgrading = True

    def text(self, payload: bytes) -> None:
        """The client's probe, then its word to switch; anything else ends the attempt, not the session."""
        if not self._probed and payload == b"2probe":
            self._probed = True
            self._protocol.write(text_frame(b"3probe"))
            # A poll that waits is answered with this, and the client polls no more.
            self._polling.queue.put_nowait(engine_packet.Packet(engine_packet.NOOP))
        elif self._probed and payload == b"5" and not self._polling.closed:
            self._switch()
        else:
            self._protocol.close(POLICY)

    def lost(self) -> None:
        """It came to nothing; the client goes on polling."""
        self._deadline.cancel()
        self._polling.upgrading = False

    def choked(self) -> None:
        """Nothing is written here that could be much."""

    def freed(self) -> None:
        """See `choked`."""

    def _switch(self) -> None:
        self._deadline.cancel()
        old = self._polling
        found = FrameSocket(self._engine, old.sid, self._protocol, old.session)
        found.member = self._engine.member_of(old.sid)
        self._engine.sockets[old.sid] = found
        self._protocol.hand_over(found)
        # The old socket's tasks see that it is over; nobody is told, for the session goes on.
        old.upgraded = old.closed = True
        while not old.queue.empty():
            packet = old.queue.get_nowait()
            if packet is not None and packet.packet_type != engine_packet.NOOP:
                found.push(text_frame(packet.encode().encode()))
        old.queue.put_nowait(None)
        self._engine.watch(found)
