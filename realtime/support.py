"""Support: visitors start a chat from the widget, staff claim it from the queue, answer and resolve it."""

from datetime import datetime

from realtime.actor import Actor
from realtime.chat import Chat
from realtime.contracts import ConversationAnswer, ConversationCommand, QueueCommand
from realtime.conversations import access_conversation, announce, participant_of, show
from realtime.errors import Conflict, Forbidden, NotFound
from realtime.system_messages import write_system_message
from storage.conversations import Conversation, ConversationKind, Participant, Queue
from storage.database import DuplicateKey
from storage.queue import adopt, begin_waiting, end_waiting, support_conversation_of
from storage.queue import claim as store_claim
from storage.queue import resolve as store_resolve
from storage.sessions import end_sessions_of
from storage.site import load_site
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
        for session_id in await end_sessions_of(guest.id):
            chat.publisher.end_session(session_id, "unauthenticated")
        conversation = await support_conversation_of(guest.id)
        if conversation is None or await support_conversation_of(user.id) is not None:
            continue
        adopted = await adopt(conversation.id, guest.id, participant_of(user))
        if adopted is not None:
            await announce(chat, adopted)


async def _support_chat(actor: Actor, conversation_id: str) -> Conversation:
    conversation = await access_conversation(actor, conversation_id, to="read")
    if conversation.kind is not ConversationKind.SUPPORT:
        raise NotFound
    if not actor.is_staff:
        raise Forbidden("the queue is for support staff")
    return conversation


async def claim(actor: Actor, command: ConversationCommand) -> ConversationAnswer:
    """Take a waiting chat; of several who try at once exactly one gets it, the others are told `conflict`."""
    conversation = await _support_chat(actor, command.conversation_id)
    if conversation.queue is not None and conversation.queue.assignee_id == actor.user_id:
        return ConversationAnswer(conversation=await show(actor, conversation))
    assignee = Participant(user_id=actor.user_id, role=Role.SUPPORT, name=actor.name, avatar_path=actor.avatar_path)
    claimed = await store_claim(conversation.id, assignee)
    if claimed is None:
        raise Conflict("somebody else has claimed it")
    await write_system_message(
        actor.chat,
        claimed,
        "support.joined",
        key=f"joined:{actor.user_id}",
        now=actor.chat.clock(),
        params={"name": actor.name},
    )
    return await _changed(actor, claimed)


async def resolve(actor: Actor, command: QueueCommand) -> ConversationAnswer:
    """Close a chat that the actor holds. The visitor's next word brings it back to the queue."""
    conversation = await _support_chat(actor, command.conversation_id)
    now = actor.chat.clock()
    resolved = await store_resolve(conversation.id, by=actor.user_id, at=now)
    if resolved is None:
        raise Conflict("only whoever holds a chat resolves it")
    await write_system_message(actor.chat, resolved, "support.resolved", key=f"resolved:{now.isoformat()}", now=now)
    return await _changed(actor, resolved)


async def _changed(actor: Actor, conversation: Conversation) -> ConversationAnswer:
    fresh = await access_conversation(actor, str(conversation.id), to="read")
    await announce(actor.chat, fresh)
    return ConversationAnswer(conversation=await show(actor, fresh))


async def someone_wrote(actor: Actor, conversation: Conversation, at: datetime) -> None:
    """After a message in a support chat: a visitor's puts it into the queue, staff's answer ends the waiting."""
    # Who is told of the change is told of the message, too.
    await actor.chat.appender.copies.settled(conversation.id)
    is_visitor = actor.user_id == conversation.visitor_id
    if is_visitor:
        changed = await begin_waiting(conversation.id, actor.user_id, at)
    else:
        changed = await end_waiting(conversation.id, at)
    if changed is None:
        return
    await announce(actor.chat, changed)
    if is_visitor:
        await _answer_while_away(actor.chat, changed, at)


async def _answer_while_away(chat: Chat, conversation: Conversation, at: datetime) -> None:
    """Outside the support hours a visitor who begins to wait is told so, once before each opening."""
    site = await load_site()
    opens_at = site.support_hours.next_opening(at) if site is not None else None
    if opens_at is None:
        return
    opening = opens_at.isoformat()
    await write_system_message(
        chat, conversation, "support.away", key=f"away:{opening}", now=at, params={"opens_at": opening}
    )
