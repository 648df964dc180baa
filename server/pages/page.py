"""One row of the table of pages, and what every page has in common: the visit, the cache rule, failures as pages."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, cast

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from realtime.errors import DomainError
from server.http import STATUS_BY_CODE
from server.pages.failures import failure_page, front_end_missing
from server.pages.manifest import FrontEndMissing
from server.pages.renderer import Frame, Renderer
from server.pages.visit import Visit, open_visit

# A page shows who is signed in and which language was chosen: no cache but the person's own may keep it.
HEADERS = {"Cache-Control": "private, no-cache", "Vary": "Cookie, Accept-Language"}

Handler = Callable[[Visit], Awaitable[Response]]


@dataclass(frozen=True)
class Page:
    """One address and who answers it."""

    path: str
    handler: Handler

    def route(self) -> Route:
        """The Starlette route of this row."""
        return Route(
            self.path,
            self._serve,
            methods=["GET"],
            name=f"page {self.path}",
            middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)],
        )

    async def _serve(self, request: Request) -> Response:
        visit = await open_visit(request)
        try:
            response = await self.handler(visit)
        except DomainError as error:
            response = failure_page(request, STATUS_BY_CODE[error.code])
        except FrontEndMissing as error:
            response = front_end_missing(error, visit.language)
        visit.remember(response)
        return response


def render(visit: Visit, template: str, *, status: int = 200, entry: str = "site/main.ts", **values: Any) -> Response:
    """The template as this visit's page."""
    renderer = cast("Renderer", visit.request.app.state.renderer)
    settings = visit.context.settings
    frame = Frame(
        language=visit.language,
        theme=visit.theme,
        user=visit.user,
        path=visit.path,
        base_url=settings.base_url,
        now=visit.now,
        demo=settings.demo,
    )
    return _unless_known(visit.request, renderer.html(template, frame, entry, **values), status)


def _unless_known(request: Request, html: str, status: int) -> Response:
    """The page under a tag of its content; a browser that has this very page already is told so instead.

    The tag is a weak one: the same page may travel compressed or not.
    """
    tag = f'W/"{blake2b(html.encode(), digest_size=12).hexdigest()}"'
    headers = {**HEADERS, "ETag": tag}
    known = request.headers.get("if-none-match", "")
    if status == 200 and tag in (one.strip() for one in known.split(",")):
        return Response(status_code=304, headers=headers)
    return HTMLResponse(html, status, headers)
