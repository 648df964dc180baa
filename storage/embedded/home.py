"""The directory the embedded servers live in, and how they are started and awaited there."""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from storage.embedded.child import Child
from storage.embedded.errors import EmbeddedError
from storage.embedded.ports import is_free

READY_SECONDS = 60
POLL_SECONDS = 0.02


@dataclass(frozen=True)
class Home:
    """`var`: one folder of data per server, `log/`, and the lock that every server holds as long as it lives."""

    var: Path
    lock: int

    def folder(self, name: str) -> Path:
        """A folder of `var` that only its owner may enter."""
        folder = self.var / name
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def spawn(self, name: str, command: Sequence[str | Path], folder: Path, patience_seconds: float) -> Child:
        """Start a server in its folder, logging into `log/`; it sees nothing of our environment but the search path."""
        environment = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH") if key in os.environ}
        return Child.spawn(
            name,
            [str(part) for part in command],
            environment={**environment, "HOME": str(folder), "LANG": "C.UTF-8"},
            directory=folder,
            log=self.folder("log") / f"{folder.name}.log",
            held=[self.lock],
            patience_seconds=patience_seconds,
        )

    def require_free(self, server: str, port: int) -> None:
        """EmbeddedError when somebody else listens on a port that was chosen for one of our servers."""
        if not is_free(port):
            raise EmbeddedError(
                f"Port {port}, kept for the embedded {server} server, is taken by another process. Stop that process, "
                f"or write a free port in its place into {self.var / 'credentials.json'}."
            )


def wait_until(child: Child, ready: Callable[[], bool]) -> None:
    """Return when `ready` says so; EmbeddedError as soon as the server ends, or after a minute."""
    deadline = time.monotonic() + READY_SECONDS
    while not ready():
        child.check()
        if time.monotonic() > deadline:
            raise EmbeddedError(f"{child.name} did not become ready within {READY_SECONDS} seconds; see {child.log}.")
        time.sleep(POLL_SECONDS)
