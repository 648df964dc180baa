"""The second receipt of a prepayment (54-FZ): registered once what was paid for has been given.

https://yookassa.ru/developers/payment-acceptance/receipts/54fz/other-services/payments, read on 2026-11-24. Every step
may be repeated, so whoever comes after a crash simply goes on from the claim.
"""

import logging
from datetime import datetime, timedelta
from typing import Final

from server.context import Context
from server.payments.acquirer import AcquirerReceipt, AcquirerRefused, ReceiptStatus
from server.payments.receipts import closing_receipt_of
from storage.closing_receipts import (
    drop_closing,
    finish_closing,
    look_again,
    name_closing,
    nothing_to_close,
    open_closing,
)
from storage.conversations import ConversationState, conversation_by_id
from storage.entitlements import EXTENDABLE, entitlement_by_id, entitlement_of_order
from storage.orders import Order, order_by_id
from storage.payments import ClosingReceipt, Payment

log = logging.getLogger(__name__)

_UNTIL_IT_IS_OVER: Final = timedelta(hours=1)
_UNTIL_IT_IS_REGISTERED: Final = timedelta(minutes=1)
_AFTER_A_REFUSAL: Final = timedelta(days=1)


async def close_prepayment(context: Context, payment: Payment, now: datetime) -> None:
    """Have the closing receipt of this prepayment registered if its consultation is over; else look again later.

    `unavailable` when the acquirer does not answer: then it is asked again under the same key.
    """
    # Before anything else: whatever becomes of it, somebody comes back, and nothing is looked at twice in a row.
    await look_again(payment.id, now + _UNTIL_IT_IS_OVER)
    order = await order_by_id(payment.order_id)
    if order is None or (payment.left_amount == 0 and payment.closing is None):
        await nothing_to_close(payment.id)
        return
    if payment.closing is None:
        claimed = await _claim(context, order, payment, now) if await _is_over(order, now) else None
        if claimed is None:
            return
        payment = claimed
    assert payment.closing is not None
    await look_again(payment.id, now + _UNTIL_IT_IS_REGISTERED)
    await _register(context, payment, payment.closing, now)


async def _is_over(order: Order, now: datetime) -> bool:
    """Whether nothing more is given for this order, and nobody waits for what was promised.

    Time alone does not end what an answer is still owed in, as long as support may give it more time.
    """
    granted = await (entitlement_by_id(order.extends) if order.extends else entitlement_of_order(order.id))
    consultation = await conversation_by_id(granted.conversation_id) if granted and granted.conversation_id else None
    if consultation is None or consultation.state_at(now) is ConversationState.ACTIVE:
        return False
    until = consultation.active_until
    is_owed = consultation.completed_at is None and consultation.waiting is not None
    return not (is_owed and until is not None and now < until + EXTENDABLE)


async def _claim(context: Context, order: Order, payment: Payment, now: datetime) -> Payment | None:
    """None while money goes back: then what is left is not known yet."""
    if payment.open_refund is not None or payment.provider_payment_id is None:
        return None
    amount = payment.left_amount
    receipt = await closing_receipt_of(context.settings, order, payment.provider_payment_id, amount)
    return await open_closing(payment, ClosingReceipt(amount=amount, asked_at=now, receipt=receipt))


async def _register(context: Context, payment: Payment, closing: ClosingReceipt, now: datetime) -> None:
    facts = {"payment_id": str(payment.id), "order_id": str(payment.order_id)}
    try:
        answer = await _at_acquirer(context, payment, closing)
    except AcquirerRefused as error:
        log.error("closing_receipt_refused", extra=facts | {"reason": str(error)})
        await drop_closing(payment.id, closing, look_again_at=now + _AFTER_A_REFUSAL)
        return
    if answer.status is ReceiptStatus.CANCELED:
        log.error("closing_receipt_refused", extra=facts | {"reason": "canceled"})
        await drop_closing(payment.id, closing, look_again_at=now + _AFTER_A_REFUSAL)
    elif answer.status is ReceiptStatus.SUCCEEDED and await finish_closing(payment.id, closing, at=now):
        log.info("prepayment_closed", extra=facts)


async def _at_acquirer(context: Context, payment: Payment, closing: ClosingReceipt) -> AcquirerReceipt:
    if closing.provider_receipt_id is not None:
        return await context.acquirer.receipt_by_id(closing.provider_receipt_id)
    assert closing.receipt is not None
    answer = await context.acquirer.register_receipt(key=f"closing-{closing.id}", receipt=closing.receipt)
    await name_closing(payment.id, closing, answer.id)
    return answer
