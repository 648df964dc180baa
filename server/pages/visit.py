"""One person looking at one page: who, in which language, with which theme, when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, cast

from starlette.requests import Request
from starlette.responses import Response

from realtime.actor import Actor
from realtime.contracts import UserOut
from realtime.texts import Language
from server.catalog.viewer import Viewer
from server.context import Context
from server.identity import LANGUAGE_COOKIE, actor_of_request, language_of_request

THEME_COOKIE: Final = "astars_theme"
YEAR_SECONDS: Final = 365 * 24 * 3600
LANGUAGES: Final[tuple[Language, ...]] = ("ru", "en")
Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class Visit:
    """One request of a page. `chosen` is the language asked for by `?lang=` in this very request."""

    request: Request
    context: Context
    actor: Actor | None
    language: Language
    chosen: Language | None
    theme: Theme | None
    now: datetime

    @property
    def path(self) -> str:
        """The page's path, without a query."""
        return self.request.url.path

    @property
    def viewer(self) -> Viewer:
        """This visit as the catalogue knows it."""
        return Viewer(language=self.language, now=self.now, presence=self.context.chat.presence)

    @property
    def user(self) -> UserOut | None:
        """The signed-in person as pages and applications see them."""
        if self.actor is None:
            return None
        return UserOut(id=str(self.actor.user_id), role=self.actor.role, name=self.actor.name, language=self.language)

    def remember(self, response: Response) -> None:
        """Keep the language that was just chosen; a choice made by the browser's settings is not stored."""
        if self.chosen is not None:
            response.set_cookie(
                LANGUAGE_COOKIE,
                self.chosen,
                max_age=YEAR_SECONDS,
                path="/",
                secure=self.context.settings.is_secure,
                samesite="lax",
            )


async def open_visit(request: Request) -> Visit:
    """Look at the request once: language, theme and session."""
    context = cast("Context", request.app.state.context)
    chosen = _language(request.query_params.get("lang"))
    language = page_language(request)
    return Visit(
        request=request,
        context=context,
        actor=await actor_of_request(request, context, language),
        language=language,
        chosen=chosen,
        theme=page_theme(request),
        now=context.clock(),
    )


def page_language(request: Request) -> Language:
    """`?lang=`, else the cookie, else `Accept-Language`, else Russian."""
    asked = _language(request.query_params.get("lang")) or _language(request.cookies.get(LANGUAGE_COOKIE))
    return asked or language_of_request(request)


def page_theme(request: Request) -> Theme | None:
    """The theme the person chose, or None: then the page follows the system."""
    theme = request.cookies.get(THEME_COOKIE)
    return cast("Theme", theme) if theme in ("light", "dark") else None


def _language(name: str | None) -> Language | None:
    return next((one for one in LANGUAGES if one == name), None)
