"""Frames of any client, whole or in pieces: what is well-formed arrives once and in order, the rest ends it."""

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtime.transport.frames import CLOSE, PROTOCOL_ERROR, TOO_LARGE, UNSUPPORTED, close_frame, text_frame, text_of
from realtime.transport.websocket import FRAMES_AT_ONCE, MAX_FRAME_BYTES
from tests.realtime.transport.wires import Ear, Wire, accepted, client_frame

# Any bytes, and lengths around those at which a frame's head changes.
PAYLOADS = st.one_of(
    st.binary(max_size=200), st.sampled_from([0, 125, 126, 127, 65_535, 65_536, 65_537]).map(lambda size: b"x" * size)
)


async def _fed(chunks: list[bytes]) -> tuple[Wire, Ear]:
    protocol, wire, ear = await accepted()
    for chunk in chunks:
        protocol.data_received(chunk)
    for _ in range(1 + sum(map(len, chunks)) // (6 * FRAMES_AT_ONCE)):
        await asyncio.sleep(0)
    return wire, ear


def _cut(data: bytes, at: list[int]) -> list[bytes]:
    edges = sorted({0, len(data), *(one % (len(data) + 1) for one in at)})
    return [data[start:end] for start, end in pairwise(edges)]


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(PAYLOADS, max_size=30),
    at=st.lists(st.integers(min_value=0), max_size=20),
    mask=st.binary(min_size=4, max_size=4),
)
def test_texts_arrive_once_and_in_order_however_the_network_cuts_them(
    texts: list[bytes], at: list[int], mask: bytes
) -> None:
    sent = b"".join(client_frame(one, mask=mask) for one in texts)
    wire, ear = asyncio.run(_fed(_cut(sent, at)))
    assert ear.texts == texts
    assert wire.is_open


@settings(max_examples=150, deadline=None)
@given(data=st.lists(st.binary(max_size=400), max_size=10))
def test_no_bytes_whatsoever_raise_or_make_it_keep_more_than_a_frame(data: list[bytes]) -> None:
    async def feed() -> None:
        protocol, _, ear = await accepted()
        for chunk in data:
            protocol.data_received(chunk)
            assert len(protocol._rest) <= MAX_FRAME_BYTES + 14 + len(chunk)
        protocol.connection_lost(None)
        assert ear.is_over

    asyncio.run(feed())


@given(pieces=st.lists(st.binary(max_size=50), min_size=2, max_size=10), ping=st.binary(max_size=125))
@settings(max_examples=50, deadline=None)
def test_a_message_in_fragments_is_one_text_and_pings_between_them_are_answered(
    pieces: list[bytes], ping: bytes
) -> None:
    frames = [client_frame(pieces[0], head=0x01), client_frame(ping, head=0x89)]
    frames += [client_frame(one, head=0x00) for one in pieces[1:-1]]
    frames.append(client_frame(pieces[-1], head=0x80))
    wire, ear = asyncio.run(_fed(frames))
    assert ear.texts == [b"".join(pieces)]
    assert wire.written == bytes((0x8A, len(ping))) + ping


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (b"\x81\x03abc" + bytes(8), PROTOCOL_ERROR),
        (client_frame(b"x", head=0xC1), PROTOCOL_ERROR),
        (client_frame(b"x", head=0x83), PROTOCOL_ERROR),
        (client_frame(b"x", head=0x09), PROTOCOL_ERROR),
        (client_frame(b"x" * 126, head=0x89), PROTOCOL_ERROR),
        (client_frame(b"x", head=0x80), PROTOCOL_ERROR),
        (client_frame(b"x", head=0x01) + client_frame(b"x", head=0x81), PROTOCOL_ERROR),
        (client_frame(b"x", head=0x82), UNSUPPORTED),
        (b"\x81\xff" + (1 << 40).to_bytes(8, "big") + bytes(4), TOO_LARGE),
        (client_frame(b"x" * (MAX_FRAME_BYTES + 1)), TOO_LARGE),
        (client_frame(b"x" * 60_000, head=0x01) + client_frame(b"x" * 60_000, head=0x80), TOO_LARGE),
        (client_frame(b"", head=0x01) + client_frame(b"", head=0x00) * 40, TOO_LARGE),
    ],
)
async def test_what_breaks_the_protocol_is_told_so_and_not_listened_to(frame: bytes, code: int) -> None:
    wire, ear = await _fed([frame, client_frame(b"behind it")])
    assert wire.written == close_frame(code)
    assert not wire.is_open
    assert ear.texts == []


async def test_a_goodbye_is_answered_with_the_same() -> None:
    wire, _ = await _fed([client_frame(b"\x03\xe8bye", head=0x88)])
    assert wire.written == bytes((0x80 | CLOSE, 5)) + b"\x03\xe8bye"
    assert not wire.is_open


async def test_a_client_that_sends_much_at_once_lets_others_have_their_turn() -> None:
    protocol, wire, ear = await accepted()
    protocol.data_received(client_frame(b"x") * (FRAMES_AT_ONCE * 3))
    assert len(ear.texts) == FRAMES_AT_ONCE
    assert not wire.reads
    for _ in range(3):
        await asyncio.sleep(0)
    assert len(ear.texts) == FRAMES_AT_ONCE * 3
    assert wire.reads


async def test_while_a_receiver_holds_it_nothing_is_read_and_nothing_is_lost() -> None:
    protocol, wire, ear = await accepted()
    protocol.hold()
    protocol.data_received(client_frame(b"one") + client_frame(b"two"))
    assert (ear.texts, wire.reads) == ([], False)
    protocol.release()
    assert (ear.texts, wire.reads) == ([b"one", b"two"], True)


@given(payload=PAYLOADS)
@settings(max_examples=50, deadline=None)
def test_a_frame_gives_back_what_was_put_in(payload: bytes) -> None:
    assert text_of(text_frame(payload)) == payload
