"""The way of money back: claimed in the payment, sent by the acquirer, followed by what it ends, told to everybody.

One refund of a payment is on its way at a time, under one idempotence key. Every step may be repeated, so whoever comes
after a crash simply goes on from the claim.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from realtime.contracts import Money, OrderRefunded
from realtime.conversations import withdraw
from realtime.errors import Conflict, PaymentFailed, Unavailable
from realtime.expiry import take_back
from realtime.system_messages import write_system_message
from server.context import Context
from server.orders.fulfilment import tell_entitlement, tell_order
from server.orders.views import entitlement_out
from server.payments.acquirer import AcquirerRefund, AcquirerRefused, RefundStatus
from server.payments.receipts import PaymentMode, receipt_of
from storage.conversations import Conversation, conversation_by_id
from storage.deadlines import stop_waiting
from storage.endings import copy_end
from storage.entitlements import (
    Entitlement,
    HeldEntitlement,
    end_entitlement,
    entitlement_by_id,
    entitlement_of_order,
)
from storage.ids import UserId
from storage.orders import (
    Order,
    mark_order_refunded,
    mark_refund_requested,
    order_by_id,
    withdraw_refund_request,
)
from storage.payments import (
    Payment,
    Refund,
    close_refund,
    drop_refund,
    name_refund,
    open_refund,
    payment_of_order,
)

log = logging.getLogger(__name__)
WHOLE = "whole"


@dataclass(frozen=True)
class Wish:
    """How many kopecks are to go back (None: all that is left), under the asker's own `key`."""

    amount: int | None = None
    key: str = WHOLE
    asked_by: UserId | None = None


async def claim_refund(context: Context, order: Order, wish: Wish, now: datetime) -> None:
    """From here on the money goes back, once. The caller has checked that it may.

    `conflict` when nothing is left, or another refund of the order is on its way.
    """
    payment = await payment_of_order(order.id)
    if payment is None or payment.left_amount == 0:
        raise Conflict("nothing is left to give back")
    amount = payment.left_amount if wish.amount is None else wish.amount
    if amount > payment.left_amount:
        raise Conflict("more than is left")
    receipt = None
    # Of a whole payment the acquirer has the receipt, unless it was followed by another.
    if amount != payment.amount or payment.closing is not None:
        receipt = await receipt_of(context.settings, order, amount, PaymentMode.of_refund(payment))
    refund = Refund(
        key=wish.key,
        amount=amount,
        is_whole=amount == payment.left_amount,
        asked_by=wish.asked_by,
        asked_at=now,
        receipt=receipt,
    )
    if await open_refund(payment, refund) is None:
        raise Conflict("another refund is on its way")


async def finish_refund(context: Context, order: Order, now: datetime) -> Order:
    """Bring the refund that is on its way to its end. Safe to repeat from any point, and at once.

    `unavailable` while the acquirer does not answer: a job goes on. `payment_failed` when it refuses: then it is as if
    nobody had asked.
    """
    payment = await payment_of_order(order.id)
    if payment is not None and payment.open_refund is not None:
        refund = payment.open_refund
        # Nothing more is granted from here on.
        if refund.is_whole and await mark_refund_requested(order.id, at=refund.asked_at) is not None:
            await tell_order(context, order.id)
        refund = await _sent_back(context, order, payment, refund)
        conversation = await _follow(context, order, refund, now)
        if refund.is_whole:
            await mark_order_refunded(order.id, at=now)
        if conversation is not None:
            await _say(context, conversation, order, refund, now)
        closed = await close_refund(payment.id, refund, at=now)
        if closed is not None:
            log.info("order_refunded", extra={"order_id": str(order.id), "is_whole": refund.is_whole})
            await _tell(context, order, closed, refund, conversation)
    return await order_by_id(order.id) or order


async def _sent_back(context: Context, order: Order, payment: Payment, refund: Refund) -> Refund:
    """The refund with the acquirer's name for it, once the money is sent; otherwise raise."""
    try:
        answer = await _at_acquirer(context, payment, refund)
    except AcquirerRefused as error:
        await _give_up(context, order, payment, refund, str(error))
        raise PaymentFailed("the acquirer refused the refund") from error
    if answer.status is RefundStatus.CANCELED:
        await _give_up(context, order, payment, refund, "canceled")
        raise PaymentFailed("the refund was canceled")
    if answer.status is RefundStatus.PENDING:
        raise Unavailable("the refund is on its way")
    return refund.model_copy(update={"provider_refund_id": answer.id})


async def _at_acquirer(context: Context, payment: Payment, refund: Refund) -> AcquirerRefund:
    if refund.provider_refund_id is not None:
        return await context.acquirer.refund_by_id(refund.provider_refund_id)
    assert payment.provider_payment_id is not None
    answer = await context.acquirer.refund(
        key=f"refund-{refund.id}",
        payment_id=payment.provider_payment_id,
        amount=refund.amount,
        receipt=refund.receipt,
    )
    await name_refund(payment.id, refund, answer.id)
    return answer


async def _give_up(context: Context, order: Order, payment: Payment, refund: Refund, reason: str) -> None:
    log.error("refund_refused", extra={"order_id": str(order.id), "reason": reason})
    # Whoever comes later does not take the request of the next refund away.
    if await drop_refund(payment.id, refund) and refund.is_whole:
        await withdraw_refund_request(order.id)
        await tell_order(context, order.id)


async def _follow(context: Context, order: Order, refund: Refund, now: datetime) -> Conversation | None:
    """What follows from money that went back; answers the consultation it was about, as it was before."""
    if order.extends is not None:
        held = await entitlement_by_id(order.extends)
        before = await _consultation_of(held) if held else None
        if refund.is_whole and held is not None and held.conversation_id is not None:
            await take_back(context.chat, held.conversation_id, order.id, days=order.validity.days, now=now)
            shortened = await copy_end(held.id)
            if shortened is not None:
                tell_entitlement(context, shortened, now)
        return before
    if refund.is_whole:
        return await _end(context, order, now)
    granted = await entitlement_of_order(order.id)
    return await _consultation_of(granted) if granted else None


async def _end(context: Context, order: Order, now: datetime) -> Conversation | None:
    """End what the order had bought; answers its consultation as it was before."""
    granted = await entitlement_of_order(order.id)
    if granted is None:
        return None
    before = await _consultation_of(granted)
    ended = await end_entitlement(granted.id, at=now)
    await withdraw(context.chat, granted.id, now=now)
    await stop_waiting(granted.id)
    if ended is not None:
        shown = entitlement_out(HeldEntitlement(ended, completed_at=now), now)
        context.chat.publisher.entitlement_changed(order.client_id, shown)
    return before


async def _consultation_of(granted: Entitlement) -> Conversation | None:
    return await conversation_by_id(granted.conversation_id) if granted.conversation_id else None


async def _say(context: Context, conversation: Conversation, order: Order, refund: Refund, now: datetime) -> None:
    """Both sides read in the consultation that money went back, unless it was said there already. How much is not."""
    if not refund.is_whole:
        code = "consultation.partly_refunded"
    elif (
        order.extends is None and conversation.completed_at is not None and conversation.completed_at < refund.asked_at
    ):
        code = "consultation.refunded"
    else:
        return
    await write_system_message(context.chat, conversation, code, key=f"refund:{refund.id}", now=now)


async def _tell(
    context: Context, order: Order, payment: Payment, refund: Refund, conversation: Conversation | None
) -> None:
    await tell_order(context, order.id, await entitlement_of_order(order.id))
    context.chat.publisher.order_refunded(
        OrderRefunded(
            order_id=str(order.id),
            client_id=str(order.client_id),
            conversation_id=str(conversation.id) if conversation else None,
            amount=Money(amount=refund.amount),
            refunded=Money(amount=payment.refunded_amount),
            is_whole=refund.is_whole,
        )
    )
