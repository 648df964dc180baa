"""Money back for a consultation nobody has begun: to the card that paid, within the rule, once."""

import logging
from datetime import datetime, timedelta

from realtime.conversations import withdraw
from realtime.errors import Conflict, PaymentFailed, Unavailable
from server.context import Context
from server.orders.fulfilment import fulfil_order, tell_order
from server.orders.views import entitlement_out
from server.payments.acquirer import AcquirerRefund, AcquirerRefused, RefundStatus
from storage.entitlements import HeldEntitlement, end_entitlement, entitlement_of_order
from storage.messages import anybody_wrote
from storage.orders import (
    Order,
    OrderState,
    mark_order_refunded,
    mark_refund_requested,
    order_by_id,
    withdraw_refund_request,
)
from storage.payments import Payment, payment_of_order, record_refund
from storage.site import load_site

log = logging.getLogger(__name__)
DEFAULT_REFUND_DAYS = 30


async def refund_order(context: Context, order: Order, now: datetime) -> Order:
    """Refund the order; one that is refunded already is answered as it is.

    `conflict` when the rule does not allow it: not paid, too late, or somebody has written in the consultation.
    `unavailable` when the acquirer does not answer: the request stands, and a job brings it to its end.
    """
    if order.state is OrderState.REFUNDED:
        return order
    if order.refund_requested_at is None:
        await fulfil_order(context, order, now)
        await _check_rule(order, now)
        await mark_refund_requested(order.id, at=now)
    fresh = await order_by_id(order.id)
    assert fresh is not None
    return await finish_refund(context, fresh, now)


async def _check_rule(order: Order, now: datetime) -> None:
    site = await load_site()
    days = site.refund_days if site else DEFAULT_REFUND_DAYS
    if order.paid_at is None or order.total_amount == 0:
        raise Conflict("nothing was paid")
    if now > order.paid_at + timedelta(days=days):
        raise Conflict("the time for refunds is over")
    granted = await entitlement_of_order(order.id)
    if granted is not None and granted.conversation_id and await anybody_wrote(granted.conversation_id):
        raise Conflict("the consultation has begun")


async def finish_refund(context: Context, order: Order, now: datetime) -> Order:
    """Send the money back, then end what it had bought. Safe to repeat from any point."""
    if order.refund_requested_at is None or order.refunded_at is not None:
        return order
    await _send_back(context, order)
    granted = await entitlement_of_order(order.id)
    if granted is not None:
        ended = await end_entitlement(granted.id, at=now)
        await withdraw(context.chat, granted.id, now=now)
        if ended is not None:
            shown = entitlement_out(HeldEntitlement(ended, completed_at=now), now)
            context.chat.publisher.entitlement_changed(order.client_id, shown)
    refunded = await mark_order_refunded(order.id, at=now)
    if refunded is not None:
        log.info("order_refunded", extra={"order_id": str(order.id)})
        await tell_order(context, order.id, granted)
    return refunded or await order_by_id(order.id) or order


async def _send_back(context: Context, order: Order) -> None:
    """Return when the acquirer has sent the money; otherwise raise."""
    payment = await payment_of_order(order.id)
    if payment is None:
        raise Conflict("nothing was paid")
    try:
        refund = await _refund_at_acquirer(context, order, payment)
    except AcquirerRefused as error:
        await _give_up(order, payment, str(error))
        raise PaymentFailed("the acquirer refused the refund") from error
    if refund.status is RefundStatus.CANCELED:
        await _give_up(order, payment, "canceled")
        raise PaymentFailed("the refund was canceled")
    if refund.status is RefundStatus.PENDING:
        raise Unavailable("the refund is on its way")


async def _refund_at_acquirer(context: Context, order: Order, payment: Payment) -> AcquirerRefund:
    if payment.provider_refund_id is not None:
        return await context.acquirer.refund_by_id(payment.provider_refund_id)
    assert order.refund_requested_at is not None
    assert payment.provider_payment_id is not None
    # One key a request: a request after a refused one is another refund.
    key = f"refund-{payment.id}-{int(order.refund_requested_at.timestamp())}"
    refund = await context.acquirer.refund(key=key, payment_id=payment.provider_payment_id, amount=payment.amount)
    await record_refund(payment.id, refund.id)
    return refund


async def _give_up(order: Order, payment: Payment, reason: str) -> None:
    log.error("refund_refused", extra={"order_id": str(order.id), "reason": reason})
    await record_refund(payment.id, None)
    await withdraw_refund_request(order.id)
