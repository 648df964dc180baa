"""Conversations over HTTP: the same actions as the socket's, for first pages and for whoever has no socket."""

from datetime import UTC, datetime
from typing import Any, Final

from realtime.actor import actor_of
from realtime.contract import Written
from realtime.contracts import (
    CompleteConversation,
    ConversationAnswer,
    ConversationOut,
    ConversationPage,
    History,
    HistoryAnswer,
    Search,
    SearchPage,
)
from realtime.conversations import access_conversation, complete, show
from realtime.errors import NotFound, Unauthenticated, ValidationFailed
from realtime.inbox import inbox_page, queue_page
from realtime.messages import history
from realtime.search.finding import search
from realtime.support import open_support_chat
from server.accounts.phones import allowed_countries, normal_phone
from server.conversations.contracts import (
    EndConsultation,
    GuestStarted,
    InboxQuery,
    MessagesQuery,
    NoBody,
    QueueQuery,
    StartGuest,
)
from server.http import Access, Call, Endpoint
from server.limits import Limit
from storage.ids import ConversationId, MessageId, parse_id
from storage.inbox import Position
from storage.sessions import create_session
from storage.users import Role, User, user_by_id

GUESTS_PER_ADDRESS: Final = Limit("guest-address", "20/hour")
SEARCHES_PER_PERSON: Final = Limit("search", "120/minute")


def _position(cursor: str | None) -> Position | None:
    if cursor is None:
        return None
    at, _, text = cursor.partition("~")
    parsed, moment = parse_id(text), _moment(at)
    if parsed is None or moment is None:
        raise ValidationFailed("cursor", field="cursor")
    return moment, ConversationId(parsed)


def _moment(text: str) -> datetime | None:
    """The moment written as `text`; None when it is none, or none within the calendar."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _id(call: Call[Any]) -> str:
    """The id of the path; what cannot be any is not found."""
    if parse_id(call.path["id"]) is None:
        raise NotFound
    return call.path["id"]


async def list_conversations(call: Call[None]) -> ConversationPage:
    """The caller's inbox, newest activity first."""
    query: InboxQuery = call.query
    return await inbox_page(
        call.require_actor(), state=query.state, kind=query.kind, after=_position(query.cursor), limit=query.limit
    )


async def list_queue(call: Call[None]) -> ConversationPage:
    """The support queue, newest activity first."""
    query: QueueQuery = call.query
    return await queue_page(call.require_actor(), state=query.state, after=_position(query.cursor), limit=query.limit)


async def read_conversation(call: Call[None]) -> ConversationOut:
    """One conversation as the caller sees it."""
    actor = call.require_actor()
    return await show(actor, await access_conversation(actor, _id(call), to="read"))


async def read_messages(call: Call[None]) -> Written:
    """A page of messages, ascending."""
    query: MessagesQuery = call.query
    command = History(conversation_id=_id(call), **query.model_dump())
    return await history(call.require_actor(), command)


async def search_messages(call: Call[None]) -> SearchPage:
    """What the caller may read and that says what is asked, newest first. The question is never logged."""
    actor, query = call.require_actor(), call.query
    await call.context.limiter.hit(SEARCHES_PER_PERSON, str(actor.user_id))
    position = _position(query.cursor)
    after = (position[0], MessageId(position[1])) if position else None
    return await search(actor, asked=query.q, conversation_id=query.conversation_id, after=after, limit=query.limit)


async def complete_conversation(call: Call[EndConsultation]) -> ConversationAnswer:
    """The astrologer ends the consultation."""
    command = CompleteConversation(conversation_id=_id(call), follow_up_days=call.body.follow_up_days)
    return await complete(call.require_actor(), command)


async def start_guest(call: Call[StartGuest]) -> GuestStarted:
    """A visitor becomes a guest with a help chat of their own."""
    await call.context.limiter.hit(GUESTS_PER_ADDRESS, call.client_address)
    phone = normal_phone(call.body.phone, allowed_countries(call.context.settings), call.language)
    guest = User(role=Role.GUEST, first_name=call.body.name, contact_phone=phone, created_at=call.now)
    await guest.insert()
    agent = call.request.headers.get("user-agent", "")
    token, session = await create_session(guest.id, user_agent=agent, now=call.now)
    chat = call.context.chat
    actor = actor_of(guest, session.id, chat, call.language)
    conversation = await open_support_chat(chat, guest, now=call.now)
    return GuestStarted(token=token, conversation=await show(actor, conversation))


async def start_support(call: Call[NoBody]) -> ConversationAnswer:
    """The signed-in caller's help chat, opened when there is none yet."""
    actor = call.require_actor()
    user = await user_by_id(actor.user_id)
    if user is None:
        raise Unauthenticated
    conversation = await open_support_chat(call.context.chat, user, now=call.now)
    return ConversationAnswer(conversation=await show(actor, conversation))


ENDPOINTS = [
    Endpoint(
        "GET",
        "/api/conversations",
        list_conversations,
        "The caller's conversations",
        query=InboxQuery,
        answer=ConversationPage,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "GET",
        "/api/conversations/{id}",
        read_conversation,
        "One conversation",
        answer=ConversationOut,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "GET",
        "/api/conversations/{id}/messages",
        read_messages,
        "Messages, ascending",
        query=MessagesQuery,
        answer=HistoryAnswer,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "GET",
        "/api/search",
        search_messages,
        "Messages that say something",
        query=Search,
        answer=SearchPage,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "POST",
        "/api/conversations/{id}/complete",
        complete_conversation,
        "End a consultation",
        body=EndConsultation,
        answer=ConversationAnswer,
        access=Access.ASTROLOGER,
    ),
    Endpoint(
        "POST",
        "/api/support/guests",
        start_guest,
        "Begin a help chat as a guest",
        body=StartGuest,
        answer=GuestStarted,
        status=201,
    ),
    Endpoint(
        "POST",
        "/api/support/conversations",
        start_support,
        "The caller's own help chat",
        body=NoBody,
        answer=ConversationAnswer,
        status=201,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "GET",
        "/api/support/queue",
        list_queue,
        "The support queue",
        query=QueueQuery,
        answer=ConversationPage,
        access=Access.STAFF,
    ),
]
