"""`make day`: the whole product with embedded stores on loopback, and locust's users in it for a bounded time."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from storage import embedded
from tests.product import ROOT, start_product

MOST_USERS = 500
MOST_SECONDS = 3_600


def main() -> int:
    """Start, let them in, print locust's table, stop. The exit code is locust's: not 0 when any request failed."""
    parser = argparse.ArgumentParser(prog="python -m loadtests.day", description=__doc__)
    parser.add_argument("--users", type=int, default=30, help=f"at most {MOST_USERS}")
    parser.add_argument("--seconds", type=int, default=60, help=f"at most {MOST_SECONDS}")
    options = parser.parse_args()
    users, seconds = min(options.users, MOST_USERS), min(options.seconds, MOST_SECONDS)
    with tempfile.TemporaryDirectory() as name, embedded.start(Path(name) / "stores") as running:
        var = Path(name) / "product"
        var.mkdir()
        product = start_product(var, running.environment())
        try:
            return _locust(product.base_url, users, seconds)
        finally:
            product.stop()


def _locust(base_url: str, users: int, seconds: int) -> int:
    command = [sys.executable, "-m", "locust", "--locustfile", "loadtests/users.py", "--headless", "--only-summary"]
    command += ["--host", base_url, "--users", str(users), "--spawn-rate", str(max(1, users // 10))]
    command += ["--run-time", f"{seconds}s", "--stop-timeout", "10", "--loglevel", "WARNING"]
    return subprocess.run(command, cwd=ROOT, timeout=seconds + 120, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
