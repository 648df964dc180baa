"""Which money may go back, and why other money may not: the client's rule, and what binds support too."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from storage.entitlements import Entitlement
from storage.messages import anybody_wrote
from storage.orders import Order, OrderState
from storage.payments import Payment
from storage.site import load_site

DEFAULT_REFUND_DAYS: Final = 30


class WhyNot(StrEnum):
    """Why no money goes back; each in its own words in `texts.py`."""

    NOTHING_WAS_PAID = "nothing_was_paid"
    REFUNDED = "refunded"
    UNDER_WAY = "refund_under_way"
    EXTENSION = "refund_of_extension"
    TOO_LATE = "refund_too_late"
    BEGUN = "refund_begun"


async def refund_term() -> timedelta:
    """For how long after paying clients may take an unused order back themselves."""
    site = await load_site()
    return timedelta(days=site.refund_days if site else DEFAULT_REFUND_DAYS)


def why_not(order: Order, payment: Payment | None) -> WhyNot | None:
    """Why nobody may give money back now; None when support may."""
    if order.state is OrderState.REFUNDED:
        return WhyNot.REFUNDED
    if order.paid_at is None or payment is None:
        return WhyNot.NOTHING_WAS_PAID
    if order.refund_requested_at is not None or payment.open_refund is not None:
        return WhyNot.UNDER_WAY
    return None if payment.left_amount else WhyNot.REFUNDED


async def why_not_by_client(
    order: Order, payment: Payment | None, granted: Entitlement | None, term: timedelta, now: datetime
) -> WhyNot | None:
    """Why the client may not take the order back themselves: `term` is over, or somebody has written."""
    refused = why_not(order, payment)
    if order.paid_at is None or refused in (WhyNot.REFUNDED, WhyNot.UNDER_WAY):
        return refused
    if order.extends is not None:
        return WhyNot.EXTENSION
    if now > order.paid_at + term:
        return WhyNot.TOO_LATE
    return WhyNot.BEGUN if await has_begun(granted) else refused


async def has_begun(granted: Entitlement | None) -> bool:
    """Whether any person has written in the consultation that was granted."""
    return bool(granted and granted.conversation_id and await anybody_wrote(granted.conversation_id))
