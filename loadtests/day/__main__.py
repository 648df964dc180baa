"""`make day`: the whole product with embedded stores on loopback, many people in it for a while, then a recount."""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from loadtests.day.cast import CAST_VARIABLE
from loadtests.day.recount import Finding, Remains, recount
from loadtests.day.signing_up import sign_up
from storage import embedded
from storage.times import utc_now
from tests.product import ROOT, start_product

MOST_PEOPLE = 1_500
MOST_SECONDS = 3_600
# Everybody buys at once on arriving.
ARRIVING_SECONDS = 120
# Copies of the inbox and open payments are brought to their end by jobs.
SETTLING_SECONDS = 45


def main() -> int:
    """Start, sign everybody up, let them in, stop, recount. Not 0 when a request failed or a rule is broken."""
    options = _options()
    with tempfile.TemporaryDirectory() as name, embedded.start(Path(name) / "stores") as running:
        var = Path(name) / "product"
        var.mkdir()
        stores = running.environment()
        product = start_product(var, stores)
        try:
            url = product.settings.mongodb_url.get_secret_value()
            people = {"clients": options.clients, "astrologers": options.astrologers, "support": options.support}
            cast = asyncio.run(sign_up(url, **people))
            begun = utc_now()
            failed = _locust(product.base_url, cast.write(var), options)
            time.sleep(SETTLING_SECONDS)
            findings = recount(Remains.read(url, begun))
        finally:
            product.stop()
    return _told(findings) or failed


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m loadtests.day", description=__doc__)
    for name, count in (("clients", 30), ("astrologers", 3), ("support", 2), ("visitors", 10)):
        parser.add_argument(f"--{name}", type=int, default=count, help=f"all together at most {MOST_PEOPLE}")
    parser.add_argument("--seconds", type=int, default=60, help=f"at most {MOST_SECONDS}")
    options = parser.parse_args()
    options.everybody = options.clients + options.astrologers + options.support + options.visitors
    if options.everybody > MOST_PEOPLE or options.seconds > MOST_SECONDS:
        parser.error("that is too many people, or too long a day")
    return options


def _locust(base_url: str, cast: Path, options: argparse.Namespace) -> int:
    command = [sys.executable, "-m", "locust", "--locustfile", "loadtests/day/users.py", "--headless", "--only-summary"]
    command += ["--host", base_url, "--users", str(options.everybody)]
    command += ["--spawn-rate", str(max(1, options.everybody // ARRIVING_SECONDS))]
    command += ["--run-time", f"{options.seconds}s", "--stop-timeout", "20", "--loglevel", "WARNING"]
    environment = os.environ | {CAST_VARIABLE: str(cast)}
    try:
        return subprocess.run(command, cwd=ROOT, env=environment, timeout=options.seconds + 300, check=False).returncode
    except subprocess.TimeoutExpired:
        print("the day did not end by itself", file=sys.stderr)
        return 1


def _told(findings: Sequence[Finding]) -> int:
    for one in findings:
        verdict = f"BROKEN by {len(one.broken)}: {', '.join(one.broken[:5])}" if one.broken else "holds"
        print(f"{one.asked:8,}  {one.rule}: {verdict}")
    return int(any(one.broken for one in findings))


if __name__ == "__main__":
    sys.exit(main())
