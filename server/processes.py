"""The product's own processes as children: their output is printed together, each line under its process's name."""

import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from server.stopping import StopRequest
from storage.embedded import Child, EmbeddedError

NAME_WIDTH = 7


class Processes:
    """Children that are started one by one, live together and stop together, the last started first."""

    def __init__(self, environment: Mapping[str, str], directory: Path) -> None:
        self._environment = environment
        self._directory = directory
        self._running: list[tuple[Child, threading.Thread]] = []

    def start(self, name: str, command: Sequence[str], *, patience_seconds: float) -> Child:
        """Start a process; `patience_seconds` is what it gets to finish its work when it is asked to stop."""
        child = Child.spawn(
            name, command, environment=self._environment, directory=self._directory, patience_seconds=patience_seconds
        )
        printing = threading.Thread(target=_print_lines, args=(child,), name=f"output of {name}")
        printing.start()
        self._running.append((child, printing))
        return child

    def finish(self, name: str, command: Sequence[str], stop: StopRequest) -> None:
        """Run a process to its end; EmbeddedError when it fails."""
        child = self.start(name, command, patience_seconds=5)
        while child.alive:
            stop.pause(0.02)
        self._running.pop()[1].join()
        if child.process.returncode != 0:
            child.check()

    def check(self) -> None:
        """EmbeddedError when one of them has ended by itself."""
        for child, _ in self._running:
            child.check()

    def stop(self) -> None:
        """Ask all to stop at the same time, then wait for each; those over their patience are killed and named."""
        asked = time.monotonic()
        for child, _ in reversed(self._running):
            child.ask_to_stop()
        while self._running:
            child, printing = self._running.pop()
            if not child.stop(waited_seconds=time.monotonic() - asked):
                _print(child.name, f"had to be killed: it did not stop within {child.patience_seconds:.0f} seconds")
            printing.join()


def from_procfile(path: Path) -> dict[str, str]:
    """Name → shell command of each process, in order; EmbeddedError when there is no such file."""
    try:
        lines = path.read_text().splitlines()
    except FileNotFoundError:
        raise EmbeddedError(f"{path} is missing: `astars run` starts the processes listed there.") from None
    entries = [line.partition(":") for line in lines if line.strip() and not line.startswith("#")]
    return {name.strip(): command.strip() for name, _, command in entries}


def in_shell(command: str) -> list[str]:
    """A Procfile's command as a program's arguments; the shell replaces itself, so signals reach the command."""
    return ["/bin/sh", "-c", f"exec {command}"]


def _print_lines(child: Child) -> None:
    output = child.process.stdout
    if output is None:
        return
    with output:
        for line in output:
            _print(child.name, line.decode(errors="replace").rstrip())


def _print(name: str, text: str) -> None:
    sys.stdout.write(f"{name:{NAME_WIDTH}} | {text}\n")
    sys.stdout.flush()
