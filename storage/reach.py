"""How a person wants to be reached outside the chat: through which channels, when not, how soon."""

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Final
from zoneinfo import ZoneInfo

from beanie import Document
from pydantic import BaseModel, ConfigDict, Field
from pymongo import IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError

from storage.ids import PRESENT_TEXT, UserId

DEFAULT_MINUTES: Final = 10
_ANY_NUMBER: Final = {"$gt": -(2**63)}


class Channel(StrEnum):
    """A way to somebody who is not in the chat."""

    PUSH = "push"
    EMAIL = "email"
    TELEGRAM = "telegram"
    SMS = "sms"


DEFAULT_CHANNELS: Final = (Channel.PUSH, Channel.EMAIL)


class Quiet(BaseModel):
    """Hours in which nobody is disturbed, by the clock on the person's wall. `ends` before `begins`: over midnight."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    begins: str
    ends: str
    timezone: str

    def until(self, now: datetime) -> datetime | None:
        """When the present quiet hours end; None outside of them.

        An end within the hour that comes twice is the next one of its kind; within one that is skipped, an hour later.
        """
        zone = ZoneInfo(self.timezone)
        local = now.astimezone(zone)
        begins, ends = time.fromisoformat(self.begins), time.fromisoformat(self.ends)
        if begins == ends:
            return None
        over_midnight = ends < begins
        clock = local.time().replace(tzinfo=None)
        is_quiet = (clock >= begins or clock < ends) if over_midnight else begins <= clock < ends
        if not is_quiet:
            return None
        day = local.date() + timedelta(days=1) if over_midnight and clock >= begins else local.date()
        first, second = (datetime.combine(day, ends.replace(fold=fold), zone).astimezone(now.tzinfo) for fold in (0, 1))
        return first if first > now else second


class Reach(Document):
    """One person's choice; whoever has none is reached by the defaults.

    `channels` are tried in their order until one takes the notice. `telegram_chat_id` is where the bot writes;
    `telegram_lost_at`: the person has shut the bot out. `link_hash` is of the token that links Telegram, once.
    """

    id: UserId
    channels: list[Channel] = Field(default_factory=lambda: list(DEFAULT_CHANNELS))
    quiet: Quiet | None = None
    after_minutes: int = DEFAULT_MINUTES
    telegram_chat_id: int | None = None
    telegram_lost_at: datetime | None = None
    link_hash: str | None = None
    link_expires_at: datetime | None = None

    class Settings:
        name = "reach"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel(
                "telegram_chat_id",
                unique=True,
                partialFilterExpression={"telegram_chat_id": _ANY_NUMBER},
                name="telegram",
            ),
            IndexModel("link_hash", partialFilterExpression={"link_hash": PRESENT_TEXT}, name="link"),
        ]

    @property
    def has_later_channel(self) -> bool:
        """Whether there is anything beyond browsers, which are told at once."""
        return any(one is not Channel.PUSH for one in self.channels)

    def may_push(self, now: datetime) -> bool:
        """Whether browsers may be told at `now`."""
        return Channel.PUSH in self.channels and (self.quiet is None or self.quiet.until(now) is None)


async def reach_of(user_ids: Collection[UserId]) -> dict[UserId, Reach]:
    """How each of these wants to be reached; the defaults for whoever said nothing."""
    found = await Reach.find({"_id": {"$in": list(user_ids)}}).to_list()
    return {one: Reach(id=one) for one in user_ids} | {one.id: one for one in found}


async def set_reach(user_id: UserId, changes: Mapping[str, Any]) -> Reach:
    """Change what `changes` names; answers what holds now."""
    collection = Reach.get_motor_collection()
    if not changes:
        return (await reach_of([user_id]))[user_id]
    known = Reach(id=user_id).model_dump(include={"channels", "after_minutes"}, mode="json")
    first = {name: value for name, value in known.items() if name not in changes}
    found = await collection.find_one_and_update(
        {"_id": user_id},
        {"$set": dict(changes), "$setOnInsert": first},
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    changed: Reach = Reach.model_validate(found)
    return changed


async def begin_telegram_link(user_id: UserId, link_hash: str, *, expires_at: datetime) -> None:
    """Whoever brings the token of this hash to the bot before then is this person."""
    await set_reach(user_id, {"link_hash": link_hash, "link_expires_at": expires_at})


async def link_telegram(link_hash: str, chat_id: int, *, now: datetime) -> Reach | None:
    """Write to this chat from now on; None when the link is unknown, used or over, or two came at once.

    A chat is one person's alone.
    """
    collection = Reach.get_motor_collection()
    wanted = {"link_hash": link_hash, "link_expires_at": {"$gt": now}}
    found = await collection.find_one(wanted, {"_id": 1})
    if found is None:
        return None
    await collection.update_many(
        {"telegram_chat_id": chat_id, "_id": {"$ne": found["_id"]}}, {"$set": {"telegram_chat_id": None}}
    )
    try:
        linked = await collection.find_one_and_update(
            {"_id": found["_id"], **wanted},
            {
                "$set": {
                    "telegram_chat_id": chat_id,
                    "telegram_lost_at": None,
                    "link_hash": None,
                    "link_expires_at": None,
                },
                "$addToSet": {"channels": Channel.TELEGRAM},
            },
            return_document=ReturnDocument.AFTER,
        )
    except DuplicateKeyError:
        return None
    return Reach.model_validate(linked) if linked else None


async def unlink_telegram(user_id: UserId) -> None:
    """Write to the person's chat no more."""
    await Reach.get_motor_collection().update_one(
        {"_id": user_id},
        {"$set": {"telegram_chat_id": None, "telegram_lost_at": None}, "$pull": {"channels": Channel.TELEGRAM}},
    )


async def lose_telegram(chat_id: int, *, at: datetime) -> None:
    """The person shut the bot out: nothing goes there until they link it anew, and they are told so."""
    await Reach.get_motor_collection().update_one(
        {"telegram_chat_id": chat_id}, {"$set": {"telegram_chat_id": None, "telegram_lost_at": at}}
    )


async def leave_channel(user_id: UserId, channel: Channel) -> None:
    """Reach the person through this channel no more."""
    kept = [one for one in (await reach_of([user_id]))[user_id].channels if one is not channel]
    await set_reach(user_id, {"channels": kept})


async def forget_reach(user_ids: Collection[UserId]) -> None:
    """Nothing is known of how to reach these people."""
    await Reach.find({"_id": {"$in": list(user_ids)}}).delete()
