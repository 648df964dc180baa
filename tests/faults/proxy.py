"""A TCP proxy on loopback whose links can be cut, hung, slowed, or made to lose what comes back.

It knows bytes and connections alone. Every fault lasts until `mend()`; closing the proxy ends every link.
"""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

LOOPBACK: Final = "127.0.0.1"
CHUNK_BYTES: Final = 65_536
NO_LINGER: Final = struct.pack("ii", 1, 0)


@dataclass(eq=False)
class Link:
    """One connection through the proxy: the client's side and the server's."""

    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    flowing: asyncio.Event = field(default_factory=asyncio.Event)
    loses_answers: bool = False

    def reset(self) -> None:
        """End both sides with a RST, whatever is under way."""
        for writer in (self.client, self.server):
            with suppress(OSError):
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
            writer.transport.abort()


@dataclass(frozen=True)
class Pace:
    """Every chunk is `delay_seconds` on its way; a chunk is no larger than the link carries in that time."""

    delay_seconds: float = 0.0
    bytes_per_second: float = float("inf")

    @property
    def chunk_bytes(self) -> int:
        """How much is carried at once."""
        return int(min(CHUNK_BYTES, self.delay_seconds * self.bytes_per_second)) if self.delay_seconds else CHUNK_BYTES


class Proxy:
    """Listens on `port` and carries bytes to the target's port and back."""

    def __init__(self, target_port: int) -> None:
        self.port = 0
        self.lost = asyncio.Event()
        """Set when an answer has been thrown away."""
        self._target_port = target_port
        self._links: set[Link] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._pace = Pace()
        self._hangs_new = False
        self._lose_after: bytes | None = None
        self._answer: bytes | None = None

    async def open(self) -> None:
        """Listen: the first time on any free port, later on the same again."""
        if self._server is None:
            self._server = await asyncio.start_server(self._accept, LOOPBACK, self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    async def mend(self) -> None:
        """No fault any more, for new links and for those that live; hung ones are reset, as nobody believes them."""
        self._pace, self._hangs_new, self._lose_after, self._answer = Pace(), False, None, None
        self.lost.clear()
        for link in list(self._links):
            if link.loses_answers or not link.flowing.is_set():
                link.reset()
        await self.open()

    def refuse(self) -> None:
        """Nobody listens here any more, and whoever was connected is cut."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self.reset()

    def reset(self) -> None:
        """Cut every link with a RST."""
        for link in list(self._links):
            link.reset()

    def hang(self, *, new_links: bool = False) -> None:
        """The links of now, or all to come too, carry nothing more, in either direction, and are not closed."""
        self._hangs_new = new_links
        for link in self._links:
            link.flowing.clear()

    def slow(self, *, delay_seconds: float, bytes_per_second: float) -> None:
        """Both directions of every link are slow."""
        self._pace = Pace(delay_seconds, bytes_per_second)

    def lose_answers(self, after: bytes = b"") -> None:
        """What comes back on a link is thrown away once `after` went to the server on it (at once, when empty)."""
        self._lose_after = after
        for link in self._links:
            link.loses_answers = link.loses_answers or not after

    def answer(self, answer: bytes) -> None:
        """The target is not asked any more: whoever sends something gets `answer`, and the connection is closed."""
        self._answer = answer
        self.reset()

    async def close(self) -> None:
        """End everything."""
        self.refuse()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None, "the server gives every connection a task"
        self._tasks.add(task)
        try:
            await (self._carry(reader, writer) if self._answer is None else self._pretend(reader, writer))
        except (OSError, asyncio.CancelledError):
            pass  # The target is not there, or the proxy closes: the client sees its connection end.
        finally:
            self._tasks.discard(task)
            writer.transport.abort()

    async def _pretend(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._answer is not None and await reader.read(CHUNK_BYTES):
            writer.write(self._answer)
            await writer.drain()
            writer.write_eof()
            while await reader.read(CHUNK_BYTES):
                pass

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answers, server = await asyncio.open_connection(LOOPBACK, self._target_port)
        link = Link(client=writer, server=server, loses_answers=self._lose_after == b"")
        if not self._hangs_new:
            link.flowing.set()
        self._links.add(link)
        pumps = [
            asyncio.create_task(self._pump(link, reader, server, lambda chunk: self._asked(link, chunk))),
            asyncio.create_task(self._pump(link, answers, writer, lambda _: self._answered(link))),
        ]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._links.discard(link)
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)
            server.transport.abort()

    async def _pump(
        self, link: Link, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, passes: Callable[[bytes], bool]
    ) -> None:
        """Carry one direction until its end."""
        with suppress(OSError):
            while chunk := await reader.read(self._pace.chunk_bytes):
                await link.flowing.wait()
                if self._pace.delay_seconds:
                    await asyncio.sleep(self._pace.delay_seconds)
                if passes(chunk):
                    writer.write(chunk)
                    await writer.drain()

    def _asked(self, link: Link, chunk: bytes) -> bool:
        if self._lose_after and self._lose_after in chunk:
            link.loses_answers = True
        return True

    def _answered(self, link: Link) -> bool:
        if link.loses_answers:
            self.lost.set()
        return not link.loses_answers


@asynccontextmanager
async def proxy_to(port: int) -> AsyncIterator[Proxy]:
    """A listening proxy in front of a port of this machine."""
    proxy = Proxy(port)
    await proxy.open()
    try:
        yield proxy
    finally:
        await proxy.close()
