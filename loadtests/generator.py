"""A closed-loop generator: pairs of clients that write to each other as fast as they are answered.

It speaks Engine.IO 4 / Socket.IO 5 frames over WebSocket by itself, because a full client costs more than the server
that it should measure. Loopback only; it stops by itself after `seconds`.
"""

import argparse
import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import orjson
from websockets.asyncio.client import ClientConnection, connect

TEXT = "Расскажите, пожалуйста, что меня ждёт в этом месяце."  # about 100 bytes of UTF-8
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass
class Result:
    """What was seen: seconds from send to acknowledgement and from send to the peer's screen."""

    acks: list[float] = field(default_factory=list)
    deliveries: list[float] = field(default_factory=list)
    errors: int = 0


async def _chatter(
    url: str, token: str, conversation_id: str, until: float, start: asyncio.Event, result: Result
) -> None:
    async with connect(url, compression=None, max_queue=None) as socket:
        await _greet(socket, token)
        start_text = f'421["message.send",{{"conversation_id":"{conversation_id}","kind":"text","text":"{TEXT}'
        await start.wait()
        sent_at = await _send(socket, start_text)
        async for frame in socket:
            now = time.monotonic()
            if frame == "2":
                await socket.send("3")
            elif isinstance(frame, str) and frame.startswith("43"):
                if '"ok":true' in frame:
                    result.acks.append(now - sent_at)
                else:
                    result.errors += 1
                if now > until:
                    return
                sent_at = await _send(socket, start_text)
            elif isinstance(frame, str) and frame.startswith('42["message.created"'):
                _count_delivery(frame, token, result)


def _count_delivery(frame: str, token: str, result: Result) -> None:
    message = orjson.loads(frame[2:])[1]["message"]
    stamp, _, sender = message["text"].rpartition(" ")[2].partition("/")
    if sender and sender != token[:8]:
        result.deliveries.append(time.monotonic() - float(stamp))


async def _greet(socket: ClientConnection, token: str) -> None:
    assert str(await socket.recv()).startswith("0")
    await socket.send("40" + json.dumps({"token": token}))
    while True:
        frame = str(await socket.recv())
        assert not frame.startswith("44"), frame
        if frame.startswith('42["session.ready"'):
            socket.token = token  # type: ignore[attr-defined]
            return


async def _send(socket: ClientConnection, start_text: str) -> float:
    now = time.monotonic()
    mark = f"{now!r}/{socket.token[:8]}"  # type: ignore[attr-defined]
    await socket.send(f'{start_text} {mark}","client_message_id":"{uuid4()}"}}]')
    return now


async def run(base_url: str, pairs: list[dict[str, str]], seconds: float) -> Result:
    """Let every pair chat for `seconds` after all have connected."""
    assert urlsplit(base_url).hostname in LOOPBACK, "load goes to loopback alone"
    url = base_url.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
    start, result = asyncio.Event(), Result()
    warm = 3.0 + len(pairs) * 0.01
    until = time.monotonic() + warm + seconds
    tasks = [
        asyncio.create_task(_chatter(url, token, pair["conversation_id"], until, start, result))
        for pair in pairs
        for token in (pair["a"], pair["b"])
    ]
    await asyncio.sleep(warm)
    start.set()
    done, pending = await asyncio.wait(tasks, timeout=seconds + 15)
    for task in pending:
        task.cancel()
    for task in done:
        task.result()
    return result


def percentile(values: list[float], share: float) -> float:
    """The value in milliseconds that `share` of the values do not pass; 0 for none."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] * 1000 if values else 0.0


def main() -> None:
    """Read the pairs from a file, print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--seconds", type=float, default=10)
    options = parser.parse_args()
    result = asyncio.run(run(options.url, json.loads(options.pairs.read_text()), options.seconds))
    report = {
        "messages_per_second": round(len(result.acks) / options.seconds),
        "deliveries_per_second": round(len(result.deliveries) / options.seconds),
        "errors": result.errors,
        "ack_p50_ms": round(percentile(result.acks, 0.5), 2),
        "ack_p99_ms": round(percentile(result.acks, 0.99), 2),
        "delivery_p50_ms": round(percentile(result.deliveries, 0.5), 2),
        "delivery_p99_ms": round(percentile(result.deliveries, 0.99), 2),
    }
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    main()
