"""What support does when an answer is late, and what the client chooses. The money is `server/orders/refunds`."""

import logging
from datetime import datetime

from realtime import deadlines
from realtime.actor import Actor
from realtime.audit import audit
from realtime.contracts import ConversationAnswer, OverduePage
from realtime.conversations import access_conversation, announce, show
from realtime.errors import Conflict, DomainError, NotFound, ValidationFailed
from realtime.views import overdue_out
from server.context import Context
from server.deadlines.contracts import (
    ChooseOffer,
    ExtendConsultation,
    OfferChoice,
    OverdueAnswer,
    ReassignConsultation,
)
from server.deadlines.meeting import hand_over, meet_choice, prolong
from server.orders.assignment import assign_astrologer, is_working_astrologer
from server.orders.texts import refusal
from storage.astrologers import Astrologer, astrologer_by_slug
from storage.audit import AuditedAction
from storage.conversations import Conversation, ConversationKind, conversation_by_id
from storage.deadlines import Place, choose, overdue_answers
from storage.entitlements import entitlement_by_id
from storage.ids import ConversationId, UserId, parse_id
from storage.orders import order_by_id
from storage.users import Role, user_by_id
from storage.waiting import Offer, OfferOption

log = logging.getLogger(__name__)


async def list_overdue(*, after: Place | None, limit: int, now: datetime) -> OverduePage:
    """The consultations whose answer is overdue, the longest first."""
    found = await overdue_answers(now, after=after, limit=limit + 1)
    more = found[limit - 1] if len(found) > limit else None
    return OverduePage(
        items=[overdue_out(one) for one in found[:limit]],
        next_cursor=f"{more.waiting.due_at.isoformat()}~{more.id}" if more and more.waiting else None,
    )


async def _consultation(conversation_id: str) -> Conversation:
    parsed = parse_id(conversation_id)
    found = await conversation_by_id(ConversationId(parsed)) if parsed else None
    if found is None or found.kind is not ConversationKind.CONSULTATION:
        raise NotFound
    if found.completed_at is not None:
        raise Conflict("the consultation is completed")
    return found


def _client_of(conversation: Conversation) -> UserId | None:
    return next((one.user_id for one in conversation.participants if one.role is Role.CLIENT), None)


async def _write_down(actor: Actor, action: AuditedAction, conversation: Conversation, **details: str) -> None:
    subject = f"conversation:{conversation.id}"
    await audit(actor, action, subject, person_id=_client_of(conversation), **details)


async def reassign(
    context: Context, actor: Actor, conversation_id: str, command: ReassignConsultation, now: datetime
) -> OverdueAnswer:
    """Another astrologer gives it from now on, with all that was said."""
    conversation = await _consultation(conversation_id)
    astrologer = await _another(conversation, command.astrologer, actor, now)
    before = conversation.astrologer
    await _write_down(
        actor,
        AuditedAction.CONSULTATION_REASSIGNED,
        conversation,
        note=command.note,
        before=str(before.user_id) if before else "",
        after=str(astrologer.user_id),
    )
    return OverdueAnswer(overdue=overdue_out(await hand_over(context, conversation, astrologer, None, now)))


async def _another(conversation: Conversation, slug: str | None, actor: Actor, now: datetime) -> Astrologer:
    """Whom support chose, or whoever suits best; never who gives it now."""
    assert conversation.consultation is not None
    present = conversation.astrologer.user_id if conversation.astrologer else None
    if slug is None:
        found = await assign_astrologer(conversation.consultation.service_slug, None, now, but=present)
    else:
        found = await astrologer_by_slug(slug)
    if (
        found is None
        or found.user_id == present
        or conversation.consultation.service_slug not in found.services
        or not is_working_astrologer(await user_by_id(found.user_id))
    ):
        raise ValidationFailed("astrologer", errors=[refusal("astrologer", "astrologer_gone", actor.language)])
    return found


async def extend(
    context: Context, actor: Actor, conversation_id: str, command: ExtendConsultation, now: datetime
) -> OverdueAnswer:
    """The consultation and the answer have some days more."""
    conversation = await _consultation(conversation_id)
    await _write_down(
        actor, AuditedAction.CONSULTATION_EXTENDED, conversation, note=command.note, days=str(command.days)
    )
    return OverdueAnswer(overdue=overdue_out(await prolong(context, conversation, command.days, None, now)))


async def make_offer(
    context: Context, actor: Actor, conversation_id: str, command: OfferChoice, now: datetime
) -> OverdueAnswer:
    """Let the client choose. Money is offered only where money was paid."""
    conversation = await _consultation(conversation_id)
    options = list(dict.fromkeys(command.options))
    if OfferOption.REFUND in options and not await _was_paid(conversation):
        raise ValidationFailed("options", errors=[refusal("options", "nothing_was_paid", actor.language)])
    await _write_down(actor, AuditedAction.CONSULTATION_OFFERED, conversation, options=",".join(options))
    offer = Offer(options=options, days=command.days, made_by=actor.user_id, made_at=now)
    return OverdueAnswer(overdue=overdue_out(await deadlines.offer(context.chat, conversation, offer)))


async def _was_paid(conversation: Conversation) -> bool:
    assert conversation.consultation is not None
    granted = await entitlement_by_id(conversation.consultation.entitlement_id)
    order = await order_by_id(granted.order_id) if granted and granted.order_id else None
    return order is not None and order.paid_at is not None and order.total_amount > 0


async def choose_offer(
    context: Context, actor: Actor, conversation_id: str, command: ChooseOffer, now: datetime
) -> ConversationAnswer:
    """The client's choice stands from here on; it is met now, or by the job when something does not answer.

    Choosing the same again answers the same; anything else is `conflict`.
    """
    conversation = await access_conversation(actor, conversation_id, to="read")
    chosen = await choose(conversation.id, actor.user_id, command.choice, at=now)
    if chosen is None and (conversation.offer is None or conversation.offer.choice is not command.choice):
        raise Conflict("nothing of the kind is offered")
    if chosen is not None:
        await announce(context.chat, chosen)
        deadlines.tell_staff(context.chat, chosen)
        try:
            await meet_choice(context, chosen, now)
        except DomainError as error:
            log.warning("choice_not_met", extra={"conversation_id": str(conversation.id), "code": error.code})
    return ConversationAnswer(
        conversation=await show(actor, await access_conversation(actor, conversation_id, to="read"))
    )
