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
from server.pages.sheet import comes_from_elsewhere
from server.pages.visit import Visit, open_visit
from server.security import content_policy

# A page shows who is signed in and which language was chosen: no cache but the person's own may keep it.
HEADERS = {"Cache-Control": "private, no-cache", "Vary": "Cookie, Accept-Language, Sec-Fetch-Site"}
# What a browser may not forget when it is told that it has this page already.
KEPT = ("cache-control", "vary", "content-security-policy")
SITE = "site/main.ts"

OK = 200
NOT_MODIFIED = 304

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
        if response.status_code == OK:
            response = _marked(request, response)
        visit.remember(response)
        return response


def _marked(request: Request, response: Response) -> Response:
    """The page with its ETag; without a body for a browser that has exactly this one."""
    # Weak, because the same page also travels compressed.
    etag = f'W/"{blake2b(bytes(response.body), digest_size=16).hexdigest()}"'
    known = {one.strip() for one in request.headers.get("if-none-match", "").split(",")}
    if etag in known:
        kept = {name: value for name, value in response.headers.items() if name in KEPT}
        response = Response(status_code=NOT_MODIFIED, headers=kept)
    response.headers["ETag"] = etag
    return response


def render(visit: Visit, template: str, *, status: int = 200, entry: str = SITE, **values: Any) -> Response:
    """The template as this visit's page. Who comes to the site from elsewhere gets its styles within the page."""
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
    sheet = renderer.sheet(entry) if entry == SITE and comes_from_elsewhere(visit.request) else None
    policy = {"Content-Security-Policy": content_policy(settings, sheet.source)} if sheet else {}
    html = renderer.html(template, frame, entry, sheet=sheet, **values)
    return HTMLResponse(html, status, HEADERS | policy)
