"""What the transport answers to requests that come at the wrong moment."""

from types import SimpleNamespace
from typing import Any

from realtime.transport.engine import GuardedEngine

PEER = ("127.0.0.1", 40_000)


async def test_a_packet_for_a_session_that_closes_meanwhile_is_refused() -> None:
    engine = GuardedEngine(async_mode="asgi")
    closing = SimpleNamespace(closed=False, session={"address": PEER[0]})
    engine.sockets["gone"] = closing
    told: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        closing.closed = True  # while the body is on its way
        return {"type": "http.request", "body": b"3", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        told.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/socket.io/",
        "query_string": b"EIO=4&transport=polling&sid=gone",
        "headers": [(b"content-length", b"1")],
        "client": PEER,
        "scheme": "http",
        "http_version": "1.1",
        "raw_path": b"/socket.io/",
    }
    await engine.handle_request(scope, receive, send)
    assert told[0]["status"] == 400
    assert engine.sockets == {}
