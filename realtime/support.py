"""Support: visitors start a chat from the widget, staff claim it from the queue, answer and resolve it."""

from datetime import datetime

from realtime.actor import Actor
from realtime.chat import Chat
from realtime.contracts import ConversationAnswer, ConversationCommand, QueueCommand
from realtime.conversations import access_conversation, announce, participant_of, show
from realtime.errors import Conflict
from realtime.notes import access_help_chat, keep_note, note_beside, tell_note
from realtime.system_messages import write_system_message
from storage.conversations import Conversation, ConversationKind, Participant
from storage.database import DuplicateKey
from storage.desk_facts import FactKind, note_fact
from storage.ids import UserId
from storage.queue import adopt, support_conversation_of
from storage.queue import claim as store_claim
from storage.queue import reopen as store_reopening
from storage.queue import resolve as store_resolve
from storage.queue_place import Queue, QueueState
from storage.sessions import end_sessions_of
from storage.users import Role, User, guests_by_phone


async def open_support_chat(chat: Chat, visitor: User, *, now: datetime) -> Conversation:
    """The visitor's support chat: opened once, then always the same one."""
    conversation = await support_conversation_of(visitor.id)
    if conversation is not None:
        return conversation
    conversation = Conversation(
        kind=ConversationKind.SUPPORT,
        participants=[participant_of(visitor)],
        participant_ids=[visitor.id],
        visitor_id=visitor.id,
        queue=Queue(),
        last_message_at=now,
        created_at=now,
    )
    try:
        await conversation.insert()
    except DuplicateKey:
        already = await support_conversation_of(visitor.id)
        assert already is not None, "the clash proves that it is there"
        return already
    await announce(chat, conversation, "conversation.created")
    return conversation


async def adopt_guest(chat: Chat, *, phone: str, user: User) -> None:
    """Whoever proved to own `phone` keeps the help chats that guests began with it.

    The guests' sessions end: a stranger who typed that number must not read on.
    """
    for guest in await guests_by_phone(phone):
        await _end_sessions(chat, guest.id)
        conversation = await support_conversation_of(guest.id)
        if conversation is None or await support_conversation_of(user.id) is not None:
            continue
        adopted = await adopt(conversation.id, guest.id, participant_of(user))
        if adopted is not None:
            await announce(chat, adopted)


async def give_to_client(chat: Chat, conversation: Conversation, guest_id: UserId, client: User) -> bool:
    """The guest of this chat is that client, the staff say; False when the client has a help chat of their own.

    What the guest wrote is the client's from now on, and the guest's sessions end.
    """
    adopted = await adopt(conversation.id, guest_id, participant_of(client))
    if adopted is None:
        return False
    await _end_sessions(chat, guest_id)
    await announce(chat, adopted)
    return True


async def _end_sessions(chat: Chat, guest_id: UserId) -> None:
    for session_id in await end_sessions_of(guest_id):
        chat.publisher.end_session(session_id, "unauthenticated")


async def claim(actor: Actor, command: ConversationCommand) -> ConversationAnswer:
    """Take a waiting chat; of several who try at once exactly one gets it, the others are told `conflict`."""
    conversation = await access_help_chat(actor, command.conversation_id)
    if conversation.queue is not None and conversation.queue.assignee_id == actor.user_id:
        return ConversationAnswer(conversation=await show(actor, conversation))
    claimed = await store_claim(conversation.id, _answering(actor))
    if claimed is None:
        raise Conflict("it does not wait any more")
    await say_who_joined(actor.chat, claimed, actor.name)
    return await changed(actor, claimed)


async def reopen(actor: Actor, command: ConversationCommand) -> ConversationAnswer:
    """Take up a resolved chat again, without waiting for the visitor's word; of several exactly one gets it."""
    conversation = await access_help_chat(actor, command.conversation_id)
    reopened = await store_reopening(conversation.id, _answering(actor))
    if reopened is None:
        raise Conflict("it is not resolved any more, or its visitor has gone for good")
    await say_who_joined(actor.chat, reopened, actor.name)
    return await changed(actor, reopened)


def _answering(actor: Actor) -> Participant:
    return Participant(user_id=actor.user_id, role=Role.SUPPORT, name=actor.name, avatar_path=actor.avatar_path)


async def say_who_joined(chat: Chat, conversation: Conversation, name: str) -> None:
    """Tell the visitor who answers from this change on; each change has a `rev` of its own."""
    key = f"joined:{conversation.rev}"
    await write_system_message(chat, conversation, "support.joined", key=key, now=chat.clock(), params={"name": name})


async def resolve(actor: Actor, command: QueueCommand) -> ConversationAnswer:
    """Close a chat that the actor holds. The visitor's next word brings it back to the queue.

    Whoever has just resolved it and asks again is answered how it is.
    """
    conversation = await access_help_chat(actor, command.conversation_id)
    now = actor.chat.clock()
    note = note_beside(actor, conversation, command.note, command.client_note_id)
    place = conversation.queue
    if place is not None and place.state is QueueState.RESOLVED and place.resolved_by == actor.user_id:
        await keep_note(actor.chat, conversation, note, was_named=command.client_note_id is not None)
        return ConversationAnswer(conversation=await show(actor, conversation))
    resolved = await store_resolve(conversation.id, by=actor.user_id, at=now, note=note)
    if resolved is None:
        raise Conflict("only whoever holds a chat resolves it")
    tell_note(actor.chat, conversation, note)
    await note_fact(FactKind.RESOLVED, resolved.id, now, at=now, person_id=actor.user_id)
    await write_system_message(actor.chat, resolved, "support.resolved", key=f"resolved:{now.isoformat()}", now=now)
    return await changed(actor, resolved)


async def changed(actor: Actor, conversation: Conversation) -> ConversationAnswer:
    """The chat as it is now, to everybody concerned and as the answer."""
    fresh = await access_conversation(actor, str(conversation.id), to="read")
    await announce(actor.chat, fresh)
    return ConversationAnswer(conversation=await show(actor, fresh))
