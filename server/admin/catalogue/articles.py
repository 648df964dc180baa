"""Articles, as editors write, plan and remove them."""

from typing import Any, Final

from realtime.actor import Actor
from realtime.errors import Conflict, NotFound
from server.admin.catalogue import pictures
from server.admin.catalogue.contracts import RecordQuery, SeenVersion
from server.admin.catalogue.editing import Kind, change, create, refused, remove
from server.admin.catalogue.words import page_of, text, words
from server.admin.catalogue.writing import (
    ArticleForm,
    ArticleRecord,
    ArticleRecords,
    ChangeArticle,
    NewArticle,
)
from server.catalog.covers import cover_address
from server.catalog.cursor import read_time_cursor, time_place
from storage.articles import Article, all_articles, any_article_by_slug
from storage.astrologers import any_astrologer_by_slug
from storage.audit import AuditedAction

ARTICLES: Final = Kind(
    "article",
    Article,
    AuditedAction.ARTICLE_CREATED,
    AuditedAction.ARTICLE_CHANGED,
    AuditedAction.ARTICLE_REMOVED,
)
NO_COVER: Final = "art/cover.svg"


async def list_articles(query: RecordQuery) -> ArticleRecords:
    """Every article, newest first."""
    found = await all_articles(after=read_time_cursor(query.cursor), limit=query.limit + 1)
    items, cursor = page_of(found, query.limit, lambda one: time_place(one.published_at, one.slug))
    return ArticleRecords(items=[record_of(one) for one in items], next_cursor=cursor)


async def show_article(slug: str) -> ArticleRecord:
    """One article, published or not."""
    return record_of(await _found(slug))


async def create_article(actor: Actor, command: NewArticle) -> ArticleRecord:
    """A new article, with a drawn cover until there is a picture."""
    await _judge(actor, command)
    made = Article(slug=command.slug, cover=NO_COVER, **_said(command))
    return record_of(await create(actor, ARTICLES, made))


async def change_article(actor: Actor, slug: str, command: ChangeArticle) -> ArticleRecord:
    """Change the article as its editor saw it."""
    found = await any_article_by_slug(slug)
    await _judge(actor, command)
    return record_of(await change(actor, ARTICLES, found, command.version, _said(command)))


async def remove_article(actor: Actor, slug: str, query: SeenVersion) -> None:
    """Take the article away, with its picture."""
    found = await any_article_by_slug(slug)
    await remove(actor, ARTICLES, found, query.version)
    if found is not None and found.cover_picture is not None:
        await pictures.forget(actor.chat.objects, found.cover_picture)


async def replace_cover(actor: Actor, slug: str, content: bytes) -> ArticleRecord:
    """Make `content` the article's picture; the one before is removed."""
    found = await _found(slug)
    picture = await pictures.store(actor.chat, content)
    try:
        changed = await change(actor, ARTICLES, found, found.version, {"cover_picture": picture})
    except Conflict:
        await pictures.forget(actor.chat.objects, picture)
        raise
    if found.cover_picture is not None:
        await pictures.forget(actor.chat.objects, found.cover_picture)
    return record_of(changed)


async def _judge(actor: Actor, form: ArticleForm) -> None:
    if form.astrologer is not None and await any_astrologer_by_slug(form.astrologer) is None:
        raise refused(actor, "astrologer", "unknown_astrologer")


async def _found(slug: str) -> Article:
    article = await any_article_by_slug(slug)
    if article is None:
        raise NotFound
    return article


def _said(form: ArticleForm) -> dict[str, Any]:
    # MongoDB keeps milliseconds; more of them would be a change each time the form is saved.
    published_at = form.published_at
    return {
        "title": text(form.title),
        "summary": text(form.summary),
        "body": text(form.body),
        "author": text(form.author),
        "astrologer": form.astrologer,
        "published_at": published_at.replace(microsecond=published_at.microsecond // 1000 * 1000),
    }


def record_of(article: Article) -> ArticleRecord:
    """The article as editors see it."""
    return ArticleRecord(
        slug=article.slug,
        version=article.version,
        title=words(article.title),
        summary=words(article.summary),
        body=words(article.body),
        author=words(article.author),
        astrologer=article.astrologer,
        cover=cover_address(article),
        covered=article.cover_picture is not None,
        published_at=article.published_at,
    )
