"""Conversations over HTTP, for administrators alone, read-only."""

from typing import Final

from starlette.responses import Response

from realtime.contract import Contract, Written
from realtime.contracts import HistoryAnswer
from server.admin.asking import count_find
from server.admin.conversations import actions
from server.admin.conversations.contracts import (
    ConversationRecord,
    ConversationRecords,
    ConversationsQuery,
    OpenConversation,
    OpenedConversation,
)
from server.attachments.contracts import AttachmentLink, AttachmentQuery
from server.attachments.endpoints import answer_link
from server.conversations.contracts import MessagesQuery
from server.http import Access, Call, Endpoint
from server.limits import Limit

READINGS_PER_PERSON: Final = Limit("conversation-readings", "60/hour")


async def list_conversations(call: Call[None]) -> Contract:
    if call.query.person:
        await count_find(call)
    return await actions.list_conversations(call.require_actor(), call.query)


async def show_conversation(call: Call[None]) -> Contract:
    return await actions.show_conversation(call.require_actor(), call.path["id"])


async def open_conversation(call: Call[OpenConversation]) -> Contract:
    actor = call.require_actor()
    await call.context.limiter.hit(READINGS_PER_PERSON, str(actor.user_id))
    return await actions.open_conversation(actor, call.path["id"], call.body)


async def read_messages(call: Call[None]) -> Written:
    return await actions.read_messages(call.require_actor(), call.path["id"], call.query, call.now)


async def show_file(call: Call[None]) -> Response:
    query: AttachmentQuery = call.query
    actor, variant = call.require_actor(), query.variant or "original"
    link = await actions.link_file(actor, call.path["id"], call.path["attachment_id"], variant, call.now)
    return answer_link(link, query)


ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/admin/conversations",
        list_conversations,
        "Everybody's conversations, without a word of them",
        query=ConversationsQuery,
        answer=ConversationRecords,
        access=Access.ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/conversations/{id}",
        show_conversation,
        "One conversation without a word of it",
        answer=ConversationRecord,
        access=Access.ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/conversations/{id}/open",
        open_conversation,
        "Say why a conversation is read, and read it for half an hour",
        OpenConversation,
        answer=OpenedConversation,
        access=Access.ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/conversations/{id}/messages",
        read_messages,
        "Messages of a conversation that was opened, ascending",
        query=MessagesQuery,
        answer=HistoryAnswer,
        access=Access.ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/conversations/{id}/attachments/{attachment_id}",
        show_file,
        "A file of a conversation that was opened",
        query=AttachmentQuery,
        answer=AttachmentLink,
        status=302,
        access=Access.ADMIN,
    ),
]
