"""Who asks, and in which language: cookie or bearer token → session → Actor."""

from http.cookies import CookieError, SimpleCookie
from typing import cast

from starlette.requests import HTTPConnection
from starlette.responses import Response

from realtime.actor import Actor, actor_of_token
from realtime.texts import DEFAULT_LANGUAGE, Language
from server.context import Context
from server.settings import Settings
from storage.sessions import LIFETIME

SESSION_COOKIE = "astars_session"
LANGUAGE_COOKIE = "astars_language"


def language_of_request(request: HTTPConnection) -> Language:
    """`Accept-Language` for the API; its first supported language wins, Russian when none is."""
    return preferred_language(request.headers.get("accept-language", ""))


def preferred_language(accept_language: str) -> Language:
    """The supported language with the highest weight in an `Accept-Language` header."""
    best: tuple[float, Language] = (0.0, DEFAULT_LANGUAGE)
    for part in accept_language[:200].split(","):
        tag, _, weight = part.partition(";")
        language = tag.strip().lower()[:2]
        quality = _quality(weight)
        if language in ("ru", "en") and quality > best[0]:
            best = (quality, cast("Language", language))
    return best[1]


def _quality(weight: str) -> float:
    try:
        return float(weight.strip().removeprefix("q=")) if weight else 1.0
    except ValueError:
        return 0.0


def token_of(cookie_header: str, authorization: str) -> str:
    """The session token of a request: `Authorization: Bearer` wins over the cookie; empty when there is none."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return token.strip()
    cookie: SimpleCookie = SimpleCookie()
    try:
        cookie.load(cookie_header)
    except CookieError:
        return ""
    morsel = cookie.get(SESSION_COOKIE)
    return morsel.value if morsel else ""


async def actor_of_request(request: HTTPConnection, context: Context, language: Language) -> Actor | None:
    """The signed-in person, or None for a visitor; an ended, expired, forged or blocked session is a visitor."""
    token = token_of(request.headers.get("cookie", ""), request.headers.get("authorization", ""))
    return await actor_of_token(token, context.chat, language)


def set_session_cookie(response: Response, token: str, settings: Settings) -> None:
    """Give the browser its session; scripts never see it."""
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=int(LIFETIME.total_seconds()),
        path="/",
        secure=settings.is_secure,
        httponly=True,
        samesite="lax",
    )


def clear_session_cookie(response: Response, settings: Settings) -> None:
    """Take the session back."""
    response.delete_cookie(SESSION_COOKIE, path="/", secure=settings.is_secure, httponly=True, samesite="lax")
