"""How a WebSocket opens (RFC 6455, section 4): the request as an ASGI scope, and the answers to it."""

import base64
import hashlib
from collections.abc import MutableMapping
from typing import Any, Final
from urllib.parse import unquote

_GUID: Final = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_KEY_LENGTH: Final = 24

Scope = MutableMapping[str, Any]


def scope_of(request: bytes, client: tuple[str, int], state: dict[str, Any]) -> Scope | None:
    """The request that uvicorn has parsed and written down again; None when it asks for no WebSocket of version 13."""
    line, *lines = request.split(b"\r\n\r\n", 1)[0].split(b"\r\n")
    headers = [(name.lower(), value.strip()) for name, _, value in (one.partition(b":") for one in lines)]
    raw_path, _, query = line.split(b" ")[1].partition(b"?")
    named = dict(headers)
    if named.get(b"sec-websocket-version") != b"13" or len(named.get(b"sec-websocket-key", b"")) != _KEY_LENGTH:
        return None
    return {
        "type": "websocket",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "scheme": "ws",
        "server": None,
        "client": client,
        "root_path": "",
        "path": unquote(raw_path.decode("latin-1")),
        "raw_path": raw_path,
        "query_string": query,
        "headers": headers,
        "subprotocols": [],
        "state": state,
        "extensions": {},
    }


def yes(scope: Scope) -> bytes:
    """The answer that opens it, with the proof that its key was read."""
    key = dict(scope["headers"])[b"sec-websocket-key"]
    proof = base64.b64encode(hashlib.sha1(key + _GUID, usedforsecurity=False).digest())
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + proof + b"\r\n\r\n"
    )


def no(status: bytes) -> bytes:
    """The answer that does not."""
    return b"HTTP/1.1 " + status + b"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
