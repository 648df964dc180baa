"""The stock Engine.IO server with the doors shut that it leaves open: what reaches it is well-formed, small and the
owner's, and what waits for a client is bounded.

A long-polling request is checked before the stock server reads it, because that one answers garbage with 200 and
gives everything to whoever knows a transport id.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any, Final
from urllib.parse import parse_qs

import engineio
from engineio.async_drivers.asgi import WebSocket

from realtime.metrics import CUTS_TOTAL
from realtime.transport.doors import Doors

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

SOCKETS_PER_ADDRESS: Final = 500
MAX_BACKLOG_BYTES: Final = 1_000_000
PACKET_OVERHEAD_BYTES: Final = 200
STALLED_SECONDS: Final = 30.0
SEPARATOR: Final = "\x1e"
MAX_PACKETS: Final = 16
# close, message, and what belongs to each transport: pong; ping and upgrade of a probing websocket.
POLLED_PACKETS: Final = ("1", "3", "4")
FRAMED_PACKETS: Final = ("1", "2", "3", "4", "5")


class Backlog(asyncio.Queue[Any]):
    """What waits to be sent to one client, in bytes; `overflows` once more than a megabyte waits behind the newest.

    The newest itself may be large: whoever asked for a long page is given it.
    """

    bytes_waiting = 0
    overflows = False

    def _put(self, item: Any) -> None:
        self.overflows = self.bytes_waiting > MAX_BACKLOG_BYTES
        self.bytes_waiting += _size(item)
        super()._put(item)

    def _get(self) -> Any:
        item = super()._get()
        self.bytes_waiting -= _size(item)
        return item


def _size(item: Any) -> int:
    data = item.data if item is not None else None
    return PACKET_OVERHEAD_BYTES + (len(data) if isinstance(data, str) else 0)


class GuardedWebSocket(WebSocket):  # type: ignore[misc]  # the library has no types
    """A websocket that ends at the first frame that is no packet, and when its client takes nothing for 30 s."""

    def __init__(self, handler: Any, server: Any) -> None:
        super().__init__(handler, server)
        self._socket = handler.__self__
        self._max_length = server.max_http_buffer_size
        self._stalled = False

    async def wait(self) -> str:
        """The next frame; raises OSError when there is none or it is not what a client may send."""
        event = await self.asgi_receive()
        text = event.get("text") if event["type"] == "websocket.receive" else None
        if self._stalled or not text or text[0] not in FRAMED_PACKETS or len(text) > self._max_length:
            raise OSError("not a packet")
        return str(text)

    async def send(self, message: str) -> None:
        """Hand one frame to the network; raises TimeoutError when the client does not take it."""
        try:
            async with asyncio.timeout(STALLED_SECONDS):
                await super().send(message)
        except TimeoutError:
            self._stalled = True
            await self._socket.close(wait=False, abort=True, reason=self._socket.server.reason.TRANSPORT_ERROR)
            raise

    async def close(self) -> None:
        """Say goodbye, unless the client would not take that either."""
        if not self._stalled:
            with suppress(TimeoutError):
                async with asyncio.timeout(STALLED_SECONDS):
                    await super().close()


class GuardedEngine(engineio.AsyncServer):  # type: ignore[misc]  # the library has no types
    """Engine.IO over ASGI. A transport id is of use to the address alone that opened it."""

    _async: Mapping[str, Any]

    def __init__(self, *, sockets_per_address: int = SOCKETS_PER_ADDRESS, **options: Any) -> None:
        super().__init__(**options)
        self.doors = Doors(sockets_per_address)
        self._polled: set[str] = set()
        self._async = {**self._async, "websocket": GuardedWebSocket}

    def create_queue(self, *args: Any, **kwargs: Any) -> Backlog:
        """The queue of one client."""
        return Backlog(*args, **kwargs)

    def is_open(self, eio_sid: str) -> bool:
        """Whether packets of this client still count."""
        found = self.sockets.get(eio_sid)
        return found is not None and not (found.closed or found.closing)

    def is_polling(self, eio_sid: str) -> bool:
        """Whether this client fetches what it is sent by requests."""
        return self.is_open(eio_sid) and not self.sockets[eio_sid].upgraded

    def overflows(self, eio_sid: str) -> bool:
        """Whether more waits for this client than may."""
        return self.is_open(eio_sid) and bool(self.sockets[eio_sid].queue.overflows)

    async def cut(self, eio_sid: str) -> None:
        """Close it now, after what already waits for it; waits for nobody."""
        if self.is_open(eio_sid):
            found = self.sockets[eio_sid]
            await found.close(wait=False, reason=self.reason.SERVER_DISCONNECT)
            await found.queue.put(None)

    async def disconnect(self, sid: str | None = None) -> None:
        """As `cut`; the stock method waits until the client has taken everything, which it may never do."""
        for eio_sid in [sid] if sid is not None else list(self.sockets):
            await self.cut(eio_sid)

    def belongs_to(self, eio_sid: str, environ: Mapping[str, Any]) -> None:
        """Remember who opened this transport."""
        address = address_of(environ["asgi.scope"])
        self.sockets[eio_sid].session["address"] = address
        self.doors.entered(address)

    def forget(self, eio_sid: str) -> None:
        """The transport is over."""
        found = self.sockets.get(eio_sid)
        address = found.session.pop("address", None) if found is not None else None
        if address is not None:
            self.doors.left(address)

    async def handle_request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or websocket, or refuse it with 400."""
        query = parse_qs(scope["query_string"].decode("latin-1"))
        eio_sid = query.get("sid", [""])[0]
        if "j" in query or (eio_sid in self.sockets and not self._is_own(eio_sid, scope)):
            await self._refuse(scope, send)
            return
        if not eio_sid and not self.doors.lets_in(address_of(scope)):
            CUTS_TOTAL.labels("too many of one address").inc()
            await self._refuse(scope, send)
            return
        if scope.get("method") == "POST":
            body = await self._read(receive)
            if not _is_payload(body) or _announced(scope) != len(body):
                await self.cut(eio_sid)
                await self._refuse(scope, send)
                return
            receive = _replaying(body)
        self._bury(eio_sid)
        if scope.get("method") == "GET" and eio_sid in self.sockets:
            await self._poll(eio_sid, scope, receive, send)
        else:
            await super().handle_request(scope, receive, send)

    async def _poll(self, eio_sid: str, scope: Scope, receive: Receive, send: Send) -> None:
        """A client polls one request at a time; a second beside it ends the session, as the protocol says."""
        if eio_sid in self._polled:
            await self.cut(eio_sid)
            await self._refuse(scope, send)
            return
        self._polled.add(eio_sid)
        try:
            await super().handle_request(scope, receive, send)
        finally:
            self._polled.discard(eio_sid)

    def _bury(self, eio_sid: str) -> None:
        """A session that has just closed is an unknown one; the stock server fails on it."""
        found = self.sockets.get(eio_sid)
        if found is not None and found.closed:
            del self.sockets[eio_sid]

    def _is_own(self, eio_sid: str, scope: Scope) -> bool:
        return bool(self.sockets[eio_sid].session.get("address") == address_of(scope))

    async def _read(self, receive: Receive) -> bytes:
        """The whole body, or nothing when it is too large."""
        body = bytearray()
        more = True
        while more and len(body) <= self.max_http_buffer_size:
            part = await receive()
            body += part.get("body", b"")
            more = part.get("more_body", False)
        return b"" if more or len(body) > self.max_http_buffer_size else bytes(body)

    async def _refuse(self, scope: Scope, send: Send) -> None:
        headers = [("Content-Type", "text/plain")]
        environ = {"asgi.scope": scope, "asgi.send": send}
        await self._async["make_response"]("400 BAD REQUEST", headers, b"refused", environ)


def address_of(scope: Scope) -> str:
    """Where the request comes from."""
    return scope["client"][0] if scope.get("client") else ""


def _announced(scope: Scope) -> int:
    return next((int(value) for name, value in scope["headers"] if name == b"content-length"), -1)


def _is_payload(body: bytes) -> bool:
    """Whether this is what a long-polling client sends: text, at most 16 packets, none of them binary or of no kind."""
    try:
        packets = body.decode().split(SEPARATOR)
    except UnicodeDecodeError:
        return False
    return len(packets) <= MAX_PACKETS and all(one[:1] in POLLED_PACKETS for one in packets)


def _replaying(body: bytes) -> Receive:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
