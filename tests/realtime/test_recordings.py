"""A voice that goes up while it is recorded: parts in any order, none lost, none believed, nothing left behind."""

import asyncio
import itertools
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from realtime import attachments, recordings
from realtime.contracts.recordings import MAX_PARTS, AnnouncePart, AnnounceRecording
from realtime.errors import AttachmentNotReady, Conflict, NotFound, RateLimited, TooLarge, Unavailable, UnsupportedType
from realtime.uploads import MAX_BYTES, keys_of
from server.context import Context
from storage.attachments import Usage, attachment_by_id, erase_attachments_of
from storage.objects import ObjectNotFound, ObjectStore
from tests.realtime.uploads import PDF, Room, found, later, make_room, put, read, ready, send
from tests.realtime.voices import long_recording, recording, seconds_of_sound

NINE_MINUTES = 9 * 60
PART_SECONDS = 10


@pytest.fixture
async def room(context: Context) -> Room:
    return await make_room(context.chat)


async def _begin(room: Room, content_type: str = "audio/webm;codecs=opus") -> str:
    command = AnnounceRecording(conversation_id=str(room.conversation.id), content_type=content_type)
    return (await recordings.announce(room.client, command)).id


async def _add(room: Room, recording_id: str, number: int, content: bytes) -> bool:
    """As a browser does; whether there was anything to upload."""
    leave = await recordings.announce_part(room.client, recording_id, AnnouncePart(number=number, size=len(content)))
    if leave is not None:
        assert (await put(leave, content)).status_code == 200
    return leave is not None


def _cut(content: bytes, count: int) -> list[bytes]:
    edges = [len(content) * index // count for index in range(count + 1)]
    return [content[start:end] for start, end in itertools.pairwise(edges)]


@pytest.mark.parametrize(("kind", "content_type"), [("webm", "audio/webm;codecs=opus"), ("mp4", "audio/mp4")])
async def test_nine_minutes_in_parts_become_one_voice_of_nine_minutes(room: Room, kind: str, content_type: str) -> None:
    parts = _cut(await asyncio.to_thread(long_recording, kind, NINE_MINUTES), NINE_MINUTES // PART_SECONDS)
    recording_id = await _begin(room, content_type)
    for number, content in enumerate(parts):
        await _add(room, recording_id, number, content)

    file = await recordings.complete(room.client, recording_id, len(parts))

    assert (file.name, file.content_type) == ("voice.m4a", "audio/mp4")
    assert file.duration_ms == pytest.approx(NINE_MINUTES * 1000, abs=1000)
    assert file.waveform is not None
    assert max(file.waveform[:30]) < 40 < 90 < min(file.waveform[34:])
    await send(room, file.id)
    played = (await read(room.astrologer, file.id, "playback")).content
    assert await asyncio.to_thread(seconds_of_sound, played) == pytest.approx(NINE_MINUTES, abs=1)


async def test_parts_come_in_any_order_and_what_is_there_is_not_sent_twice(room: Room) -> None:
    parts = _cut(recording(seconds=6), 5)
    recording_id = await _begin(room)
    order = list(enumerate(parts))
    random.Random(3).shuffle(order)
    for number, content in order:
        assert await _add(room, recording_id, number, content)

    assert not any([await _add(room, recording_id, number, content) for number, content in order])
    first = await recordings.complete(room.client, recording_id, len(parts))

    assert first.duration_ms == pytest.approx(6000, abs=100)
    assert await recordings.complete(room.client, recording_id, len(parts)) == first
    assert await attachments.complete(room.client, recording_id) == first


async def test_missing_parts_are_named_and_can_be_sent_then(room: Room) -> None:
    parts = _cut(recording(seconds=6), 4)
    recording_id = await _begin(room)
    await _add(room, recording_id, 0, parts[0])
    await _add(room, recording_id, 2, parts[2])
    await recordings.announce_part(room.client, recording_id, AnnouncePart(number=3, size=len(parts[3])))

    with pytest.raises(AttachmentNotReady) as unannounced:
        await recordings.complete(room.client, recording_id, 4)
    await recordings.announce_part(room.client, recording_id, AnnouncePart(number=1, size=len(parts[1])))
    with pytest.raises(AttachmentNotReady) as not_arrived:
        await recordings.complete(room.client, recording_id, 4)
    await asyncio.gather(*(_add(room, recording_id, number, content) for number, content in enumerate(parts)))

    assert [one.field for one in unannounced.value.errors] == ["parts.1"]
    assert [one.field for one in not_arrived.value.errors] == ["parts.1", "parts.3"]
    assert (await recordings.complete(room.client, recording_id, 4)).duration_ms == pytest.approx(6000, abs=100)


async def test_dead_object_store_is_unavailable_and_the_voice_can_be_completed_later(
    room: Room, unused_tcp_port: int
) -> None:
    recording_id = await _begin(room)
    await _add(room, recording_id, 0, recording())
    dead = ObjectStore(f"http://127.0.0.1:{unused_tcp_port}", "", "key", "secret", "astars", "us-east-1")
    cut_off = replace(room.client, chat=replace(room.client.chat, objects=dead))

    with pytest.raises(Unavailable):
        await recordings.complete(cut_off, recording_id, 1)

    assert (await recordings.complete(room.client, recording_id, 1)).duration_ms == pytest.approx(2000, abs=100)
    dead.close()


async def test_sizes_and_numbers_are_limited_whatever_is_claimed(room: Room) -> None:
    recording_id = await _begin(room)

    def part(number: int, size: int) -> AnnouncePart:
        return AnnouncePart(number=number, size=size)

    with pytest.raises(TooLarge):
        await recordings.announce_part(room.client, recording_id, part(0, recordings.MAX_PART_BYTES + 1))
    for number in range(MAX_BYTES // recordings.MAX_PART_BYTES):
        assert await recordings.announce_part(room.client, recording_id, part(number, recordings.MAX_PART_BYTES))
    with pytest.raises(TooLarge):
        await recordings.announce_part(room.client, recording_id, part(20, recordings.MAX_PART_BYTES))
    with pytest.raises(Conflict):
        await recordings.announce_part(room.client, recording_id, part(0, 5))
    with pytest.raises(ValueError, match="less than"):
        part(MAX_PARTS, 1)


async def test_a_part_of_another_size_than_announced_is_refused_by_the_store(room: Room) -> None:
    recording_id = await _begin(room)
    leave = await recordings.announce_part(room.client, recording_id, AnnouncePart(number=0, size=5))
    assert leave is not None

    assert (await put(leave, b"longer than that")).status_code == 403


async def test_the_same_part_twice_at_once_is_counted_once(room: Room) -> None:
    recording_id = await _begin(room)
    command = AnnouncePart(number=0, size=100)

    leaves = await asyncio.gather(*(recordings.announce_part(room.client, recording_id, command) for _ in range(8)))

    assert all(leaves)
    assert (await found(recording_id)).size == 100


async def test_recordings_count_into_the_quota_of_a_day(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    recording_id = await _begin(room)
    monkeypatch.setattr(attachments, "_QUOTA", Usage(count=1, size=1000))

    assert await recordings.announce_part(room.client, recording_id, AnnouncePart(number=0, size=1000))
    with pytest.raises(RateLimited):
        await recordings.announce_part(room.client, recording_id, AnnouncePart(number=1, size=1))
    with pytest.raises(RateLimited):
        await _begin(room)


async def test_nobody_else_and_nothing_else_has_parts(room: Room) -> None:
    recording_id, file = await _begin(room), await ready(room)
    command = AnnouncePart(number=0, size=5)
    for actor in (room.astrologer, room.stranger):
        for asked in (
            recordings.announce_part(actor, recording_id, command),
            recordings.complete(actor, recording_id, 1),
            recordings.drop(actor, recording_id),
        ):
            with pytest.raises(NotFound):
                await asked
    with pytest.raises(NotFound):
        await recordings.announce_part(room.client, file.id, command)
    with pytest.raises(UnsupportedType):
        await _begin(room, "application/pdf")
    with pytest.raises(NotFound):
        await recordings.announce(
            room.stranger,
            AnnounceRecording(conversation_id=str(room.conversation.id), content_type="audio/webm"),
        )


async def test_what_is_no_voice_is_refused_and_swept(room: Room) -> None:
    recording_id = await _begin(room)
    await _add(room, recording_id, 0, PDF)

    with pytest.raises(UnsupportedType):
        await recordings.complete(room.client, recording_id, 1)

    await _is_swept(room, recording_id)


async def test_a_dropped_recording_is_forgotten_as_soon_as_nobody_can_add_to_it(room: Room) -> None:
    recording_id = await _begin(room)
    await _add(room, recording_id, 0, recording())

    await recordings.drop(room.client, recording_id)
    await recordings.drop(room.client, recording_id)

    with pytest.raises(NotFound):
        await recordings.announce_part(room.client, recording_id, AnnouncePart(number=1, size=5))
    with pytest.raises(NotFound):
        await recordings.complete(room.client, recording_id, 1)
    await _is_swept(room, recording_id)


async def test_an_account_that_is_deleted_takes_its_unfinished_recordings_along(room: Room) -> None:
    recording_id = await _begin(room)
    await _add(room, recording_id, 0, recording())

    await erase_attachments_of([room.client.user_id], at=room.client.chat.clock())

    await _is_swept(room, recording_id)


async def _is_swept(room: Room, recording_id: str, after: timedelta = timedelta(minutes=11)) -> None:
    chat, stored = room.client.chat, await found(recording_id)
    keys = keys_of(stored)
    assert any(key.endswith("part-0") for key in keys)
    await attachments.sweep(chat, chat.clock() + after)
    assert await attachment_by_id(stored.id) is None
    for key in keys:
        with pytest.raises(ObjectNotFound):
            await chat.objects.head(key)


async def test_an_unfinished_recording_is_swept_after_a_day(room: Room) -> None:
    recording_id = await _begin(room)
    await _add(room, recording_id, 0, recording())
    chat = room.client.chat

    await attachments.sweep(chat, chat.clock() + timedelta(hours=23))
    assert (await found(recording_id)).parts

    await _is_swept(room, recording_id, timedelta(hours=25))


async def test_the_parts_of_a_sent_voice_go_and_the_voice_stays(room: Room) -> None:
    chat, recording_id = room.client.chat, await _begin(room)
    await _add(room, recording_id, 0, recording())
    file = await recordings.complete(room.client, recording_id, 1)
    await send(room, file.id)
    part = keys_of(await found(recording_id))[-1]

    await attachments.sweep(chat, chat.clock() + timedelta(minutes=9))
    assert (await chat.objects.head(part)).size > 0, "its link still lives: its place must stay taken"
    await attachments.sweep(chat, chat.clock() + timedelta(minutes=11))

    with pytest.raises(ObjectNotFound):
        await chat.objects.head(part)
    assert (await found(recording_id)).parts is None
    assert (await read(room.astrologer, file.id, "playback")).content


async def test_a_recording_can_be_finished_hours_later(room: Room) -> None:
    parts = _cut(recording(), 2)
    recording_id = await _begin(room)
    await _add(room, recording_id, 0, parts[0])
    again = later(room.client, timedelta(hours=20))

    leave = await recordings.announce_part(again, recording_id, AnnouncePart(number=1, size=len(parts[1])))
    assert leave is not None
    assert (await put(leave, parts[1])).status_code == 200

    assert (await recordings.complete(again, recording_id, 2)).duration_ms == pytest.approx(2000, abs=100)
