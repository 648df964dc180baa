"""How an order gets paid. The acquirer is the only witness of money: a notice is a hint to ask it."""

import logging
from datetime import datetime

from realtime.errors import PaymentFailed, Unavailable
from server.context import Context
from server.orders.fulfilment import fulfil_order, tell_order
from server.payments.acquirer import PROVIDER, AcquirerPayment, AcquirerRefused, PaymentStatus
from server.payments.receipts import PaymentMode, receipt_of
from server.settings import Settings
from storage.orders import Order, mark_order_cancelled, mark_order_paid, order_by_id
from storage.payments import (
    Payment,
    begin_next_attempt,
    ensure_payment,
    payment_at_provider,
    record_cancelled,
    record_reopened,
    record_started,
    record_succeeded,
)

log = logging.getLogger(__name__)


def return_url(settings: Settings, order: Order) -> str:
    """Where the browser comes back to after paying."""
    return f"{settings.base_url}/cabinet/services?order={order.id}"


async def start_payment(context: Context, order: Order, now: datetime) -> Payment:
    """The order's payment at the acquirer, with the page to pay on; the same one however often this is called.

    After a declined card it is a new try of the same order.

    `payment_failed` when the acquirer refuses (the order is cancelled), `unavailable` when it does not answer.
    """
    payment = await ensure_payment(order.id, provider=PROVIDER, amount=order.total_amount, now=now)
    if payment.cancelled_at is not None:
        payment = await begin_next_attempt(payment, now=now)
    if payment.url is not None:
        return payment
    mode = PaymentMode.of_payment(context.settings)
    try:
        remote = await context.acquirer.create_payment(
            key=payment.key,
            order_id=str(order.id),
            amount=payment.amount,
            description=f"Astars: {order.service_title.ru}",
            return_url=return_url(context.settings, order),
            receipt=await receipt_of(context.settings, order, payment.amount, mode),
        )
    except AcquirerRefused as error:
        log.error("payment_refused", extra={"order_id": str(order.id), "reason": str(error)})
        await mark_order_cancelled(order.id, reason="refused", at=now)
        await record_cancelled(payment.id, payment.attempt, at=now)
        await tell_order(context, order.id)
        raise PaymentFailed("the acquirer refused the payment") from error
    if remote.confirmation_url is None:
        raise Unavailable("the acquirer gave no page to pay on")
    started = await record_started(
        payment,
        provider_payment_id=remote.id,
        url=remote.confirmation_url,
        is_prepayment=mode is PaymentMode.PREPAYMENT,
    )
    await tell_order(context, order.id)
    return started


async def settle(context: Context, provider_payment_id: str) -> None:
    """Bring the order of this payment to where the acquirer says it is. Safe to repeat, at once and in any order.

    A payment that is none of ours changes nothing. `unavailable` when the acquirer does not answer.
    """
    payment = await payment_at_provider(PROVIDER, provider_payment_id)
    if payment is None or payment.is_settled:
        return
    remote = await context.acquirer.payment(provider_payment_id)
    order = await order_by_id(payment.order_id)
    if order is None or not _agrees(payment, remote):
        log.error("payment_disagrees", extra={"payment_id": str(payment.id), "order_id": str(payment.order_id)})
        return
    now = context.clock()
    if remote.status is PaymentStatus.SUCCEEDED:
        await _succeed(context, order, payment, now)
    elif remote.status is PaymentStatus.CANCELED:
        await _decline(context, order, payment, remote.cancellation_reason or "unknown", now)


def _agrees(payment: Payment, remote: AcquirerPayment) -> bool:
    ours = (payment.provider_payment_id, payment.amount, payment.currency, str(payment.order_id))
    return ours == (remote.id, remote.amount, remote.currency, remote.order_id)


async def _succeed(context: Context, order: Order, payment: Payment, now: datetime) -> None:
    if payment.cancelled_at is not None:
        await record_reopened(payment.id)
    paid = await mark_order_paid(order.id, at=now)
    if paid is not None:
        log.info("order_paid", extra={"order_id": str(order.id)})
        await tell_order(context, order.id)
    fresh = paid or await order_by_id(order.id)
    assert fresh is not None
    granted = await fulfil_order(context, fresh, now)
    # Only now: until here a crash leaves the payment open, and the job comes back to it.
    if fresh.refunded_at is not None or (granted is not None and granted.conversation_id is not None):
        await record_succeeded(payment, at=now)


async def _decline(context: Context, order: Order, payment: Payment, reason: str, now: datetime) -> None:
    """This try came to nothing; the order goes on waiting, and its client may try again."""
    await record_cancelled(payment.id, payment.attempt, at=now)
    log.info("payment_declined", extra={"order_id": str(order.id), "reason": reason})
    await tell_order(context, order.id)
