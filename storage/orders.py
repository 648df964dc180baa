"""Orders: what a client wants to buy, at the price the server computed. Facts are stored, the state is computed."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Final

from beanie import Document
from pydantic import BaseModel, Field
from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError

from storage.ids import PRESENT_TEXT, EntitlementId, OrderId, UserId, new_id
from storage.order_indexes import FOUND_BY
from storage.services import BirthOf, ConsultationFormat, Extension, Validity
from storage.text import Text

UNPAID_LIFETIME: Final = timedelta(hours=24)
EXPIRED: Final = "expired"
"""How long an order waits for its money, and why it is cancelled then."""


class OrderState(StrEnum):
    """Computed from the facts; money that came wins over a cancellation, whichever was first."""

    AWAITING_PAYMENT = "awaiting_payment"
    PAID = "paid"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


class OrderInsertion(StrEnum):
    """What became of an attempt to store a new order."""

    STORED = "stored"
    KEY_TAKEN = "key_taken"
    PROMO_TAKEN = "promo_taken"


class ConsentedText(BaseModel):
    """A legal text as it was when somebody consented to it; `digest` tells its very words (`LegalText.digest`).

    `number` is that of the version; consents from before versions were counted have none.
    """

    slug: str
    number: int | None = None
    title: Text
    effective_at: datetime
    digest: str


class Order(Document):
    """Title, validity, price and what it grants are copies: later changes of the catalogue do not touch an order.

    Amounts are in kopecks.

    `receipt_email` is where the acquirer sends the receipt; without one it goes to `phone`.

    `extends`: it buys no consultation, but `validity` more of the one that this entitlement granted.

    `consented_to` is what the client agreed to at `consent_at`; it stays when the account is deleted, as the proof.

    `promo_slot` is this order's number among the limited uses of its promo code; a unique index makes every number
    be used once. `promo_turn` is its number among this client's own uses of a code that limits them, in the same way.
    `fingerprint` tells whether a repeated `idempotency_key` came with the same request.
    """

    id: OrderId = Field(default_factory=lambda: OrderId(new_id()))
    client_id: UserId
    service_slug: str
    service_title: Text
    format: ConsultationFormat
    validity: Validity
    grants_chart: bool = False
    birth_of: BirthOf | None = None
    answer_within_hours: int | None = None
    extension: Extension | None = None
    extends: EntitlementId | None = None
    astrologer_id: UserId | None = None
    first_name: str
    last_name: str = ""
    phone: str
    receipt_email: str | None = None
    consent_at: datetime
    consented_to: list[ConsentedText] = Field(default_factory=list)
    price_amount: int = Field(gt=0)
    discount_amount: int = Field(default=0, ge=0)
    currency: str = "RUB"
    promo_code: str | None = None
    promo_slot: int | None = None
    promo_turn: int | None = None
    idempotency_key: str | None = None
    fingerprint: str = ""
    created_at: datetime
    paid_at: datetime | None = None
    cancelled_at: datetime | None = None
    cancel_reason: str | None = None
    refund_requested_at: datetime | None = None
    refunded_at: datetime | None = None

    class Settings:
        name = "orders"
        indexes: ClassVar[list[IndexModel]] = [
            *FOUND_BY,
            IndexModel([("client_id", ASCENDING), ("_id", DESCENDING)], name="of_client"),
            IndexModel(
                [("client_id", ASCENDING), ("idempotency_key", ASCENDING)],
                unique=True,
                partialFilterExpression={"idempotency_key": PRESENT_TEXT},
                name="once_per_key",
            ),
            IndexModel(
                [("promo_code", ASCENDING), ("promo_slot", ASCENDING)],
                unique=True,
                partialFilterExpression={"promo_slot": {"$type": "int"}},
                name="promo_slot",
            ),
            IndexModel(
                [("created_at", ASCENDING)],
                partialFilterExpression={"paid_at": None, "cancelled_at": None},
                name="awaiting_payment",
            ),
            IndexModel(
                [("refund_requested_at", ASCENDING)],
                partialFilterExpression={"refund_requested_at": {"$type": "date"}, "refunded_at": None},
                name="refund_requested",
            ),
            IndexModel(
                [
                    ("consented_to.digest", ASCENDING),
                    ("consented_to.effective_at", ASCENDING),
                    ("_id", DESCENDING),
                ],
                name="of_consent",
            ),
            IndexModel(
                [("promo_code", ASCENDING), ("_id", DESCENDING)],
                partialFilterExpression={"promo_code": PRESENT_TEXT},
                name="of_promo_code",
            ),
            IndexModel(
                [("promo_code", ASCENDING), ("client_id", ASCENDING), ("promo_turn", ASCENDING)],
                unique=True,
                partialFilterExpression={"promo_turn": {"$type": "int"}},
                name="promo_turn",
            ),
        ]

    @property
    def total_amount(self) -> int:
        """What is paid, in kopecks."""
        return self.price_amount - self.discount_amount

    @property
    def pay_until(self) -> datetime:
        """How long it waits for its money."""
        return self.created_at + UNPAID_LIFETIME

    @property
    def state(self) -> OrderState:
        """Where the order stands."""
        if self.refunded_at is not None:
            return OrderState.REFUNDED
        if self.paid_at is not None:
            return OrderState.PAID
        return OrderState.AWAITING_PAYMENT if self.cancelled_at is None else OrderState.CANCELLED


async def insert_order(order: Order) -> OrderInsertion:
    """Store a new order, unless its idempotency key or its use of a promo code is taken: then nothing is stored."""
    try:
        await order.insert()
    except DuplicateKeyError as error:
        pattern = (error.details or {}).get("keyPattern", {})
        return OrderInsertion.PROMO_TAKEN if "promo_code" in pattern else OrderInsertion.KEY_TAKEN
    return OrderInsertion.STORED


async def order_by_id(order_id: OrderId) -> Order | None:
    """The order, or None."""
    return await Order.get(order_id)


async def order_of_client(client_id: UserId, order_id: OrderId) -> Order | None:
    """The client's own order; somebody else's is not found."""
    return await Order.find_one({"_id": order_id, "client_id": client_id})


async def order_by_key(client_id: UserId, idempotency_key: str) -> Order | None:
    """The order that this client placed with this key, or None."""
    return await Order.find_one({"client_id": client_id, "idempotency_key": idempotency_key})


async def orders_of_client(client_id: UserId, *, before: OrderId | None = None, limit: int) -> list[Order]:
    """The client's orders, newest first, from behind `before`."""
    query: dict[str, object] = {"client_id": client_id}
    if before is not None:
        query["_id"] = {"$lt": before}
    return await Order.find(query).sort("-_id").limit(limit).to_list()


async def taken_promo_slots(promo_code: str) -> set[int]:
    """The numbers of a limited promo code that orders hold."""
    found = await Order.get_motor_collection().distinct(
        "promo_slot", {"promo_code": promo_code, "promo_slot": {"$type": "int"}}
    )
    return set(found)


async def taken_promo_turns(promo_code: str, client_id: UserId) -> set[int]:
    """The numbers of a promo code's uses by one client that orders hold."""
    found = await Order.get_motor_collection().distinct(
        "promo_turn", {"promo_code": promo_code, "client_id": client_id, "promo_turn": {"$type": "int"}}
    )
    return set(found)


async def promo_code_uses(promo_codes: Sequence[str]) -> dict[str, int]:
    """How many orders each of these promo codes made cheaper: those that are paid, and those that may still be."""
    stages: list[dict[str, Any]] = [
        {
            "$match": {
                "promo_code": {"$in": list(promo_codes)},
                "$or": [{"cancelled_at": None}, {"paid_at": {"$ne": None}}],
            }
        },
        {"$group": {"_id": "$promo_code", "uses": {"$sum": 1}}},
    ]
    return {one["_id"]: one["uses"] async for one in Order.get_motor_collection().aggregate(stages)}


async def mark_order_paid(order_id: OrderId, *, at: datetime) -> Order | None:
    """The money came, cancelled or not; None when that was known already (then nothing changes)."""
    return await _update({"_id": order_id, "paid_at": None}, {"$set": {"paid_at": at}})


async def mark_order_cancelled(order_id: OrderId, *, reason: str, at: datetime) -> Order | None:
    """No money will come; frees its use of the promo code. None when the order was paid or cancelled before."""
    return await _update(
        {"_id": order_id, "paid_at": None, "cancelled_at": None},
        {"$set": {"cancelled_at": at, "cancel_reason": reason, "promo_slot": None, "promo_turn": None}},
    )


async def mark_refund_requested(order_id: OrderId, *, at: datetime) -> Order | None:
    """From here on the money goes back; None unless the order is paid and nobody has asked yet."""
    return await _update(
        {"_id": order_id, "paid_at": {"$ne": None}, "refund_requested_at": None},
        {"$set": {"refund_requested_at": at}},
    )


async def withdraw_refund_request(order_id: OrderId) -> None:
    """The acquirer refused for good: the order is simply paid again."""
    await _update({"_id": order_id, "refunded_at": None}, {"$set": {"refund_requested_at": None}})


async def mark_order_refunded(order_id: OrderId, *, at: datetime) -> Order | None:
    """The money went back; None when that was known already."""
    return await _update(
        {"_id": order_id, "refund_requested_at": {"$ne": None}, "refunded_at": None}, {"$set": {"refunded_at": at}}
    )


async def unpaid_orders(*, created_before: datetime, limit: int = 100) -> list[Order]:
    """Orders that nobody has paid or cancelled, oldest first."""
    query = {"paid_at": None, "cancelled_at": None, "created_at": {"$lt": created_before}}
    return await Order.find(query).sort("+created_at").limit(limit).to_list()


async def unfinished_refunds(*, requested_before: datetime, limit: int = 100) -> list[Order]:
    """Orders whose refund was asked for and not yet seen done, oldest first."""
    query = {"refunded_at": None, "refund_requested_at": {"$type": "date", "$lt": requested_before}}
    return await Order.find(query).sort("+refund_requested_at").limit(limit).to_list()


async def forget_buyer(client_id: UserId) -> None:
    """Of this client's orders only what the books need is kept, and what was consented to; no name, phone or address.

    The fingerprint is a hash of the name and the phone among other things, and so would tell them to whoever guesses.
    """
    nothing = {"first_name": "", "last_name": "", "phone": "", "receipt_email": None, "fingerprint": ""}
    nothing |= {"idempotency_key": None}
    await Order.get_motor_collection().update_many({"client_id": client_id}, {"$set": nothing})


async def _update(query: Mapping[str, Any], change: Mapping[str, Any]) -> Order | None:
    found = await Order.get_motor_collection().find_one_and_update(query, change, return_document=ReturnDocument.AFTER)
    return Order.model_validate(found) if found else None
