"""Reading the catalogue. Pages and API ask the same questions through these functions."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from realtime.errors import NotFound
from server.catalog import views
from server.catalog.capacity import full_among
from server.catalog.contracts import (
    ArticleOut,
    ArticlePage,
    AstrologerCard,
    AstrologerOut,
    AstrologerPage,
    LegalTextOut,
    PageQuery,
    QuestionPage,
    ServiceOut,
    ServicePage,
    ServicesQuery,
    SiteOut,
)
from server.catalog.cursor import Place, read_cursor, read_time_cursor, time_place, write_cursor
from server.catalog.viewer import Viewer
from storage.articles import article_by_slug, newest_articles
from storage.astrologers import Astrologer, astrologer_by_slug, astrologers_for_service, astrologers_in_order
from storage.legal_texts import legal_texts, legal_versions
from storage.questions import Question, questions_in_order
from storage.services import Service, service_by_slug, services_in_order
from storage.site import load_site

Item = TypeVar("Item")


async def list_services(viewer: Viewer, query: ServicesQuery) -> ServicePage:
    """Services on sale; of one astrologer when the query names one (unknown: not found)."""
    slugs = (await _astrologer(query.astrologer)).services if query.astrologer else None
    found = await services_in_order(after=read_cursor(query.cursor), slugs=slugs, limit=query.limit + 1)
    shown, cursor = _part(found, query.limit, _position)
    return ServicePage(items=[views.service_card(one, viewer.language) for one in shown], next_cursor=cursor)


async def show_service(viewer: Viewer, slug: str) -> ServiceOut:
    """A service with related ones and with everybody it can be ordered from."""
    service = await service_by_slug(slug)
    if service is None:
        raise NotFound
    related = await services_on_sale(service.related)
    astrologers = await astrologer_cards(viewer, await astrologers_for_service(slug))
    return views.service_page(service, related, astrologers, viewer.language)


async def list_astrologers(viewer: Viewer, query: PageQuery) -> AstrologerPage:
    """Astrologers in the order of the catalogue."""
    found = await astrologers_in_order(after=read_cursor(query.cursor), limit=query.limit + 1)
    shown, cursor = _part(found, query.limit, _position)
    return AstrologerPage(items=await astrologer_cards(viewer, shown), next_cursor=cursor)


async def show_astrologer(viewer: Viewer, slug: str) -> AstrologerOut:
    """An astrologer with the services that can be ordered from them."""
    astrologer = await _astrologer(slug)
    services = await services_in_order(slugs=astrologer.services, limit=100)
    [card] = await astrologer_cards(viewer, [astrologer])
    return views.astrologer_page(card, astrologer, services, viewer.language)


async def list_articles(viewer: Viewer, query: PageQuery) -> ArticlePage:
    """Published articles, newest first."""
    found = await newest_articles(viewer.now, after=read_time_cursor(query.cursor), limit=query.limit + 1)
    shown, cursor = _part(found, query.limit, lambda article: time_place(article.published_at, article.slug))
    return ArticlePage(items=[views.article_card(one, viewer.language) for one in shown], next_cursor=cursor)


async def show_article(viewer: Viewer, slug: str) -> ArticleOut:
    """A published article."""
    article = await article_by_slug(slug, viewer.now)
    if article is None:
        raise NotFound
    return views.article_page(article, viewer.language)


async def list_questions(viewer: Viewer, query: PageQuery) -> QuestionPage:
    """Frequently asked questions."""
    found = await questions_in_order(after=read_cursor(query.cursor), limit=query.limit + 1)
    shown, cursor = _part(found, query.limit, _position)
    return QuestionPage(items=[views.question_view(one, viewer.language) for one in shown], next_cursor=cursor)


async def show_site(viewer: Viewer) -> SiteOut:
    """The organisation; not found until the site was filled."""
    site = await load_site()
    if site is None:
        raise NotFound
    return views.site_view(site, await legal_texts(viewer.now), viewer)


async def show_legal_text(viewer: Viewer, slug: str, number: str | None = None) -> LegalTextOut:
    """A legal text with the organisation's details in it: the version in force, or the one with this number."""
    site, versions = await load_site(), await legal_versions(slug)
    known = [one for one in versions if not one.is_planned(viewer.now)]
    shown = next((one for one in known if number is None or str(one.number) == number), None)
    if site is None or shown is None:
        raise NotFound
    return views.legal_page(shown, known, site, viewer.language)


async def _astrologer(slug: str) -> Astrologer:
    astrologer = await astrologer_by_slug(slug)
    if astrologer is None:
        raise NotFound
    return astrologer


async def astrologer_cards(viewer: Viewer, astrologers: Sequence[Astrologer]) -> list[AstrologerCard]:
    """The astrologers as lists show them, in the order given."""
    online = await viewer.presence.online([one.user_id for one in astrologers])
    full = await full_among(astrologers, viewer.now)
    return [
        views.astrologer_card(one, viewer, online=one.user_id in online, takes_new=one.user_id not in full)
        for one in astrologers
    ]


async def services_on_sale(slugs: Sequence[str]) -> list[Service]:
    """Those of `slugs` that are on sale, in the order given."""
    if not slugs:
        return []
    found = {one.slug: one for one in await services_in_order(slugs=slugs, limit=len(slugs))}
    return [found[slug] for slug in slugs if slug in found]


def _position(item: Service | Astrologer | Question) -> Place:
    return item.position, item.slug


def _part(found: list[Item], limit: int, place: Callable[[Item], Place]) -> tuple[list[Item], str | None]:
    """The first `limit` of `found` (which was asked for one more), and the cursor behind them if there is more."""
    shown = found[:limit]
    return shown, write_cursor(place(shown[-1])) if len(found) > limit else None
