"""Accounts that are being deleted, or were: what is still to be done, and who nobody is any more."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from beanie import Document
from pydantic import Field
from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from storage.conversations import Conversation
from storage.ids import ConversationId, UserId
from storage.users import User


class Erasure(Document):
    """A deletion that was asked for; its id is the person's. Nothing in it tells who they were.

    `person_ids`: the person, and the guests of the help chat who left the same phone. `done_at`: nothing is left.
    """

    id: UserId
    person_ids: list[UserId]
    avatar_paths: list[str] = Field(default_factory=list)
    conversation_ids: list[ConversationId] = Field(default_factory=list)
    requested_at: datetime
    done_at: datetime | None = None

    class Settings:
        name = "erasures"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("requested_at", ASCENDING)], partialFilterExpression={"done_at": None}, name="unfinished"),
        ]


async def begin_erasure(erasure: Erasure) -> Erasure:
    """Write down that it is to be done: from here on it will be. The one that was begun before, if there is one."""
    try:
        return await erasure.insert()
    except DuplicateKeyError:
        return await Erasure.get(erasure.id) or erasure


async def unfinished_erasures(limit: int = 20) -> list[Erasure]:
    """Those that something is left of, oldest first."""
    return await Erasure.find({"done_at": None}).sort("+requested_at").limit(limit).to_list()


async def erase_people(person_ids: Sequence[UserId], *, at: datetime) -> None:
    """Nothing tells any more who these were: their phone and their address are free, and nobody signs in as them."""
    gone: dict[str, object] = dict.fromkeys(
        (
            *("phone", "email", "contact_phone", "password_hash", "birth", "avatar_path", "last_seen_at"),
            *("availability_state", "availability_until"),
        )
    )
    await User.get_motor_collection().update_many(
        {"_id": {"$in": list(person_ids)}},
        {"$set": {**gone, "first_name": "", "last_name": "", "blocked_at": at, "erased_at": at}},
    )


async def gather_conversations(erasure: Erasure) -> list[ConversationId]:
    """Every conversation that these people are or were in; kept, because they are taken out of them one by one."""
    found = Conversation.get_motor_collection().find({"participant_ids": {"$in": erasure.person_ids}}, {"_id": 1})
    ids = [ConversationId(one["_id"]) async for one in found]
    if ids:
        await Erasure.get_motor_collection().update_one(
            {"_id": erasure.id}, {"$addToSet": {"conversation_ids": {"$each": ids}}}
        )
    return list(dict.fromkeys([*erasure.conversation_ids, *ids]))


async def mark_erased(user_id: UserId, *, at: datetime) -> None:
    """Nothing is left to do: only that there was somebody, and when they left, is kept."""
    nothing: dict[str, object] = {"avatar_paths": [], "conversation_ids": [], "done_at": at}
    await Erasure.get_motor_collection().update_one({"_id": user_id}, {"$set": nothing})
