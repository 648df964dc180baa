"""The running product for tests: real embedded servers, the sandbox, web processes and the worker, on free ports."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from server.settings import Settings

ROOT = Path(__file__).parent.parent
START_SECONDS = 90.0


def free_port() -> int:
    """A port that nobody listens on now, below those that the system gives to outgoing connections by itself."""
    while True:
        port = random.randint(15_000, 30_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


@dataclass
class Process:
    """One process of the product; its output goes to `log`."""

    name: str
    popen: "subprocess.Popen[bytes]"
    log: Path

    def stop(self, number: int = signal.SIGTERM, patience_seconds: float = 20) -> int:
        """Signal the process and wait for its end; answers its exit code."""
        if self.popen.poll() is None:
            self.popen.send_signal(number)
        return self.popen.wait(patience_seconds)

    def tail(self) -> str:
        """The end of what it printed."""
        return self.log.read_text(errors="replace")[-4000:]


@dataclass
class Product:
    """What is running and where. Every process that is started here is stopped by `stop()`."""

    var: Path
    environment: dict[str, str]
    processes: list[Process] = field(default_factory=list)
    base_url: str = ""
    sandbox_url: str = ""

    @property
    def settings(self) -> Settings:
        """The settings that the processes were started with, for a context of the test's own."""
        given = {
            name: self.environment[key]
            for name, keys in Settings.variables().items()
            for key in keys
            if key in self.environment
        }
        return Settings.model_validate(given)

    def run(self, *arguments: str) -> None:
        """Run `python -m server …` to its end; fails with its output when it fails."""
        done = subprocess.run(
            [sys.executable, "-m", "server", *arguments],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()[-4000:] + done.stdout.decode()[-1000:]

    def start(self, name: str, arguments: list[str], extra: Mapping[str, str] | None = None) -> Process:
        """Start one process without waiting for anything."""
        log = self.var / f"{name}-{len(self.processes)}.log"
        with log.open("wb") as output:
            popen = subprocess.Popen(
                [sys.executable, *arguments],
                env=self.environment | dict(extra or {}),
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        process = Process(name, popen, log)
        self.processes.append(process)
        return process

    def start_web(self) -> tuple[str, Process]:
        """Start one more web process; answers its address once it is ready."""
        port = free_port()
        process = self.start("web", ["-m", "server", "web"], {"ASTARS_PORT": str(port)})
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/readyz", process)
        return url, process

    def stop(self) -> None:
        """Stop everything, the last started first."""
        for process in reversed(self.processes):
            process.stop()
        self.processes.clear()


def wait_for(url: str, process: Process) -> None:
    """Return when `url` answers 200; fail with the process's output when it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.popen.poll() is None, process.tail()
        try:
            if httpx.get(url, timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"{url} is not ready\n{process.tail()}")


def start_product(var: Path, stores: Mapping[str, str]) -> Product:
    """Prepare the database and start sandbox, one web process and the worker on the given stores."""
    port, sandbox_port, smtp_port = free_port(), free_port(), free_port()
    sandbox_url = f"http://127.0.0.1:{sandbox_port}"
    base_url = f"http://127.0.0.1:{port}"
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("ASTARS_", "S3_"))}
    product = Product(
        var=var,
        base_url=base_url,
        sandbox_url=sandbox_url,
        environment=inherited
        | dict(stores)
        | {
            "ASTARS_DEMO": "true",
            "ASTARS_PORT": str(port),
            "ASTARS_PUBLIC_URL": base_url,
            "ASTARS_VAR": str(var),
            "ASTARS_TRANSPORT": os.environ.get("ASTARS_TRANSPORT", "direct"),
            # Everybody in the tests comes from one address.
            "ASTARS_SOCKETS_PER_ADDRESS": "20000",
            "ASTARS_SANDBOX_URL": sandbox_url,
            "ASTARS_SMS_URL": sandbox_url,
            "ASTARS_SMS_KEY": "demo",
            "ASTARS_SMTP_URL": f"smtp://127.0.0.1:{smtp_port}",
            "ASTARS_TELEGRAM_API_URL": sandbox_url,
            "ASTARS_TELEGRAM_BOT_TOKEN": "1:demo",
            "ASTARS_YOOKASSA_URL": f"{sandbox_url}/v3",
            "ASTARS_YOOKASSA_SHOP_ID": "demo",
            "ASTARS_YOOKASSA_SECRET_KEY": "demo",
        },
    )
    try:
        sandbox = product.start(
            "sandbox",
            [
                *("-m", "server.sandbox", "--http-port", str(sandbox_port), "--smtp-port", str(smtp_port)),
                *("--state", str(var / "sandbox.sqlite")),
                *("--notify-url", f"{base_url}/api/payments/webhooks/yookassa"),
            ],
        )
        wait_for(f"{sandbox_url}/outbox.json", sandbox)
        product.run("seed")
        web = product.start("web", ["-m", "server", "web"])
        product.start("worker", ["-m", "server", "worker"])
        wait_for(f"{base_url}/readyz", web)
    except BaseException:
        product.stop()
        raise
    return product
