"""What happens when a socket comes and goes: the greeting, and presence for those whom it concerns."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from realtime.actor import Actor
from realtime.attachments import ACCEPTED_TYPES
from realtime.chat import Chat
from realtime.contracts import (
    MAX_ATTACHMENTS,
    MAX_TEXT_LENGTH,
    Limits,
    PresenceChanged,
    ReadyConversation,
    SessionReady,
    UserOut,
)
from realtime.conversations import may_read
from realtime.peers import peers_in, peers_of
from realtime.uploads import MAX_BYTES
from storage.conversations import Conversation
from storage.database import StoreError
from storage.ids import UserId
from storage.inbox import inbox
from storage.queue import support_queue
from storage.users import Role, set_last_seen

log = logging.getLogger(__name__)

MAX_READY: Final = 200

LIMITS: Final = Limits(
    max_text_length=MAX_TEXT_LENGTH,
    max_attachments=MAX_ATTACHMENTS,
    max_attachment_bytes=MAX_BYTES,
    attachment_types=sorted(ACCEPTED_TYPES),
)


async def arrived(actor: Actor, sid: str) -> None:
    """Greet a fresh socket with `session.ready`, and tell the person's peers when they came online by it."""
    chat = actor.chat
    came_online = await chat.presence.connected(actor.user_id, sid)
    await chat.appender.copies.settled()
    now = chat.clock()
    conversations = await inbox(actor.user_id, now=now, limit=MAX_READY)
    chat.publisher.ready(sid, await _greeting(actor, conversations, now))
    if came_online:
        event = PresenceChanged(user_id=str(actor.user_id), state="online", last_seen_at=None)
        is_all = len(conversations) < MAX_READY
        peers = peers_in(conversations, actor.user_id, now) if is_all else await peers_of(actor.user_id, now)
        chat.publisher.presence_changed(event, peers)


async def left(actor: Actor, sid: str) -> None:
    """After a grace for reconnecting, tell the peers that the person has gone, and remember when."""
    chat = actor.chat
    gone = await chat.presence.disconnected(sid)
    if gone is None:
        return
    at = chat.clock()
    await set_last_seen(actor.user_id, at)
    await asyncio.sleep(chat.presence.grace_seconds)
    if await chat.presence.online([gone]):
        return
    event = PresenceChanged(user_id=str(gone), state="offline", last_seen_at=at)
    chat.publisher.presence_changed(event, await peers_of(gone, chat.clock()))


async def vanished(chat: Chat, user_id: UserId) -> None:
    """Tell the peers of somebody whose process ended and who has not come back."""
    at = chat.clock()
    event = PresenceChanged(user_id=str(user_id), state="offline", last_seen_at=at)
    try:
        await set_last_seen(user_id, at)
        chat.publisher.presence_changed(event, await peers_of(user_id, at))
    except StoreError as error:
        log.warning("a departure could not be told", extra={"reason": type(error).__name__})


async def _greeting(actor: Actor, own: Sequence[Conversation], now: datetime) -> SessionReady:
    conversations = list(own)
    if actor.role is Role.SUPPORT:
        known = {one.id for one in own}
        conversations += [one for one in await support_queue(limit=MAX_READY) if one.id not in known]
    return SessionReady(
        user=UserOut(id=str(actor.user_id), role=actor.role, name=actor.name, language=actor.language),
        server_time=now,
        limits=LIMITS,
        conversations=[_ready(one, actor) for one in conversations if may_read(actor, one)],
    )


def _ready(conversation: Conversation, actor: Actor) -> ReadyConversation:
    read_seq = conversation.receipt_of(actor.user_id).read_seq
    return ReadyConversation(
        id=str(conversation.id),
        kind=conversation.kind,
        state=conversation.state_at(actor.chat.clock()),
        last_seq=conversation.last_seq,
        rev=conversation.rev,
        unread=max(0, conversation.last_seq - read_seq),
    )
