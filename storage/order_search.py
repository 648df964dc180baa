"""Finding orders: everybody's, newest first, by what the back office asks for."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from storage.ids import OrderId, UserId, id_at
from storage.orders import Order, OrderState

_SECOND: Final = timedelta(seconds=1)
_DATE: Final = {"$type": "date"}
_FACTS: Final[Mapping[OrderState, Mapping[str, Any]]] = {
    OrderState.AWAITING_PAYMENT: {"paid_at": None, "cancelled_at": None, "refunded_at": None},
    OrderState.PAID: {"paid_at": _DATE, "refunded_at": None},
    OrderState.CANCELLED: {"paid_at": None, "cancelled_at": _DATE, "refunded_at": None},
    OrderState.REFUNDED: {"refunded_at": _DATE, "currency": "RUB"},
}
"""What `Order.state` computes, asked of the database; the two must agree."""


async def found_orders(
    *,
    state: OrderState | None = None,
    service_slug: str | None = None,
    astrologer_id: UserId | None = None,
    client_id: UserId | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before: OrderId | None = None,
    limit: int,
) -> list[Order]:
    """Orders that fit all that is asked, newest first, from behind `before`.

    `since` (included) and `until` (not included) are when they were placed, to the second.
    """
    asked = {"service_slug": service_slug, "astrologer_id": astrologer_id, "client_id": client_id}
    query: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
    if state is not None:
        query |= _FACTS[state]
    placed: dict[str, object] = {}
    if since is not None:
        placed["$gte"] = id_at(since)
    ends = [id_at(until + _SECOND - timedelta(microseconds=1)) if until is not None else None, before]
    if given := [one for one in ends if one is not None]:
        placed["$lt"] = min(given)
    if placed:
        query["_id"] = placed
    return await Order.find(query).sort("-_id").limit(limit).to_list()


async def orders_by_buyer(*, phone: str | None = None, client_ids: Sequence[UserId], limit: int) -> list[Order]:
    """Orders that were placed with this phone (E.164) or by one of these clients, newest first."""
    ways: list[dict[str, Any]] = [{"client_id": {"$in": list(client_ids)}}]
    if phone is not None:
        ways.append({"phone": phone})
    return await Order.find({"$or": ways}).sort("-_id").limit(limit).to_list()
