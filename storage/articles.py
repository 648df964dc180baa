"""Articles of the blog."""

from datetime import datetime
from typing import ClassVar

from beanie import Document
from pymongo import ASCENDING, DESCENDING, IndexModel

from storage.text import Text


class Article(Document):
    """One article, its body in markdown. It is public from `published_at` on."""

    slug: str
    title: Text
    summary: Text
    body: Text
    author: Text
    astrologer: str | None = None
    cover: str
    published_at: datetime

    class Settings:
        name = "articles"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("slug", ASCENDING)], unique=True, name="slug"),
            IndexModel([("published_at", DESCENDING), ("slug", ASCENDING)], name="newest_first"),
        ]


async def article_by_slug(slug: str, now: datetime) -> Article | None:
    """The article under `slug`, once it is published."""
    return await Article.find_one({"slug": slug, "published_at": {"$lte": now}})


async def newest_articles(now: datetime, *, after: tuple[datetime, str] | None = None, limit: int) -> list[Article]:
    """Published articles, newest first, from behind `after` = (published_at, slug)."""
    criteria: dict[str, object] = {"published_at": {"$lte": now}}
    if after is not None:
        published_at, slug = after
        criteria["$or"] = [
            {"published_at": {"$lt": published_at}},
            {"published_at": published_at, "slug": {"$gt": slug}},
        ]
    return await Article.find(criteria).sort("-published_at", "+slug").limit(limit).to_list()
