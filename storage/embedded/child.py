"""A supervised child process: dies with us, is noticed when it dies, stops politely."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from storage.embedded.errors import EmbeddedError

LEASH = Path(__file__).with_name("leash.py")
LOG_LIMIT_BYTES = 10_000_000
LAST_WORDS_BYTES = 2_000


class Child:
    """One running child process. It never outlives us: the kernel ends it when we are gone, killed or not."""

    def __init__(
        self, name: str, process: "subprocess.Popen[bytes]", log: Path | None, patience_seconds: float
    ) -> None:
        self.name = name
        self.process = process
        self.log = log
        self.patience_seconds = patience_seconds

    @classmethod
    def spawn(
        cls,
        name: str,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        directory: Path,
        log: Path | None = None,
        held: Sequence[int] = (),
        patience_seconds: float = 10,
    ) -> "Child":
        """Start `command` in its own session; its output goes into `log`, or into a pipe read by the caller.

        `held` are file descriptors the child keeps open as long as it lives; `patience_seconds` is what `stop`
        grants it. Only for the main thread: the kernel ends the child when the thread that started it ends.
        """
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("children are started from the main thread: they end with the thread that started them")
        leashed = [sys.executable, "-I", "-S", str(LEASH), str(os.getpid()), *command]
        with contextlib.ExitStack() as stack:
            output: int | IO[bytes] = subprocess.PIPE if log is None else stack.enter_context(_open_log(log))
            process = subprocess.Popen(  # noqa: S603 - the commands are ours
                leashed,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(environment),
                cwd=directory,
                pass_fds=held,
                start_new_session=True,
            )
        return cls(name, process, log, patience_seconds)

    @property
    def alive(self) -> bool:
        """False from the moment the process has ended."""
        return self.process.poll() is None

    def check(self) -> None:
        """Raise EmbeddedError, with the last lines of its log, when the process has ended by itself."""
        code = self.process.poll()
        if code is not None:
            raise EmbeddedError(f"{self.name} ended unexpectedly ({describe(code)}).{self._last_words()}")

    def ask_to_stop(self) -> None:
        """Send SIGTERM, if it still runs; does not wait."""
        if self.alive:
            self.process.send_signal(signal.SIGTERM)

    def stop(self, waited_seconds: float = 0) -> bool:
        """End the process and everything of its session; false when it had to be killed after its patience.

        `waited_seconds` have already passed since it was asked to stop.
        """
        self.ask_to_stop()
        try:
            self.process.wait(max(0, self.patience_seconds - waited_seconds))
            polite = True
        except subprocess.TimeoutExpired:
            polite = False
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        return polite

    def _last_words(self) -> str:
        if self.log is None or not self.log.exists():
            return ""
        with self.log.open("rb") as log:
            log.seek(max(0, self.log.stat().st_size - LAST_WORDS_BYTES))
            words = log.read().decode(errors="replace").strip()
        return f" The end of {self.log}:\n{words}" if words else f" Its log {self.log} is empty."


def describe(code: int) -> str:
    """An exit code in words: "exit code 3", "killed by SIGKILL"."""
    if code >= 0:
        return f"exit code {code}"
    return f"killed by {signal.Signals(-code).name}"


def _open_log(log: Path) -> IO[bytes]:
    """Append to the log; an old one that grew too large is kept once, as `….1`."""
    if log.exists() and log.stat().st_size > LOG_LIMIT_BYTES:
        log.replace(log.with_name(log.name + ".1"))
    return log.open("ab")
