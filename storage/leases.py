"""Leases: work that one process at a time may do, claimed in MongoDB because Redis may vanish."""

from collections.abc import Collection
from datetime import datetime
from typing import ClassVar

from beanie import Document
from pymongo import IndexModel
from pymongo.errors import DuplicateKeyError


class Lease(Document):
    """`holder` may do the work named by the id until `expires_at`; whoever dies with it only delays the work."""

    id: str  # type: ignore[assignment]  # beanie allows any type here
    holder: str
    expires_at: datetime

    class Settings:
        name = "leases"
        indexes: ClassVar[list[IndexModel]] = []


async def take_lease(name: str, *, holder: str, until: datetime, now: datetime) -> bool:
    """Claim `name` until `until`; False while somebody else holds it. The holder itself may extend its lease.

    Clocks may disagree, so a lease makes doubled work rare, not impossible: the work stays idempotent.
    """
    free = {"_id": name, "$or": [{"expires_at": {"$lte": now}}, {"holder": holder}]}
    change = {"$set": {"holder": holder, "expires_at": until}}
    try:
        await Lease.get_motor_collection().update_one(free, change, upsert=True)
    except DuplicateKeyError:
        return False
    return True


async def give_back_lease(name: str, *, holder: str) -> None:
    """Let others have it now; nothing happens when `holder` has lost it already."""
    await Lease.get_motor_collection().delete_one({"_id": name, "holder": holder})


async def held_leases(names: Collection[str], now: datetime) -> set[str]:
    """Which of these somebody holds."""
    held = await Lease.find({"_id": {"$in": list(names)}, "expires_at": {"$gt": now}}).to_list()
    return {one.id for one in held}
