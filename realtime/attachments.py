"""Files of messages: announced, uploaded straight to the object store, checked, sent, read by short-lived links.

    announce → (the browser uploads) → complete → message.send → link
                       └── never sent: swept after a day; whoever deletes their account: swept soon

What an upload claims is believed only after `complete` has looked at the bytes; nothing is readable before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from realtime.actor import Actor
from realtime.chat import Chat
from realtime.contracts import AttachmentOut
from realtime.contracts.attachments import AnnounceAttachment
from realtime.conversations import access_conversation
from realtime.errors import (
    AttachmentNotReady,
    Conflict,
    NotFound,
    RateLimited,
    TooLarge,
    UnsupportedType,
    ValidationFailed,
)
from realtime.file_names import safe_name
from realtime.file_types import FILE_TYPES, Family, file_type
from realtime.uploads import MAX_BYTES, answering_for_the_store, checked_upload, key_of, keys_of, part_name
from realtime.views import attachment_out
from storage.attachments import (
    Attachment,
    AttachmentKind,
    Usage,
    attachment_by_id,
    attachments_by_id,
    erased_before,
    is_in_a_message,
    joined_before,
    mark_parts_gone,
    mark_ready,
    mark_sent,
    unsent_before,
    usage_since,
)
from storage.conversations import Conversation
from storage.ids import AttachmentId, new_id, parse_id
from storage.objects import MAX_LINK_SECONDS, UPLOAD_SECONDS, ObjectStore, Upload
from storage.users import Role

ACCEPTED_TYPES: Final = tuple(sorted(FILE_TYPES))
QUOTA_PERIOD: Final = timedelta(days=1)
_QUOTA: Final = Usage(count=200, size=1024**3)
_QUOTAS: Final[Mapping[Role, Usage]] = {Role.GUEST: Usage(count=30, size=150 * 1024**2)}
KEPT_UNSENT: Final = timedelta(hours=24)
# Shorter than what the sweep waits, so that no file is swept while a message with it is being sent.
SENDABLE: Final = timedelta(hours=23)
SWEEP_BATCH: Final = 100

Variant = Literal["original", "thumbnail", "playback"]


@dataclass(frozen=True, slots=True)
class Link:
    """Where the bytes can be read until `expires_at`, by whoever holds `url`."""

    url: str
    seconds: int
    expires_at: datetime


async def announce(actor: Actor, command: AnnounceAttachment) -> tuple[AttachmentOut, Upload]:
    """Leave to upload one file into a conversation that `actor` may write into.

    Raises UnsupportedType, TooLarge, and RateLimited when the day's quota is used up; quotas hold under parallel calls.
    """
    conversation = await access_conversation(actor, command.conversation_id, to="write")
    kind = file_type(command.content_type)
    if kind is None or (command.kind is AttachmentKind.VOICE and kind.family is not Family.AUDIO):
        raise UnsupportedType(field="content_type")
    if command.size > MAX_BYTES:
        raise TooLarge(field="size")
    attachment_id = AttachmentId(new_id())
    attachment = Attachment(
        id=attachment_id,
        conversation_id=conversation.id,
        owner_id=actor.user_id,
        kind=command.kind,
        key=key_of(conversation.id, attachment_id, "original"),
        name=safe_name(command.name, kind),
        content_type=kind.content_type,
        size=command.size,
        created_at=actor.chat.clock(),
    )
    await attachment.insert()
    await check_quota(actor, attachment)
    upload = actor.chat.objects.presign_put(attachment.key, attachment.content_type, attachment.size)
    return attachment_out(attachment.as_file()), upload


async def check_quota(actor: Actor, attachment: Attachment) -> None:
    """Counted after the insert: of parallel announcements at least the ones too many see all the others."""
    if await is_over_quota(actor):
        await attachment.delete()
        raise RateLimited("quota of files", retry_after_seconds=3600)


async def is_over_quota(actor: Actor) -> bool:
    """Whether `actor` has announced more in a day than they may."""
    quota = _QUOTAS.get(actor.role, _QUOTA)
    used = await usage_since(actor.user_id, actor.chat.clock() - QUOTA_PERIOD)
    return used.count > quota.count or used.size > quota.size


async def complete(actor: Actor, attachment_id: str) -> AttachmentOut:
    """Check the uploaded bytes and make the attachment ready to be sent. Repeating it answers the same.

    Raises AttachmentNotReady while nothing is uploaded; UnsupportedType or TooLarge, and forgets the bytes, when they
    are not what was announced.
    """
    attachment = await access_own(actor, attachment_id)
    if attachment.ready_at is None:
        attachment = await _make_ready(actor.chat, attachment)
    return attachment_out(attachment.as_file())


async def access_own(actor: Actor, attachment_id: str) -> Attachment:
    """The attachment that `actor` announced in a conversation they still may read; everything else is not found."""
    attachment = await _found(attachment_id)
    if attachment.owner_id != actor.user_id:
        raise NotFound
    await access_conversation(actor, str(attachment.conversation_id), to="read")
    return attachment


async def _make_ready(chat: Chat, announced: Attachment) -> Attachment:
    original = announced.key
    try:
        with answering_for_the_store():
            checked = await checked_upload(chat, announced)
    except (AttachmentNotReady, UnsupportedType, TooLarge) as error:
        fresh = await attachment_by_id(announced.id)
        if fresh is not None and fresh.ready_at is not None:
            return fresh  # A second call, overtaken by the first, finds the original replaced.
        if not isinstance(error, AttachmentNotReady):
            with answering_for_the_store():
                await chat.objects.delete(original)
        raise
    stored = await mark_ready(checked) or await attachment_by_id(announced.id)
    if stored is None:
        raise NotFound
    if stored.key != original:
        with answering_for_the_store():
            # Empty, not deleted: the upload link lives on for minutes and must find its place taken.
            await chat.objects.put(original, b"", announced.content_type)
    return stored


async def link(actor: Actor, attachment_id: str, variant: Variant = "original") -> Link:
    """A link of at most 5 minutes, for those who may read the conversation; before it is sent, for its owner alone.
    Once its message is deleted there is none for anybody.

    Pictures, sound, video and PDF may be shown in place; everything else is saved to disk. `thumbnail` exists for
    pictures, `playback` for sound; asking for one that does not exist is `not_found`.
    """
    attachment = await _found(attachment_id)
    await access_conversation(actor, str(attachment.conversation_id), to="read")
    if attachment.deleted_at is not None:
        raise NotFound
    if attachment.owner_id != actor.user_id and attachment.sent_at is None and not await is_in_a_message(attachment):
        raise NotFound
    if attachment.ready_at is None:
        raise AttachmentNotReady
    url = _signed(actor.chat.objects, attachment, variant)
    expires_at = actor.chat.clock() + timedelta(seconds=MAX_LINK_SECONDS)
    return Link(url=url, seconds=MAX_LINK_SECONDS, expires_at=expires_at)


def _signed(objects: ObjectStore, attachment: Attachment, variant: Variant) -> str:
    kind = FILE_TYPES[attachment.content_type]
    if variant == "thumbnail":
        if attachment.thumbnail_key is None:
            raise NotFound
        return objects.presign_get(
            attachment.thumbnail_key, file_name="thumbnail.webp", content_type="image/webp", inline=True
        )
    if variant == "playback" and kind.family is not Family.AUDIO:
        raise NotFound
    return objects.presign_get(
        attachment.key, file_name=attachment.name, content_type=kind.content_type, inline=kind.is_inline
    )


async def attach_ready(actor: Actor, conversation: Conversation, ids: Sequence[str]) -> list[Attachment]:
    """The actor's own, checked and not yet sent attachments of this conversation, in the order of `ids`.

    Raises NotFound for what is missing, foreign, of another conversation or about to be swept, AttachmentNotReady
    before `complete`, Conflict for what was sent already.
    """
    if len(set(ids)) != len(ids):
        raise ValidationFailed("the same attachment twice", field="attachment_ids")
    wanted = [AttachmentId(parsed) for parsed in map(parse_id, ids) if parsed is not None]
    found = await attachments_by_id(wanted)
    oldest = actor.chat.clock() - SENDABLE
    own = [
        one
        for one in found
        if one.owner_id == actor.user_id and one.conversation_id == conversation.id and one.created_at > oldest
    ]
    if len(own) != len(ids):
        raise NotFound(field="attachment_ids")
    if any(one.ready_at is None for one in own):
        raise AttachmentNotReady(field="attachment_ids")
    if any(one.sent_at is not None or one.deleted_at is not None for one in own):
        raise Conflict("already sent", field="attachment_ids")
    return own


async def sweep(chat: Chat, now: datetime) -> int:
    """Remove what was announced a day ago and never sent, and what deleted accounts leave; how many, bytes first.

    A crash between a message's commit and its mark leaves a sent attachment unmarked: the message is the truth, and
    such a one is marked, never removed. Safe to repeat and to run twice at once.
    """
    removed = 0
    while stale := await unsent_before(now - KEPT_UNSENT, SWEEP_BATCH):
        for attachment in stale:
            if await is_in_a_message(attachment):
                await mark_sent([attachment.id], at=now)
            else:
                await _remove(chat.objects, attachment)
                removed += 1
    # Not before the last leave to upload has ended, or its bytes would come after all.
    ended = now - timedelta(seconds=UPLOAD_SECONDS)
    while erased := await erased_before(ended, SWEEP_BATCH):
        for attachment in erased:
            await _remove(chat.objects, attachment)
            removed += 1
    while joined := await joined_before(ended, SWEEP_BATCH):
        for attachment in joined:
            await _forget_parts(chat.objects, attachment)
    return removed


async def _remove(objects: ObjectStore, attachment: Attachment) -> None:
    with answering_for_the_store():
        for key in keys_of(attachment):
            await objects.delete(key)
    await attachment.delete()


async def _forget_parts(objects: ObjectStore, attachment: Attachment) -> None:
    with answering_for_the_store():
        for part in attachment.parts or ():
            await objects.delete(key_of(attachment.conversation_id, attachment.id, part_name(part.number)))
    await mark_parts_gone(attachment.id)


async def _found(attachment_id: str) -> Attachment:
    parsed = parse_id(attachment_id)
    attachment = await attachment_by_id(AttachmentId(parsed)) if parsed else None
    if attachment is None:
        raise NotFound
    return attachment
