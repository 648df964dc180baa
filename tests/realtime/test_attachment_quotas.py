"""Nobody fills the store: quotas of a day, and a sweep of what was never sent."""

import asyncio
from datetime import timedelta

import pytest
from beanie import PydanticObjectId

from realtime import attachments
from realtime.contracts.attachments import AnnounceAttachment
from realtime.errors import NotFound, RateLimited
from realtime.uploads import MAX_BYTES
from server.context import Context
from storage.attachments import Attachment
from storage.conversations import Conversation
from storage.messages import Message
from storage.objects import ObjectNotFound
from tests.realtime.pictures import picture
from tests.realtime.uploads import PDF, Room, found, later, make_room, read, ready, send


@pytest.fixture
async def room(context: Context) -> Room:
    return await make_room(context.chat)


async def test_quota_of_a_day_ends_and_comes_back(room: Room) -> None:
    command = AnnounceAttachment(
        conversation_id=str(room.conversation.id),
        name="long.mp4",
        size=MAX_BYTES,
        content_type="video/mp4",
    )
    for _ in range(40):
        await attachments.announce(room.client, command)

    with pytest.raises(RateLimited):
        await attachments.announce(room.client, command)

    await Conversation.find_one({"_id": room.conversation.id}).update({"$set": {"active_until": None}})
    await attachments.announce(later(room.client, timedelta(hours=25)), command)


async def test_quota_holds_under_parallel_announcements(room: Room) -> None:
    command = AnnounceAttachment(
        conversation_id=str(room.conversation.id),
        name="long.mp4",
        size=MAX_BYTES,
        content_type="video/mp4",
    )

    answers = await asyncio.gather(
        *(attachments.announce(room.client, command) for _ in range(60)), return_exceptions=True
    )

    admitted = [one for one in answers if not isinstance(one, BaseException)]
    assert len(admitted) <= 40
    assert all(isinstance(one, RateLimited) for one in answers if isinstance(one, BaseException))


async def test_sweep_removes_what_was_never_sent_and_nothing_else(room: Room) -> None:
    chat = room.client.chat
    kept, unsent = await ready(room), await ready(room, picture(), "image/jpeg")
    await send(room, kept.id)
    stored = await found(unsent.id)

    await attachments.sweep(chat, chat.clock() + timedelta(hours=23))
    assert (await read(room.client, unsent.id)).content

    assert await attachments.sweep(chat, chat.clock() + timedelta(hours=25)) >= 1
    with pytest.raises(NotFound):
        await attachments.link(room.client, unsent.id)
    for key in (stored.key, stored.thumbnail_key or "", stored.key.rpartition("/")[0] + "/original"):
        with pytest.raises(ObjectNotFound):
            await chat.objects.head(key)
    assert (await read(room.astrologer, kept.id)).content == PDF


async def test_sweep_keeps_a_sent_file_whose_mark_was_lost(room: Room) -> None:
    chat = room.client.chat
    file = await ready(room)
    await send(room, file.id)
    await Attachment.find_one({"_id": PydanticObjectId(file.id)}).update({"$set": {"sent_at": None}})

    await attachments.sweep(chat, chat.clock() + timedelta(hours=25))

    assert (await found(file.id)).sent_at is not None
    assert (await read(room.astrologer, file.id)).content == PDF
    assert await Message.find({"attachments.id": (await found(file.id)).id}).count() == 1


async def test_file_about_to_be_swept_cannot_be_sent_any_more(room: Room) -> None:
    file = await ready(room)

    with pytest.raises(NotFound):
        await attachments.attach_ready(later(room.client, timedelta(hours=23)), room.conversation, [file.id])
