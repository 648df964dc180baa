"""The end of a consultation by time: the warnings before it, what moves it, and what closes a consultation for good."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from storage.conversations import Conversation, ConversationKind, conversation_by_id, update_one
from storage.entitlements import Entitlement, entitlement_by_id, move_end
from storage.ids import ConversationId, EntitlementId, OrderId


class EndWarning(StrEnum):
    """How long before the end somebody is warned."""

    DAYS = "days"
    DAY = "day"


LEADS: Final = {EndWarning.DAYS: timedelta(days=3), EndWarning.DAY: timedelta(hours=24)}


def warning_after(moment: datetime, *, begun: datetime, until: datetime) -> datetime | None:
    """The next warning after `moment` of a consultation that lasts from `begun` to `until`.

    None when there is none left; who has less than twice the time is not warned: they know when they began.
    """
    moments = [until - lead for lead in LEADS.values() if until - begun >= 2 * lead]
    return next((one for one in moments if one > moment), None)


async def begin_follow_up(conversation_id: ConversationId, *, until: datetime, at: datetime) -> Conversation | None:
    """The consultation has been given, and may be written into until then; None when it has ended or this was said.

    From then on `active_until` is the end of that window, and passing it completes the consultation.
    """
    return await update_one(
        {
            "_id": conversation_id,
            "kind": ConversationKind.CONSULTATION,
            "completed_at": None,
            "follow_up_until": None,
            "active_until": {"$gt": at},
        },
        {"$set": {"follow_up_until": until, "active_until": until, "next_warning_at": None}, "$inc": {"rev": 1}},
    )


async def complete_follow_up(conversation: Conversation) -> Conversation | None:
    """Its follow-up window is over, so it is completed since then; None when it was, or lives on."""
    return await update_one(
        {"_id": conversation.id, "completed_at": None, "active_until": conversation.active_until},
        {
            "$set": {"completed_at": conversation.active_until, "expiry_announced_at": conversation.active_until},
            "$inc": {"rev": 1},
        },
    )


async def extend_for(before: Conversation, order_id: OrderId, until: datetime) -> Conversation | None:
    """Move the end to `until` for this order, once; None when it was done, or the end has changed meanwhile.

    Nothing changes in a consultation that has been given. An end that was announced is one no more.
    """
    following = warning_after(min(before.created_at, until), begun=before.created_at, until=until)
    return await update_one(
        {
            "_id": before.id,
            "completed_at": None,
            "follow_up_until": None,
            "active_until": before.active_until,
            "extended_by": {"$ne": order_id},
        },
        {
            "$set": {"active_until": until, "expiry_announced_at": None, "next_warning_at": following},
            "$push": {"extended_by": order_id},
            "$inc": {"rev": 1},
        },
    )


async def shorten_for(before: Conversation, order_id: OrderId, until: datetime | None) -> Conversation | None:
    """This order's days are taken back, once: the end is `until` then. None when it was done, or something has changed.

    From then on the order gives nothing, even if it had not given anything yet.
    """
    following = before.next_warning_at
    if until is not None and until != before.active_until:
        following = warning_after(min(before.created_at, until), begun=before.created_at, until=until)
    return await update_one(
        {
            "_id": before.id,
            "completed_at": before.completed_at,
            "follow_up_until": before.follow_up_until,
            "active_until": before.active_until,
            "extended_by": order_id if order_id in before.extended_by else {"$ne": order_id},
            "shortened_by": {"$ne": order_id},
        },
        {
            "$set": {"active_until": until, "next_warning_at": following},
            "$addToSet": {"extended_by": order_id},
            "$push": {"shortened_by": order_id},
            "$inc": {"rev": 1},
        },
    )


async def close(conversation_id: ConversationId, *, at: datetime) -> Conversation | None:
    """End a consultation for good, active or ended by time; None when it was completed (then nothing changes)."""
    return await update_one(
        {"_id": conversation_id, "kind": ConversationKind.CONSULTATION, "completed_at": None},
        {"$set": {"completed_at": at}, "$inc": {"rev": 1}},
    )


async def copy_end(entitlement_id: EntitlementId) -> Entitlement | None:
    """Bring the entitlement's end to where its consultation ends; None when it is there, or has ended.

    Whoever writes looks again, so that of several at once the last one leaves the present end. The window for questions
    after a consultation was given is no part of what was bought.
    """
    moved: Entitlement | None = None
    held = await entitlement_by_id(entitlement_id)
    while held is not None and held.conversation_id is not None and held.ended_at is None:
        conversation = await conversation_by_id(held.conversation_id)
        if conversation is None or conversation.active_until is None or conversation.follow_up_until is not None:
            return moved
        changed = await move_end(entitlement_id, conversation.active_until)
        if changed is None:
            return moved
        held = moved = changed
    return moved


async def expired_unannounced(now: datetime, limit: int = 100) -> list[Conversation]:
    """Consultations past `active_until` whose end nobody was told of yet."""
    return (
        await Conversation.find(
            {
                "kind": ConversationKind.CONSULTATION,
                "completed_at": None,
                "expiry_announced_at": None,
                "active_until": {"$lte": now},
            }
        )
        .limit(limit)
        .to_list()
    )


async def mark_expiry_announced(conversation_id: ConversationId, *, at: datetime) -> bool:
    """Claim the announcement of an expiry; only the first caller gets True."""
    found = await update_one(
        {"_id": conversation_id, "expiry_announced_at": None},
        {"$set": {"expiry_announced_at": at}, "$inc": {"rev": 1}},
    )
    return found is not None


async def endings_to_warn_of(now: datetime, limit: int = 100) -> list[Conversation]:
    """Consultations of whose end people are to be warned by now."""
    query = {"kind": ConversationKind.CONSULTATION, "completed_at": None, "next_warning_at": {"$lte": now}}
    return await Conversation.find(query).sort("+next_warning_at").limit(limit).to_list()


async def set_next_warning(conversation: Conversation, moment: datetime | None) -> None:
    """The warning that was due has been given; nothing changes when the end has moved meanwhile."""
    await update_one(
        {"_id": conversation.id, "next_warning_at": conversation.next_warning_at},
        {"$set": {"next_warning_at": moment}},
    )
