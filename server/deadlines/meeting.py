"""Doing what was decided about a late answer, in the consultation and in what the client holds. Safe to repeat."""

import logging
from datetime import datetime

from realtime import deadlines
from realtime.errors import Conflict, Unavailable
from server.context import Context
from server.orders.assignment import assign_astrologer
from server.orders.fulfilment import tell_entitlement
from server.orders.refunds import give_back
from storage.astrologers import Astrologer
from storage.conversations import Conversation
from storage.endings import copy_end
from storage.entitlements import entitlement_by_id
from storage.entitlements import hand_over as store_hand_over
from storage.ids import EntitlementId
from storage.users import user_by_id
from storage.waiting import Offer, OfferOption

log = logging.getLogger(__name__)


async def hand_over(
    context: Context, conversation: Conversation, astrologer: Astrologer, offer: Offer | None, now: datetime
) -> Conversation:
    """The consultation and its entitlement are this astrologer's."""
    user = await user_by_id(astrologer.user_id)
    assert user is not None
    change = deadlines.with_new_astrologer(conversation, offer, now)
    changed = await deadlines.reassign(context.chat, conversation, user, change, now=now)
    entitlement_id = _entitlement_of(conversation)
    await store_hand_over(entitlement_id, astrologer.user_id, astrologer.slug)
    await _tell(context, entitlement_id, now)
    return changed


async def prolong(
    context: Context, conversation: Conversation, days: int, offer: Offer | None, now: datetime
) -> Conversation:
    """The consultation and its entitlement live longer, and the answer has longer."""
    change = deadlines.with_more_days(conversation, days, offer, now)
    changed = await deadlines.extend(context.chat, conversation, change, now=now)
    await _tell(context, _entitlement_of(conversation), now)
    return changed


async def meet_choice(context: Context, conversation: Conversation, now: datetime) -> None:
    """Give the client what they chose."""
    offer = conversation.offer
    if offer is None or offer.choice is None or offer.done_at is not None:
        return
    if offer.choice is OfferOption.EXTEND:
        await prolong(context, conversation, offer.days, offer, now)
    elif offer.choice is OfferOption.REASSIGN:
        assert conversation.consultation is not None
        present = conversation.astrologer.user_id if conversation.astrologer else None
        slug = conversation.consultation.service_slug
        astrologer = await assign_astrologer(slug, None, now, but=present)
        if astrologer is None:
            log.error("no_other_astrologer", extra={"conversation_id": str(conversation.id), "service": slug})
            raise Unavailable("nobody else can give this consultation now")
        await hand_over(context, conversation, astrologer, offer, now)
    else:
        granted = await entitlement_by_id(_entitlement_of(conversation))
        if granted is None or granted.order_id is None:
            raise Conflict("nothing was paid")
        await give_back(context, granted.order_id, now)
        await deadlines.finish_offer(context.chat, conversation, offer, now=now)


def _entitlement_of(conversation: Conversation) -> EntitlementId:
    assert conversation.consultation is not None
    return conversation.consultation.entitlement_id


async def _tell(context: Context, entitlement_id: EntitlementId, now: datetime) -> None:
    """The client's cabinet shows who gives it and until when."""
    entitlement = await copy_end(entitlement_id) or await entitlement_by_id(entitlement_id)
    if entitlement is not None:
        tell_entitlement(context, entitlement, now)
