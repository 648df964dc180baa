"""`astars run`: everything comes up with one command, says what is wrong, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from server.__main__ import SUBCOMMANDS
from storage.embedded.lock import DirectoryLock
from storage.embedded.ports import ask, choose_free, is_free

READY = "Astars is ready"
ADDRESSES = ("MONGODB_URL", "REDIS_URL", "S3_ENDPOINT_URL", "S3_ACCESS_KEY", "S3_SECRET_KEY")


class Run:
    """A running `astars run` and what it has printed so far."""

    def __init__(self, process: "subprocess.Popen[str]", port: int) -> None:
        self.process = process
        self.port = port
        self.printed = ""

    def read_until(self, text: str) -> None:
        """Read its output up to the line with `text`; fail with all of it when it ends before."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed += line
            if text in line:
                return
        raise AssertionError(self.printed)

    def family(self) -> dict[str, psutil.Process]:
        """Every process it has started, by the last words of its command line."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        return {" ".join(child.cmdline()[-2:]): child for child in children}

    def finish(self) -> int:
        """Read the rest, and return the exit code."""
        rest, _ = self.process.communicate(timeout=30)
        self.printed += rest
        return self.process.returncode


def command(arguments: list[str], settings: dict[str, str]) -> "subprocess.Popen[str]":
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ASTARS_")}
    for name in ADDRESSES:
        inherited.pop(name, None)
    return subprocess.Popen(
        [sys.executable, "-m", "server", *arguments],
        env=inherited | settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def demo(var: Path) -> Iterator[Run]:
    """The demo, ready; killed at the end if it still runs, and its servers awaited."""
    port = choose_free(1)[0]
    settings = {"ASTARS_DEMO": "true", "ASTARS_VAR": str(var), "ASTARS_PORT": str(port)}
    with command(["run"], settings) as process:
        run = Run(process, port)
        try:
            run.read_until("Ctrl-C stops")
            yield run
        finally:
            process.kill()
            process.communicate()
            DirectoryLock(var).release()


def has_ended(process: psutil.Process) -> bool:
    """Gone, or waiting for an init process that never asks for its exit code."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("run")


def test_first_start_serves_and_a_dead_process_stops_everything_with_its_name(var: Path) -> None:
    with demo(var) as run:
        assert READY in run.printed
        for account in ("client", "sofia", "elizaveta", "support", "admin"):
            assert f"{account}@example.com" in run.printed
        for path in ("/healthz", "/readyz", "/dev/outbox.json"):
            answer = ask(run.port, path)
            assert answer is not None
            assert answer[0] == 200, path

        family = run.family()
        web = next(process for words, process in family.items() if words.endswith("web"))
        web.kill()
        assert run.finish() == 1
        assert "web ended unexpectedly (killed by SIGKILL)" in run.printed
        assert [words for words, process in family.items() if not has_ended(process)] == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_later_starts_continue_and_a_signal_stops_everything_cleanly(var: Path, number: signal.Signals) -> None:
    credentials = (var / "credentials.json").read_text()
    sandbox = (var / "sandbox.json").read_text()
    with demo(var) as run:
        assert (var / "credentials.json").read_text() == credentials
        assert (var / "sandbox.json").read_text() == sandbox
        family = run.family()
        assert len(family) >= 6  # three servers, the sandbox, web and worker
        run.process.send_signal(number)
        run.process.wait(timeout=15)
        assert run.finish() == 0
        assert run.printed.rstrip().endswith("Stopped.")
        assert "had to be killed" not in run.printed
        assert [words for words, process in family.items() if not has_ended(process)] == []
        assert is_free(run.port)


def test_killed_supervisor_takes_everything_with_it(var: Path) -> None:
    with demo(var) as run:
        family = run.family()
        run.process.kill()
        left = list(family.values())
        deadline = time.monotonic() + 15
        while left and time.monotonic() < deadline:
            psutil.wait_procs(left, timeout=0.1)
            left = [process for process in left if not has_ended(process)]
        assert left == []


def test_port_in_use_is_told_in_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with command(["run"], {"ASTARS_VAR": str(tmp_path), "ASTARS_PORT": str(port)}) as process:
            printed, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert printed.strip() == f"Port {port} is already in use on 127.0.0.1: choose another one with ASTARS_PORT."


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"ASTARS_PORT": "many"}, "ASTARS_PORT: Input should be a valid integer"),
        ({"ASTARS_DEMO": "true", "ASTARS_PUBLIC_URL": "https://astars.example"}, "ASTARS_PUBLIC_URL"),
    ],
)
def test_unusable_settings_are_explained_without_a_traceback(
    tmp_path: Path, settings: dict[str, str], said: str
) -> None:
    with command(["run"], {"ASTARS_VAR": str(tmp_path), **settings}) as process:
        printed, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert said in printed
    assert "Traceback" not in printed


def test_help_names_every_subcommand() -> None:
    with command(["--help"], {}) as process:
        printed, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    for name in SUBCOMMANDS:
        assert f"\n  {name} " in printed
