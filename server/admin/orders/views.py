"""Orders in the words of the wire."""

from collections.abc import Mapping
from typing import Any

from realtime.contracts import Money, TextOut
from server.admin.orders.contracts import (
    ConsentedRecord,
    GrantedRecord,
    OrderRecord,
    OrderStory,
    PaymentRecord,
    RefundRecord,
)
from storage.entitlements import Entitlement
from storage.ids import UserId
from storage.orders import Order
from storage.payments import Payment, Refund

Slugs = Mapping[UserId, str]


def order_record(order: Order, slugs: Slugs) -> OrderRecord:
    """The order in a list; `slugs` are the astrologers' pages."""
    return OrderRecord(**_row(order, slugs))


def order_story(order: Order, slugs: Slugs, payment: Payment | None, granted: Entitlement | None) -> OrderStory:
    """The order with all that became of it."""
    return OrderStory(
        **_row(order, slugs),
        phone=order.phone,
        price=Money(amount=order.price_amount),
        discount=Money(amount=order.discount_amount) if order.discount_amount else None,
        promo_code=order.promo_code,
        consent_at=order.consent_at,
        consented_to=[
            ConsentedRecord(slug=one.slug, number=one.number, title=TextOut(ru=one.title.ru, en=one.title.en))
            for one in order.consented_to
        ],
        paid_at=order.paid_at,
        cancelled_at=order.cancelled_at,
        cancel_reason=order.cancel_reason,
        refund_requested_at=order.refund_requested_at,
        refunded_at=order.refunded_at,
        payment=_payment_record(payment) if payment else None,
        granted=_granted_record(granted) if granted else None,
    )


def _row(order: Order, slugs: Slugs) -> dict[str, Any]:
    return {
        "id": str(order.id),
        "state": order.state.value,
        "service": order.service_slug,
        "service_title": TextOut(ru=order.service_title.ru, en=order.service_title.en),
        "format": order.format.value,
        "client_id": str(order.client_id),
        "buyer": f"{order.first_name} {order.last_name}".strip(),
        "astrologer": slugs.get(order.astrologer_id) if order.astrologer_id else None,
        "total": Money(amount=order.total_amount),
        "created_at": order.created_at,
        "extends": str(order.extends) if order.extends else None,
    }


def _payment_record(payment: Payment) -> PaymentRecord:
    return PaymentRecord(
        provider=payment.provider,
        provider_id=payment.provider_payment_id,
        refunds=[_refund_record(one) for one in payment.every_refund],
        amount=Money(amount=payment.amount),
        attempt=payment.attempt,
        created_at=payment.created_at,
        succeeded_at=payment.succeeded_at,
        cancelled_at=payment.cancelled_at,
    )


def _refund_record(refund: Refund) -> RefundRecord:
    return RefundRecord(
        provider_id=refund.provider_refund_id,
        amount=Money(amount=refund.amount),
        asked_at=refund.asked_at,
        done_at=refund.done_at,
    )


def _granted_record(granted: Entitlement) -> GrantedRecord:
    return GrantedRecord(
        id=str(granted.id),
        astrologer=granted.astrologer_slug,
        created_at=granted.created_at,
        active_until=granted.active_until,
        ended_at=granted.ended_at,
        conversation_id=str(granted.conversation_id) if granted.conversation_id else None,
    )
