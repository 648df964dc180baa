"""A WebSocket connection that hands whole text frames to a receiver, without a task, a queue or a copy between them.

It is the `ws=` class of uvicorn, which gives it the request that asked for the upgrade. The application judges that
request as an ASGI websocket scope (so everything that stands before other requests stands before this one); what it
accepts, it accepts through `scope["extensions"][EXTENSION]`, and from then on the connection is the receiver's alone.
"""

import asyncio
from collections.abc import MutableMapping
from typing import Any, Final

from websockets.speedups import apply_mask

from realtime.transport.frames import (
    BINARY,
    CLOSE,
    NORMAL,
    PING,
    PONG,
    PROTOCOL_ERROR,
    RESTARTING,
    TEXT,
    TOO_LARGE,
    UNSUPPORTED,
    close_frame,
    control_frame,
)
from realtime.transport.opening import no, scope_of, yes
from realtime.transport.receiver import Receiver

EXTENSION: Final = "astars.websocket"
MAX_FRAME_BYTES: Final = 100_000
FRAMES_AT_ONCE: Final = 32
CLOSING_SECONDS: Final = 5.0
_FINAL_TEXT: Final = 0x80 | TEXT

Event = MutableMapping[str, Any]


class WebSocketProtocol(asyncio.Protocol):
    """One connection. A frame is at most `MAX_FRAME_BYTES`, a fragmented message as well."""

    __slots__ = (
        "_answered",
        "_app",
        "_app_state",
        "_asked",
        "_closing",
        "_events",
        "_fragments",
        "_held",
        "_receiver",
        "_rest",
        "_resting",
        "_server_state",
        "_transport",
        "_yes",
        "write",
    )

    def __init__(self, config: Any, server_state: Any, app_state: dict[str, Any], _loop: object = None) -> None:
        self._app = config.loaded_app
        self._server_state = server_state
        self._app_state = app_state
        self._receiver: Receiver | None = None
        self._events: asyncio.Queue[Event] | None = None
        self._fragments: list[bytes] | None = None
        self._rest = b""
        self._yes = b""
        self._asked = self._answered = self._held = self._resting = self._closing = False

    # From uvicorn and the loop.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection is here."""
        assert isinstance(transport, asyncio.Transport) or hasattr(transport, "write")
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]  # uvloop has classes of its own
        self.write = self._transport.write
        self._server_state.connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is over."""
        self._server_state.connections.discard(self)
        receiver, self._receiver = self._receiver, None
        if receiver is not None:
            receiver.lost()
        if self._events is not None:
            self._events.put_nowait({"type": "websocket.disconnect", "code": 1006})

    def eof_received(self) -> bool:
        """The client sends nothing more: neither do we."""
        return False

    def pause_writing(self) -> None:
        """The network takes nothing more for now."""
        if self._receiver is not None:
            self._receiver.choked()

    def resume_writing(self) -> None:
        """The network takes again."""
        if self._receiver is not None:
            self._receiver.freed()

    def shutdown(self) -> None:
        """The server stops."""
        self.close(RESTARTING)

    def data_received(self, data: bytes) -> None:
        """Bytes of the client: first the request, then frames."""
        if self._rest:
            data = self._rest + data
            self._rest = b""
        if self._receiver is not None:
            self._read(data)
        elif not self._asked:
            self._ask(data)
        elif len(data) <= MAX_FRAME_BYTES:
            self._rest = data
        else:
            self.abort()

    # For the application.

    def accept(self, receiver: Receiver) -> None:
        """Answer 101; from now on the connection is the receiver's."""
        self.write(self._yes)
        self._yes = b""
        self._answered = True
        self._receiver = receiver
        asyncio.get_running_loop().call_soon(self.release)

    def hand_over(self, receiver: Receiver) -> None:
        """Give the connection to another receiver."""
        self._receiver = receiver

    @property
    def backlog(self) -> int:
        """Bytes that wait for the network."""
        return self._transport.get_write_buffer_size()

    def hold(self) -> None:
        """Read nothing more until `release`."""
        if not self._held:
            self._held = True
            self._transport.pause_reading()

    def release(self) -> None:
        """Read on, first of all what came before the hold."""
        if self._resting or self._transport.is_closing():
            return
        if self._held:
            self._held = False
            self._transport.resume_reading()
        if self._rest and self._receiver is not None:
            data, self._rest = self._rest, b""
            self._read(data)

    def rest(self, seconds: float) -> None:
        """Read nothing for so long, whatever anybody says."""
        if not self._resting:
            self._resting = True
            self.hold()
            asyncio.get_running_loop().call_later(seconds, self._wake)

    def _wake(self) -> None:
        self._resting = False
        self.release()

    def close(self, code: int = NORMAL) -> None:
        """Say goodbye, after what was written already; whoever does not take it within five seconds is cut."""
        if self._closing or self._transport.is_closing():
            return
        self._closing = True
        if self._answered:
            self.write(close_frame(code))
        self._transport.close()
        asyncio.get_running_loop().call_later(CLOSING_SECONDS, self._transport.abort)

    def abort(self) -> None:
        """End it now; what was not taken is lost."""
        self._closing = True
        self._transport.abort()

    # The request.

    def _ask(self, data: bytes) -> None:
        """Let the application judge the request."""
        self._asked = True
        scope = scope_of(data, self._transport.get_extra_info("peername")[:2], self._app_state.copy())
        if scope is None:
            self._refuse(b"400 Bad Request")
            return
        self._yes = yes(scope)
        scope["extensions"][EXTENSION] = self
        self._events = asyncio.Queue()
        self._events.put_nowait({"type": "websocket.connect"})
        task = asyncio.get_running_loop().create_task(self._judge(scope), name="websocket request")
        self._server_state.tasks.add(task)
        task.add_done_callback(self._server_state.tasks.discard)

    async def _judge(self, scope: Event) -> None:
        assert self._events is not None, "made with the scope"
        try:
            await self._app(scope, self._events.get, self._answer)
        finally:
            self._events = None
            if not self._answered:
                self._refuse(b"500 Internal Server Error")

    async def _answer(self, event: Event) -> None:
        """What an ASGI application may say: no. Yes is said by `accept`."""
        if event["type"] != "websocket.close":
            raise RuntimeError(f"{event['type']} is not spoken here: accept through the extension")
        if not self._answered:
            self._refuse(b"403 Forbidden")

    def _refuse(self, status: bytes) -> None:
        self._answered = True
        if not self._transport.is_closing():
            self.write(no(status))
            self._transport.close()

    # Frames.

    def _read(self, data: bytes) -> None:
        """Every whole frame of `data`; after `FRAMES_AT_ONCE` others have their turn first."""
        at, end, left = 0, len(data), FRAMES_AT_ONCE
        while end - at >= 6 and self._receiver is not None and not self._held:
            length = data[at + 1] - 0x80
            body = at + 6
            if length < 0:
                self._fail(PROTOCOL_ERROR)
                return
            if length == 126:
                length, body = int.from_bytes(data[at + 2 : at + 4], "big"), at + 8
            elif length == 127:
                length, body = int.from_bytes(data[at + 2 : at + 10], "big"), at + 14
            if length > MAX_FRAME_BYTES and end >= body:
                self._fail(TOO_LARGE)
                return
            after = body + length
            if after > end:
                break
            payload = apply_mask(data[body:after], data[body - 4 : body])
            head, at = data[at], after
            if head == _FINAL_TEXT and self._fragments is None:
                self._receiver.text(payload)
            else:
                self._read_other(head, payload)
            left -= 1
            if not left:
                self.hold()
                asyncio.get_running_loop().call_soon(self.release)
        if at < end and not self._transport.is_closing():
            self._rest = data[at:]

    def _read_other(self, head: int, payload: bytes) -> None:
        opcode, is_final = head & 0x0F, bool(head & 0x80)
        if head & 0x70 or (opcode & 0x8 and (not is_final or len(payload) > 125)):
            self._fail(PROTOCOL_ERROR)
        elif opcode == PING:
            self.write(control_frame(PONG, payload))
        elif opcode == CLOSE:
            self.write(control_frame(CLOSE, payload))
            self._closing = True
            self._transport.close()
        elif opcode == BINARY:
            self._fail(UNSUPPORTED)
        elif opcode in (0, TEXT):
            self._gather(payload, begins=opcode == TEXT, is_final=is_final)
        elif opcode != PONG:
            self._fail(PROTOCOL_ERROR)

    def _gather(self, payload: bytes, *, begins: bool, is_final: bool) -> None:
        """One fragment of a message."""
        if begins is (self._fragments is not None):
            self._fail(PROTOCOL_ERROR)
            return
        fragments = self._fragments or []
        fragments.append(payload)
        if sum(map(len, fragments)) > MAX_FRAME_BYTES or len(fragments) > FRAMES_AT_ONCE:
            self._fail(TOO_LARGE)
        elif not is_final:
            self._fragments = fragments
        elif self._receiver is not None:
            self._fragments = None
            self._receiver.text(b"".join(fragments))

    def _fail(self, code: int) -> None:
        """The client broke the protocol: tell it and listen no more."""
        self.hold()
        self.close(code)
