"""Files of messages: only what is ready becomes readable, and only for those who may read the conversation."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from realtime import attachments
from realtime.actor import Actor
from realtime.contracts.attachments import AnnounceAttachment
from realtime.errors import (
    AttachmentNotReady,
    Conflict,
    ConversationInactive,
    DomainError,
    NotFound,
    TooLarge,
    Unavailable,
    UnsupportedType,
)
from realtime.uploads import MAX_BYTES
from server.context import Context
from storage.conversations import Conversation
from storage.ids import new_id
from storage.objects import ObjectStore
from tests.realtime.pictures import picture
from tests.realtime.uploads import (
    HTML,
    PDF,
    Room,
    announcement,
    later,
    make_room,
    open_conversation,
    put,
    read,
    ready,
    send,
    upload,
)


@pytest.fixture
async def room(context: Context) -> Room:
    return await make_room(context.chat)


async def test_announced_uploaded_and_checked_file_is_sent_and_read_by_both(room: Room) -> None:
    file = await ready(room)

    await send(room, file.id)

    for actor in (room.client, room.astrologer):
        assert (await read(actor, file.id)).content == PDF


async def test_key_is_made_by_the_server_and_the_upload_cannot_be_repeated(room: Room) -> None:
    command = announcement(room, PDF, "application/pdf", name="../../secrets/passwd.pdf")

    announced, leave = await attachments.announce(room.client, command)

    assert urlsplit(leave.url).path.endswith(f"/attachments/{room.conversation.id}/{announced.id}/original")
    assert announced.name == "passwd.pdf"
    assert (await put(leave, PDF)).status_code == 200
    assert (await put(leave, PDF)).status_code == 412


async def test_upload_link_of_a_checked_picture_finds_its_place_taken(room: Room) -> None:
    content = picture()
    announced, leave = await attachments.announce(room.client, announcement(room, content, "image/jpeg"))
    await put(leave, content)
    await attachments.complete(room.client, announced.id)

    assert (await put(leave, content)).status_code == 412


@pytest.mark.parametrize("content_type", ["text/html", "image/svg+xml", "application/x-msdownload", "image/heic", ""])
async def test_types_outside_the_list_cannot_be_announced(room: Room, content_type: str) -> None:
    with pytest.raises(UnsupportedType):
        await attachments.announce(room.client, announcement(room, HTML, content_type))


async def test_file_over_the_limit_cannot_be_announced(room: Room) -> None:
    command = AnnounceAttachment(
        conversation_id=str(room.conversation.id),
        name="long.mp4",
        size=MAX_BYTES + 1,
        content_type="video/mp4",
    )

    with pytest.raises(TooLarge):
        await attachments.announce(room.client, command)


async def test_completing_before_the_upload_is_not_ready(room: Room) -> None:
    announced, _ = await attachments.announce(room.client, announcement(room, PDF, "application/pdf"))

    with pytest.raises(AttachmentNotReady):
        await attachments.complete(room.client, announced.id)


async def test_completing_twice_answers_the_same(room: Room) -> None:
    attachment_id = await upload(room, picture(), "image/jpeg")

    first = await attachments.complete(room.client, attachment_id)

    assert await attachments.complete(room.client, attachment_id) == first


async def test_completing_twice_at_once_answers_the_same(room: Room) -> None:
    attachment_id = await upload(room, picture(), "image/jpeg")

    answers = await asyncio.gather(*(attachments.complete(room.client, attachment_id) for _ in range(5)))

    assert len(set(answers)) == 1
    assert (await read(room.client, attachment_id)).content


async def test_stranger_learns_nothing(room: Room) -> None:
    file = await ready(room)
    await send(room, file.id)
    missing = str(new_id())

    for attachment_id in (file.id, missing, "no-id-at-all"):
        for refused in (
            attachments.link(room.stranger, attachment_id),
            attachments.complete(room.stranger, attachment_id),
        ):
            with pytest.raises(NotFound):
                await refused
    with pytest.raises(NotFound):
        await attachments.announce(room.stranger, announcement(room, PDF, "application/pdf"))


async def test_unsent_file_is_read_by_its_owner_alone(room: Room) -> None:
    file = await ready(room)

    assert (await read(room.client, file.id)).content == PDF
    with pytest.raises(NotFound):
        await attachments.link(room.astrologer, file.id)


async def test_link_lives_five_minutes_at_most(room: Room) -> None:
    file = await ready(room)

    link = await attachments.link(room.client, file.id)

    assert int(parse_qs(urlsplit(link.url).query)["X-Amz-Expires"][0]) == link.seconds <= 300
    assert link.expires_at <= room.client.chat.clock() + timedelta(minutes=5)


async def test_only_what_a_browser_shows_safely_is_shown_in_place(room: Room) -> None:
    shown = await read(room.client, (await ready(room)).id)
    saved = await read(room.client, (await ready(room, HTML, "text/plain")).id)

    assert shown.headers["content-disposition"].startswith("inline;")
    assert saved.headers["content-disposition"].startswith("attachment;")
    assert saved.headers["content-type"] == "text/plain"


async def test_sound_can_be_played_and_nothing_else(room: Room) -> None:
    voice = await ready(room, b"OggS" + bytes(50), "audio/ogg")
    document = await ready(room)

    assert (await read(room.client, voice.id, "playback")).content.startswith(b"OggS")
    with pytest.raises(NotFound):
        await attachments.link(room.client, document.id, "playback")
    with pytest.raises(NotFound):
        await attachments.link(room.client, document.id, "thumbnail")


async def test_inactive_conversation_takes_no_file_and_shows_the_old_ones(room: Room) -> None:
    file = await ready(room)
    after = later(room.client, timedelta(days=2))

    with pytest.raises(ConversationInactive):
        await attachments.announce(after, announcement(room, PDF, "application/pdf"))
    assert (await attachments.link(after, file.id)).url


async def test_only_own_ready_unsent_files_of_the_conversation_are_attached(room: Room) -> None:
    file = await ready(room)
    announced, _ = await attachments.announce(room.client, announcement(room, PDF, "application/pdf"))
    elsewhere = await open_conversation(room.client.chat, room.client, room.astrologer)

    async def refusal(actor: Actor, conversation: Conversation, *ids: str) -> type[DomainError]:
        with pytest.raises(DomainError) as caught:
            await attachments.attach_ready(actor, conversation, list(ids))
        return type(caught.value)

    assert await refusal(room.astrologer, room.conversation, file.id) is NotFound
    assert await refusal(room.client, elsewhere, file.id) is NotFound
    assert await refusal(room.client, room.conversation, file.id, str(new_id())) is NotFound
    assert await refusal(room.client, room.conversation, announced.id) is AttachmentNotReady
    assert [str(one.id) for one in await attachments.attach_ready(room.client, room.conversation, [file.id])] == [
        file.id
    ]
    await send(room, file.id)
    assert await refusal(room.client, room.conversation, file.id) is Conflict


async def test_dead_object_store_is_unavailable_and_the_file_can_be_completed_later(
    room: Room, unused_tcp_port: int
) -> None:
    attachment_id = await upload(room, PDF, "application/pdf")
    dead = ObjectStore(f"http://127.0.0.1:{unused_tcp_port}", "", "key", "secret", "astars", "us-east-1")
    cut_off = replace(room.client, chat=replace(room.client.chat, objects=dead))

    with pytest.raises(Unavailable):
        await attachments.complete(cut_off, attachment_id)

    assert (await attachments.complete(room.client, attachment_id)).size == len(PDF)
    dead.close()
