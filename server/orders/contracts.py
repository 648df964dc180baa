"""Orders, entitlements, promo codes and certificates on the wire; what is also sent live is in `realtime.contracts`."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from realtime.contract import Contract, Id, Timestamp
from realtime.contracts import EntitlementOut, Money, OrderOut
from storage.entitlements import EntitlementState
from storage.services import ConsultationFormat

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,80}$")]
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
PersonName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80, pattern=r"^[^\x00-\x1f\x7f]*$")]
GivenName = Annotated[PersonName, StringConstraints(min_length=1)]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=40)]


class SeenTotal(Money):
    """A total as the client was shown it."""


class PlaceOrder(Contract):
    """What the client chose. The server computes the price; without `consent` nothing is stored.

    `expected_total` is what the client was shown. When it is another now, the order is refused with `price_changed`:
    nobody pays a price they have not seen.
    """

    service: Slug
    astrologer: Slug | None = None
    format: ConsultationFormat
    first_name: GivenName
    last_name: PersonName | None = None
    phone: Phone
    promo_code: Annotated[str, StringConstraints(strip_whitespace=True, max_length=64)] | None = None
    expected_total: SeenTotal | None = None
    consent: Literal[True]


class ExtendEntitlement(Contract):
    """More days of a consultation, at the price and for the days that `EntitlementOut.extension` tells."""

    expected_total: SeenTotal | None = None
    consent: Literal[True]


class PaymentLink(Contract):
    """Where the client goes on: the acquirer's page, or «Мои услуги» when nothing is left to pay."""

    url: str


class PlacedOrder(Contract):
    """A stored order and the way to pay for it."""

    order: OrderOut
    payment: PaymentLink


class PageQuery(Contract):
    """A part of a list: `cursor` is the `next_cursor` of the part before."""

    cursor: Annotated[str, StringConstraints(max_length=64)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class OrderPage(Contract):
    """Orders, newest first."""

    items: list[OrderOut]
    next_cursor: str | None


class CheckPromoCode(Contract):
    """Asks what a code would take off a service's price."""

    code: Code
    service: Slug


class PromoCodeAnswer(Contract):
    """What the code takes off, and what is left to pay."""

    discount: Money
    total: Money


class RedeemCertificate(Contract):
    """A certificate's code as typed."""

    code: Code


class EntitlementAnswer(Contract):
    """Answer with one entitlement."""

    entitlement: EntitlementOut


class EntitlementsQuery(PageQuery):
    """Which entitlements; all without `state`."""

    state: EntitlementState | None = None


class EntitlementPage(Contract):
    """Entitlements, newest first."""

    items: list[EntitlementOut]
    next_cursor: str | None


class RefusalOut(Contract):
    """Why something cannot be had, for programs and for people."""

    code: str
    detail: str


class RefundChoice(Contract):
    """A paid order, until when it may be taken back, and why it may not (None: it may)."""

    order: OrderOut
    until: Timestamp
    refusal: RefusalOut | None


class RefundPage(Contract):
    """Paid orders, newest first; a page may hold fewer than were asked for and not be the last."""

    items: list[RefundChoice]
    next_cursor: str | None


class RefundAmount(Money):
    """A part of what was paid, a rouble at least."""

    amount: Annotated[int, Field(ge=100)]


class RefundOrder(Contract):
    """Money back for an order; without `amount` all that is left of it.

    `client_refund_id` makes it one refund however often it is sent. `reason` is kept in the audit log alone.
    """

    amount: RefundAmount | None = None
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
    client_refund_id: UUID


class RefundOut(Contract):
    """Money that went back."""

    amount: Money
    done_at: Timestamp


class StaffOrderOut(Contract):
    """An order, to the support staff.

    `used_percent` is the share of the bought time that has passed, `has_begun` whether anybody has written. `suggested`
    is what an unused order or the unused time is worth, never more than `refundable`; `refunding` is on its way.
    `refusal`: why nothing can go back now; `client_refusal`: why the client cannot take it back without support.
    """

    order: OrderOut
    client_id: Id
    client_name: str
    paid: Money
    refunded: Money
    refunding: Money | None
    refundable: Money
    suggested: Money
    used_percent: int
    has_begun: bool
    active_until: Timestamp | None
    completed_at: Timestamp | None
    refunds: list[RefundOut]
    refusal: RefusalOut | None
    client_refusal: RefusalOut | None


class StaffOrderAnswer(Contract):
    """Answer with one order as the staff see it."""

    order: StaffOrderOut
