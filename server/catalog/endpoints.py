"""The catalogue over HTTP: everything here is public and only read."""

from realtime.contract import Contract
from server.catalog import actions
from server.catalog.contracts import (
    ArticleOut,
    ArticlePage,
    AstrologerOut,
    AstrologerPage,
    LegalTextOut,
    PageQuery,
    QuestionPage,
    RecommendationPage,
    ServiceOut,
    ServicePage,
    ServicesQuery,
    SiteOut,
)
from server.catalog.recommendations import recommend_to
from server.catalog.viewer import Viewer
from server.http import Call, Endpoint


def _viewer(call: Call[None]) -> Viewer:
    return Viewer(language=call.language, now=call.now, presence=call.context.chat.presence)


async def list_services(call: Call[None]) -> Contract:
    return await actions.list_services(_viewer(call), call.query)


async def show_service(call: Call[None]) -> Contract:
    return await actions.show_service(_viewer(call), call.path["slug"])


async def list_astrologers(call: Call[None]) -> Contract:
    return await actions.list_astrologers(_viewer(call), call.query)


async def show_astrologer(call: Call[None]) -> Contract:
    return await actions.show_astrologer(_viewer(call), call.path["slug"])


async def list_articles(call: Call[None]) -> Contract:
    return await actions.list_articles(_viewer(call), call.query)


async def show_article(call: Call[None]) -> Contract:
    return await actions.show_article(_viewer(call), call.path["slug"])


async def list_questions(call: Call[None]) -> Contract:
    return await actions.list_questions(_viewer(call), call.query)


async def show_site(call: Call[None]) -> Contract:
    return await actions.show_site(_viewer(call))


async def show_legal_text(call: Call[None]) -> Contract:
    return await actions.show_legal_text(_viewer(call), call.path["slug"])


async def show_legal_version(call: Call[None]) -> Contract:
    return await actions.show_legal_text(_viewer(call), call.path["slug"], call.path["number"])


async def recommend(call: Call[None]) -> Contract:
    return await recommend_to(_viewer(call), call.actor.user_id if call.actor else None)


ENDPOINTS = [
    Endpoint("GET", "/api/services", list_services, "Services on sale", query=ServicesQuery, answer=ServicePage),
    Endpoint("GET", "/api/services/{slug}", show_service, "One service", answer=ServiceOut),
    Endpoint("GET", "/api/astrologers", list_astrologers, "Astrologers", query=PageQuery, answer=AstrologerPage),
    Endpoint("GET", "/api/astrologers/{slug}", show_astrologer, "One astrologer", answer=AstrologerOut),
    Endpoint("GET", "/api/articles", list_articles, "Articles, newest first", query=PageQuery, answer=ArticlePage),
    Endpoint("GET", "/api/articles/{slug}", show_article, "One article", answer=ArticleOut),
    Endpoint("GET", "/api/faq", list_questions, "Questions and answers", query=PageQuery, answer=QuestionPage),
    Endpoint("GET", "/api/site", show_site, "Organisation, contacts, support hours, legal links", answer=SiteOut),
    Endpoint("GET", "/api/legal/{slug}", show_legal_text, "One legal text", answer=LegalTextOut),
    Endpoint(
        "GET", "/api/legal/{slug}/{number}", show_legal_version, "One version of a legal text", answer=LegalTextOut
    ),
    Endpoint("GET", "/api/recommendations", recommend, "Services for the caller", answer=RecommendationPage),
]
