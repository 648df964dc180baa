"""Payments: how an order's money is on its way through the acquirer."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from beanie import Document, PydanticObjectId
from pydantic import BaseModel, Field
from pymongo import ASCENDING, IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError

from storage.ids import PRESENT_TEXT, OrderId, UserId, new_id
from storage.times import EPOCH

_FIRST_CHECK = timedelta(seconds=20)
_RAREST_CHECK = timedelta(minutes=8)
_GIVEN_UP_AFTER = timedelta(days=7)


class Refund(BaseModel):
    """Money that goes back, `amount` in kopecks. `id` is its idempotence key at the acquirer, `key` the asker's own.

    `is_whole`: nothing is left then. `receipt` is what the acquirer is sent, the same whenever it is asked again; it
    names how to reach the client, and is dropped when the money has gone.
    """

    id: PydanticObjectId = Field(default_factory=new_id)
    key: str
    amount: int = Field(gt=0)
    is_whole: bool
    asked_by: UserId | None = None
    asked_at: datetime
    receipt: dict[str, Any] | None = None
    provider_refund_id: str | None = None
    done_at: datetime | None = None


class ClosingReceipt(BaseModel):
    """The second receipt of a prepayment: what was paid for has been given. `id` is its idempotence key.

    `receipt` is what the acquirer is sent, the same whenever it is asked again; it is dropped when it is registered.
    """

    id: PydanticObjectId = Field(default_factory=new_id)
    amount: int = Field(gt=0)
    asked_at: datetime
    receipt: dict[str, Any] | None = None
    provider_receipt_id: str | None = None
    done_at: datetime | None = None


class Payment(Document):
    """The payment of one order. `amount` is in kopecks.

    A card that is declined ends one try at the acquirer for good; the next one is `attempt` + 1 of the same payment.

    `provider_payment_id` and `url` are unknown until the acquirer has answered. `succeeded_at` means that everything
    the money buys is granted; until then, or until `cancelled_at`, a job keeps asking at `next_check_at`.

    `open_refund` is on its way: there is one at a time, so what went back never exceeds what came. `refunds` are done,
    and `refunded_amount` is their sum.

    `is_prepayment`: its receipt said so; then a job looks at `closing_check_at` whether what it bought has been given,
    and has `closing` registered (`storage/closing_receipts.py`).
    """

    id: PydanticObjectId = Field(default_factory=new_id)
    order_id: OrderId
    provider: str
    provider_payment_id: str | None = None
    open_refund: Refund | None = None
    refunds: list[Refund] = Field(default_factory=list)
    refunded_amount: int = 0
    is_prepayment: bool = False
    closing: ClosingReceipt | None = None
    closing_check_at: datetime | None = None
    amount: int = Field(gt=0)
    currency: str = "RUB"
    url: str | None = None
    attempt: int = 1
    created_at: datetime
    next_check_at: datetime
    succeeded_at: datetime | None = None
    cancelled_at: datetime | None = None

    class Settings:
        name = "payments"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("order_id", ASCENDING)], unique=True, name="of_order"),
            IndexModel(
                [("provider", ASCENDING), ("provider_payment_id", ASCENDING)],
                unique=True,
                partialFilterExpression={"provider_payment_id": PRESENT_TEXT},
                name="at_provider",
            ),
            IndexModel(
                [("next_check_at", ASCENDING)],
                partialFilterExpression={"succeeded_at": None, "cancelled_at": None},
                name="open",
            ),
            IndexModel(
                [("open_refund.asked_at", ASCENDING)],
                partialFilterExpression={"open_refund.asked_at": {"$gt": EPOCH}},
                name="refunding",
            ),
            IndexModel(
                [("closing_check_at", ASCENDING)],
                partialFilterExpression={"closing_check_at": {"$gt": EPOCH}},
                name="to_close",
            ),
        ]

    @property
    def key(self) -> str:
        """The idempotence key of this try at the acquirer."""
        return str(self.id) if self.attempt == 1 else f"{self.id}-{self.attempt}"

    @property
    def left_amount(self) -> int:
        """What has not gone back, in kopecks."""
        return self.amount - self.refunded_amount

    @property
    def every_refund(self) -> list[Refund]:
        """Those that are done, then the one on its way."""
        return [*self.refunds, *([self.open_refund] if self.open_refund else [])]

    def refund_of_key(self, key: str) -> Refund | None:
        """The refund that was asked for with this key, done or on its way."""
        known = self.every_refund
        return next((one for one in known if one.key == key), None)

    @property
    def is_settled(self) -> bool:
        """Whether the money came and all that it buys is granted."""
        return self.succeeded_at is not None


async def ensure_payment(order_id: OrderId, *, provider: str, amount: int, now: datetime) -> Payment:
    """The one payment of this order, made now when there is none."""
    payment = Payment(
        order_id=order_id, provider=provider, amount=amount, created_at=now, next_check_at=now + _FIRST_CHECK
    )
    try:
        return await payment.insert()
    except DuplicateKeyError:
        found = await payment_of_order(order_id)
        assert found is not None
        return found


async def payment_of_order(order_id: OrderId) -> Payment | None:
    """The order's payment; None for an order that costs nothing, or one that was just placed."""
    return await Payment.find_one({"order_id": order_id})


async def payments_of_orders(order_ids: list[OrderId]) -> dict[OrderId, Payment]:
    """The payments of these orders."""
    found = await Payment.find({"order_id": {"$in": order_ids}}).to_list()
    return {one.order_id: one for one in found}


async def payment_at_provider(provider: str, provider_payment_id: str) -> Payment | None:
    """The payment that the provider knows by this id; None when it is none of ours."""
    return await Payment.find_one({"provider": provider, "provider_payment_id": provider_payment_id})


async def record_started(payment: Payment, *, provider_payment_id: str, url: str, is_prepayment: bool) -> Payment:
    """Keep what the provider calls this try, where the client pays, and what its receipt said. It may be repeated.

    Answers the payment as it is then: with another page when a later try has begun meanwhile.
    """
    found = await Payment.get_motor_collection().find_one_and_update(
        {"_id": payment.id, "attempt": payment.attempt},
        {"$set": {"provider_payment_id": provider_payment_id, "url": url, "is_prepayment": is_prepayment}},
        return_document=ReturnDocument.AFTER,
    )
    return Payment.model_validate(found) if found else await Payment.get(payment.id) or payment


async def record_succeeded(payment: Payment, *, at: datetime) -> None:
    """Everything this payment buys is granted: nobody needs to ask again. A prepayment is looked at until its end."""
    await Payment.get_motor_collection().update_one(
        {"_id": payment.id, "succeeded_at": None},
        {"$set": {"succeeded_at": at} | ({"closing_check_at": at} if payment.is_prepayment else {})},
    )


async def record_reopened(payment_id: PydanticObjectId) -> None:
    """A payment that was given up came alive at the provider: it is asked about again until it has succeeded."""
    await Payment.get_motor_collection().update_one({"_id": payment_id}, {"$set": {"cancelled_at": None}})


async def record_cancelled(payment_id: PydanticObjectId, attempt: int, *, at: datetime) -> None:
    """The provider gave this try up; a later one is not touched, and neither is money that came."""
    await Payment.get_motor_collection().update_one(
        {"_id": payment_id, "attempt": attempt, "cancelled_at": None, "succeeded_at": None},
        {"$set": {"cancelled_at": at}},
    )


async def begin_next_attempt(payment: Payment, *, now: datetime) -> Payment:
    """After a try that came to nothing the next one; asked for twice at once, both are given the same one."""
    await Payment.get_motor_collection().update_one(
        {"_id": payment.id, "attempt": payment.attempt, "cancelled_at": {"$ne": None}, "succeeded_at": None},
        {
            "$set": {"provider_payment_id": None, "url": None, "cancelled_at": None, "created_at": now}
            | {"next_check_at": now + _FIRST_CHECK},
            "$inc": {"attempt": 1},
        },
    )
    return await Payment.get(payment.id) or payment


async def open_refund(payment: Payment, refund: Refund) -> Payment | None:
    """From here on this money goes back; None when another refund is on its way or was done since `payment` was read.

    So of several who ask at once one gets it, and the sum is never more than was paid. A closing receipt must not have
    come or gone meanwhile: what the refund's own receipt says depends on it. Of a declined try nothing goes back.
    """
    closing = {"closing.id": payment.closing.id} if payment.closing else {"closing": None}
    return await _update(
        {"_id": payment.id, "open_refund": None, "refunded_amount": payment.refunded_amount}
        | {"$or": [{"cancelled_at": None}, {"succeeded_at": {"$ne": None}}], **closing},
        {"$set": {"open_refund": refund.model_dump()}},
    )


async def name_refund(payment_id: PydanticObjectId, refund: Refund, provider_refund_id: str) -> None:
    """Keep what the provider calls the refund that is on its way."""
    await _update(
        {"_id": payment_id, "open_refund.id": refund.id},
        {"$set": {"open_refund.provider_refund_id": provider_refund_id}},
    )


async def close_refund(payment_id: PydanticObjectId, refund: Refund, *, at: datetime) -> Payment | None:
    """The money has gone back; None when that was known already."""
    done = refund.model_copy(update={"done_at": at, "receipt": None})
    return await _update(
        {"_id": payment_id, "open_refund.id": refund.id},
        {
            "$set": {"open_refund": None},
            "$push": {"refunds": done.model_dump()},
            "$inc": {"refunded_amount": refund.amount},
        },
    )


async def drop_refund(payment_id: PydanticObjectId, refund: Refund) -> bool:
    """The provider refused for good: it is as if nobody had asked. False when that was known already."""
    dropped = await _update({"_id": payment_id, "open_refund.id": refund.id}, {"$set": {"open_refund": None}})
    return dropped is not None


async def open_refunds(asked_before: datetime, limit: int = 100) -> list[Payment]:
    """Payments with a refund that was asked for and not seen done, the longest first."""
    query = {"open_refund.asked_at": {"$gt": EPOCH, "$lt": asked_before}}
    return await Payment.find(query).sort("+open_refund.asked_at").limit(limit).to_list()


async def _update(query: dict[str, Any], change: dict[str, Any]) -> Payment | None:
    found = await Payment.get_motor_collection().find_one_and_update(
        query, change, return_document=ReturnDocument.AFTER
    )
    return Payment.model_validate(found) if found else None


async def forget_pages(order_ids: list[OrderId]) -> None:
    """Nobody is led to the acquirer's pages of these orders any more."""
    await Payment.get_motor_collection().update_many({"order_id": {"$in": order_ids}}, {"$set": {"url": None}})


async def payments_to_check(now: datetime, limit: int = 100) -> list[Payment]:
    """Open payments that the provider should be asked about, longest due first; old ones are given up."""
    query = {
        "succeeded_at": None,
        "cancelled_at": None,
        "next_check_at": {"$lte": now},
        "provider_payment_id": {"$type": "string"},
        "created_at": {"$gt": now - _GIVEN_UP_AFTER},
    }
    return await Payment.find(query).sort("+next_check_at").limit(limit).to_list()


async def postpone_check(payment: Payment, now: datetime) -> None:
    """Ask again later: the older a payment, the rarer, but never rarer than every eight minutes."""
    pause = min(max((now - payment.created_at) / 10, _FIRST_CHECK), _RAREST_CHECK)
    await Payment.get_motor_collection().update_one({"_id": payment.id}, {"$set": {"next_check_at": now + pause}})
