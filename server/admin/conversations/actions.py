"""Reading conversations: what two people told each other lies open for half an hour to whoever has said why."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from realtime import attachments
from realtime.actor import Actor
from realtime.audit import audit
from realtime.contract import Written
from realtime.contracts import History, TextOut
from realtime.contracts.commands import HistoryPage
from realtime.conversations import access_conversation, show
from realtime.errors import Forbidden, NotFound
from realtime.messages import history
from server.admin.asking import id_asked
from server.admin.conversations.contracts import (
    ConversationPerson,
    ConversationRecord,
    ConversationRecords,
    ConversationsQuery,
    OpenConversation,
    OpenedConversation,
)
from storage.astrologers import any_astrologer_by_slug
from storage.audit import AuditedAction, audit_entries
from storage.conversation_search import found_conversations
from storage.conversations import Conversation, conversation_by_id
from storage.ids import ConversationId, UserId, parse_id
from storage.users import Role

OPEN_FOR: Final = timedelta(minutes=30)


async def list_conversations(actor: Actor, query: ConversationsQuery) -> ConversationRecords:
    """A part of the conversations that fit, without a word of them."""
    before, person = id_asked(query.cursor, "cursor"), id_asked(query.person, "person")
    page = await any_astrologer_by_slug(query.astrologer) if query.astrologer else None
    if query.astrologer and page is None:
        return ConversationRecords(items=[], next_cursor=None)
    asked = query.model_dump(mode="json", exclude_none=True, exclude={"cursor", "limit", "person"})
    await audit(actor, AuditedAction.CONVERSATIONS_LISTED, "conversations:list", person_id=person, **asked)
    await actor.chat.appender.copies.settled()
    found = await found_conversations(
        kind=query.kind,
        person_id=person,
        astrologer_id=page.user_id if page else None,
        since=query.since,
        until=query.until,
        before=ConversationId(before) if before else None,
        limit=query.limit + 1,
    )
    shown = found[: query.limit]
    cursor = str(shown[-1].id) if len(found) > query.limit else None
    now = actor.chat.clock()
    return ConversationRecords(items=[_record(one, now) for one in shown], next_cursor=cursor)


async def show_conversation(actor: Actor, conversation_id: str) -> ConversationRecord:
    """One conversation without a word of it."""
    await actor.chat.appender.copies.settled()
    conversation = await _found(conversation_id)
    await audit(actor, AuditedAction.CONVERSATIONS_LISTED, _subject(conversation.id), person_id=_whose(conversation))
    return _record(conversation, actor.chat.clock())


async def open_conversation(actor: Actor, conversation_id: str, command: OpenConversation) -> OpenedConversation:
    """From here on the actor may read it for half an hour; why is in the audit log before anything is shown."""
    conversation = await _found(conversation_id)
    now = actor.chat.clock()
    await audit(
        actor,
        AuditedAction.CONVERSATION_READ,
        _subject(conversation.id),
        person_id=_whose(conversation),
        reason=command.reason,
        comment=command.comment,
    )
    reader = await access_reading(actor, conversation_id, now)
    opened = await access_conversation(reader, conversation_id, to="read")
    return OpenedConversation(conversation=await show(reader, opened), until=now + OPEN_FOR)


async def read_messages(actor: Actor, conversation_id: str, place: HistoryPage, now: datetime) -> Written:
    """A page of what was said, ascending."""
    reader = await access_reading(actor, conversation_id, now)
    return await history(reader, History(conversation_id=conversation_id, **place.model_dump()))


async def link_file(
    actor: Actor, conversation_id: str, attachment_id: str, variant: attachments.Variant, now: datetime
) -> attachments.Link:
    """Where the bytes of a file are that was sent in it."""
    reader = await access_reading(actor, conversation_id, now)
    return await attachments.link(reader, attachment_id, variant)


async def access_reading(actor: Actor, conversation_id: str, now: datetime) -> Actor:
    """The actor with the conversation open before them; `forbidden` when no reason was given within half an hour.

    The entry in the audit log is the key: nothing can be open that is not written down.
    """
    opened = (await _found(conversation_id)).id
    newest = await audit_entries(
        actor_id=actor.user_id, action=AuditedAction.CONVERSATION_READ, subject=_subject(opened), limit=1
    )
    if actor.role is not Role.ADMIN or not newest or newest[0].at + OPEN_FOR <= now:
        raise Forbidden("no reason was given within half an hour")
    return replace(actor, reading=opened)


async def _found(conversation_id: str) -> Conversation:
    parsed = parse_id(conversation_id)
    conversation = await conversation_by_id(ConversationId(parsed)) if parsed else None
    if conversation is None:
        raise NotFound
    return conversation


def _subject(conversation_id: ConversationId) -> str:
    return f"conversation:{conversation_id}"


def _whose(conversation: Conversation) -> UserId | None:
    if conversation.visitor_id is not None:
        return conversation.visitor_id
    return next((one.user_id for one in conversation.participants if one.role is Role.CLIENT), None)


def _record(conversation: Conversation, now: datetime) -> ConversationRecord:
    bought = conversation.consultation
    return ConversationRecord(
        id=str(conversation.id),
        kind=conversation.kind,
        state=conversation.state_at(now),
        people=[
            ConversationPerson(id=str(one.user_id), role=one.role, name=one.name) for one in conversation.participants
        ],
        service_title=TextOut(ru=bought.service_title.ru, en=bought.service_title.en) if bought else None,
        messages=conversation.last_seq,
        created_at=conversation.created_at,
        last_message_at=conversation.last_message_at,
        active_until=conversation.active_until,
        completed_at=conversation.completed_at,
    )
