"""Who somebody is and whether they are let in, as an administrator decides it; and the list of the people."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from storage.database import Transaction, in_transaction
from storage.ids import UserId
from storage.users import Role, User

TEAM: Final = (Role.ASTROLOGER, Role.SUPPORT, Role.ADMIN)


async def change_standing(user_id: UserId, changes: Mapping[str, object], *, by: UserId) -> User | None:
    """Set these facts of a person, as the administrator `by` decides; answers the person as they were before.

    None when `by` is no administrator any more, or there is no such person: nothing has changed then. Whoever decides
    writes their own document too, so of two administrators who shut each other out at once only one does.
    """
    users = User.get_motor_collection()

    async def write(transaction: Transaction) -> User | None:
        deciding = {"_id": by, "role": Role.ADMIN, "blocked_at": None}
        decided = await users.update_one(deciding, {"$inc": {"decisions": 1}}, session=transaction)
        if decided.matched_count == 0:
            return None
        before = await users.find_one_and_update({"_id": user_id}, {"$set": dict(changes)}, session=transaction)
        return User.model_validate(before) if before else None

    return await in_transaction(users, write)


async def people_listed(
    roles: Sequence[Role], *, blocked: bool | None = None, before: UserId | None = None, limit: int
) -> list[User]:
    """People of these roles, newest first, from behind `before`. Whoever has deleted their account is left out."""
    query: dict[str, Any] = {"role": {"$in": list(roles)}, "erased_at": None}
    if blocked is not None:
        query["blocked_at"] = {"$ne": None} if blocked else None
    if before is not None:
        query["_id"] = {"$lt": before}
    return await User.find(query).sort("-_id").limit(limit).to_list()
