"""The whole installation that the faults strike: replica set, Valkey, S3, two web processes, the worker, and the ways
between them."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from bson import ObjectId
from pymongo import AsyncMongoClient
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.read_concern import ReadConcern

from storage import embedded
from tests.faults.cast import PAIRS, Pair
from tests.faults.proxy import Proxy, proxy_to
from tests.faults.sent import Sent
from tests.faults.servers import ReplicaSet, Valkey
from tests.product import ROOT, Process, Product, start_product, wait_for

CAST: Final = 60


@dataclass
class Web:
    """One web process and the door (a proxy) by which clients reach it."""

    port: int
    process: Process
    door: Proxy

    @property
    def address(self) -> str:
        """Where clients connect."""
        return f"http://127.0.0.1:{self.door.port}"

    @property
    def own_address(self) -> str:
        """The process itself, past the door."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def alive(self) -> bool:
        """Whether the process is there, frozen or not."""
        return self.process.popen.poll() is None

    def signal(self, number: int) -> None:
        """Send the process a signal; returns at once."""
        self.process.popen.send_signal(number)

    async def end(self, number: int, within_seconds: float = 20) -> int:
        """Signal the process and wait for its end; answers its exit code."""
        return await asyncio.to_thread(self.process.stop, number, within_seconds)


class Site:
    """What runs. `mend()` brings back whatever a test has broken."""

    def __init__(
        self,
        product: Product,
        database: AsyncMongoClient[dict[str, Any]],
        mongodb: ReplicaSet,
        valkey: Valkey,
        objects: Proxy,
        webs: list[Web],
    ) -> None:
        self.product = product
        self._database = database
        self.mongodb = mongodb
        self.valkey = valkey
        self.objects = objects
        self.webs = webs
        self._cast: list[Pair] = []

    @property
    def addresses(self) -> list[str]:
        """The doors of all web processes."""
        return [web.address for web in self.webs]

    async def pairs(self, count: int) -> list[Pair]:
        """Consultations that nobody has used."""
        if len(self._cast) < count:
            self._cast += await asyncio.to_thread(self._make_pairs, max(CAST, count))
        taken, self._cast = self._cast[:count], self._cast[count:]
        return taken

    def _make_pairs(self, count: int) -> list[Pair]:
        command = [sys.executable, "-m", "tests.faults.cast", str(count)]
        done = subprocess.run(command, env=self.product.environment, cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()[-4000:]
        return PAIRS.validate_json(done.stdout)

    async def restart(self, web: Web) -> None:
        """Start a web process that has ended again, on the port that it had; it is ready when this returns."""
        assert not web.alive, "it has ended"
        self.product.processes.remove(web.process)
        web.process = self.product.start("web", ["-m", "server", "web"], {"ASTARS_PORT": str(web.port)})
        await asyncio.to_thread(wait_for, f"{web.own_address}/readyz", web.process)

    async def start_web(self, environment: dict[str, str]) -> tuple[str, Process]:
        """One more web process with settings of its own; whoever starts it stops it."""
        before = dict(self.product.environment)
        self.product.environment |= environment
        try:
            return await asyncio.to_thread(self.product.start_web)
        finally:
            self.product.environment = before

    async def stop_web(self, process: Process) -> None:
        """End a process that `start_web` has started."""
        self.product.processes.remove(process)
        await asyncio.to_thread(process.stop)

    def collection(self, name: str) -> AsyncCollection[dict[str, Any]]:
        """A collection as the majority has it."""
        return self._database.get_default_database()[name].with_options(read_concern=ReadConcern("majority"))

    async def stored(self, conversation_id: str) -> list[dict[str, Any]]:
        """The messages of a conversation that a majority holds, by `seq`."""
        found = self.collection("messages").find({"conversation_id": ObjectId(conversation_id)})
        return await found.sort("seq", 1).to_list(None)

    async def holds(self, sent: Sent) -> bool:
        """Whether a majority holds the message of this send."""
        return await self.collection("messages").find_one({"client_message_id": sent.id}) is not None

    async def mend(self) -> None:
        """Everything runs, and every way is open."""
        for proxy in (self.objects, *(web.door for web in self.webs)):
            await proxy.mend()
        await self.valkey.ready()
        await self.mongodb.ready()
        for web in self.webs:
            if not web.alive:
                await self.restart(web)
            web.signal(signal.SIGCONT)
            await asyncio.to_thread(wait_for, f"{web.own_address}/readyz", web.process)


@asynccontextmanager
async def site(folder: Path) -> AsyncIterator[Site]:
    """The installation, running; everything is ended afterwards, in reverse order."""
    async with AsyncExitStack() as stack:
        s3 = stack.enter_context(embedded.start(folder / "s3", mongodb=False, redis=False))
        objects = await stack.enter_async_context(proxy_to(urlsplit(s3.s3_endpoint_url).port or 0))
        valkey, mongodb = Valkey(folder / "valkey"), ReplicaSet(folder)
        stack.callback(valkey.stop)
        stack.push_async_callback(mongodb.close)
        await valkey.ready()
        await mongodb.ready()
        database = AsyncMongoClient[dict[str, Any]](mongodb.url, appname="test", tz_aware=True)
        stack.push_async_callback(database.close)
        stores = s3.environment() | {
            "MONGODB_URL": mongodb.url,
            "REDIS_URL": valkey.url,
            "S3_ENDPOINT_URL": f"http://127.0.0.1:{objects.port}",
            "ASTARS_COMMANDS_PER_SECOND": "1000",
        }
        product = await asyncio.to_thread(start_product, _made(folder / "product"), stores)
        stack.callback(product.stop)
        first = next(one for one in product.processes if one.name == "web")
        url, second = await asyncio.to_thread(product.start_web)
        webs = []
        for address, process in ((product.base_url, first), (url, second)):
            port = urlsplit(address).port or 0
            webs.append(Web(port, process, await stack.enter_async_context(proxy_to(port))))
        yield Site(product, database, mongodb, valkey, objects, webs)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
