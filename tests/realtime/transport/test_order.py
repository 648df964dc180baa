"""Packets of one client are dealt with one after another, however many come at once and whatever each waits for."""

import asyncio

from realtime.transport.codec import Codec, JsonPacket
from realtime.transport.direct import DirectServer
from realtime.transport.frame_socket import MAX_PENDING, MAX_PENDING_BYTES, FrameSocket
from realtime.transport.websocket import WebSocketProtocol
from tests.realtime.transport.wires import Wire, accepted, client_frame

MANY = MAX_PENDING * 5


class Listening:
    """A server that answers each event when it is told to, and remembers the order."""

    def __init__(self) -> None:
        self.heard: list[object] = []
        self.go_on = asyncio.Event()
        self.server = DirectServer(
            answer=self.answer, after_connect=self._greet, async_mode="asgi", json=Codec, serializer=JsonPacket
        )

    async def answer(self, event: str, sid: str, payload: object) -> bytes:
        await self.go_on.wait()
        self.heard.append(payload)
        if isinstance(payload, int) and payload % 3:
            await asyncio.sleep(0)
        return b"true"

    async def have_heard(self, count: int) -> None:
        async with asyncio.timeout(10):
            while len(self.heard) < count:  # noqa: ASYNC110  # each turn of the loop deals with some
                await asyncio.sleep(0)

    async def _greet(self, sid: str) -> None:
        """Nobody is greeted here."""

    async def client(self) -> tuple[WebSocketProtocol, Wire]:
        protocol, wire, _ = await accepted()
        found = FrameSocket(self.server.eio, "eio", protocol, {})
        found.member = "sid"
        protocol.hand_over(found)
        return protocol, wire


async def test_many_at_once_are_answered_in_order_and_meanwhile_nothing_more_is_read() -> None:
    listening = Listening()
    protocol, wire = await listening.client()
    loop = asyncio.get_running_loop()
    for start in range(0, MANY, 40):
        frames = [client_frame(b'42%d["say",%d]' % (number, number)) for number in range(start, start + 40)]
        loop.call_soon(protocol.data_received, b"".join(frames))
    for _ in range(20):
        await asyncio.sleep(0)
    assert not wire.reads
    assert listening.heard == []
    listening.go_on.set()
    await listening.have_heard(MANY)
    assert listening.heard == list(range(MANY))
    await asyncio.sleep(0)
    assert wire.reads


async def test_large_packets_are_not_hoarded() -> None:
    listening = Listening()
    protocol, wire = await listening.client()
    large = client_frame(b'42["say","' + b"x" * 90_000 + b'"]')
    count = MAX_PENDING_BYTES // 90_000 + 3
    for _ in range(count):
        asyncio.get_running_loop().call_soon(protocol.data_received, large)
    for _ in range(20):
        await asyncio.sleep(0)
    assert not wire.reads
    listening.go_on.set()
    await listening.have_heard(count)
