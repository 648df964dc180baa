"""Fiscal receipts as strictly as YooKassa takes them (54-FZ, fiscal data format 1.2).

https://yookassa.ru/developers/payment-acceptance/receipts/54fz/other-services/parameters-values, read on 2026-11-23.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

PaymentMode = Literal[
    "full_prepayment", "partial_prepayment", "advance", "full_payment", "partial_payment", "credit", "credit_payment"
]
PaymentSubject = Literal[
    "commodity", "excise", "job", "service", "intellectual_activity", "payment", "agent_commission", "property_right",
    "non_operating_gain", "composite", "another",
]  # fmt: skip
Measure = Literal[
    "piece", "gram", "kilogram", "ton", "second", "minute", "hour", "day", "kilobyte", "megabyte", "another"
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Amount(_Strict):
    """Roubles and kopecks as the API writes them: `"9999.00"`."""

    value: Annotated[str, Field(pattern=r"^\d{1,9}\.\d{2}$")]
    currency: Literal["RUB"]


class _Customer(_Strict):
    """At least one way to send the receipt; a phone is E.164 without the plus."""

    full_name: Annotated[str, Field(max_length=256)] | None = None
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")] | None = None
    phone: Annotated[str, Field(pattern=r"^[1-9]\d{6,14}$")] | None = None

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if self.email is None and self.phone is None:
            raise ValueError("email or phone")
        return self


class _Item(_Strict):
    description: Annotated[str, Field(min_length=1, max_length=128)]
    quantity: Annotated[Decimal, Field(gt=0, le=Decimal("99999.999"), decimal_places=3)]
    amount: Amount
    vat_code: Annotated[int, Field(ge=1, le=12)]
    payment_mode: PaymentMode
    payment_subject: PaymentSubject
    measure: Measure


class Receipt(_Strict):
    """The object `receipt` of a payment or a refund."""

    customer: _Customer
    items: Annotated[Sequence[_Item], Field(min_length=1, max_length=80)]
    tax_system_code: Annotated[int, Field(ge=1, le=6)] | None = None

    @property
    def total(self) -> Decimal:
        """What its items come to."""
        return sum((Decimal(one.amount.value) * one.quantity for one in self.items), Decimal())

    @property
    def modes(self) -> set[PaymentMode]:
        """What its items say the money is."""
        return {one.payment_mode for one in self.items}

    def registered(self) -> dict[str, object]:
        """What is kept of it and shown: everything but the customer."""
        return self.model_dump(mode="json", exclude={"customer"}, exclude_none=True)


class _Settlement(_Strict):
    type: Literal["cashless", "prepayment", "postpayment", "consideration"]
    amount: Amount


class NewReceipt(Receipt):
    """The body of `POST /v3/receipts`, as far as it offsets a prepayment against what was given for it."""

    type: Literal["payment"]
    payment_id: str
    send: Literal[True]
    settlements: Annotated[Sequence[_Settlement], Field(min_length=1)]

    @model_validator(mode="after")
    def _offsets_a_prepayment(self) -> Self:
        if {one.type for one in self.settlements} != {"prepayment"} or self.modes != {"full_payment"}:
            raise ValueError("a prepayment is offset against a full payment")
        if sum(Decimal(one.amount.value) for one in self.settlements) != self.total:
            raise ValueError("the settlements do not come to its items")
        return self

    def registered(self) -> dict[str, object]:
        """What is kept of it and shown: everything but the customer and what is known besides."""
        left_out = {"customer", "type", "payment_id", "send"}
        return self.model_dump(mode="json", exclude=left_out, exclude_none=True)


class PrepaymentBooks:
    """What the registered receipts of one payment say of its prepayment."""

    def __init__(self, receipts: Sequence[Mapping[str, Any]]) -> None:
        self._receipts = receipts

    @property
    def is_prepaid(self) -> bool:
        """Whether the money came before what it pays for."""
        return any(self._modes(one) == {"full_prepayment"} for one in self._receipts if one["type"] == "payment")

    @property
    def is_closed(self) -> bool:
        """Whether it was offset already."""
        return any("settlements" in one for one in self._receipts)

    @property
    def left(self) -> Decimal:
        """What of it is neither offset nor given back."""
        if not self.is_prepaid or self.is_closed:
            return Decimal()
        return sum((self._total(one) * (-1 if one["type"] == "refund" else 1) for one in self._receipts), Decimal())

    @property
    def mode_of_refund(self) -> PaymentMode:
        """What the receipt of a refund has to say."""
        return "full_prepayment" if self.is_prepaid and not self.is_closed else "full_payment"

    @staticmethod
    def _modes(receipt: Mapping[str, Any]) -> set[str]:
        return {one["payment_mode"] for one in receipt["items"]}

    @staticmethod
    def _total(receipt: Mapping[str, Any]) -> Decimal:
        return sum((Decimal(one["amount"]["value"]) * Decimal(one["quantity"]) for one in receipt["items"]), Decimal())
