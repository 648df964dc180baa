"""People: clients, astrologers, support staff, administrators, and guests of the help chat."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from beanie import Document
from pydantic import BaseModel, Field
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from storage.ids import PRESENT_TEXT, UserId, new_id


class Role(StrEnum):
    """What a person is in the product. A guest is a visitor of the help chat who has not signed in."""

    CLIENT = "client"
    ASTROLOGER = "astrologer"
    SUPPORT = "support"
    ADMIN = "admin"
    GUEST = "guest"


class Place(BaseModel):
    """A birth place, as chosen from the place search."""

    id: str
    name: str
    lat: float
    lon: float
    timezone: str


class Birth(BaseModel):
    """Birth data; `time` is None when it is not known. `fold` says which is meant of a local time that came twice."""

    date: dt.date
    time: dt.time | None = None
    fold: int | None = None
    place: Place | None = None


class User(Document):
    """One person. `phone` is E.164 and verified, `email` is lower-case; both are unique where present.

    `contact_phone` is what a guest or a buyer typed: never verified and never a way to sign in. `erased_at`: the
    account was deleted; what is left tells nothing of who it was. `assigned_at`: when a help chat last found this
    person by itself. `decisions`: how often this administrator has changed somebody's standing.
    """

    id: UserId = Field(default_factory=lambda: UserId(new_id()))
    role: Role = Role.CLIENT
    first_name: str = ""
    last_name: str = ""
    phone: str | None = None
    email: str | None = None
    contact_phone: str | None = None
    password_hash: str | None = None
    birth: Birth | None = None
    avatar_path: str | None = None
    language: str = "ru"
    blocked_at: datetime | None = None
    erased_at: datetime | None = None
    last_seen_at: datetime | None = None
    decisions: int = 0
    availability_state: str | None = None
    availability_until: datetime | None = None
    assigned_at: datetime | None = None
    created_at: datetime

    class Settings:
        name = "users"
        # BSON has no time of day; it is kept as its ISO 8601 text.
        bson_encoders: ClassVar[dict[type, Callable[[dt.time], str]]] = {dt.time: dt.time.isoformat}
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("phone", ASCENDING)], unique=True, partialFilterExpression={"phone": PRESENT_TEXT}),
            IndexModel([("email", ASCENDING)], unique=True, partialFilterExpression={"email": PRESENT_TEXT}),
            IndexModel([("role", ASCENDING), ("_id", DESCENDING)], name="of_role"),
            IndexModel([("contact_phone", ASCENDING)], partialFilterExpression={"contact_phone": PRESENT_TEXT}),
        ]

    @property
    def display_name(self) -> str:
        """The name others see; empty when the person gave none."""
        return f"{self.first_name} {self.last_name}".strip()

    def availability_at(self, now: datetime) -> str:
        """What a support person says of themselves; nothing, or no more, is `available`."""
        is_over = self.availability_until is not None and self.availability_until <= now
        return "available" if is_over or self.availability_state is None else self.availability_state


async def user_by_id(user_id: UserId) -> User | None:
    """The user, or None."""
    return await User.get(user_id)


async def people_of_role(role: Role, limit: int = 500) -> list[User]:
    """Everybody of this role who is not blocked, in no particular order."""
    return await User.find({"role": role, "blocked_at": None}).limit(limit).to_list()


async def users_by_id(user_ids: Sequence[UserId]) -> list[User]:
    """Those of these people who exist, in no particular order."""
    return await User.find({"_id": {"$in": list(user_ids)}}).to_list()


async def user_by_phone(phone: str) -> User | None:
    """The user who proved to own `phone` (E.164), or None."""
    return await User.find_one({"phone": phone})


async def user_by_email(email: str) -> User | None:
    """The user with this e-mail address, whatever its letter case, or None."""
    return await User.find_one({"email": email.strip().lower()})


async def set_last_seen(user_id: UserId, at: datetime) -> None:
    """Record when the person was last connected; never moves backwards."""
    await User.get_motor_collection().update_one({"_id": user_id}, {"$max": {"last_seen_at": at}})


async def last_seen_of(user_ids: Sequence[UserId]) -> dict[UserId, datetime]:
    """When these people were last connected; who never was is left out."""
    found = User.get_motor_collection().find(
        {"_id": {"$in": list(user_ids)}, "last_seen_at": {"$ne": None}}, {"last_seen_at": 1}
    )
    return {UserId(one["_id"]): one["last_seen_at"] async for one in found}


async def set_staff_availability(user_id: UserId, state: str, until: datetime | None) -> None:
    """What a support person says of themselves (an astrologer's is on the astrologer's page)."""
    await User.find_one({"_id": user_id}).update({"$set": {"availability_state": state, "availability_until": until}})


async def guests_by_phone(phone: str) -> list[User]:
    """Guests of the help chat who left this phone number (E.164)."""
    return await User.find({"contact_phone": phone, "role": Role.GUEST}).to_list()


async def sign_up_by_phone(phone: str, *, language: str, now: datetime) -> User:
    """The user who owns `phone`, made a client at the first sign-in; two at once are given the same one."""
    found = await user_by_phone(phone)
    if found is not None:
        return found
    try:
        return await User(phone=phone, language=language, created_at=now).insert()
    except DuplicateKeyError:
        already = await user_by_phone(phone)
        assert already is not None, "the clash proves that it is there"
        return already


async def sign_up_by_email(email: str, *, first_name: str, now: datetime) -> User:
    """Whoever has this address, made a client if nobody has; two at once are given the same one."""
    found = await user_by_email(email)
    if found is not None:
        return found
    try:
        return await User(email=email.strip().lower(), first_name=first_name, created_at=now).insert()
    except DuplicateKeyError:
        already = await user_by_email(email)
        assert already is not None, "the clash proves that it is there"
        return already


class EmailTaken(Exception):
    """Somebody else has this e-mail address."""


async def change_profile(user: User, changes: Mapping[str, object]) -> User:
    """Set the named fields and answer the whole person; raises EmailTaken when the address is somebody else's."""
    try:
        await User.find_one({"_id": user.id}).update({"$set": dict(changes)})
    except DuplicateKeyError as error:
        raise EmailTaken from error
    changed = await user_by_id(user.id)
    return changed or user


async def set_password_hash(user_id: UserId, password_hash: str) -> None:
    """Replace the person's password."""
    await User.find_one({"_id": user_id}).update({"$set": {"password_hash": password_hash}})


async def set_avatar(user_id: UserId, path: str | None) -> str | None:
    """Give the person this picture, or none; the path of the one before."""
    before = await User.get_motor_collection().find_one_and_update(
        {"_id": user_id}, {"$set": {"avatar_path": path}}, {"avatar_path": 1}
    )
    return before.get("avatar_path") if before else None


async def set_blocked(user_id: UserId, at: datetime | None) -> None:
    """Since when the person is let in nowhere; None lets them in again."""
    await User.get_motor_collection().update_one({"_id": user_id}, {"$set": {"blocked_at": at}})


async def set_role(user_id: UserId, role: Role) -> None:
    """Make the person this from now on."""
    await User.get_motor_collection().update_one({"_id": user_id}, {"$set": {"role": role}})


async def keep_contact(user_id: UserId, *, first_name: str, last_name: str, phone: str) -> None:
    """Remember what a buyer typed where nothing is known yet; what is known stays. The phone is not verified."""
    users = User.get_motor_collection()
    await users.update_one(
        {"_id": user_id, "first_name": ""}, {"$set": {"first_name": first_name, "last_name": last_name}}
    )
    await users.update_one({"_id": user_id, "contact_phone": None}, {"$set": {"contact_phone": phone}})


async def roles_of(user_ids: Sequence[UserId]) -> dict[UserId, Role]:
    """The roles of these people; who is blocked or gone is left out."""
    found = User.get_motor_collection().find({"_id": {"$in": list(user_ids)}, "blocked_at": None}, {"role": 1})
    return {UserId(one["_id"]): Role(one["role"]) async for one in found}
