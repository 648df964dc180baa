"""The one door to a conversation, and the life of a consultation: opened by a purchase, ended by completion or time."""

from datetime import datetime, timedelta
from typing import Literal

from realtime.actor import Actor
from realtime.chat import Chat
from realtime.contract import rfc3339
from realtime.contracts import (
    CompleteConversation,
    ConversationAnswer,
    ConversationEvent,
    ConversationOut,
    QueueChanged,
)
from realtime.errors import Conflict, ConversationInactive, DomainError, Forbidden, NotFound
from realtime.people import people_of
from realtime.recent import Recent
from realtime.system_messages import write_system_message
from realtime.views import consultation_moved, conversation_out
from storage.conversations import (
    Consultation,
    Conversation,
    ConversationKind,
    ConversationState,
    Participant,
    conversation_by_entitlement,
)
from storage.conversations import (
    complete as store_completion,
)
from storage.database import DuplicateKey
from storage.endings import begin_follow_up, close, warning_after
from storage.ids import EntitlementId
from storage.users import Role, User

Purpose = Literal["read", "write"]


async def access_conversation(actor: Actor, conversation_id: str, *, to: Purpose) -> Conversation:
    """The conversation, when `actor` may read it or write into it now.

    Whoever may not read it gets `not_found`, exactly as if it did not exist. Staff read every support chat and write
    into the one they have claimed; consultations are read by their two people alone, and by an administrator who said
    why (`Actor.reading`). Writing into one that has ended is `conversation_inactive`.
    """
    conversation = await actor.chat.recent.read(conversation_id, with_newest=to == "read")
    if conversation is None or not may_read(actor, conversation):
        raise NotFound
    refusal = refusal_to_write(actor, conversation) if to == "write" else None
    if refusal is not None:
        raise refusal
    return conversation


async def access_recent(actor: Actor, conversation_id: str) -> Recent:
    """The conversation to write into, perhaps as it was a moment ago; it refuses by its present state alone.

    For what the appender checks again, or what is never stored.
    """
    recent = actor.chat.recent.peek(conversation_id)
    if recent is None:
        recent = await actor.chat.recent.get(conversation_id)
    if recent is not None and recent.lets_write(actor.user_id, actor.role, actor.chat.clock()):
        return recent
    if recent is None or not may_read(actor, recent.conversation) or refusal_to_write(actor, recent.conversation):
        await access_conversation(actor, conversation_id, to="write")
        recent = await actor.chat.recent.get(conversation_id)
        if recent is None:
            raise NotFound
    recent.writers[actor.user_id] = actor.role
    return recent


def may_read(actor: Actor, conversation: Conversation) -> bool:
    """Whether the conversation exists for `actor`. Who took part by their work and no longer does it has left."""
    if actor.reading == conversation.id:
        return True
    if conversation.kind is ConversationKind.SUPPORT:
        return actor.is_staff or actor.user_id == conversation.visitor_id
    participant = conversation.participant(actor.user_id)
    if participant is None or actor.is_staff:
        return False
    return participant.role is not Role.ASTROLOGER or actor.role is Role.ASTROLOGER


def refusal_to_write(actor: Actor, conversation: Conversation) -> DomainError | None:
    """Why `actor`, who may read the conversation, may not write into it now; None when they may."""
    if actor.user_id not in conversation.participant_ids:
        return Forbidden("not a participant")
    place, is_visitor = conversation.queue, actor.user_id == conversation.visitor_id
    if actor.is_staff and place is not None and not is_visitor and place.assignee_id != actor.user_id:
        return Forbidden("not claimed by this person")
    if is_visitor and place is not None and place.blocked_at is not None:
        return Forbidden("blocked by the staff")
    if conversation.state_at(actor.chat.clock()) is ConversationState.INACTIVE:
        return ConversationInactive()
    return None


async def show(actor: Actor, conversation: Conversation) -> ConversationOut:
    """The conversation as `actor` sees it now."""
    now = actor.chat.clock()
    return conversation_out(conversation, actor.user_id, await people_of(actor.chat, [conversation], now), now)


async def announce(chat: Chat, conversation: Conversation, event: str = "conversation.changed") -> None:
    """Tell everybody in the conversation how it looks to them now, and the staff: of a consultation where it stands."""
    chat.recent.forget(conversation.id)
    now = chat.clock()
    people = await people_of(chat, [conversation], now)
    for user_id in conversation.present_ids:
        payload = ConversationEvent(conversation=conversation_out(conversation, user_id, people, now))
        chat.publisher.conversation_event(event, payload, user_id)
    if conversation.kind is ConversationKind.CONSULTATION:
        chat.publisher.consultation_moved(consultation_moved(conversation, now))
    else:
        # One event for all of them, so it counts nobody's unread messages.
        changed = QueueChanged(conversation=conversation_out(conversation, None, people, now))
        chat.publisher.queue_changed(changed, conversation.visitor_id)


def participant_of(user: User) -> Participant:
    """The person as a participant; a client who gave no name is shown without one."""
    return Participant(user_id=user.id, role=user.role, name=user.display_name, avatar_path=user.avatar_path)


async def open_consultation(
    chat: Chat, *, client: User, astrologer: User, consultation: Consultation, active_until: datetime, now: datetime
) -> Conversation:
    """Open the conversation that an entitlement grants. Repeating it answers with the same conversation.

    Both sides are told live, and a system message opens it.
    """
    opened = await conversation_by_entitlement(consultation.entitlement_id)
    if opened is None:
        opened = Conversation(
            kind=ConversationKind.CONSULTATION,
            participants=[participant_of(client), participant_of(astrologer)],
            participant_ids=[client.id, astrologer.id],
            consultation=consultation,
            active_until=active_until,
            next_warning_at=warning_after(now, begun=now, until=active_until),
            last_message_at=now,
            created_at=now,
        )
        try:
            await opened.insert()
        except DuplicateKey:
            opened = await conversation_by_entitlement(consultation.entitlement_id)
            assert opened is not None, "the clash proves that it is there"
    await announce(chat, opened, "conversation.created")
    await write_system_message(
        chat,
        opened,
        "consultation.opened",
        key="opened",
        now=now,
        params={"service_slug": consultation.service_slug, "format": consultation.format},
    )
    return opened


async def complete(actor: Actor, command: CompleteConversation) -> ConversationAnswer:
    """The astrologer of a consultation ends it: from this moment nobody writes, everybody reads.

    With `follow_up_days` both may write for so long yet; then it ends by itself. That may be said once.
    """
    conversation = await access_conversation(actor, command.conversation_id, to="read")
    if actor.role is not Role.ASTROLOGER or conversation.kind is not ConversationKind.CONSULTATION:
        raise Forbidden("only the astrologer completes a consultation")
    now = actor.chat.clock()
    if command.follow_up_days:
        await _follow_up(actor, conversation, now, now + timedelta(days=command.follow_up_days))
    else:
        completed = await store_completion(conversation.id, at=now)
        if completed is None:
            raise ConversationInactive
        await write_system_message(actor.chat, completed, "consultation.completed", key="completed", now=now)
    fresh = await access_conversation(actor, command.conversation_id, to="read")
    await announce(actor.chat, fresh)
    return ConversationAnswer(conversation=await show(actor, fresh))


async def _follow_up(actor: Actor, conversation: Conversation, now: datetime, until: datetime) -> None:
    if conversation.state_at(now) is ConversationState.INACTIVE:
        raise ConversationInactive
    begun = await begin_follow_up(conversation.id, until=until, at=now)
    if begun is None:
        raise Conflict("its end has been said already")
    params = {"until": rfc3339(until)}
    await write_system_message(actor.chat, begun, "consultation.follow_up", key="follow_up", now=now, params=params)


async def withdraw(chat: Chat, entitlement_id: EntitlementId, *, now: datetime) -> None:
    """End the consultation of an entitlement that was taken back (a refund), also one whose time is over.

    Does nothing when it was completed.
    """
    conversation = await conversation_by_entitlement(entitlement_id)
    completed = await close(conversation.id, at=now) if conversation else None
    if completed is not None:
        await write_system_message(chat, completed, "consultation.withdrawn", key="withdrawn", now=now)
        await announce(chat, completed)
