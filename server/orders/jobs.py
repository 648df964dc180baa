"""What time and crashes leave behind: unpaid orders, half-granted purchases, refunds on their way."""

import logging
from contextlib import suppress
from datetime import datetime, timedelta

from realtime.errors import Conflict, DomainError
from server.context import Context
from server.orders.fulfilment import grant_certificate, open_granted, tell_order
from server.orders.refunding import Wish, claim_refund, finish_refund
from storage.certificates import certificates_not_granted
from storage.entitlements import entitlements_without_conversation
from storage.ids import OrderId
from storage.orders import (
    EXPIRED,
    UNPAID_LIFETIME,
    mark_order_cancelled,
    order_by_id,
    unfinished_refunds,
    unpaid_orders,
)
from storage.payments import open_refunds
from storage.services import service_by_slug

log = logging.getLogger(__name__)
_STILL_AT_WORK = timedelta(seconds=20)


async def expire_unpaid_orders(context: Context) -> None:
    """Cancel what nobody has paid for a day. Money that comes later still wins."""
    now = context.clock()
    for order in await unpaid_orders(created_before=now - UNPAID_LIFETIME):
        if await mark_order_cancelled(order.id, reason=EXPIRED, at=now) is not None:
            await tell_order(context, order.id)


async def complete_grants(context: Context) -> None:
    """Grant and open what was bought and then left half-way."""
    now = context.clock()
    for certificate in await certificates_not_granted(redeemed_before=now - _STILL_AT_WORK):
        service = await service_by_slug(certificate.service_slug)
        try:
            if service is None:
                raise LookupError(certificate.service_slug)
            await grant_certificate(certificate, service, now)
        except LookupError:
            log.error("certificate_cannot_be_granted", extra={"certificate_id": str(certificate.id)})
    for entitlement in await entitlements_without_conversation(created_before=now - _STILL_AT_WORK):
        await open_granted(context, entitlement, now)


async def finish_refunds(context: Context) -> None:
    """Bring refunds to their end that were asked for while the acquirer was silent, or somebody died."""
    now = context.clock()
    longest = now - _STILL_AT_WORK
    for order in await unfinished_refunds(requested_before=longest):
        # Asked for in the order alone: nobody has claimed the money yet.
        with suppress(Conflict):
            await claim_refund(context, order, Wish(), now)
            await _finish(context, order.id, now)
    for payment in await open_refunds(asked_before=longest):
        await _finish(context, payment.order_id, now)


async def _finish(context: Context, order_id: OrderId, now: datetime) -> None:
    order = await order_by_id(order_id)
    if order is None:
        return
    try:
        await finish_refund(context, order, now)
    except DomainError as error:
        log.warning("refund_not_finished", extra={"order_id": str(order_id), "code": error.code, "reason": str(error)})
