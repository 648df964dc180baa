"""What to show to somebody next, and why: what others hold beside the same services, what goes well with them."""

from typing import Final

from realtime.texts import Language
from server.catalog import views
from server.catalog.actions import services_on_sale
from server.catalog.contracts import RecommendationPage, RecommendedService
from server.catalog.viewer import Viewer
from storage.entitlements import entitlements_of_client, held_together
from storage.ids import UserId
from storage.services import featured_services
from storage.text import Text

RECOMMENDED: Final = 4
REMEMBERED: Final = 20

_TOGETHER: Final[dict[Language, str]] = {
    "ru": "Часто берут вместе с «{service}»",
    "en": "Often bought together with “{service}”",
}
_FITTING: Final[dict[Language, str]] = {
    "ru": "Хорошо дополняет «{service}»",
    "en": "Goes well with “{service}”",
}


async def recommend_to(viewer: Viewer, client_id: UserId | None) -> RecommendationPage:
    """Services for the client, never one they hold or have given back; a visitor gets what is featured."""
    bought, returned = await _bought(client_id, viewer) if client_id else ({}, set[str]())
    reasons = await _reasons(bought, client_id, viewer.language) if bought and client_id else {}
    featured = [service.slug for service in await featured_services(RECOMMENDED + len(bought) + len(returned))]
    wanted = [slug for slug in dict.fromkeys([*reasons, *featured]) if slug not in bought and slug not in returned]
    # A few more than are shown: what is not on sale any more falls out.
    found = await services_on_sale(wanted)
    return RecommendationPage(
        items=[
            RecommendedService(**dict(views.service_card(one, viewer.language)), reason=reasons.get(one.slug))
            for one in found[:RECOMMENDED]
        ]
    )


async def _bought(client_id: UserId, viewer: Viewer) -> tuple[dict[str, Text], set[str]]:
    """The client's latest services, newest first, each once, with the titles they were bought under; and those that
    were refunded, which tell nothing of what to offer."""
    held = await entitlements_of_client(client_id, state=None, now=viewer.now, limit=REMEMBERED)
    bought: dict[str, Text] = {}
    for one in held:
        if one.entitlement.ended_at is None:
            bought.setdefault(one.entitlement.service_slug, one.entitlement.service_title)
    return bought, {one.entitlement.service_slug for one in held if one.entitlement.ended_at is not None}


async def _reasons(bought: dict[str, Text], client_id: UserId, language: Language) -> dict[str, str]:
    """Slugs with the reason to show each, the best first: people's choices, then what the catalogue relates."""
    reasons: dict[str, str] = {}
    for one in await held_together(list(bought), except_of=client_id):
        reasons.setdefault(one.service_slug, _said(_TOGETHER, bought[one.beside], language))
    for service in await services_on_sale(list(bought)):
        for slug in service.related:
            reasons.setdefault(slug, _said(_FITTING, bought[service.slug], language))
    return reasons


def _said(words: dict[Language, str], title: Text, language: Language) -> str:
    return words[language].format(service=title.in_language(language))
