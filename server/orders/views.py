"""Orders and entitlements as the client sees them. A document itself never leaves the process."""

from datetime import datetime

from realtime.contracts import EntitlementOut, ExtensionOut, Money, OrderOut, TextOut
from storage.entitlements import Entitlement, EntitlementState, HeldEntitlement
from storage.orders import EXPIRED, Order, OrderState
from storage.payments import Payment


def order_out(order: Order, payment: Payment | None = None, entitlement: Entitlement | None = None) -> OrderOut:
    """The order; the way to pay is shown while there is something to pay."""
    awaiting = order.state is OrderState.AWAITING_PAYMENT
    opened = entitlement.conversation_id if entitlement else None
    return OrderOut(
        id=str(order.id),
        state=order.state.value,
        service_slug=order.service_slug,
        service_title=TextOut(ru=order.service_title.ru, en=order.service_title.en),
        format=order.format.value,
        total=Money(amount=order.total_amount),
        discount=Money(amount=order.discount_amount) if order.discount_amount else None,
        created_at=order.created_at,
        paid_at=order.paid_at,
        conversation_id=str(opened) if opened else None,
        payment_url=payment.url if payment and awaiting and payment.cancelled_at is None else None,
        pay_until=order.pay_until if awaiting else None,
        is_declined=bool(awaiting and payment and payment.cancelled_at),
        extends=str(order.extends) if order.extends else None,
        is_expired=order.state is OrderState.CANCELLED and order.cancel_reason == EXPIRED,
        refunded=Money(amount=payment.refunded_amount) if payment and payment.refunded_amount else None,
    )


def entitlement_out(held: HeldEntitlement, now: datetime) -> EntitlementOut:
    """The entitlement at `now`. An entitlement is one consultation, so 1 remains until it is over, then 0."""
    entitlement = held.entitlement
    state = held.state_at(now)
    more = held.extension_at(now)
    return EntitlementOut(
        id=str(entitlement.id),
        order_id=str(entitlement.order_id) if entitlement.order_id else None,
        service_slug=entitlement.service_slug,
        service_title=TextOut(ru=entitlement.service_title.ru, en=entitlement.service_title.en),
        format=entitlement.format.value,
        state=state.value,
        active_until=entitlement.active_until,
        remaining=1 if state is EntitlementState.ACTIVE else 0,
        astrologer=entitlement.astrologer_slug,
        conversation_id=str(entitlement.conversation_id) if entitlement.conversation_id else None,
        needs_birth=bool(state is EntitlementState.ACTIVE and entitlement.birth_of and not entitlement.birth),
        grants_chart=entitlement.grants_chart and entitlement.ended_at is None,
        extension=ExtensionOut(days=more.days, price=Money(amount=more.price_amount)) if more else None,
    )
