"""`make bench`: the product's whole durable path beside a peer's, one after the other in one run, as a table."""

import asyncio
import json
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

from server.app import open_context
from storage import embedded
from storage.users import Role
from tests.people import consultation, sign_up
from tests.product import ROOT, Process, free_port, start_product, wait_for

PAIRS = 100
SECONDS = 10
COLUMNS = ("messages_per_second", "ack_p50_ms", "ack_p99_ms", "delivery_p50_ms", "delivery_p99_ms", "errors")


def _generate(url: str, pairs: list[dict[str, str]], folder: Path) -> dict[str, float]:
    file = folder / f"{uuid4()}.json"
    file.write_text(json.dumps(pairs))
    command = [sys.executable, "-m", "loadtests.generator", url, str(file), "--seconds", str(SECONDS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=SECONDS + 60, check=True)
    report: dict[str, float] = json.loads(done.stdout)
    return report


def _product(folder: Path, stores: dict[str, str]) -> dict[str, float]:
    product = start_product(folder, stores | {"ASTARS_COMMANDS_PER_SECOND": "100000"})
    try:
        return _generate(product.base_url, asyncio.run(_product_pairs(product.settings)), folder)
    finally:
        product.stop()


async def _product_pairs(settings: object) -> list[dict[str, str]]:
    async with open_context(settings) as context:  # type: ignore[arg-type]
        pairs = []
        for _ in range(PAIRS):
            client, astrologer = await sign_up(context), await sign_up(context, Role.ASTROLOGER)
            opened = await consultation(context, client, astrologer)
            pairs.append({"a": client.token, "b": astrologer.token, "conversation_id": str(opened.id)})
        return pairs


def _stock(folder: Path, stores: dict[str, str]) -> dict[str, float]:
    port = free_port()
    log = folder / "stock.log"
    with log.open("wb") as output:
        popen = subprocess.Popen(
            [sys.executable, "-m", "loadtests.peers.stock"],
            cwd=ROOT,
            env=os.environ | stores | {"PORT": str(port)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    process = Process("stock", popen, log)
    try:
        wait_for(f"http://127.0.0.1:{port}/socket.io/?EIO=4&transport=polling", process)
        rooms = [str(uuid4()) for _ in range(PAIRS)]
        pairs = [{"a": f"{uuid4()}:{one}", "b": f"{uuid4()}:{one}", "conversation_id": one} for one in rooms]
        return _generate(f"http://127.0.0.1:{port}", pairs, folder)
    finally:
        process.stop()


def main() -> None:
    """Measure both, print the table, write it to `loadtests/RESULTS.md`."""
    with tempfile.TemporaryDirectory() as name, embedded.start(Path(name) / "stores") as running:
        stores = running.environment()
        rows = {
            "Astars, the whole path": _product(Path(name), stores),
            "stock python-socketio, one insert a message": _stock(Path(name), stores),
        }
    text = _table(rows)
    sys.stdout.write(text)
    (ROOT / "loadtests" / "RESULTS.md").write_text(text)


def _table(rows: dict[str, dict[str, float]]) -> str:
    base = rows["stock python-socketio, one insert a message"]["messages_per_second"]
    names = ("python-socketio", "uvicorn", "motor")
    head = " | ".join(["", *(one.replace("_", " ") for one in COLUMNS), "ratio"])
    lines = [
        "# Results",
        "",
        f"Durable chat: {PAIRS} pairs in a closed loop for {SECONDS} s, about 100 bytes a message, acknowledged after",
        "a majority-committed, journaled write and delivered to the peer. One server process; server, mongod and",
        f"generator share {os.cpu_count()} cores ({platform.machine()}). Python {platform.python_version()}, "
        + ", ".join(f"{one} {version(one)}" for one in names)
        + ".",
        "",
        f"|{head} |",
        "|" + "---|" * (len(COLUMNS) + 2),
    ]
    for name, row in rows.items():
        cells = [name, *(f"{row[one]:,}" for one in COLUMNS), f"{row['messages_per_second'] / base:.2f}×"]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
