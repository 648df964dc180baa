"""Whatever a client says in packets, frames or polls: the same process, and the bystanders chat on."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress

import httpx
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed

from realtime.commands import COMMANDS
from server.context import Context
from tests.attacks.alone import MEGABYTE, growth
from tests.attacks.conftest import Bystanders
from tests.attacks.raw import FRAMES, PATH, POLLS, end_of, signed_in, web_process, websocket
from tests.people import Person, sign_up
from tests.product import Product

EXAMPLES = settings(
    max_examples=100,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
MAX_GROWTH_BYTES = 50 * MEGABYTE
END_SECONDS = 15.0
ENDS = "1"
KEY = "dGhlIHNhbXBsZSBub25jZQ=="

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
written = values.map(json.dumps)
names = st.sampled_from([*COMMANDS, "connect", "disconnect", "*", "session.ready", "message.created"]) | st.text()
events = st.tuples(names, values).map(json.dumps)
"""Commands by their names, with payloads that fit none of them."""

packets = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["4"] * 6 + list("012356789b \0")),
        st.sampled_from(["2"] * 6 + list("013456789a\uff11")),
        st.sampled_from(["", "", "", "0-", "1-", "99999999-", "-"]),
        st.sampled_from(["", "", "", "/", "/,", "/admin,", "/?a=b,"]),
        st.sampled_from(["", "", "0", "7", "-1", "1e9", "\u0663", "9" * 30, "9" * 200]),
        events | written | st.text(max_size=40),
    ),
)
texts = packets | st.text(max_size=60)
frames = texts | st.binary(max_size=60)

polls = st.lists(texts, max_size=6).map(lambda said: "\x1e".join(said).encode("utf-8", "replace")) | st.binary(
    max_size=60
)


@st.composite
def whole_frames(draw: st.DrawFn) -> bytes:
    """A frame with any head, whose length tells the truth or does not."""
    payload = draw(texts.map(lambda text: text.encode("utf-8", "replace")) | st.binary(max_size=140))
    length = draw(st.sampled_from([len(payload)] * 4 + [0, 5, 126, 127, 2**16, 2**31, 2**63]))
    head, masked = draw(st.sampled_from([0x81] * 4 + [*range(256)])), draw(st.sampled_from([0x80] * 6 + [0]))
    if length < 126:
        size = bytes((masked | length,))
    elif length < 2**16:
        size = bytes((masked | 126,)) + length.to_bytes(2, "big")
    else:
        size = bytes((masked | 127,)) + length.to_bytes(8, "big")
    return bytes((head,)) + size + b"\0\0\0\0" + payload


@pytest.fixture
async def attacker(context: Context) -> Person:
    """Signed in, with a conversation with nobody."""
    return await sign_up(context)


async def _say(app: Product, said: list[str | bytes], person: Person | None) -> None:
    """Say it on one socket, then goodbye, and wait until the server has closed: it has seen everything."""
    async with websocket(app) as opened:
        if person is None:
            await opened.recv()
        else:
            await signed_in(opened, person.token)
        with suppress(ConnectionClosed):
            for frame in [*said, ENDS]:
                await opened.send(frame)
        await end_of(opened, END_SECONDS)


@pytest.fixture
async def harmless(app: Product, bystanders: Bystanders) -> AsyncIterator[None]:
    """All examples together cost little memory, and no handler has raised."""
    process, log = web_process(app), next(one for one in app.processes if one.name == "web").log
    said = log.stat().st_size
    async with growth(process) as grown:
        yield
    assert grown.bytes <= MAX_GROWTH_BYTES, f"{grown.bytes / MEGABYTE:.0f} MB"
    with log.open("rb") as lines:
        lines.seek(said)
        assert b"Traceback" not in lines.read()


@EXAMPLES
@given(said=st.lists(frames, min_size=1, max_size=12), is_in=st.booleans())
async def test_no_packets_harm_anybody(
    said: list[str | bytes], is_in: bool, app: Product, attacker: Person, harmless: None
) -> None:
    await _say(app, said, attacker if is_in else None)


@EXAMPLES
@given(parts=st.lists(st.binary(max_size=40) | whole_frames(), min_size=1, max_size=12))
async def test_no_bytes_after_the_upgrade_harm_anybody(parts: list[bytes], app: Product, harmless: None) -> None:
    host, port = app.base_url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    request = [f"GET {PATH}{FRAMES} HTTP/1.1", f"Host: {host}:{port}", "Connection: Upgrade", "Upgrade: websocket"]
    keys = [f"Sec-WebSocket-Key: {KEY}", "Sec-WebSocket-Version: 13"]
    writer.write("\r\n".join([*request, *keys, "", ""]).encode())
    assert b"101" in await reader.readline()
    async with asyncio.timeout(END_SECONDS):
        with suppress(OSError):
            for part in parts:
                writer.write(part)
                await writer.drain()
            writer.write_eof()
            while await reader.read(65_536):
                pass
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


@EXAMPLES
@given(bodies=st.lists(polls, min_size=1, max_size=4))
async def test_no_polls_harm_anybody(bodies: list[bytes], app: Product, attacker: Person, harmless: None) -> None:
    async with httpx.AsyncClient(base_url=app.base_url, timeout=END_SECONDS) as http:
        opened = await http.get(PATH + POLLS)
        path = f"{PATH}{POLLS}&sid={orjson.loads(opened.text[1:])['sid']}"
        await http.post(path, content="40" + orjson.dumps({"token": attacker.token}).decode())
        for body in bodies:
            assert (await http.post(path, content=body)).status_code in (200, 400)
        await http.post(path, content=ENDS)
        assert (await http.get(path)).status_code in (200, 400)
