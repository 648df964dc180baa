"""What search engines ask for: which addresses there are, and which are nobody's business."""

import asyncio
from typing import Final
from xml.sax.saxutils import escape

from starlette.responses import PlainTextResponse, Response

from server.catalog import actions
from server.catalog.contracts import PageQuery, ServicesQuery
from server.pages.visit import LANGUAGES, Visit

PRIVATE: Final = ("/api/", "/cabinet", "/console", "/desk", "/dev/", "/sign-in", "/reset-password", "/refund")
EVERYTHING: Final = 100


async def show_robots(visit: Visit) -> Response:
    """`robots.txt`."""
    refused = "".join(f"Disallow: {path}\n" for path in PRIVATE)
    return PlainTextResponse(f"User-agent: *\n{refused}Sitemap: {visit.context.settings.base_url}/sitemap.xml\n")


async def show_sitemap(visit: Visit) -> Response:
    """Every public page in every language."""
    viewer = visit.viewer
    site, services, astrologers, articles = await asyncio.gather(
        actions.show_site(viewer),
        actions.list_services(viewer, ServicesQuery(limit=EVERYTHING)),
        actions.list_astrologers(viewer, PageQuery(limit=EVERYTHING)),
        actions.list_articles(viewer, PageQuery(limit=EVERYTHING)),
    )
    paths = [
        "/",
        "/astrologers",
        "/articles",
        *(f"/services/{one.slug}" for one in services.items),
        *(f"/astrologers/{one.slug}" for one in astrologers.items),
        *(f"/articles/{one.slug}" for one in articles.items),
        *(one.url for one in site.legal),
    ]
    base_url = visit.context.settings.base_url
    body = "".join(_entry(base_url + path) for path in paths)
    return Response(
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{body}</urlset>\n',
        media_type="application/xml",
    )


def _entry(address: str) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(_in(address, language))}"/>'
        for language in LANGUAGES
    )
    return "".join(f"<url><loc>{escape(_in(address, one))}</loc>{links}</url>\n" for one in LANGUAGES)


def _in(address: str, language: str) -> str:
    return address if language == "ru" else f"{address}?lang={language}"
