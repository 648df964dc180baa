"""WebSocket frames as a server writes them (RFC 6455, section 5): whole, unmasked, without extensions."""

from typing import Final

TEXT: Final = 0x1
BINARY: Final = 0x2
CLOSE: Final = 0x8
PING: Final = 0x9
PONG: Final = 0xA

NORMAL: Final = 1000
GOING_AWAY: Final = 1001
PROTOCOL_ERROR: Final = 1002
UNSUPPORTED: Final = 1003
POLICY: Final = 1008
TOO_LARGE: Final = 1009
RESTARTING: Final = 1012

_SHORT: Final = [bytes((0x80 | TEXT, length)) for length in range(126)]


def text_frame(payload: bytes) -> bytes:
    """`payload`, which is UTF-8, as one text frame."""
    length = len(payload)
    if length < 126:
        return _SHORT[length] + payload
    if length < 65_536:
        return b"\x81\x7e" + length.to_bytes(2, "big") + payload
    return b"\x81\x7f" + length.to_bytes(8, "big") + payload


def text_of(frame: bytes) -> bytes:
    """The payload of a frame that `text_frame` made."""
    length = frame[1]
    return frame[2 if length < 126 else 4 if length == 126 else 10 :]


def close_frame(code: int) -> bytes:
    """A goodbye with its reason (RFC 6455, section 7.4)."""
    return bytes((0x80 | CLOSE, 2)) + code.to_bytes(2, "big")


def control_frame(opcode: int, payload: bytes) -> bytes:
    """A control frame; its payload is at most 125 bytes."""
    return bytes((0x80 | opcode, len(payload))) + payload
