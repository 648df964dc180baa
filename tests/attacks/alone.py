"""A web process of an attack's own, with its own settings, and what is measured there."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from uuid import uuid4

import psutil

from tests.product import Product, free_port, wait_for
from tests.sockets import Client

MEGABYTE = 1024 * 1024
PACE_SECONDS = 1 / 30
# What takes less is felt as at once, and a shared machine stalls for half of it by itself.
UNNOTICED_SECONDS = 0.1


@asynccontextmanager
async def alone(app: Product, **settings: str) -> AsyncIterator[Product]:
    """One more web process with these settings, seen as a product of this one process."""
    port = free_port()
    process = app.start("web", ["-m", "server", "web"], {"ASTARS_PORT": str(port), **settings})
    url = f"http://127.0.0.1:{port}"
    try:
        await asyncio.to_thread(wait_for, f"{url}/readyz", process)
        yield replace(app, base_url=url, processes=[process])
    finally:
        await asyncio.to_thread(process.stop)
        app.processes.remove(process)


@dataclass
class Growth:
    """How far the memory of a process rose above its beginning, at most."""

    bytes: int = 0


@asynccontextmanager
async def growth(process: psutil.Process) -> AsyncIterator[Growth]:
    """Looks at the memory all the while, so that a peak which is gone at the end counts."""
    before = process.memory_info().rss
    seen = Growth()

    async def look() -> None:
        while True:
            seen.bytes = max(seen.bytes, process.memory_info().rss - before)
            await asyncio.sleep(0.02)

    looking = asyncio.create_task(look())
    try:
        yield seen
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)


async def delays(conversation_id: str, one: Client, other: Client, count: int) -> list[float]:
    """Seconds from sending to delivery for messages the two write in turn, at a pace that no limit minds."""
    found = []
    for number in range(count):
        writer, reader = (one, other) if number % 2 else (other, one)
        found.append(await _delay(conversation_id, writer, reader))
        await asyncio.sleep(max(0.0, PACE_SECONDS - found[-1]))
    return found


async def _delay(conversation_id: str, writer: Client, reader: Client) -> float:
    text = str(uuid4())
    reader.events.clear()
    began = time.perf_counter()
    sending = asyncio.create_task(writer.send(conversation_id, text))
    await reader.event("message.created", lambda event: bool(event["message"]["text"] == text))
    lasted = time.perf_counter() - began
    await sending
    return lasted


def p99(seconds: list[float]) -> float:
    """Ninety-nine of a hundred are no larger."""
    return sorted(seconds)[round(0.99 * (len(seconds) - 1))]


def unnoticed(before: list[float], during: list[float]) -> bool:
    """Whether bystanders waited at most twice as long as before; what is short anyway is no matter."""
    return p99(during) <= max(2 * p99(before), UNNOTICED_SECONDS)
