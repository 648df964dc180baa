"""Closing receipts: prepayments whose consultation is over, registered once each."""

from datetime import datetime
from typing import Any

from beanie import PydanticObjectId
from pymongo import ReturnDocument

from storage.payments import ClosingReceipt, Payment
from storage.times import EPOCH


async def prepayments_to_close(now: datetime, limit: int = 100) -> list[Payment]:
    """Prepayments to be looked at by now, the longest due first."""
    query = {"closing_check_at": {"$gt": EPOCH, "$lte": now}}
    return await Payment.find(query).sort("+closing_check_at").limit(limit).to_list()


async def look_again(payment_id: PydanticObjectId, at: datetime) -> None:
    """Look at this prepayment then."""
    await _update({"_id": payment_id, "closing_check_at": {"$ne": None}}, {"$set": {"closing_check_at": at}})


async def nothing_to_close(payment_id: PydanticObjectId) -> None:
    """All the money went back: there is no service to account for, and nobody looks again."""
    await _update({"_id": payment_id}, {"$set": {"closing_check_at": None}})


async def open_closing(payment: Payment, closing: ClosingReceipt) -> Payment | None:
    """From here on it is registered; None when it was, or money goes or went back since `payment` was read."""
    return await _update(
        {"_id": payment.id, "closing": None, "open_refund": None, "refunded_amount": payment.refunded_amount},
        {"$set": {"closing": closing.model_dump()}},
    )


async def name_closing(payment_id: PydanticObjectId, closing: ClosingReceipt, provider_receipt_id: str) -> None:
    """Keep what the provider calls the receipt."""
    await _update(
        {"_id": payment_id, "closing.id": closing.id}, {"$set": {"closing.provider_receipt_id": provider_receipt_id}}
    )


async def finish_closing(payment_id: PydanticObjectId, closing: ClosingReceipt, *, at: datetime) -> bool:
    """The receipt is registered, and nobody looks again; False when that was known already."""
    done = await _update(
        {"_id": payment_id, "closing.id": closing.id, "closing.done_at": None},
        {"$set": {"closing.done_at": at, "closing.receipt": None, "closing_check_at": None}},
    )
    return done is not None


async def drop_closing(payment_id: PydanticObjectId, closing: ClosingReceipt, *, look_again_at: datetime) -> None:
    """The provider refused for good: another try, with a receipt made anew, begins then."""
    await _update(
        {"_id": payment_id, "closing.id": closing.id, "closing.done_at": None},
        {"$set": {"closing": None, "closing_check_at": look_again_at}},
    )


async def _update(query: dict[str, Any], change: dict[str, Any]) -> Payment | None:
    found = await Payment.get_motor_collection().find_one_and_update(
        query, change, return_document=ReturnDocument.AFTER
    )
    return Payment.model_validate(found) if found else None
