"""What an upload claims is believed only after its bytes were looked at, and pictures keep nothing but their pixels."""

import io
import time
import zipfile
from collections.abc import Callable

import pytest
from PIL import Image, ImageSequence

from realtime import attachments
from realtime.errors import AttachmentNotReady, TooLarge, UnsupportedType
from server.context import Context
from storage.objects import ObjectNotFound
from tests.realtime.pictures import bomb, bomb_of_frames, moving, photo_with_position, picture
from tests.realtime.uploads import HTML, Room, found, make_room, read, ready, upload


@pytest.fixture
async def room(context: Context) -> Room:
    return await make_room(context.chat)


def office(part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, "<document/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content_type", "content"),
    [
        ("image/png", HTML),
        ("image/jpeg", b"\x89PNG\r\n\x1a\n" + HTML),
        ("image/png", b"\x89PNG\r\n\x1a\n" + HTML),
        ("application/pdf", HTML),
        ("text/plain", b"MZ\x90\x00\x03\x00"),
        ("audio/mpeg", HTML),
        ("audio/webm", b"\x1a\x45\xdf\xa3" + b"matroska"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", office("xl/workbook.xml")),
    ],
)
async def test_file_that_is_not_what_it_claims_is_refused_and_forgotten(
    room: Room, content_type: str, content: bytes
) -> None:
    attachment_id = await upload(room, content, content_type, "photo.png")

    with pytest.raises(UnsupportedType):
        await attachments.complete(room.client, attachment_id)

    with pytest.raises(AttachmentNotReady):
        await attachments.link(room.client, attachment_id)
    stored = await found(attachment_id)
    with pytest.raises(ObjectNotFound):
        await room.client.chat.objects.head(stored.key)


@pytest.mark.parametrize(
    ("content_type", "content"),
    [
        ("audio/webm;codecs=opus", b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + bytes(50)),
        ("audio/mp4", b"\x00\x00\x00\x1cftypM4A " + bytes(50)),
        ("audio/mpeg", b"ID3\x04" + bytes(50)),
        ("audio/ogg", b"OggS" + bytes(50)),
        ("video/mp4", b"\x00\x00\x00\x1cftypisom" + bytes(50)),
        ("text/plain", "Луна в Раке\n".encode()),
        ("text/plain; charset=windows-1251", "Луна в Раке\r\n".encode("cp1251")),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", office("word/document.xml")),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", office("xl/workbook.xml")),
    ],
)
async def test_accepted_types_become_ready_unchanged(room: Room, content_type: str, content: bytes) -> None:
    file = await ready(room, content, content_type)

    answer = await read(room.client, file.id)

    assert answer.content == content
    assert file.content_type == content_type.partition(";")[0]


async def test_photo_is_stored_upright_and_without_a_trace_of_camera_or_place(room: Room) -> None:
    original = photo_with_position()
    assert b"SecretCamera" in original
    assert b"SecretComment" in original

    file = await ready(room, original, "image/jpeg")

    content = (await read(room.client, file.id)).content
    shown = Image.open(io.BytesIO(content))
    assert (file.width, file.height) == shown.size == (600, 900)
    assert not shown.getexif()
    assert b"Exif" not in content
    assert b"Secret" not in content
    assert file.size == len(content)


async def test_original_of_a_checked_picture_is_gone(room: Room) -> None:
    file = await ready(room, photo_with_position(), "image/jpeg")

    stored = await found(file.id)
    original = stored.key.rpartition("/")[0] + "/original"

    assert stored.key != original
    assert (await room.client.chat.objects.head(original)).size == 0


@pytest.mark.parametrize(
    ("kind", "content_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")]
)
async def test_picture_keeps_its_format_and_gets_a_small_thumbnail(room: Room, kind: str, content_type: str) -> None:
    file = await ready(room, picture(kind), content_type)

    shown = Image.open(io.BytesIO((await read(room.client, file.id)).content))
    answer = await read(room.client, file.id, "thumbnail")
    small = Image.open(io.BytesIO(answer.content))

    assert (shown.format, shown.size) == (kind, (900, 600))
    assert file.has_thumbnail
    assert answer.headers["content-type"] == "image/webp"
    assert (small.format, small.size) == ("WEBP", (480, 320))


@pytest.mark.parametrize(("kind", "content_type"), [("GIF", "image/gif"), ("WEBP", "image/webp")])
async def test_moving_picture_keeps_moving(room: Room, kind: str, content_type: str) -> None:
    file = await ready(room, moving(kind), content_type)

    shown = Image.open(io.BytesIO((await read(room.client, file.id)).content))
    durations = []
    for frame in ImageSequence.Iterator(shown):
        frame.load()
        durations.append(frame.info["duration"])

    assert (shown.format, durations) == (kind, [100, 200, 300])


async def test_very_large_photo_is_made_smaller(room: Room) -> None:
    file = await ready(room, picture(size=(6000, 1500), quality=30), "image/jpeg")

    assert (file.width, file.height) == (4096, 1024)


@pytest.mark.parametrize(
    ("make", "content_type"),
    [(bomb, "image/png"), (bomb_of_frames, "image/gif")],
)
async def test_pixel_bomb_is_refused_quickly(room: Room, make: Callable[[], bytes], content_type: str) -> None:
    attachment_id = await upload(room, make(), content_type)

    started = time.perf_counter()
    with pytest.raises(TooLarge):
        await attachments.complete(room.client, attachment_id)

    assert time.perf_counter() - started < 5


async def test_photo_of_a_thousand_scans_is_refused(room: Room) -> None:
    content = picture(progressive=True)
    scans = content[:-2] + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" * 1000 + b"\xff\xd9"
    attachment_id = await upload(room, scans, "image/jpeg")

    with pytest.raises(UnsupportedType):
        await attachments.complete(room.client, attachment_id)
