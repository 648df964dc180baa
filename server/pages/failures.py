"""The pages people see instead of the one they wanted. They need no database: it may be what failed."""

import logging
from typing import Final, cast

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from realtime.texts import Language
from server.context import Context
from server.pages.manifest import FrontEndMissing
from server.pages.renderer import Frame, Renderer
from server.pages.visit import page_language, page_theme
from storage.times import utc_now

log = logging.getLogger(__name__)

KNOWN: Final = frozenset({403, 404, 503})
HEADERS: Final = {"Cache-Control": "no-store"}


def wants_page(request: Request) -> bool:
    """Whether a person looks at this address with a browser, so that a page is the right answer."""
    path = request.url.path
    if path.startswith(("/api/", "/static/", "/socket.io/")) or request.method not in ("GET", "HEAD"):
        return False
    return "text/html" in request.headers.get("accept", "")


def failure_page(request: Request, status: int) -> Response:
    """The designed page for `status`; statuses without words of their own read as «something went wrong»."""
    renderer = cast("Renderer", request.app.state.renderer)
    context = cast("Context", request.app.state.context)
    frame = Frame(
        language=page_language(request),
        theme=page_theme(request),
        user=None,
        path=request.url.path,
        base_url=context.settings.base_url,
        now=utc_now(),
    )
    kind = str(status) if status in KNOWN else "404" if 400 <= status < 500 else "500"
    try:
        return HTMLResponse(renderer.html("failure.html", frame, kind=kind), status, HEADERS)
    except FrontEndMissing as error:
        return front_end_missing(error, frame.language)


def front_end_missing(error: FrontEndMissing, language: Language) -> Response:
    """Says in plain words what is missing; only whoever installs the product ever sees it."""
    log.error("%s", error)
    lead = "Сайт ещё не собран." if language == "ru" else "The site has not been built yet."
    return PlainTextResponse(f"{lead}\n\n{error}\n", 503, HEADERS)
