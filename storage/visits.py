"""Where the visitor of a help chat is: last pages, device, language, time zone. Swept 90 days after the last page."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Final

from beanie import Document
from pydantic import BaseModel, Field
from pymongo import ASCENDING, IndexModel

from storage.ids import ConversationId

PAGES_KEPT: Final = 20
_KEPT_SECONDS: Final = 90 * 24 * 3600


class VisitedPage(BaseModel):
    """A page that the visitor was on; addresses have lost everything behind their path."""

    url: str
    title: str
    referrer: str | None
    at: datetime


class Visit(Document):
    """Its id is the help chat's, so it goes wherever that goes. `pages` oldest first."""

    id: ConversationId
    pages: list[VisitedPage] = Field(default_factory=list)
    language: str | None = None
    timezone: str | None = None
    user_agent: str = ""
    seen_at: datetime

    class Settings:
        name = "visits"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("seen_at", ASCENDING)], expireAfterSeconds=_KEPT_SECONDS, name="sweep"),
        ]


async def visit_of(conversation_id: ConversationId) -> Visit | None:
    """What is known, or None."""
    return await Visit.get(conversation_id)


async def note_page(
    conversation_id: ConversationId,
    page: VisitedPage,
    *,
    language: str | None,
    timezone: str | None,
    user_agent: str,
) -> None:
    """The visitor is there now; of the pages before, the newest are kept."""
    facts = {"language": language, "timezone": timezone, "user_agent": user_agent, "seen_at": page.at}
    newest = {"$each": [page.model_dump()], "$slice": -PAGES_KEPT}
    await Visit.get_motor_collection().update_one(
        {"_id": conversation_id}, {"$set": facts, "$push": {"pages": newest}}, upsert=True
    )


async def forget_visits(conversation_ids: Sequence[ConversationId]) -> None:
    """Nothing of them is kept."""
    await Visit.get_motor_collection().delete_many({"_id": {"$in": list(conversation_ids)}})
