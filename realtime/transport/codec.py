"""JSON for Socket.IO packets and for the channel between processes (never pickle)."""

from typing import Any

import orjson
from socketio.packet import Packet


class Codec:
    """The face of the standard `json` module that python-socketio asks for, on orjson."""

    @staticmethod
    def dumps(value: object, **_: object) -> str:
        """`value` as compact JSON; the stock library's formatting arguments have nothing left to say."""
        return orjson.dumps(value).decode()

    @staticmethod
    def loads(text: str | bytes, **_: object) -> Any:
        """The value written as `text`; raises ValueError."""
        return orjson.loads(text)


class JsonPacket(Packet):  # type: ignore[misc]  # the library has no types
    """A packet of JSON alone. Nothing of ours is binary, so no payload is searched for bytes."""

    uses_binary_events = False
