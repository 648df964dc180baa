"""Who agreed to which version of a legal text: read off the orders, where it was stored when it was given."""

from datetime import datetime

from storage.ids import OrderId
from storage.orders import Order


async def orders_consenting_to(
    digest: str, effective_at: datetime, *, before: OrderId | None = None, limit: int
) -> list[Order]:
    """Orders whose client agreed to this version of a legal text, newest first."""
    query = _consenting(digest, effective_at)
    if before is not None:
        query["_id"] = {"$lt": before}
    return await Order.find(query).sort("-_id").limit(limit).to_list()


async def count_consents(digest: str, effective_at: datetime) -> int:
    """How many orders came with a consent to this version of a legal text."""
    return await Order.find(_consenting(digest, effective_at)).count()


def _consenting(digest: str, effective_at: datetime) -> dict[str, object]:
    return {"consented_to": {"$elemMatch": {"digest": digest, "effective_at": effective_at}}}
