"""What staff put on a help chat beside answering it: a moment to come back to it, tags, an end to abuse."""

from datetime import datetime, timedelta
from typing import Final

from realtime.actor import Actor
from realtime.audit import audit
from realtime.chat import Chat
from realtime.contracts import BlockVisitor, ConversationAnswer, SnoozeChat, TagChat
from realtime.conversations import announce, show
from realtime.errors import Conflict, NotFound, ValidationFailed
from realtime.notes import access_help_chat
from realtime.support import changed
from realtime.system_messages import write_system_message
from storage import triage as store
from storage.audit import AuditedAction

LONGEST_SLEEP: Final = timedelta(days=366)


async def snooze(actor: Actor, command: SnoozeChat) -> ConversationAnswer:
    """Let a chat sleep that nobody else holds, or wake it; `conflict` when it is resolved or somebody else's."""
    conversation = await access_help_chat(actor, command.conversation_id)
    now = actor.chat.clock()
    if command.until is not None and not now < command.until <= now + LONGEST_SLEEP:
        raise ValidationFailed("a moment within the next year", field="until")
    slept = await store.snooze(conversation.id, command.until, by=actor.user_id, at=now)
    if slept is None:
        raise Conflict("it is resolved, or somebody else holds it")
    return await changed(actor, slept)


async def tag(actor: Actor, command: TagChat) -> ConversationAnswer:
    """The chat has these tags and no others."""
    conversation = await access_help_chat(actor, command.conversation_id)
    tagged = await store.tag(conversation.id, list(dict.fromkeys(command.tags)))
    if tagged is None:
        raise NotFound
    return await changed(actor, tagged)


async def block(actor: Actor, command: BlockVisitor) -> ConversationAnswer:
    """The visitor may not write here any more, or may again, and is told so; nobody has to answer until then."""
    conversation = await access_help_chat(actor, command.conversation_id)
    is_blocked = conversation.queue is not None and conversation.queue.blocked_at is not None
    if is_blocked is command.blocked:
        return ConversationAnswer(conversation=await show(actor, conversation))
    action = AuditedAction.VISITOR_BLOCKED if command.blocked else AuditedAction.VISITOR_UNBLOCKED
    await audit(actor, action, f"conversation:{conversation.id}", person_id=conversation.visitor_id)
    now = actor.chat.clock()
    if command.blocked:
        done = await store.block_visitor(conversation.id, at=now)
    else:
        done = await store.unblock_visitor(conversation.id)
    if done is not None:
        # It also stops what the visitor writes on other processes: they look again behind it.
        code = "support.closed" if command.blocked else "support.opened"
        await write_system_message(actor.chat, done, code, key=f"{code}:{done.rev}", now=now)
    return await changed(actor, done or conversation)


async def wake_sleepers(chat: Chat, *, now: datetime) -> None:
    """Bring back what has slept long enough, and tell the staff."""
    for one in await store.chats_to_wake(now):
        woken = await store.wake(one.id, now)
        if woken is not None:
            await announce(chat, woken)
