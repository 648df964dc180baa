"""`make bench`: the product beside its peers, one after the other in one run, as tables with ratios."""

import argparse
import json
import os
import platform
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from loadtests.contestants import NODE, PEERS, install_peers
from loadtests.generator import NoCompiler, compile_generator
from loadtests.laboratory import Effort, Laboratory
from loadtests.measurements import crowd, durable, growth, idle, processes, reconnect, steady, transport
from loadtests.table import Section
from storage import embedded
from tests.product import ROOT

RESULTS = ROOT / "loadtests" / "RESULTS.md"

MEASUREMENTS: dict[str, Callable[[Laboratory], list[Section]]] = {
    "s1": transport.measure,
    "s2": idle.measure,
    "s3": durable.measure,
    "s4": processes.measure,
    "s6": reconnect.measure_storm,
    "s7": crowd.measure,
    "r3": steady.measure,
    "r5": reconnect.measure_kill,
    "s9": growth.measure_conversations,
    "s5": growth.measure_stored,
}
"""What can be asked for, in the order in which it is done: what leaves much behind in the database comes last."""


def main() -> int:
    """Measure what was asked for; a whole run writes `RESULTS.md` as it goes. Not 0 when anything was not measured."""
    options = _options()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))  # so that everything started is stopped
    _raise_file_limit()
    install_peers()
    wanted = [name for name in MEASUREMENTS if not options.measurements or name in options.measurements]
    head, sections, succeeded = _head(), [], True
    try:
        with _laboratory(_effort(options)) as laboratory:
            for key in wanted:
                texts, this_one = _measured(key, laboratory)
                sections += texts
                succeeded = succeeded and this_one
                if wanted == list(MEASUREMENTS):
                    RESULTS.write_text(head + "\n" + "\n".join(sections))
    except NoCompiler as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0 if succeeded else 1


@contextmanager
def _laboratory(effort: Effort) -> Iterator[Laboratory]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generator = compile_generator(folder)
        with embedded.start(folder / "stores") as running:
            laboratory = Laboratory(folder, running.environment(), generator, effort)
            try:
                yield laboratory
            finally:
                laboratory.close()


def _measured(key: str, laboratory: Laboratory) -> tuple[list[str], bool]:
    """The sections, and whether it succeeded: one that fails says so, and the others are measured all the same."""
    began = time.monotonic()
    try:
        texts, succeeded = [one.markdown() for one in MEASUREMENTS[key](laboratory)], True
    except Exception as problem:
        traceback.print_exc()
        texts, succeeded = [f"## {key.upper()}\n\nNot measured: {type(problem).__name__}.\n"], False
    sys.stdout.write("\n".join(texts) + f"\n({key}: {time.monotonic() - began:.0f} s)\n\n")
    sys.stdout.flush()
    return texts, succeeded


def _options() -> argparse.Namespace:
    usual = Effort()
    parser = argparse.ArgumentParser(prog="python -m loadtests.bench", description=__doc__)
    parser.add_argument("measurements", nargs="*", choices=[*MEASUREMENTS, []], help="all of them when none is named")
    parser.add_argument("--rounds", type=int, default=usual.rounds, help="how often each contestant is measured")
    parser.add_argument("--seconds", type=float, default=usual.seconds, help="how long a round is")
    parser.add_argument("--messages", type=int, default=usual.messages, help="stored messages of S5 and S9")
    parser.add_argument("--idle", type=int, default=usual.idle, help="idle clients of S7")
    parser.add_argument("--storm", type=int, default=usual.storm, help="clients that come back at once in S6")
    return parser.parse_args()


def _effort(options: argparse.Namespace) -> Effort:
    return Effort(options.rounds, options.seconds, options.messages, options.idle, options.storm)


def _raise_file_limit() -> None:
    """Ten thousand clients are ten thousand open files, in our children too."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _head() -> str:
    ours = ", ".join(f"{one} {version(one)}" for one in ("python-socketio", "uvicorn", "uvloop", "motor"))
    theirs = ", ".join(f"{one} {_node_version(one)}" for one in ("socket.io", "mongodb"))
    node = subprocess.run([NODE, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return (
        "# Results\n\n"
        f"Measured by `make bench` on {time.strftime('%Y-%m-%d', time.gmtime())}: {os.cpu_count()} × {_processor()}, "
        f"Linux {platform.release().partition('-')[0]}, loopback. Python {platform.python_version()}, {ours}; "
        f"Node {node}, {theirs}; the embedded MongoDB, one node, majority + journaled.\n"
        f"Load average at the start: {os.getloadavg()[0]:.1f}; it is 0 on a machine that does nothing else. "
        "Machines are noisy: read the ratios. What each figure means stands in [README.md](README.md).\n"
    )


def _node_version(package: str) -> str:
    return str(json.loads((PEERS / "node_modules" / package / "package.json").read_text())["version"])


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((one.partition(":")[2].strip() for one in lines if one.startswith("model name")), platform.machine())


if __name__ == "__main__":
    sys.exit(main())
