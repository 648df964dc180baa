"""The stock Socket.IO server with the doors shut that it leaves open.

Closed here: reserved events sent by clients (they would re-run connect and disconnect handlers), binary packets and
attachments, packets of unknown shape, sockets that open and never authenticate.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final

import socketio

log = logging.getLogger(__name__)

RESERVED: Final = frozenset({"connect", "disconnect", "connect_error", "newListener", "removeListener", "*"})
AUTHENTICATE_SECONDS: Final = 10.0
MAX_ARGUMENTS: Final = 1


class GuardedServer(socketio.AsyncServer):  # type: ignore[misc]  # the library has no types
    """`after_connect(sid)` runs once the client has been told that it is connected."""

    def __init__(self, *, after_connect: Callable[[str], Awaitable[None]], **options: Any) -> None:
        super().__init__(**options)
        self._after_connect = after_connect
        self._deadlines: dict[str, asyncio.TimerHandle] = {}
        self._cutting: set[asyncio.Task[None]] = set()

    async def _handle_eio_connect(self, eio_sid: str, environ: dict[str, Any]) -> None:
        await super()._handle_eio_connect(eio_sid, environ)
        loop = asyncio.get_running_loop()
        self._deadlines[eio_sid] = loop.call_later(AUTHENTICATE_SECONDS, self._cut_later, eio_sid)

    async def _handle_eio_disconnect(self, eio_sid: str, reason: str) -> None:
        self._met_deadline(eio_sid)
        await super()._handle_eio_disconnect(eio_sid, reason)

    async def _handle_eio_message(self, eio_sid: str, data: str | bytes) -> None:
        if not isinstance(data, str) or data[:1] in ("5", "6"):
            await self._cut(eio_sid, "binary")
            return
        try:
            await super()._handle_eio_message(eio_sid, data)
        except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
            log.info("malformed packet", extra={"reason": type(error).__name__})
            await self._cut(eio_sid, "malformed")

    async def _handle_connect(self, eio_sid: str, namespace: str | None, data: Any) -> None:
        if self.manager.sid_from_eio_sid(eio_sid, namespace or "/"):
            await self._cut(eio_sid, "connected twice")
            return
        await super()._handle_connect(eio_sid, namespace, data)
        sid = self.manager.sid_from_eio_sid(eio_sid, "/")
        if sid and self.manager.is_connected(sid, "/"):
            self._met_deadline(eio_sid)
            await self._after_connect(sid)

    async def _handle_event(self, eio_sid: str, namespace: str | None, id: int | None, data: Any) -> None:  # noqa: A002
        if not isinstance(data, list) or not data or not isinstance(data[0], str) or data[0] in RESERVED:
            await self._cut(eio_sid, "reserved or malformed event")
            return
        event, *arguments = data
        payload = arguments[0] if len(arguments) == MAX_ARGUMENTS else None
        await super()._handle_event(eio_sid, namespace, id, [event, payload])

    async def _handle_ack(self, eio_sid: str, namespace: str | None, id: int | None, data: Any) -> None:  # noqa: A002
        """The server never asks for an acknowledgement, so none is due."""

    def _met_deadline(self, eio_sid: str) -> None:
        deadline = self._deadlines.pop(eio_sid, None)
        if deadline is not None:
            deadline.cancel()

    def _cut_later(self, eio_sid: str) -> None:
        self._deadlines.pop(eio_sid, None)
        task = asyncio.get_running_loop().create_task(self._cut(eio_sid, "never authenticated"))
        self._cutting.add(task)
        task.add_done_callback(self._cutting.discard)

    async def _cut(self, eio_sid: str, reason: str) -> None:
        log.info("socket cut", extra={"reason": reason})
        await self.eio.disconnect(eio_sid)

    async def connected_sids(self) -> list[str]:
        """The sockets that are connected to this process now."""
        return [sid for sid, _ in self.manager.get_participants("/", None)]
