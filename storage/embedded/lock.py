"""One start at a time per data directory."""

import fcntl
import os
import time
from pathlib import Path

from storage.embedded.errors import EmbeddedError

FORMER_SERVERS_SECONDS = 20


class DirectoryLock:
    """Two locks on a directory: one for whoever supervises its servers, one that the servers themselves inherit.

    So a second supervisor is refused at once. But after a kill -9 of the supervisor the next start waits until its
    servers have written everything and gone, instead of finding their ports and files still in use.
    """

    def __init__(self, directory: Path) -> None:
        """Take both; EmbeddedError when another supervisor is alive, or its servers do not end within 20 seconds."""
        self._directory = directory
        self._supervisor = _open(directory / "supervisor.lock")
        self.inherited = -1
        try:
            self._take()
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let the next start begin. Calling it again does nothing."""
        descriptors, self.inherited, self._supervisor = (self.inherited, self._supervisor), -1, -1
        for descriptor in descriptors:
            if descriptor >= 0:
                os.close(descriptor)

    def _take(self) -> None:
        if not _try(self._supervisor):
            holder = os.pread(self._supervisor, 20, 0).decode() or "unknown"
            raise EmbeddedError(
                f"Another Astars (process {holder}) already runs on {self._directory}. "
                "Stop it, or choose another directory with ASTARS_VAR."
            )
        os.ftruncate(self._supervisor, 0)
        os.pwrite(self._supervisor, str(os.getpid()).encode(), 0)
        self.inherited = _open(self._directory / "servers.lock")
        deadline = time.monotonic() + FORMER_SERVERS_SECONDS
        while not _try(self.inherited):
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"Servers of an earlier start still run on {self._directory} and do not end; stop them by hand."
                )
            time.sleep(0.05)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
