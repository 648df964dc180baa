"""Giving a help chat to a colleague or back into the queue, and taking chats from who may not answer any more."""

from realtime.actor import Actor
from realtime.audit import audit
from realtime.chat import Chat
from realtime.contracts import ConversationAnswer, QueueCommand
from realtime.conversations import announce, participant_of, show
from realtime.errors import Conflict, ValidationFailed
from realtime.notes import access_help_chat, keep_note, note_beside, tell_note
from realtime.support import changed, say_who_joined
from storage.audit import AuditedAction
from storage.conversations import Conversation, conversation_by_id
from storage.database import DuplicateKey
from storage.ids import UserId, parse_id
from storage.notes import Note
from storage.queue import hand_back, hand_over, held_chats
from storage.queue_place import Queue, QueueState
from storage.users import Role, User, user_by_id


async def transfer(actor: Actor, command: QueueCommand) -> ConversationAnswer:
    """Give a chat to a colleague, or back into the queue; the note is for the staff alone.

    Whoever holds it may, and administrators. Where it is there already, the answer is how it is.
    """
    conversation = await access_help_chat(actor, command.conversation_id)
    colleague = await _colleague(conversation, command.to) if command.to else None
    note = note_beside(actor, conversation, command.note, command.client_note_id)
    place = conversation.queue or Queue()
    if _is_there(place, colleague):
        await keep_note(actor.chat, conversation, note, was_named=command.client_note_id is not None)
        return ConversationAnswer(conversation=await show(actor, conversation))
    holder_id = place.assignee_id
    if holder_id is None or (actor.user_id != holder_id and actor.role is not Role.ADMIN):
        raise Conflict("only whoever holds a chat hands it over")
    moved = await _move(actor, conversation, holder_id, colleague, note)
    if moved is None:
        return ConversationAnswer(conversation=await show(actor, await _as_it_is(conversation, colleague)))
    tell_note(actor.chat, conversation, note)
    if colleague is not None:
        await say_who_joined(actor.chat, moved, colleague.display_name)
    return await changed(actor, moved)


def _is_there(place: Queue, colleague: User | None) -> bool:
    if colleague is None:
        return place.state is QueueState.WAITING
    return place.state is QueueState.CLAIMED and place.assignee_id == colleague.id


async def _move(
    actor: Actor, conversation: Conversation, holder_id: UserId, colleague: User | None, note: Note | None
) -> Conversation | None:
    """Written down before it is done, and written down as refused when somebody else was faster; None then."""
    await _write_down(actor, conversation, holder_id, colleague)
    try:
        if colleague is None:
            moved = await hand_back(conversation.id, by=holder_id, at=actor.chat.clock(), note=note)
        else:
            moved = await hand_over(conversation.id, participant_of(colleague), by=holder_id, note=note)
    except DuplicateKey:
        # The same note came with another try of this, which has won.
        moved = None
    if moved is None:
        await _write_down(actor, conversation, holder_id, colleague, refused=Conflict.code)
    return moved


async def _as_it_is(conversation: Conversation, colleague: User | None) -> Conversation:
    """The chat where another try of the same has brought it; `conflict` when it is elsewhere."""
    fresh = await conversation_by_id(conversation.id)
    if fresh is None or fresh.queue is None or not _is_there(fresh.queue, colleague):
        raise Conflict("somebody else was faster")
    return fresh


async def _colleague(conversation: Conversation, user_id: str) -> User:
    """Whom a chat may be given to: support staff, who answer others and not themselves."""
    parsed = parse_id(user_id)
    found = await user_by_id(UserId(parsed)) if parsed else None
    if found is None or found.role is not Role.SUPPORT or found.blocked_at or found.id == conversation.visitor_id:
        raise ValidationFailed("nobody who answers", field="to")
    return found


async def _write_down(
    actor: Actor, conversation: Conversation, holder_id: UserId, colleague: User | None, **details: str
) -> None:
    action = AuditedAction.CONVERSATION_HANDED_OVER if colleague else AuditedAction.CONVERSATION_HANDED_BACK
    if colleague is not None:
        details["to"] = str(colleague.id)
    if holder_id != actor.user_id:
        details["from"] = str(holder_id)
    await audit(actor, action, f"conversation:{conversation.id}", person_id=conversation.visitor_id, **details)


async def release_all(chat: Chat, user_id: UserId) -> None:
    """What the person holds goes back into the queue: they may not answer any more."""
    for held in await held_chats(user_id):
        freed = await hand_back(held.id, by=user_id, at=chat.clock(), passed=False)
        if freed is not None:
            await announce(chat, freed)
