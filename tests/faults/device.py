"""One device of a person: keeps a connection, sends until it is answered, and heals, as the contract asks of clients.

It speaks Engine.IO 4 / Socket.IO 5 over a websocket by itself: hundreds of these share two cores with what they test.
"""

import asyncio
import itertools
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, WebSocketException

from tests.faults.cast import Person
from tests.faults.sent import RETRY_SECONDS, Payload, Sent
from tests.faults.view import View

SYNC_SECONDS: Final = 30.0
GAP_PATIENCE_SECONDS: Final = 0.05
HANDSHAKE_SECONDS: Final = 10.0
RECONNECT_BASE_SECONDS: Final = 0.1
RECONNECT_CAP_SECONDS: Final = 1.0


class NotConnected(Exception):
    """The connection ended, or answered nothing in time."""


class Device:
    """Connected to one of `addresses`, and to the next one whenever that fails."""

    def __init__(
        self, person: Person, addresses: Sequence[str], conversation_ids: Sequence[str], patience_seconds: float
    ) -> None:
        """Without an answer in `patience_seconds` the device takes its connection for dead."""
        self.person = person
        self.sent: list[Sent] = []
        self.views = {one: View(person.id) for one in conversation_ids}
        self.presence: dict[str, str] = {}
        self.refusals: list[str] = []
        """Why handshakes were refused."""
        self.connections = 0
        self.on_ack: Callable[[], None] = lambda: None
        self._addresses = itertools.cycle(addresses)
        self._patience = patience_seconds
        self._socket: ClientConnection | None = None
        self._greeted = asyncio.Event()
        self._ended = False
        self._gone = asyncio.Event()
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Payload]] = {}
        self._outbox: dict[str, Sent] = {}
        self._frames: asyncio.Queue[str] = asyncio.Queue()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._healing: asyncio.Task[Any] | None = None

    @property
    def online(self) -> bool:
        """Whether it has been greeted on a connection that lives."""
        return self._greeted.is_set()

    async def greeted(self, within_seconds: float = 30) -> None:
        """Return once it is online."""
        async with asyncio.timeout(within_seconds):
            await self._greeted.wait()

    async def caught_up(self, within_seconds: float = 30) -> None:
        """Return once it is online and has healed what it missed before."""
        await self.greeted(within_seconds)
        assert self._healing is not None, "whoever is greeted heals"
        async with asyncio.timeout(within_seconds):
            await asyncio.shield(self._healing)

    async def gone(self) -> None:
        """Return once the server has said that the session has ended, and has closed the connection."""
        await self._gone.wait()

    def begin(self, conversation_id: str, text: str) -> Sent:
        """Begin a send; it is carried at once, after all that were begun before."""
        sent = Sent(conversation_id, text)
        self.sent.append(sent)
        self._outbox[sent.id] = sent
        if self.online:
            self._carry(sent)
        return sent

    async def ask(self, command: str, payload: Payload, within_seconds: float | None = None) -> Payload:
        """Send a command once; its answer. Raises NotConnected, and takes the connection for dead without an answer."""
        await self._greeted.wait()
        connection = self._socket
        try:
            async with asyncio.timeout(within_seconds or self._patience):
                return await self._write(command, payload)
        except TimeoutError as error:
            self._abort(connection)
            raise NotConnected(command) from error

    async def do(self, command: str, payload: Payload) -> Payload:
        """Send a command that must succeed; its data."""
        answer = await self.ask(command, payload)
        assert answer["ok"], answer
        data: Payload = answer["data"]
        return data

    async def heal(self) -> None:
        """Ask for what was missed until nothing is; as often as the connection breaks meanwhile."""
        wanted = list(self.views)
        while wanted:
            try:
                points = [{"id": one, **self.views[one].point} for one in wanted]
                answer = await self.ask("conversation.sync", {"conversations": points})
            except NotConnected:
                continue
            if not answer["ok"]:
                await asyncio.sleep(RETRY_SECONDS)
                continue
            wanted = [one["id"] for one in answer["data"]["conversations"] if not one["complete"]]
            for one in answer["data"]["conversations"]:
                self.views[one["id"]].synced(one)
                self._see(one["conversation"]["participants"])

    def cut(self) -> None:
        """Break the connection, as a lost network does; the device comes back by itself."""
        self._abort(self._socket)

    def start(self) -> None:
        """Connect, and stay connected until `close`."""
        self._spawn(self._stay_connected())
        self._spawn(self._heal_forever())

    async def close(self) -> None:
        """Leave."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _stay_connected(self) -> None:
        attempt = 0
        while not self._ended:
            address = next(self._addresses)
            with suppress(OSError, WebSocketException, InvalidHandshake, TimeoutError, NotConnected):
                async with self._connected(address) as socket:
                    attempt = 0
                    async for frame in socket:
                        self._hear(str(frame))
            attempt += 1
            cap = min(RECONNECT_CAP_SECONDS, RECONNECT_BASE_SECONDS * 2 ** min(attempt, 8))
            if not self._ended:
                await asyncio.sleep(random.uniform(0, cap))
        self._gone.set()

    @asynccontextmanager
    async def _connected(self, address: str) -> AsyncIterator[ClientConnection]:
        """A greeted connection, with everything that is still unanswered on its way again."""
        url = address.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
        async with connect(
            url, compression=None, proxy=None, ping_interval=None, max_size=None, max_queue=None,
            open_timeout=HANDSHAKE_SECONDS, close_timeout=0.1,
        ) as socket:  # fmt: skip
            async with asyncio.timeout(HANDSHAKE_SECONDS):
                await self._greet(socket)
            self._socket, self._frames = socket, asyncio.Queue()
            self.connections += 1
            writing = asyncio.create_task(self._write_frames(socket, self._frames))
            self._greeted.set()
            for sent in self._outbox.values():
                self._carry(sent)
            self._heal_soon(0)
            try:
                yield socket
            finally:
                self._greeted.clear()
                writing.cancel()
                socket.transport.abort()
                for waiting in self._waiting.values():
                    waiting.cancel()
                self._waiting.clear()

    async def _greet(self, socket: ClientConnection) -> None:
        await socket.recv()
        await socket.send("40" + orjson.dumps({"token": self.person.token}).decode())
        while not (frame := str(await socket.recv())).startswith('42["session.ready"'):
            if frame.startswith("44"):
                self.refusals.append(orjson.loads(frame[2:])["data"]["code"])
                raise NotConnected(frame)
        for one in orjson.loads(frame[2:])[1]["conversations"]:
            if one["id"] in self.views:
                view = self.views[one["id"]]
                view.known_seq = max(view.known_seq, one["last_seq"])

    async def _write_frames(self, socket: ClientConnection, frames: asyncio.Queue[str]) -> None:
        with suppress(OSError, WebSocketException):
            while True:
                await socket.send(await frames.get())

    def _write(self, command: str, payload: Payload) -> asyncio.Future[Payload]:
        number = next(self._numbers)
        self._frames.put_nowait(f"42{number}" + orjson.dumps([command, payload]).decode())
        self._waiting[number] = asyncio.get_running_loop().create_future()
        return self._waiting[number]

    def _carry(self, sent: Sent) -> None:
        sent.carried += 1
        answer = self._write("message.send", sent.payload)
        overdue = asyncio.get_running_loop().call_later(self._patience, self._abort, self._socket)
        answer.add_done_callback(lambda done: self._answered(sent, done, overdue))

    def _answered(self, sent: Sent, answer: asyncio.Future[Payload], overdue: asyncio.TimerHandle) -> None:
        overdue.cancel()
        if answer.cancelled():
            return
        again = sent.answer(answer.result())
        if again is not None:
            self._spawn(self._carry_again(sent, again))
            return
        del self._outbox[sent.id]
        if not sent.refused:
            self._take("message.created", answer.result()["data"], live=False)
            self.on_ack()

    async def _carry_again(self, sent: Sent, after_seconds: float) -> None:
        before = sent.carried
        await asyncio.sleep(after_seconds)
        if self.online and sent.carried == before:
            self._carry(sent)

    def _hear(self, frame: str) -> None:
        if frame == "2":
            self._frames.put_nowait("3")
        elif frame.startswith("43"):
            number, _, body = frame[2:].partition("[")
            waiting = self._waiting.pop(int(number), None)
            if waiting is not None and not waiting.done():
                waiting.set_result(orjson.loads("[" + body)[0])
        elif frame.startswith("42"):
            name, payload = orjson.loads(frame[2:])
            self._take(name, payload, live=True)

    def _take(self, name: str, payload: Payload, *, live: bool) -> None:
        if name == "session.ended":
            self._ended = True
        elif name == "presence.changed":
            self.presence[payload["user_id"]] = payload["state"]
        elif name == "receipt.updated" and payload["conversation_id"] in self.views:
            self.views[payload["conversation_id"]].receipt(payload)
        elif name in ("message.created", "message.changed"):
            view = self.views.get(payload["message"]["conversation_id"])
            if view is not None:
                view.take(payload["message"], live=live) if name.endswith("created") else view.change(
                    payload["message"]
                )
                if view.has_gap:
                    self._heal_soon(GAP_PATIENCE_SECONDS)

    def _see(self, participants: list[Payload]) -> None:
        for one in participants:
            self.presence[one["user_id"]] = one["presence"]

    def _heal_soon(self, after_seconds: float) -> None:
        if self._healing is None or self._healing.done():
            self._healing = self._spawn(self._heal_after(after_seconds))

    async def _heal_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        if seconds == 0 or any(view.has_gap for view in self.views.values()):
            await self.heal()

    async def _heal_forever(self) -> None:
        while True:
            await asyncio.sleep(SYNC_SECONDS * random.uniform(0.9, 1.1))
            await self.heal()

    def _spawn(self, work: Any) -> asyncio.Task[Any]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _abort(self, socket: ClientConnection | None) -> None:
        if socket is not None:
            socket.transport.abort()


@asynccontextmanager
async def present(
    person: Person, addresses: Sequence[str], conversation_ids: Sequence[str], *, patience_seconds: float = 5
) -> AsyncIterator[Device]:
    """A device that is online and has caught up."""
    device = Device(person, addresses, conversation_ids, patience_seconds)
    device.start()
    try:
        await device.caught_up()
        yield device
    finally:
        await device.close()
