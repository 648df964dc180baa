"""What stands before every request: who really asks, for which host, from which page; and what the answer may do.

Pure ASGI, outermost first: request id → real address → host → cross-site → headers → the application.
"""

import re
import secrets
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from realtime.errors import DomainError, Forbidden, NotFound
from server.http import problem
from server.identity import SESSION_COOKIE, preferred_language
from server.settings import Settings

# Called from pages of foreign sites, by the embedded chat widget; a bearer token alone counts there.
CROSS_SITE_API: Final = ("/api/support/", "/api/site", "/api/countries", "/api/attachments", "/api/conversations")
# Scripts and fonts that those pages load.
CROSS_SITE_FILES: Final = ("/static/", "/widget.js")
# The hub judges origins itself, and honours a cookie for our own alone.
SOCKET: Final = "/socket.io/"
# Asked by address from inside, where no public name is known.
PROBES: Final = frozenset({"/healthz", "/readyz", "/metrics"})
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

_REQUEST_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")

Network = IPv4Network | IPv6Network


def secured(app: ASGIApp, settings: Settings) -> ASGIApp:
    """`app` behind everything of this module."""
    guarded: ASGIApp = AnswerHeaders(app, settings)
    guarded = CrossSite(guarded, settings)
    guarded = KnownHosts(guarded, settings)
    guarded = RealAddress(guarded, settings.trusted_proxies)
    return RequestId(guarded)


class RequestId:
    """Every log line and the answer of a request carry one id; a short token of the caller's is kept."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            await self._app(scope, receive, send_with_id)


class RealAddress:
    """`scope["client"]` is the peer, or what a trusted proxy says: the last address that is not a trusted proxy.

    A header of anybody else is not believed.
    """

    def __init__(self, app: ASGIApp, trusted_proxies: str) -> None:
        self._app = app
        self._trusted = [ip_network(one.strip(), strict=False) for one in trusted_proxies.split(",") if one.strip()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._trusted and scope["type"] != "lifespan" and scope.get("client"):
            peer = scope["client"][0]
            if self._is_trusted(peer):
                scope = {**scope, **self._told(Headers(scope=scope), peer, scope["scheme"])}
        await self._app(scope, receive, send)

    def _told(self, headers: Headers, peer: str, scheme: str) -> dict[str, object]:
        address = peer
        for told in reversed(",".join(headers.getlist("x-forwarded-for")).split(",")):
            parsed = _parse_address(told.strip())
            if parsed is None:
                break
            address = parsed
            if not self._is_trusted(address):
                break
        if headers.get("x-forwarded-proto") == "https":
            scheme = {"http": "https", "ws": "wss"}.get(scheme, scheme)
        return {"client": (address, 0), "scheme": scheme}

    def _is_trusted(self, address: str) -> bool:
        parsed = _parse_address(address)
        return parsed is not None and _is_within(parsed, self._trusted)


def _parse_address(text: str) -> str | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)


def _is_within(address: str, networks: Iterable[Network]) -> bool:
    parsed = ip_address(address)
    return any(parsed in network for network in networks)


class KnownHosts:
    """Once a public address is set, requests for other hosts find nothing. Links never come from `Host` anyway."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        known = {urlsplit(origin).hostname for origin in settings.origins} if settings.public_url else set()
        self._hosts = frozenset(host for host in known if host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._hosts and scope["type"] != "lifespan" and scope["path"] not in PROBES:
            host = Headers(scope=scope).get("host", "")
            if _host_name(host) not in self._hosts:
                await _refuse(NotFound("unknown host"), scope, receive, send)
                return
        await self._app(scope, receive, send)


def _host_name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


class CrossSite:
    """A page of another site cannot act with somebody's cookie, and may call the widget's API with a token alone."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._origins = settings.origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(SOCKET):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        is_open = scope["path"].startswith((*CROSS_SITE_API, *CROSS_SITE_FILES))
        if is_open and scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await _preflight()(scope, receive, send)
        elif scope["method"] not in SAFE_METHODS and not self._may_act(headers, is_open=is_open):
            await _refuse(Forbidden("cross-site"), scope, receive, send)
        else:
            await self._app(scope, receive, _opened(send) if is_open else send)

    def _may_act(self, headers: Headers, *, is_open: bool) -> bool:
        """Whether this request may change something; a program without cookies and without a page always may."""
        origin = headers.get("origin")
        if origin in self._origins or headers.get("sec-fetch-site") == "same-origin":
            return True
        has_token = headers.get("authorization", "").lower().startswith("bearer ")
        has_cookie = SESSION_COOKIE in headers.get("cookie", "")
        return (origin is None or is_open) and (has_token or not has_cookie)


def _preflight() -> Response:
    return Response(
        status_code=204,
        headers={
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
            "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key",
            "Access-Control-Max-Age": "7200",
        },
    )


def _opened(send: Send) -> Send:
    """Readable by every page, but never together with a cookie: no credentials are allowed."""

    async def send_opened(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Access-Control-Allow-Origin"] = "*"
            headers["Access-Control-Expose-Headers"] = "Retry-After, X-Request-ID"
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        await send(message)

    return send_opened


class AnswerHeaders:
    """What browsers are told; an endpoint that says something else itself is left alone."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._headers = answer_headers(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_api = scope["path"].startswith("/api/")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if is_api:
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)


def answer_headers(settings: Settings) -> dict[str, str]:
    """The headers of every answer."""
    headers = {
        "Content-Security-Policy": content_policy(settings),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        # Paths may hold a one-time token.
        "Referrer-Policy": "strict-origin",
        "Permissions-Policy": "microphone=(self), camera=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if settings.is_secure:
        headers["Strict-Transport-Security"] = "max-age=63072000"
    return headers


def content_policy(settings: Settings, style: str | None = None) -> str:
    """Only our own code and styles, nothing inline but the one sheet that `style` names by its hash.

    Files come from the object store, too.
    """
    store = _origin(settings.s3_public_url or settings.s3_endpoint_url)
    # Older browsers do not read 'self' as our own WebSocket.
    sockets = [origin.replace("http", "ws", 1) for origin in sorted(settings.origins)]
    files = " ".join(filter(None, ["'self'", "data:", "blob:", store]))
    policy = {
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": " ".join(filter(None, ["'self'", style])),
        "img-src": files,
        "media-src": files,
        "connect-src": " ".join(filter(None, ["'self'", *sockets, store])),
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


async def _refuse(error: DomainError, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    language = preferred_language(Headers(scope=scope).get("accept-language", ""))
    await problem(error, language)(scope, receive, send)
