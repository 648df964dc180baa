"""Orders as administrators see them."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from realtime.contract import Contract, Id, Timestamp
from realtime.contracts import Money, TextOut
from server.catalog.contracts import Slug
from storage.orders import OrderState

IdText = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class OrdersQuery(Contract):
    """Which orders: those that fit all that is given. `since` and `until` (not included) are when they were placed."""

    state: OrderState | None = None
    service: Slug | None = None
    astrologer: Slug | None = None
    client: IdText | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    cursor: IdText | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class FindOrders(Contract):
    """A whole order number, phone or e-mail. It travels in the body: addresses end up in logs."""

    q: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=254)]


class OrderRecord(Contract):
    """An order in a list. `buyer` is the name it was placed with, empty once the account was deleted."""

    id: Id
    state: Literal["awaiting_payment", "paid", "cancelled", "refunded"]
    service: str
    service_title: TextOut
    format: Literal["audio", "written"]
    client_id: Id
    buyer: str
    astrologer: str | None
    total: Money
    created_at: Timestamp
    extends: Id | None


class OrderRecords(Contract):
    """Orders, newest first."""

    items: list[OrderRecord]
    next_cursor: str | None


class ConsentedRecord(Contract):
    """A legal text that the buyer agreed to; `number` is its version."""

    slug: str
    number: int | None
    title: TextOut


class RefundRecord(Contract):
    """Money that went back, or is on its way while `done_at` is null. `provider_id` is the acquirer's name for it."""

    provider_id: str | None
    amount: Money
    asked_at: Timestamp
    done_at: Timestamp | None


class PaymentRecord(Contract):
    """How the money came, and went back. `provider_id` is what the acquirer calls the payment."""

    provider: str
    provider_id: str | None
    refunds: list[RefundRecord]
    amount: Money
    attempt: int
    created_at: Timestamp
    succeeded_at: Timestamp | None
    cancelled_at: Timestamp | None


class GrantedRecord(Contract):
    """What the order granted, or prolonged."""

    id: Id
    astrologer: str
    created_at: Timestamp
    active_until: Timestamp
    ended_at: Timestamp | None
    conversation_id: Id | None


class OrderStory(OrderRecord):
    """One order with all that became of it."""

    phone: str
    price: Money
    discount: Money | None
    promo_code: str | None
    consent_at: Timestamp
    consented_to: list[ConsentedRecord]
    paid_at: Timestamp | None
    cancelled_at: Timestamp | None
    cancel_reason: str | None
    refund_requested_at: Timestamp | None
    refunded_at: Timestamp | None
    payment: PaymentRecord | None
    granted: GrantedRecord | None
