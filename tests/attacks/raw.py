"""Sockets and polls spoken by hand, for what no official client would ever send."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import orjson
import psutil
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from tests.product import Product

CUT_WITHIN_SECONDS = 5.0
PATH = "/socket.io/?"
FRAMES = "EIO=4&transport=websocket"
POLLS = "EIO=4&transport=polling"


@asynccontextmanager
async def websocket(
    app: Product, *, query: str = FRAMES, origin: str | None = None, cookie: str = "", address: str = "127.0.0.1"
) -> AsyncIterator[ClientConnection]:
    """A bare websocket to the hub; nothing has been said yet. It takes from the network one frame ahead of its test."""
    url = app.base_url.replace("http", "ws", 1) + PATH + query
    headers = {"Cookie": cookie} if cookie else {}
    async with connect(
        url,
        origin=Origin(origin) if origin else None,
        additional_headers=headers,
        local_addr=(address, 0),
        proxy=None,
        max_size=None,
        max_queue=1,
    ) as opened:
        yield opened


async def handshake(opened: ClientConnection, auth: object = None) -> str:
    """Say hello; answers the packet that came back: `40…` (welcome) or `44…` (refused)."""
    greeting = await opened.recv()
    assert isinstance(greeting, str)
    assert greeting.startswith("0{")
    await opened.send("40" + (orjson.dumps(auth).decode() if auth is not None else ""))
    answer = await opened.recv()
    assert isinstance(answer, str)
    return answer


async def signed_in(opened: ClientConnection, token: str) -> None:
    """Say hello with a session, and be greeted; somebody else's news may come first."""
    assert (await handshake(opened, {"token": token})).startswith("40{")
    async with asyncio.timeout(CUT_WITHIN_SECONDS):
        while not str(await opened.recv()).startswith('42["session.ready"'):
            pass


async def end_of(opened: ClientConnection, within_seconds: float = CUT_WITHIN_SECONDS) -> list[str]:
    """Wait until the server has closed the socket; answers what it said before."""
    said: list[str] = []
    async with asyncio.timeout(within_seconds):
        try:
            while True:
                said.append(str(await opened.recv()))
        except ConnectionClosed:
            return said


async def acknowledgement(opened: ClientConnection, packet_id: int | str) -> dict[str, Any]:
    """The acknowledgement with this id, passing over everything else."""
    prefix = f"43{packet_id}["
    async with asyncio.timeout(CUT_WITHIN_SECONDS):
        while True:
            packet = await opened.recv()
            if isinstance(packet, str) and packet.startswith(prefix):
                answer: dict[str, Any] = orjson.loads(packet[len(prefix) - 1 :])[0]
                return answer


class Poll:
    """A long-polling client."""

    def __init__(self, http: httpx.AsyncClient, sid: str) -> None:
        self._http = http
        self.sid = sid

    @property
    def path(self) -> str:
        """Where this client reads and writes."""
        return f"{PATH}{POLLS}&sid={self.sid}"

    async def get(self) -> httpx.Response:
        """What waits for the client, as soon as something does."""
        return await self._http.get(self.path)

    async def post(self, body: str | bytes) -> httpx.Response:
        """Send packets."""
        return await self._http.post(self.path, content=body)


@asynccontextmanager
async def polling(
    app: Product, *, address: str = "127.0.0.1", headers: dict[str, str] | None = None
) -> AsyncIterator[Poll]:
    """A transport opened by polling; nothing has been said yet."""
    transport = httpx.AsyncHTTPTransport(local_address=address)
    async with httpx.AsyncClient(
        transport=transport, base_url=app.base_url, headers=headers, timeout=CUT_WITHIN_SECONDS
    ) as http:
        opened = await http.get(PATH + POLLS)
        assert opened.status_code == 200, opened.text
        yield Poll(http, orjson.loads(opened.text[1:])["sid"])


def web_process(app: Product) -> psutil.Process:
    """The first web process."""
    found = next(one for one in app.processes if one.name == "web")
    assert found.popen.poll() is None, found.tail()
    return psutil.Process(found.popen.pid)


async def metric(app: Product, name: str) -> float:
    """What the process counts under this name, labels included as they are printed; 0.0 before the first."""
    async with httpx.AsyncClient(base_url=app.base_url) as http:
        text = (await http.get("/metrics")).text
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0
