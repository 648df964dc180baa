"""Canned replies: words that are written once and sent often, one's own or the team's."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final

from beanie import Document, PydanticObjectId
from pydantic import Field
from pymongo import ASCENDING, IndexModel, ReturnDocument

from storage.ids import PRESENT_ID, UserId, new_id
from storage.users import Role

MOST_LISTED: Final = 500
"""So many of one's own, and of each team, are kept and listed."""


class ReplyScope(StrEnum):
    """Whose it is: one person's, or everybody's who answers in that role."""

    OWN = "own"
    TEAM = "team"


class Reply(Document):
    """`role` is who answers with it; `owner_id` is None for the team's. `text` may hold placeholders in braces."""

    id: PydanticObjectId = Field(default_factory=new_id)
    scope: ReplyScope
    role: Role
    owner_id: UserId | None = None
    folder: str = ""
    title: str
    text: str
    changed_at: datetime

    class Settings:
        name = "replies"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel(
                [("owner_id", ASCENDING), ("folder", ASCENDING), ("title", ASCENDING)],
                partialFilterExpression={"owner_id": PRESENT_ID},
                name="of_person",
            ),
            IndexModel(
                [("role", ASCENDING), ("folder", ASCENDING), ("title", ASCENDING)],
                partialFilterExpression={"scope": "team"},
                name="of_team",
            ),
        ]


async def own_replies(owner_id: UserId) -> list[Reply]:
    """The person's own, by folder and title."""
    return await Reply.find({"owner_id": owner_id}).sort("+folder", "+title").limit(MOST_LISTED).to_list()


async def team_replies(role: Role) -> list[Reply]:
    """The team's for whoever answers in `role`, by folder and title."""
    query = {"role": role, "scope": "team"}
    return await Reply.find(query).sort("+folder", "+title").limit(MOST_LISTED).to_list()


async def reply_by_id(reply_id: PydanticObjectId) -> Reply | None:
    """The reply, or None."""
    return await Reply.get(reply_id)


async def insert_reply(reply: Reply) -> None:
    """Keep it."""
    await reply.insert()


async def change_reply(reply_id: PydanticObjectId, changes: Mapping[str, object], *, at: datetime) -> Reply | None:
    """The reply with `changes`; None when it is gone."""
    found = await Reply.get_motor_collection().find_one_and_update(
        {"_id": reply_id}, {"$set": {**changes, "changed_at": at}}, return_document=ReturnDocument.AFTER
    )
    return Reply.model_validate(found) if found else None


async def delete_reply(reply_id: PydanticObjectId) -> None:
    """It is gone afterwards."""
    await Reply.find({"_id": reply_id}).delete()
