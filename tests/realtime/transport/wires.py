"""A connection's two ends without a network: what a client's bytes become, and what is written back."""

from types import SimpleNamespace
from typing import Any

from websockets.speedups import apply_mask

from realtime.transport.websocket import EXTENSION, WebSocketProtocol

REQUEST = (
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nhost: a\r\nupgrade: websocket\r\n"
    b"sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13\r\n\r\n"
)


class Wire:
    """The transport below: keeps what is written, and whether it is read from and open."""

    def __init__(self) -> None:
        self.written = b""
        self.reads = True
        self.is_open = True
        self.backlog = 0

    def write(self, data: bytes) -> None:
        self.written += data

    def pause_reading(self) -> None:
        self.reads = False

    def resume_reading(self) -> None:
        self.reads = True

    def close(self) -> None:
        self.is_open = False

    abort = close

    def is_closing(self) -> bool:
        return not self.is_open

    def get_write_buffer_size(self) -> int:
        return self.backlog

    def get_extra_info(self, name: str) -> tuple[str, int]:
        return ("127.0.0.1", 1)


class Ear:
    """A receiver that remembers."""

    def __init__(self) -> None:
        self.texts: list[bytes] = []
        self.is_over = False

    def text(self, payload: bytes) -> None:
        self.texts.append(payload)

    def lost(self) -> None:
        self.is_over = True

    def choked(self) -> None:
        """Not looked at."""

    def freed(self) -> None:
        """Not looked at."""


async def accepted() -> tuple[WebSocketProtocol, Wire, Ear]:
    """A connection after its handshake."""
    wire, ear = Wire(), Ear()

    async def application(scope: Any, receive: Any, send: Any) -> None:
        scope["extensions"][EXTENSION].accept(ear)

    state = SimpleNamespace(connections=set(), tasks=set())
    protocol = WebSocketProtocol(SimpleNamespace(loaded_app=application), state, {})
    protocol.connection_made(wire)  # type: ignore[arg-type]  # as much of a transport as is used
    protocol.data_received(REQUEST)
    for task in list(state.tasks):
        await task
    assert wire.written.startswith(b"HTTP/1.1 101 ")
    wire.written = b""
    return protocol, wire, ear


def client_frame(payload: bytes, head: int = 0x81, mask: bytes = b"\x01\x02\x03\x04") -> bytes:
    """A frame as a client sends it: masked."""
    length = len(payload)
    if length < 126:
        size = bytes((0x80 | length,))
    elif length < 65_536:
        size = bytes((0x80 | 126,)) + length.to_bytes(2, "big")
    else:
        size = bytes((0x80 | 127,)) + length.to_bytes(8, "big")
    return bytes((head,)) + size + mask + apply_mask(payload, mask)
