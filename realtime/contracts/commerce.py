"""Orders and entitlements, which travel over HTTP and as live events alike."""

from typing import Literal

from realtime.contract import Contract, Id, Timestamp
from realtime.contracts.things import TextOut


class Money(Contract):
    """`amount` is in the currency's minor unit: kopecks."""

    amount: int
    currency: Literal["RUB"] = "RUB"


class OrderOut(Contract):
    """An order, to the person who placed it.

    While it awaits payment: until when (`pay_until`), and whether the last try came to nothing (`is_declined`).
    `is_expired`: cancelled because nobody paid in time. `extends`: it buys more days of what this entitlement granted.
    `refunded`: how much of it has gone back, if anything.
    """

    id: Id
    state: Literal["awaiting_payment", "paid", "cancelled", "refunded"]
    service_slug: str
    service_title: TextOut
    format: Literal["audio", "written"]
    total: Money
    discount: Money | None = None
    created_at: Timestamp
    paid_at: Timestamp | None = None
    conversation_id: Id | None = None
    payment_url: str | None = None
    pay_until: Timestamp | None = None
    is_declined: bool = False
    is_expired: bool = False
    extends: Id | None = None
    refunded: Money | None = None


class ExtensionOut(Contract):
    """More days of a consultation, and what they cost."""

    days: int
    price: Money


class EntitlementOut(Contract):
    """What a paid order or a certificate grants, until `active_until`; a natal chart (`grants_chart`) stays.

    `needs_birth`: the astrologer waits for birth data (`PUT /api/conversations/{id}/birth`). `extension`:
    what more of it may be bought now (`POST /api/entitlements/{id}/extend`).
    """

    id: Id
    order_id: Id | None
    service_slug: str
    service_title: TextOut
    format: Literal["audio", "written"]
    state: Literal["active", "past"]
    active_until: Timestamp
    remaining: int | None = None
    astrologer: str | None = None
    conversation_id: Id | None
    grants_chart: bool = False
    needs_birth: bool = False
    extension: ExtensionOut | None = None
