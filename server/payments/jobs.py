"""Missed notices: every open payment is asked for again and again, by the acquirer's own word. Second receipts."""

import logging

from realtime.errors import DomainError
from server.context import Context
from server.payments.actions import settle
from server.payments.closing import close_prepayment
from storage.closing_receipts import prepayments_to_close
from storage.payments import payments_to_check, postpone_check

log = logging.getLogger(__name__)


async def reconcile_payments(context: Context) -> None:
    """Settle what is due: first 20 seconds after the start of a payment, then ever rarer, at least every 8 minutes."""
    for payment in await payments_to_check(context.clock()):
        assert payment.provider_payment_id is not None
        await postpone_check(payment, context.clock())
        try:
            await settle(context, payment.provider_payment_id)
        except DomainError as error:
            log.warning(
                "payment_not_reconciled",
                extra={"payment_id": str(payment.id), "code": error.code, "reason": str(error)},
            )


async def close_prepayments(context: Context) -> None:
    """Account for prepayments whose consultation is over; each is looked at every hour until it is."""
    now = context.clock()
    while due := await prepayments_to_close(now):
        for payment in due:
            try:
                await close_prepayment(context, payment, now)
            except DomainError as error:
                log.warning(
                    "prepayment_not_closed",
                    extra={"payment_id": str(payment.id), "code": error.code, "reason": str(error)},
                )
