"""What every measurement is given: the stores, the product once it is wanted, the generator, and how long to take."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from loadtests.contestants import Contestant, Peer, end, mongod_pid, start_web
from loadtests.generator import Generator, Load, Report
from loadtests.people import Member, write_members
from tests.product import Product, start_product

GOODBYE_SECONDS = 5.5


def say_goodbye() -> None:
    """Let the product tell about those who left, after its grace of 4 s: no later run shall pay for it."""
    time.sleep(GOODBYE_SECONDS)


@dataclass(frozen=True)
class Effort:
    """How much is done. Rounds alternate between the contestants, so that noise hits all alike."""

    rounds: int = 3
    seconds: float = 4.0
    messages: int = 1_000_000
    idle: int = 10_000
    storm: int = 5_000


@dataclass
class Laboratory:
    """One run of the bench. Everything that is started through it is stopped by `close()`."""

    folder: Path
    stores: Mapping[str, str]
    generator: Generator
    effort: Effort
    _stack: ExitStack = field(default_factory=ExitStack)
    _product: Product | None = None

    @property
    def product(self) -> Product:
        """The product with its worker; its own web process stays idle, measured ones are started beside it."""
        if self._product is None:
            var = self.folder / "product"
            var.mkdir()
            self._product = start_product(var, self.stores)
            for process in self._product.processes:
                self._stack.callback(end, process)
        return self._product

    @property
    def mongod(self) -> int:
        """The process id of MongoDB."""
        return mongod_pid(self.stores)

    @contextmanager
    def web(self, database: str = "") -> Iterator[Contestant]:
        """A fresh web process of the product, on a database of its own when that is named."""
        contestant = start_web(self.product, database)
        try:
            yield contestant
        finally:
            contestant.stop()

    @contextmanager
    def peers(self, peers: Sequence[Peer], core: int | None = None) -> Iterator[list[Contestant]]:
        """These peers, all running, each with a database of its own."""
        with ExitStack() as stack:
            started = []
            for peer in peers:
                started.append(peer.start(self.folder, self.stores["MONGODB_URL"], core))
                stack.callback(started[-1].stop)
            yield started

    def file(self, members: Sequence[Member]) -> Path:
        """These people as the generator reads them."""
        return write_members(self.folder, members)

    def run(self, contestant: Contestant, load: Load, core: int | None = None) -> Report:
        """One run of the generator against this server; measured are it and, where it has a database, MongoDB."""
        pids = (contestant.pid, self.mongod) if contestant.database_url else (contestant.pid,)
        report = self.generator.run(replace(load, ports=(contestant.port,), pids=pids), core)
        if not contestant.is_peer:
            say_goodbye()
        return report

    def close(self) -> None:
        """Stop everything."""
        self._stack.close()
