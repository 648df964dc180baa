"""From paid to talking: entitlement, then conversation. Every step is decided by stored facts and may be repeated,

so that whoever comes after a crash simply runs it all again.
"""

import logging
from datetime import datetime

from realtime.contracts import OrderMoved
from realtime.conversations import open_consultation
from realtime.expiry import extend_for
from server.births.copying import copy_profile
from server.context import Context
from server.orders.assignment import assign_astrologer, is_working_astrologer
from server.orders.views import entitlement_out, order_out
from storage.certificates import Certificate, mark_certificate_granted
from storage.conversations import Consultation
from storage.endings import copy_end
from storage.entitlements import (
    Entitlement,
    HeldEntitlement,
    end_entitlement,
    entitlement_by_id,
    entitlement_of_certificate,
    entitlement_of_order,
    insert_entitlement,
    set_conversation,
)
from storage.ids import EntitlementId, OrderId
from storage.orders import Order, mark_refund_requested, order_by_id
from storage.payments import payment_of_order
from storage.services import Service
from storage.stages import order_stage
from storage.users import user_by_id

log = logging.getLogger(__name__)


async def fulfil_order(context: Context, order: Order, now: datetime) -> Entitlement | None:
    """Grant what a paid order buys and open its consultation, once, however often this is called.

    None when nothing can be granted: the order is not paid, is being refunded, the client has deleted their account, or
    nobody can give the consultation (the last two are logged, and tried again by the job).
    """
    if order.paid_at is None or order.refund_requested_at is not None:
        return await entitlement_of_order(order.id)
    if order.extends is not None:
        return await _prolong(context, order, order.extends, now)
    granted = await entitlement_of_order(order.id) or await _grant_order(order, order.paid_at, now)
    return await open_granted(context, granted, now) if granted else None


async def _prolong(context: Context, order: Order, extends: EntitlementId, now: datetime) -> Entitlement | None:
    """Give what an extension has paid for; where nothing can be given any more the money goes back by the job."""
    held = await entitlement_by_id(extends)
    if held is None or held.conversation_id is None:
        return None
    days = order.validity.days
    extended = await extend_for(context.chat, held.conversation_id, order.id, days=days, now=now)
    if extended is None:
        log.error("extension_too_late", extra={"order_id": str(order.id)})
        await mark_refund_requested(order.id, at=now)
        return None
    prolonged = await copy_end(extends)
    if prolonged is not None:
        tell_entitlement(context, prolonged, now)
        await tell_order(context, order.id, prolonged)
    return prolonged or held


async def _grant_order(order: Order, paid_at: datetime, now: datetime) -> Entitlement | None:
    client = await user_by_id(order.client_id)
    if client is None or client.erased_at is not None:
        log.error("paid_for_nobody", extra={"order_id": str(order.id)})
        return None
    astrologer = await assign_astrologer(order.service_slug, order.astrologer_id, now)
    if astrologer is None:
        log.error("no_astrologer_for_order", extra={"order_id": str(order.id), "service": order.service_slug})
        return None
    entitlement = Entitlement(
        client_id=order.client_id,
        order_id=order.id,
        service_slug=order.service_slug,
        service_title=order.service_title,
        format=order.format,
        astrologer_id=astrologer.user_id,
        astrologer_slug=astrologer.slug,
        active_until=order.validity.until(paid_at),
        grants_chart=order.grants_chart,
        birth_of=order.birth_of,
        answer_within_hours=order.answer_within_hours,
        extension=order.extension,
        created_at=now,
    )
    return entitlement if await insert_entitlement(entitlement) else await entitlement_of_order(order.id)


async def grant_certificate(certificate: Certificate, service: Service, now: datetime) -> tuple[Entitlement, bool]:
    """What a claimed certificate grants, and whether it was this call that granted it.

    Raises LookupError when nobody can give the consultation.
    """
    assert certificate.redeemed_by is not None
    assert certificate.redeemed_at is not None
    astrologer = await assign_astrologer(service.slug, None, now)
    if astrologer is None:
        raise LookupError(service.slug)
    entitlement = Entitlement(
        client_id=certificate.redeemed_by,
        certificate_id=certificate.id,
        service_slug=service.slug,
        service_title=service.title,
        format=certificate.format,
        astrologer_id=astrologer.user_id,
        astrologer_slug=astrologer.slug,
        active_until=service.validity.until(certificate.redeemed_at),
        grants_chart=service.grants_chart,
        birth_of=service.asked_birth,
        answer_within_hours=service.answer_within_hours,
        extension=service.extension,
        created_at=now,
    )
    is_new = await insert_entitlement(entitlement)
    granted = entitlement if is_new else await entitlement_of_certificate(certificate.id)
    assert granted is not None
    await mark_certificate_granted(certificate.id, at=now)
    return granted, is_new


async def open_granted(context: Context, entitlement: Entitlement, now: datetime) -> Entitlement:
    """Open the consultation that `entitlement` grants and tell the client; answers the entitlement as it is then."""
    if entitlement.conversation_id is not None or entitlement.ended_at is not None:
        return entitlement
    client = await user_by_id(entitlement.client_id)
    astrologer = await user_by_id(entitlement.astrologer_id)
    if client is not None and client.erased_at is not None:
        return await end_entitlement(entitlement.id, at=now) or entitlement
    if client is None or astrologer is None or not is_working_astrologer(astrologer):
        log.error("consultation_cannot_open", extra={"entitlement_id": str(entitlement.id)})
        return entitlement
    await copy_profile(entitlement, client, now)
    conversation = await open_consultation(
        context.chat,
        client=client,
        astrologer=astrologer,
        consultation=Consultation(
            entitlement_id=entitlement.id,
            service_slug=entitlement.service_slug,
            service_title=entitlement.service_title,
            format=entitlement.format,
            answer_within_hours=entitlement.answer_within_hours,
        ),
        active_until=entitlement.active_until,
        now=now,
    )
    opened = await set_conversation(entitlement.id, conversation.id)
    if opened is None:
        entitlement.conversation_id = conversation.id
        return entitlement
    tell_entitlement(context, opened, now)
    if opened.order_id is not None:
        await tell_order(context, opened.order_id, opened)
    return opened


def tell_entitlement(context: Context, entitlement: Entitlement, now: datetime) -> None:
    """Tell the client how what they hold stands now, while its consultation is not completed."""
    shown = entitlement_out(HeldEntitlement(entitlement, completed_at=None), now)
    context.chat.publisher.entitlement_changed(entitlement.client_id, shown)


async def tell_order(context: Context, order_id: OrderId, entitlement: Entitlement | None = None) -> None:
    """Tell the client how their order stands now, and the staff where."""
    order = await order_by_id(order_id)
    if order is None:
        return
    shown = order_out(order, await payment_of_order(order.id), entitlement)
    context.chat.publisher.order_changed(order.client_id, shown)
    context.chat.publisher.order_moved(
        OrderMoved(
            order_id=shown.id,
            client_id=str(order.client_id),
            state=order_stage(order),
            conversation_id=shown.conversation_id,
            extends=shown.extends,
        )
    )
