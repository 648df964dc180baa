"""What was uploaded: compared with what was announced, and stored anew where it could carry more than it shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from realtime.chat import Chat
from realtime.errors import AttachmentNotReady, Unavailable, UnsupportedType
from realtime.file_types import FILE_TYPES, HEAD_BYTES, TAIL_BYTES, Family
from realtime.voice import CONTENT_TYPE, FILE_NAME, CleanVoice
from storage.attachments import Attachment, AttachmentKind
from storage.ids import AttachmentId, ConversationId
from storage.objects import ObjectNotFound, ObjectStoreError

MAX_BYTES: Final = 25 * 1024 * 1024
VARIANTS: Final = ("original", "image", "thumbnail", "voice")


async def checked_upload(chat: Chat, announced: Attachment) -> Attachment:
    """The attachment with what its bytes say. Raises UnsupportedType and TooLarge.

    Pictures and voice are stored anew, without what devices write into them.
    """
    kind = FILE_TYPES[announced.content_type]
    found = await chat.objects.head(announced.key)
    if found.size != announced.size:
        raise UnsupportedType("not the announced size")
    head = await chat.objects.get_range(announced.key, 0, HEAD_BYTES)
    tail = b""
    if kind.part:
        tail = await chat.objects.get_range(announced.key, max(0, found.size - TAIL_BYTES), TAIL_BYTES)
    if not kind.is_true(head, tail):
        raise UnsupportedType("not the announced type")
    facts: dict[str, object] = {"ready_at": chat.clock()}
    if kind.family is Family.IMAGE:
        facts |= await _store_picture(chat, announced)
    elif announced.kind is AttachmentKind.VOICE:
        facts |= await _store_voice(chat, announced)
    checked: Attachment = announced.model_copy(update=facts)
    return checked


async def _store_picture(chat: Chat, announced: Attachment) -> dict[str, object]:
    async with chat.images.turn:
        content = await chat.objects.get(announced.key, MAX_BYTES)
        picture = await chat.images.clean(content, announced.content_type)
    key = key_of(announced.conversation_id, announced.id, "image")
    thumbnail_key = key_of(announced.conversation_id, announced.id, "thumbnail")
    await chat.objects.put(key, picture.content, announced.content_type)
    await chat.objects.put(thumbnail_key, picture.thumbnail, "image/webp")
    return {
        "key": key,
        "thumbnail_key": thumbnail_key,
        "size": len(picture.content),
        "width": picture.width,
        "height": picture.height,
    }


async def _store_voice(chat: Chat, announced: Attachment) -> dict[str, object]:
    async with chat.voices.turn:
        content = await chat.objects.get(announced.key, MAX_BYTES)
        voice = await chat.voices.clean(content, announced.content_type)
    return await stored_voice(chat, announced, voice)


async def stored_voice(chat: Chat, announced: Attachment, voice: CleanVoice) -> dict[str, object]:
    """Keep the converted sound; what the attachment is from now on."""
    key = key_of(announced.conversation_id, announced.id, "voice")
    await chat.objects.put(key, voice.content, CONTENT_TYPE)
    return {
        "key": key,
        "name": FILE_NAME,
        "content_type": CONTENT_TYPE,
        "size": len(voice.content),
        "duration_ms": voice.duration_ms,
        "waveform": voice.waveform,
    }


def key_of(conversation_id: ConversationId, attachment_id: AttachmentId, variant: str) -> str:
    """Where the bytes of one form of a file lie; nothing of it is the uploader's choice."""
    return f"attachments/{conversation_id}/{attachment_id}/{variant}"


def keys_of(attachment: Attachment) -> list[str]:
    """Wherever bytes of this file may lie."""
    parts = [part_name(part.number) for part in attachment.parts or ()]
    return [key_of(attachment.conversation_id, attachment.id, one) for one in (*VARIANTS, *parts)]


def part_name(number: int) -> str:
    """The form under which one part of a recording lies."""
    return f"part-{number}"


@contextmanager
def answering_for_the_store() -> Iterator[None]:
    """The object store's failures in the product's words."""
    try:
        yield
    except ObjectNotFound as error:
        raise AttachmentNotReady from error
    except ObjectStoreError as error:
        raise Unavailable("the object store does not answer", retry_after_seconds=5) from error
