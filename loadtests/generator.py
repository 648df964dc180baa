"""The saturation generator of `saturation/`, compiled where it is needed and started as a process of its own."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

SOURCES = Path(__file__).parent / "saturation"
START_SECONDS = 180.0

Mode = Literal["talk", "idle", "storm", "recover"]


class NoCompiler(Exception):
    """There is no C compiler here."""

    def __str__(self) -> str:
        return "The load generator is C and no compiler was found: install gcc or clang, or name one with CC=…"


class Times(BaseModel):
    """Milliseconds; a percentile is at most 1/64 above the true one. All 0 when nothing was counted."""

    model_config = ConfigDict(frozen=True)

    p50: float
    p99: float
    max: float
    count: int


class Counters(BaseModel):
    """What clients sent and were sent. `late`: sends that the rate asked for and unanswered ones did not allow."""

    model_config = ConfigDict(frozen=True)

    sent: int
    acks: int
    refused: int
    deliveries: int
    late: int


class ProcessUse(BaseModel):
    """One measured process: CPU in the recorded seconds; memory before anybody came, at their beginning and end."""

    model_config = ConfigDict(frozen=True)

    pid: int
    cpu_seconds: float
    rss_before_kb: int
    rss_from_kb: int
    rss_to_kb: int


class Report(BaseModel):
    """What one run has seen. `recorded` is within the recorded seconds, `all` since the first connection."""

    model_config = ConfigDict(frozen=True)

    whole: bool
    clients: int
    ready: int
    caught_up: int
    connect_seconds: float
    seconds: float
    own_cpu_seconds: float
    synced: int
    out_of_order: int
    lost_links: int
    refused_links: int
    first_refusal: str
    recorded: Counters
    all: Counters
    ack_ms: Times
    delivery_ms: Times
    greeting_ms: Times
    catching_up_ms: Times
    processes: list[ProcessUse]

    @property
    def messages_per_second(self) -> float:
        """Acknowledged messages."""
        return self.recorded.acks / self.seconds

    @property
    def deliveries_per_second(self) -> float:
        """Messages that reached somebody else's screen."""
        return self.recorded.deliveries / self.seconds

    @property
    def errors(self) -> int:
        """Refused commands and everything that happened to connections against their will."""
        return self.all.refused + self.lost_links + self.refused_links

    def cpu_microseconds_per_message(self, process: int = 0) -> float:
        """CPU time of one of the measured processes for each acknowledged message."""
        return self.processes[process].cpu_seconds * 1e6 / max(1, self.recorded.acks)

    def cpu_percent(self, process: int = 0) -> float:
        """How busy one of the measured processes was; one core is 100."""
        return self.processes[process].cpu_seconds / self.seconds * 100


@dataclass(frozen=True)
class Load:
    """What a run shall do; the meaning of each field stands in `saturation/run.h`."""

    clients: Path
    ports: Sequence[int] = ()
    pids: Sequence[int] = ()
    mode: Mode = "talk"
    home: int = -1
    group: int = 2
    senders: int = 2
    window: int = 1
    rate: float = 0
    warm: float = 1
    seconds: float = 5
    patience: float = 30
    connecting: int = 64

    def arguments(self) -> list[str]:
        """The command line."""
        listed = {"ports": ",".join(map(str, self.ports)), "pids": ",".join(map(str, self.pids))}
        names = ("clients", "mode", "home", "group", "senders", "window", "rate", "warm", "seconds", "patience")
        plain = {name: str(getattr(self, name)) for name in (*names, "connecting")}
        return [word for name, value in (plain | listed).items() if value for word in (f"--{name}", value)]

    @property
    def bound_seconds(self) -> float:
        """When it must have ended by itself."""
        return self.patience * 2 + self.warm + self.seconds + 20


class Running:
    """A generator at work. `wait_until_ready()` returns once everybody is connected, `report()` once it has ended."""

    def __init__(self, popen: "subprocess.Popen[str]", bound_seconds: float) -> None:
        self._popen = popen
        self._bound_seconds = bound_seconds

    def wait_until_ready(self) -> None:
        """Everybody is connected, or as many as came within the load's patience."""
        assert self._popen.stdout is not None
        line = self._popen.stdout.readline()
        assert line == "ready\n", f"the generator said {line!r}"

    def report(self, *, now: bool = False) -> Report:
        """The report; with `now` the generator is asked to end first."""
        if now:
            self._popen.terminate()
        output, _ = self._popen.communicate(timeout=self._bound_seconds)
        assert self._popen.returncode == 0, f"the generator failed with {self._popen.returncode}"
        return Report.model_validate(json.loads(output.splitlines()[-1]))


class Generator:
    """The compiled program. With `core` it runs on that processor alone."""

    def __init__(self, program: Path) -> None:
        self._program = program

    @contextmanager
    def start(self, load: Load, core: int | None = None) -> Iterator[Running]:
        """Run it in the background; it is gone when the block ends."""
        with pinned(core):
            popen = subprocess.Popen([self._program, *load.arguments()], stdout=subprocess.PIPE, text=True)
        try:
            yield Running(popen, load.bound_seconds)
        finally:
            if popen.poll() is None:
                popen.kill()
            popen.communicate()

    def run(self, load: Load, core: int | None = None) -> Report:
        """Run it to its end."""
        with self.start(load, core) as running:
            return running.report()


def compiler() -> str:
    """The C compiler; raises NoCompiler."""
    found = next(
        (one for name in (os.environ.get("CC"), "cc", "gcc", "clang") if name and (one := shutil.which(name))), None
    )
    if found is None:
        raise NoCompiler
    return found


def compile_generator(folder: Path) -> Generator:
    """Build the program into `folder`; raises NoCompiler."""
    program = folder / "generator"
    subprocess.run([compiler(), "-O2", "-std=c11", "-o", program, *sorted(SOURCES.glob("*.c"))], check=True)
    return Generator(program)


@contextmanager
def pinned(core: int | None) -> Iterator[None]:
    """Processes that are started in this block stay on one processor; None leaves them alone."""
    before = os.sched_getaffinity(0)
    if core is not None and core in before:
        os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
