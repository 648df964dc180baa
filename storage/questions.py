"""Frequently asked questions."""

from typing import ClassVar

from beanie import Document
from pymongo import ASCENDING, IndexModel

from storage.text import Text


class Question(Document):
    """One question with its answer in markdown."""

    slug: str
    question: Text
    answer: Text
    position: int
    version: int = 0

    class Settings:
        name = "questions"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("slug", ASCENDING)], unique=True, name="slug"),
            IndexModel([("position", ASCENDING), ("slug", ASCENDING)], name="order"),
        ]


async def questions_in_order(*, after: tuple[int, str] | None = None, limit: int) -> list[Question]:
    """Questions in the order of the page, from behind `after` = (position, slug)."""
    criteria: dict[str, object] = {}
    if after is not None:
        position, slug = after
        criteria["$or"] = [{"position": {"$gt": position}}, {"position": position, "slug": {"$gt": slug}}]
    return await Question.find(criteria).sort("+position", "+slug").limit(limit).to_list()


async def question_by_slug(slug: str) -> Question | None:
    """The question under `slug`."""
    return await Question.find_one({"slug": slug})
