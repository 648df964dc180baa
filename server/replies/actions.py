"""Listing, writing, changing and deleting canned replies."""

from datetime import datetime
from typing import Final

from beanie import PydanticObjectId

from realtime.actor import Actor
from realtime.audit import audit
from realtime.errors import Forbidden, NotFound, ValidationFailed
from server.context import Context
from server.limits import Limit
from server.replies.contracts import ChangeReply, CreateReply, ReplyAnswer, ReplyOut, ReplyPage
from server.replies.texts import refused
from storage.audit import AuditedAction
from storage.replies import (
    MOST_LISTED,
    Reply,
    ReplyScope,
    change_reply,
    delete_reply,
    insert_reply,
    own_replies,
    reply_by_id,
    team_replies,
)
from storage.users import Role

CHANGES_PER_PERSON: Final = Limit("replies", "600/hour")
_ANSWERING: Final = (Role.ASTROLOGER, Role.SUPPORT)


async def list_replies(actor: Actor) -> ReplyPage:
    """One's own and one's team's; administrators see every team's."""
    own = await own_replies(actor.user_id) if actor.role in _ANSWERING else []
    roles = [actor.role] if actor.role in _ANSWERING else _ANSWERING
    shared = [reply for role in roles for reply in await team_replies(role)]
    return ReplyPage(items=[_out(actor, reply) for reply in [*own, *shared]], next_cursor=None)


async def create(context: Context, actor: Actor, wanted: CreateReply, now: datetime) -> ReplyAnswer:
    """Keep a new reply. `forbidden` where the caller may not write such; `conflict` when there are too many.

    `validation_failed` where an administrator names no team: they answer nobody themselves.
    """
    await context.limiter.hit(CHANGES_PER_PERSON, str(actor.user_id))
    role = Role(wanted.team) if wanted.team else actor.role
    is_team = wanted.scope is ReplyScope.TEAM
    reply = Reply(
        scope=wanted.scope,
        role=role,
        owner_id=None if is_team else actor.user_id,
        folder=wanted.folder,
        title=wanted.title,
        text=wanted.text,
        changed_at=now,
    )
    if role not in _ANSWERING or (actor.role not in _ANSWERING and not is_team):
        raise ValidationFailed("administrators write for a team", field="team" if is_team else "scope")
    if not may_change(actor, reply):
        raise Forbidden("replies of another team")
    kept = await (team_replies(role) if is_team else own_replies(actor.user_id))
    if len(kept) >= MOST_LISTED:
        raise refused("too_many_replies", actor.language)
    await _write_down(actor, reply, "created")
    await insert_reply(reply)
    return _answer(actor, reply)


async def change(
    context: Context, actor: Actor, reply_id: PydanticObjectId, wanted: ChangeReply, now: datetime
) -> ReplyAnswer:
    """Change what is given. `forbidden` for a reply that the caller may only use."""
    await context.limiter.hit(CHANGES_PER_PERSON, str(actor.user_id))
    reply = await _access(actor, reply_id)
    await _write_down(actor, reply, "changed")
    changed = await change_reply(reply.id, wanted.model_dump(exclude_none=True), at=now)
    if changed is None:
        raise NotFound
    return _answer(actor, changed)


async def delete(context: Context, actor: Actor, reply_id: PydanticObjectId) -> None:
    """It is gone for everybody."""
    await context.limiter.hit(CHANGES_PER_PERSON, str(actor.user_id))
    reply = await _access(actor, reply_id)
    await _write_down(actor, reply, "deleted")
    await delete_reply(reply.id)


def may_change(actor: Actor, reply: Reply) -> bool:
    """One's own; a team's the administrators, and support staff their own team's."""
    if reply.scope is ReplyScope.OWN:
        return reply.owner_id == actor.user_id and actor.role is reply.role
    return actor.role is Role.ADMIN or (actor.role is Role.SUPPORT and reply.role is Role.SUPPORT)


async def _access(actor: Actor, reply_id: PydanticObjectId) -> Reply:
    """The reply, to be changed; one that the actor does not see is not found."""
    reply = await reply_by_id(reply_id)
    if reply is None:
        raise NotFound
    if not may_change(actor, reply):
        is_seen = reply.scope is ReplyScope.TEAM and reply.role is actor.role
        raise Forbidden("a reply of the team") if is_seen else NotFound
    return reply


async def _write_down(actor: Actor, reply: Reply, how: str) -> None:
    """What the whole team says from now on is nobody's own business."""
    if reply.scope is ReplyScope.TEAM:
        await audit(actor, AuditedAction.REPLY_CHANGED, f"reply:{reply.id}", how=how)


def _out(actor: Actor, reply: Reply) -> ReplyOut:
    return ReplyOut.of(reply, may_change=may_change(actor, reply))


def _answer(actor: Actor, reply: Reply) -> ReplyAnswer:
    return ReplyAnswer(reply=_out(actor, reply))
