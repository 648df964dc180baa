"""A voice that goes up while it is being recorded, so that what ends the recording costs the last seconds alone.

    announce → announce_part → (the browser uploads it) → … → complete → message.send
                 └── every five seconds of sound           └── the parts one after another, converted as any voice is

Parts may come in any order and any number of times. Nothing is believed before `complete` has read all of them; an
unfinished recording is readable by nobody and is swept as every file that is never sent, and at once when dropped.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from realtime.actor import Actor
from realtime.attachments import access_own, check_quota, is_over_quota
from realtime.chat import Chat
from realtime.contracts import AttachmentOut
from realtime.contracts.recordings import AnnouncePart, AnnounceRecording
from realtime.conversations import access_conversation
from realtime.errors import AttachmentNotReady, Conflict, FieldError, NotFound, RateLimited, TooLarge, UnsupportedType
from realtime.file_names import safe_name
from realtime.file_types import FILE_TYPES, HEAD_BYTES, Family, file_type
from realtime.uploads import MAX_BYTES, answering_for_the_store, key_of, part_name, stored_voice
from realtime.views import attachment_out
from storage.attachments import (
    Attachment,
    AttachmentKind,
    RecordingPart,
    add_part,
    attachment_by_id,
    erase_unfinished,
    mark_ready,
)
from storage.ids import AttachmentId, new_id
from storage.objects import ObjectNotFound, ObjectTooLarge, Upload

MAX_PART_BYTES: Final = 2 * 1024 * 1024
_AT_ONCE: Final = 4
"""Parts that are in memory together while they are joined."""


async def announce(actor: Actor, command: AnnounceRecording) -> AttachmentOut:
    """Begin a recording in a conversation that `actor` may write into.

    Raises UnsupportedType, and RateLimited when the day's quota is used up.
    """
    conversation = await access_conversation(actor, command.conversation_id, to="write")
    kind = file_type(command.content_type)
    if kind is None or kind.family is not Family.AUDIO:
        raise UnsupportedType(field="content_type")
    attachment_id = AttachmentId(new_id())
    recording = Attachment(
        id=attachment_id,
        conversation_id=conversation.id,
        owner_id=actor.user_id,
        kind=AttachmentKind.VOICE,
        key=key_of(conversation.id, attachment_id, "original"),
        name=safe_name("voice", kind),
        content_type=kind.content_type,
        size=0,
        parts=[],
        created_at=actor.chat.clock(),
    )
    await recording.insert()
    await check_quota(actor, recording)
    return attachment_out(recording.as_file())


async def announce_part(actor: Actor, recording_id: str, command: AnnouncePart) -> Upload | None:
    """Leave to upload one part; None when its bytes are there already. Repeating it answers the same.

    Raises NotFound, TooLarge for a part or a whole that is, RateLimited when the day's quota is used up, and Conflict
    for a number that was announced with another size.
    """
    recording = await _unfinished(actor, recording_id)
    if command.size > MAX_PART_BYTES:
        raise TooLarge(field="size")
    part, known = RecordingPart(number=command.number, size=command.size), _part(recording, command.number)
    if known is None:
        known = _part(await _with_part(actor, recording, part), command.number)
    elif await _is_stored(actor.chat, recording, command.number):
        return None
    if known is None or known.size != part.size:
        raise Conflict("announced with another size", field="size")
    if await is_over_quota(actor):
        raise RateLimited("quota of files", retry_after_seconds=3600)
    return actor.chat.objects.presign_put(_key(recording, part.number), recording.content_type, part.size)


async def _with_part(actor: Actor, recording: Attachment, part: RecordingPart) -> Attachment:
    added = await add_part(recording.id, part, most=MAX_BYTES)
    if added is not None:
        return added
    fresh = await _unfinished(actor, str(recording.id))
    if _part(fresh, part.number) is None:
        raise TooLarge("all parts together", field="size")
    return fresh  # The same call at the same time was faster.


async def complete(actor: Actor, recording_id: str, parts: int) -> AttachmentOut:
    """Join the first `parts` parts and make the voice ready to be sent. Repeating it answers the same.

    Raises AttachmentNotReady, naming the parts that are missing; UnsupportedType or TooLarge, and forgets the bytes,
    when they are no voice.
    """
    recording = await access_own(actor, recording_id)
    if recording.ready_at is not None:
        return attachment_out(recording.as_file())
    if recording.parts is None or recording.erased_at is not None:
        raise NotFound
    try:
        facts = await _joined(actor, recording, parts)
    except (UnsupportedType, TooLarge):
        await erase_unfinished(recording.id, at=actor.chat.clock())
        raise
    stored = await mark_ready(recording.model_copy(update=facts)) or await attachment_by_id(recording.id)
    if stored is None or stored.ready_at is None:
        raise NotFound
    return attachment_out(stored.as_file())


async def drop(actor: Actor, recording_id: str) -> None:
    """Its maker does not want it: the sweep takes what was uploaded of it. Repeating it, or a finished one: nothing."""
    recording = await access_own(actor, recording_id)
    await erase_unfinished(recording.id, at=actor.chat.clock())


async def _joined(actor: Actor, recording: Attachment, count: int) -> dict[str, object]:
    chat = actor.chat
    _check_missing(actor, [number for number in range(count) if _part(recording, number) is None])
    async with chat.voices.turn:
        voice = await chat.voices.clean_file(lambda path: _write(actor, recording, count, path), recording.content_type)
    with answering_for_the_store():
        facts = await stored_voice(chat, recording, voice)
    now: datetime = chat.clock()
    return facts | {"ready_at": now, "joined_at": now}


async def _write(actor: Actor, recording: Attachment, count: int, path: Path) -> None:
    """The parts in their order, a few at a time, into one file."""
    missing: list[int] = []
    for first in range(0, count, _AT_ONCE):
        numbers = range(first, min(count, first + _AT_ONCE))
        with answering_for_the_store():
            contents = await asyncio.gather(*(_content(actor.chat, recording, number) for number in numbers))
        if first == 0 and contents[0] is not None:
            _check_type(recording, contents[0])
        missing += [number for number, content in zip(numbers, contents, strict=True) if content is None]
        if not missing:
            await asyncio.to_thread(_append, path, [content for content in contents if content is not None])
    _check_missing(actor, missing)


async def _content(chat: Chat, recording: Attachment, number: int) -> bytes | None:
    """The bytes of a part as it was announced; None when it has not arrived."""
    part = _part(recording, number)
    assert part is not None
    try:
        content = await chat.objects.get(_key(recording, number), part.size)
    except (ObjectNotFound, ObjectTooLarge):
        return None
    return content if len(content) == part.size else None


def _append(path: Path, contents: Sequence[bytes]) -> None:
    with path.open("ab") as file:
        file.writelines(contents)


def _check_type(recording: Attachment, content: bytes) -> None:
    if not FILE_TYPES[recording.content_type].is_true(content[:HEAD_BYTES], b""):
        raise UnsupportedType("not the announced type")


def _check_missing(actor: Actor, numbers: Sequence[int]) -> None:
    if numbers:
        detail = AttachmentNotReady().detail(actor.language)
        raise AttachmentNotReady(
            errors=[FieldError(f"parts.{number}", AttachmentNotReady.code, detail) for number in numbers]
        )


async def _unfinished(actor: Actor, recording_id: str) -> Attachment:
    recording = await access_own(actor, recording_id)
    if recording.parts is None or recording.ready_at is not None or recording.erased_at is not None:
        raise NotFound
    return recording


async def _is_stored(chat: Chat, recording: Attachment, number: int) -> bool:
    with answering_for_the_store():
        try:
            await chat.objects.head(_key(recording, number))
        except ObjectNotFound:
            return False
    return True


def _part(recording: Attachment, number: int) -> RecordingPart | None:
    return next((part for part in recording.parts or () if part.number == number), None)


def _key(recording: Attachment, number: int) -> str:
    return key_of(recording.conversation_id, recording.id, part_name(number))
