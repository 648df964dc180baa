"""Recorded voice: playable everywhere, with its shape, and a broken one is a clear failure."""

import array
import asyncio
import random
import time

import pytest

from realtime import attachments, voice
from realtime.contracts.attachments import AnnounceAttachment
from realtime.errors import NotFound, TooLarge, UnsupportedType
from realtime.voice import LOUDEST, PEAKS, VoiceStudio, peaks
from server.context import Context
from storage.attachments import AttachmentKind
from storage.messages import AttachedFile
from tests.realtime.uploads import PDF, Room, found, make_room, put, read, ready, send
from tests.realtime.voices import recording

TYPES = {"webm": "audio/webm;codecs=opus", "ogg": "audio/ogg", "mp4": "audio/mp4"}


@pytest.fixture
async def room(context: Context) -> Room:
    return await make_room(context.chat)


async def _upload(room: Room, content: bytes, content_type: str) -> str:
    command = AnnounceAttachment(
        conversation_id=str(room.conversation.id),
        name="голос",
        size=len(content),
        content_type=content_type,
        kind=AttachmentKind.VOICE,
    )
    announced, leave = await attachments.announce(room.client, command)
    assert (await put(leave, content)).status_code == 200
    return announced.id


@pytest.mark.parametrize("kind", TYPES)
async def test_recording_of_every_browser_becomes_aac_with_length_and_shape(room: Room, kind: str) -> None:
    attachment_id = await _upload(room, recording(kind=kind), TYPES[kind])

    file = await attachments.complete(room.client, attachment_id)

    assert (file.name, file.content_type) == ("voice.m4a", "audio/mp4")
    assert file.duration_ms == pytest.approx(2000, abs=100)
    assert file.waveform is not None
    assert len(file.waveform) == PEAKS
    assert min(file.waveform[4:28]) > 60, "a tone in the first half"
    assert max(file.waveform[36:60]) < 10, "silence in the second"
    await send(room, file.id)
    played = await read(room.astrologer, file.id, "playback")
    assert played.content[4:8] == b"ftyp"
    assert len(played.content) == file.size
    assert played.headers["content-type"] == "audio/mp4"


async def test_nothing_but_the_sound_is_kept(room: Room) -> None:
    content = recording(title="Moscow, 55.75 37.61")
    assert b"37.61" in content

    file = await attachments.complete(room.client, await _upload(room, content, "audio/webm"))

    kept = (await read(room.client, file.id)).content
    assert b"37.61" not in kept
    assert b"Lavf" not in kept


async def test_broken_recording_is_refused_and_its_bytes_forgotten(room: Room) -> None:
    noise = recording()[:64] + random.Random(7).randbytes(5000)
    attachment_id = await _upload(room, noise, "audio/webm")

    with pytest.raises(UnsupportedType):
        await attachments.complete(room.client, attachment_id)

    assert (await found(attachment_id)).ready_at is None
    with pytest.raises(NotFound):
        await attachments.link(room.astrologer, attachment_id)


async def test_recording_that_ends_too_early_keeps_what_was_said(room: Room) -> None:
    whole = recording(seconds=4)

    file = await attachments.complete(room.client, await _upload(room, whole[: len(whole) * 2 // 3], "audio/webm"))

    assert 500 < (file.duration_ms or 0) < 4000


async def test_document_under_the_name_of_a_voice_is_refused(room: Room) -> None:
    with pytest.raises(UnsupportedType):
        await _upload(room, PDF, "application/pdf")
    disguised = await _upload(room, PDF, "audio/webm")
    with pytest.raises(UnsupportedType):
        await attachments.complete(room.client, disguised)


async def test_completing_a_voice_twice_at_once_answers_the_same(room: Room) -> None:
    attachment_id = await _upload(room, recording(), "audio/webm")

    answers = await asyncio.gather(*(attachments.complete(room.client, attachment_id) for _ in range(3)))

    assert len({one.model_dump_json() for one in answers}) == 1


async def test_sound_sent_as_a_file_stays_as_it_is(room: Room) -> None:
    content = recording(kind="ogg")

    file = await ready(room, content, "audio/ogg")

    assert (file.duration_ms, file.waveform) == (None, None)
    assert (await read(room.client, file.id)).content == content


async def test_too_long_a_recording_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice, "MAX_SECONDS", 1)

    with pytest.raises(TooLarge):
        await VoiceStudio().clean(recording(seconds=3), "audio/webm")


async def test_event_loop_is_free_while_a_recording_is_converted() -> None:
    converting = asyncio.create_task(VoiceStudio().clean(await asyncio.to_thread(recording, seconds=60), "audio/webm"))
    longest, before = 0.0, time.monotonic()
    while not converting.done():
        await asyncio.sleep(0)
        longest, before = max(longest, time.monotonic() - before), time.monotonic()

    assert (await converting).duration_ms == pytest.approx(60_000, abs=200)
    assert longest < 0.5


def test_peaks_are_relative_to_the_loudest_moment() -> None:
    assert peaks(array.array("h", [0] * 1000)) == [0] * PEAKS
    assert max(peaks(array.array("h", [-32768]))) == LOUDEST
    rising = peaks(array.array("h", range(6400)))
    assert rising == sorted(rising)
    assert (len(rising), rising[-1]) == (PEAKS, LOUDEST)


def test_message_stored_before_there_was_voice_is_still_read() -> None:
    old = {"id": "6920f0f0f0f0f0f0f0f0f0f0", "name": "a.pdf", "content_type": "application/pdf", "size": 5}
    assert AttachedFile.model_validate(old).waveform is None
