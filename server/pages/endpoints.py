"""The public pages. They ask the catalogue what its API asks, and say it in HTML."""

import asyncio
from typing import Final

from starlette.responses import Response

from realtime.errors import ValidationFailed
from server.catalog import actions
from server.catalog.contracts import PageQuery, ServicesQuery
from server.catalog.recommendations import recommend_to
from server.catalog.searching import alike, search_catalog
from server.pages import structured
from server.pages.page import render
from server.pages.visit import Visit
from server.reviews.actions import list_reviews

EVERYTHING: Final = 100
SHOWN_ARTICLES: Final = 8
SHOWN_REVIEWS: Final = 6
SHOWN_ALIKE: Final = 3
SUGGESTED: Final = 4
LONGEST_CURSOR: Final = 200


async def show_home(visit: Visit) -> Response:
    """Everything on offer, at a glance."""
    viewer = visit.viewer
    site, services, astrologers, articles, questions = await asyncio.gather(
        actions.show_site(viewer),
        actions.list_services(viewer, ServicesQuery(limit=EVERYTHING)),
        actions.list_astrologers(viewer, PageQuery(limit=EVERYTHING)),
        actions.list_articles(viewer, PageQuery(limit=SHOWN_ARTICLES)),
        actions.list_questions(viewer, PageQuery(limit=EVERYTHING)),
    )
    return render(
        visit,
        "home.html",
        site=site,
        services=services.items,
        astrologers=astrologers.items,
        articles=articles.items,
        questions=questions.items,
        structured=structured.home(site, questions.items, visit.context.settings.base_url),
    )


async def show_service(visit: Visit) -> Response:
    """One service with everything needed to decide, and to buy it."""
    site, service = await asyncio.gather(
        actions.show_site(visit.viewer), actions.show_service(visit.viewer, _slug(visit))
    )
    data = structured.service(service, site, visit.context.settings.base_url)
    return render(visit, "service.html", site=site, service=service, structured=data)


async def list_astrologers(visit: Visit) -> Response:
    """Everybody who can be asked."""
    site, astrologers = await asyncio.gather(
        actions.show_site(visit.viewer), actions.list_astrologers(visit.viewer, PageQuery(limit=EVERYTHING))
    )
    return render(visit, "astrologers.html", site=site, astrologers=astrologers.items)


async def show_astrologer(visit: Visit) -> Response:
    """One astrologer, with the services that can be ordered from this very page, and what clients say.

    `?reviews=` is the cursor of a later part of the reviews.
    """
    cursor = visit.request.query_params.get("reviews")
    if cursor is not None and len(cursor) > LONGEST_CURSOR:
        raise ValidationFailed("cursor", field="reviews")
    site, astrologer, reviews = await asyncio.gather(
        actions.show_site(visit.viewer),
        actions.show_astrologer(visit.viewer, _slug(visit)),
        list_reviews(_slug(visit), PageQuery(cursor=cursor, limit=SHOWN_REVIEWS)),
    )
    data = structured.astrologer(astrologer, reviews.items, site, visit.context.settings.base_url)
    return render(
        visit,
        "astrologer.html",
        site=site,
        astrologer=astrologer,
        reviews=reviews,
        is_first_part=cursor is None,
        structured=data,
    )


async def list_articles(visit: Visit) -> Response:
    """The whole blog."""
    site, articles = await asyncio.gather(
        actions.show_site(visit.viewer),
        actions.list_articles(visit.viewer, PageQuery(limit=EVERYTHING)),
    )
    return render(visit, "articles.html", site=site, articles=articles.items)


async def show_article(visit: Visit) -> Response:
    """One article, and what to read next."""
    site, article, newest = await asyncio.gather(
        actions.show_site(visit.viewer),
        actions.show_article(visit.viewer, _slug(visit)),
        actions.list_articles(visit.viewer, PageQuery(limit=EVERYTHING)),
    )
    more = alike(article, newest.items, visit.context.chat.stemmer, SHOWN_ALIKE)
    data = structured.article(article, site, visit.context.settings.base_url)
    return render(visit, "article.html", site=site, article=article, more=more, structured=data)


async def search(visit: Visit) -> Response:
    """What the catalogue and the blog say about `?q=`; without a query, and when nothing was found, a way on."""
    asked = visit.request.query_params.get("q", "")
    site, found, suggested = await asyncio.gather(
        actions.show_site(visit.viewer),
        search_catalog(visit.viewer, asked, visit.context.chat.stemmer),
        recommend_to(visit.viewer, None),
    )
    return render(visit, "search.html", site=site, found=found, suggested=suggested.items[:SUGGESTED])


async def show_legal_text(visit: Visit) -> Response:
    """One legal text, or one version of it."""
    number = visit.request.path_params.get("number")
    site, text = await asyncio.gather(
        actions.show_site(visit.viewer), actions.show_legal_text(visit.viewer, _slug(visit), number)
    )
    return render(visit, "legal.html", site=site, text=text)


def _slug(visit: Visit) -> str:
    return str(visit.request.path_params["slug"])
