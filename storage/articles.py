"""Articles of the blog."""

from datetime import datetime
from typing import ClassVar

from beanie import Document
from pydantic import BaseModel, ConfigDict, Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from storage.text import Text


class Picture(BaseModel):
    """A picture in several widths, as AVIF and WebP at `<path>/<width>.<kind>`; `width` × `height` is its shape."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    width: int = Field(gt=0)
    height: int = Field(gt=0)
    widths: list[int]


class Article(Document):
    """One article, its body in markdown. It is public from `published_at` on.

    `cover` is one of the product's own drawings; `cover_picture`, once uploaded, is shown in its place.
    """

    slug: str
    title: Text
    summary: Text
    body: Text
    author: Text
    astrologer: str | None = None
    cover: str
    cover_picture: Picture | None = None
    published_at: datetime
    version: int = 0

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


async def any_article_by_slug(slug: str) -> Article | None:
    """The article under `slug`, published or still to come."""
    return await Article.find_one({"slug": slug})


async def all_articles(*, after: tuple[datetime, str] | None = None, limit: int) -> list[Article]:
    """Every article, those still to come first, newest first, from behind `after` = (published_at, slug)."""
    criteria: dict[str, object] = {}
    if after is not None:
        published_at, slug = after
        criteria["$or"] = [
            {"published_at": {"$lt": published_at}},
            {"published_at": published_at, "slug": {"$gt": slug}},
        ]
    return await Article.find(criteria).sort("-published_at", "+slug").limit(limit).to_list()
