"""Canned replies over HTTP."""

from typing import Any

from beanie import PydanticObjectId

from realtime.errors import NotFound
from server.http import Access, Call, Endpoint
from server.replies import actions
from server.replies.contracts import ChangeReply, CreateReply, ReplyAnswer, ReplyPage
from storage.ids import parse_id


def _id(call: Call[Any]) -> PydanticObjectId:
    """The id of the path; what cannot be any is not found."""
    reply_id = parse_id(call.path["id"])
    if reply_id is None:
        raise NotFound
    return reply_id


async def list_replies(call: Call[None]) -> ReplyPage:
    """All that the caller may use."""
    return await actions.list_replies(call.require_actor())


async def create_reply(call: Call[CreateReply]) -> ReplyAnswer:
    """One's own, or for the team."""
    return await actions.create(call.context, call.require_actor(), call.body, call.now)


async def change_reply(call: Call[ChangeReply]) -> ReplyAnswer:
    """What is given."""
    return await actions.change(call.context, call.require_actor(), _id(call), call.body, call.now)


async def delete_reply(call: Call[None]) -> None:
    """For everybody."""
    await actions.delete(call.context, call.require_actor(), _id(call))


ENDPOINTS = [
    Endpoint(
        "GET",
        "/api/replies",
        list_replies,
        "Canned replies: one's own and the team's",
        answer=ReplyPage,
        access=Access.TEAM,
    ),
    Endpoint(
        "POST",
        "/api/replies",
        create_reply,
        "Write a canned reply",
        body=CreateReply,
        answer=ReplyAnswer,
        status=201,
        access=Access.TEAM,
    ),
    Endpoint(
        "PATCH",
        "/api/replies/{id}",
        change_reply,
        "Change a canned reply",
        body=ChangeReply,
        answer=ReplyAnswer,
        access=Access.TEAM,
    ),
    Endpoint("DELETE", "/api/replies/{id}", delete_reply, "Delete a canned reply", status=204, access=Access.TEAM),
]
