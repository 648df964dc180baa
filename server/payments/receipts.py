"""What the acquirer needs to register a fiscal receipt (54-FZ): YooKassa's object `receipt`.

https://yookassa.ru/developers/payment-acceptance/receipts/54fz/other-services/basics, read on 2026-11-23. A payment
carries one, and so does a refund of a part; for a whole refund the acquirer takes the payment's. A prepayment has a
second one when the service has been given (`closing.py`).
"""

from enum import StrEnum
from typing import Any, Final

from server.settings import Settings
from storage.orders import Order
from storage.payments import Payment
from storage.site import load_site

_LONGEST_DESCRIPTION: Final = 128
_SUBJECT: Final = "service"
_MEASURE: Final = "piece"


class PaymentMode(StrEnum):
    """What the money of a receipt is: paid before the service is given, or for it."""

    PREPAYMENT = "full_prepayment"
    PAYMENT = "full_payment"

    @classmethod
    def of_payment(cls, settings: Settings) -> "PaymentMode":
        """Of the receipt that a payment carries."""
        return cls(settings.yookassa_payment_mode)

    @classmethod
    def of_refund(cls, payment: Payment) -> "PaymentMode":
        """Of the receipt that a refund carries: a prepayment goes back as one until its service was accounted for."""
        return cls.PREPAYMENT if payment.is_prepayment and payment.closing is None else cls.PAYMENT


async def receipt_of(settings: Settings, order: Order, amount: int, mode: PaymentMode) -> dict[str, Any]:
    """The receipt of `amount` kopecks that are paid or given back for `order`.

    It is sent to the client as the order knows them. Of whoever has deleted their account nothing is known: then the
    organisation gets it.
    """
    item: dict[str, Any] = {
        "description": order.service_title.ru[:_LONGEST_DESCRIPTION],
        "quantity": 1,
        "amount": _money(amount, order),
        "vat_code": settings.yookassa_vat_code,
        "payment_mode": mode.value,
        "payment_subject": _SUBJECT,
        "measure": _MEASURE,
    }
    receipt: dict[str, Any] = {"customer": await _customer(order), "items": [item]}
    if settings.yookassa_tax_system_code is not None:
        receipt["tax_system_code"] = settings.yookassa_tax_system_code
    return receipt


async def closing_receipt_of(settings: Settings, order: Order, provider_payment_id: str, amount: int) -> dict[str, Any]:
    """The receipt of a service that was given: `amount` of what was prepaid is offset against it."""
    return await receipt_of(settings, order, amount, PaymentMode.PAYMENT) | {
        "type": "payment",
        "payment_id": provider_payment_id,
        "send": True,
        "settlements": [{"type": "prepayment", "amount": _money(amount, order)}],
    }


def _money(amount: int, order: Order) -> dict[str, str]:
    return {"value": f"{amount // 100}.{amount % 100:02d}", "currency": order.currency}


async def _customer(order: Order) -> dict[str, str]:
    if order.receipt_email:
        return {"email": order.receipt_email}
    if order.phone:
        return {"phone": order.phone.removeprefix("+")}
    site = await load_site()
    return {"email": site.contacts.email} if site is not None else {}
