"""HTTP at the door: request → contract → handler → answer, and every refusal as `application/problem+json`.

An `Endpoint` is one row of the HTTP table of contents (`server/routes.py`); the same rows make the OpenAPI document.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, Literal, TypeVar, cast

import orjson
from pydantic import ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from realtime.actor import Actor
from realtime.contract import Contract, Written, json_of
from realtime.errors import (
    DomainError,
    FieldError,
    Forbidden,
    TooLarge,
    Unauthenticated,
    Unavailable,
    ValidationFailed,
)
from realtime.texts import Language
from realtime.validation import field_errors
from server.context import Context
from server.identity import actor_of_request, language_of_request
from storage.database import StoreError
from storage.users import Role

log = logging.getLogger(__name__)

Method = Literal["GET", "POST", "PATCH", "PUT", "DELETE"]
MAX_BODY_BYTES = 256 * 1024

STATUS_BY_CODE: Mapping[str, int] = {
    "unauthenticated": 401,
    "invalid_credentials": 401,
    "forbidden": 403,
    "not_found": 404,
    "conflict": 409,
    "conversation_inactive": 409,
    "attachment_not_ready": 409,
    "too_large": 413,
    "unsupported_type": 415,
    "validation_failed": 422,
    "code_invalid": 422,
    "code_expired": 422,
    "promo_invalid": 422,
    "certificate_invalid": 422,
    "payment_failed": 402,
    "rate_limited": 429,
    "unavailable": 503,
    "internal": 500,
}


class Access(StrEnum):
    """Who may call an endpoint at all; what they may see through it is decided by the action."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    ACCOUNT = "account"
    CLIENT = "client"
    ASTROLOGER = "astrologer"
    STAFF = "staff"
    ADMIN = "admin"
    ANSWERER = "answerer"
    TEAM = "team"


ROLES: Mapping[Access, frozenset[Role]] = {
    Access.SIGNED_IN: frozenset(Role),
    # A guest has none: nobody proved who they are.
    Access.ACCOUNT: frozenset(Role) - {Role.GUEST},
    Access.CLIENT: frozenset({Role.CLIENT}),
    Access.ASTROLOGER: frozenset({Role.ASTROLOGER}),
    Access.STAFF: frozenset({Role.SUPPORT, Role.ADMIN}),
    Access.ADMIN: frozenset({Role.ADMIN}),
    # Whoever answers clients.
    Access.ANSWERER: frozenset({Role.ASTROLOGER, Role.SUPPORT}),
    Access.TEAM: frozenset({Role.ASTROLOGER, Role.SUPPORT, Role.ADMIN}),
}

BodyT = TypeVar("BodyT")


@dataclass(frozen=True)
class Call(Generic[BodyT]):
    """One validated request. `body` and `query` are the endpoint's contracts; `path` holds the path's parameters."""

    context: Context
    request: Request
    actor: Actor | None
    language: Language
    now: datetime
    body: BodyT
    query: Any
    path: dict[str, str]

    def require_actor(self) -> Actor:
        """Whoever is signed in; refuses as `unauthenticated` when nobody is."""
        if self.actor is None:
            raise Unauthenticated
        return self.actor

    @property
    def idempotency_key(self) -> str | None:
        """The caller's `Idempotency-Key`, if it sent one (at most 100 characters are kept)."""
        key = self.request.headers.get("idempotency-key")
        return key[:100] if key else None

    @property
    def client_address(self) -> str:
        """The peer's address, seen through trusted proxies alone."""
        return self.request.client.host if self.request.client else ""


Handler = Callable[[Call[Any]], Awaitable[Contract | Written | Response | None]]


@dataclass(frozen=True)
class Endpoint:
    """One row of the HTTP table. `answer` None with status 204 means: no content."""

    method: Method
    path: str
    handler: Handler
    summary: str
    body: type[Contract] | None = None
    query: type[Contract] | None = None
    answer: type[Contract] | None = None
    status: int = 200
    access: Access = Access.PUBLIC

    def route(self) -> Route:
        """The Starlette route of this row."""
        return Route(self.path, self._serve, methods=[self.method], name=f"{self.method} {self.path}")

    async def _serve(self, request: Request) -> Response:
        context = cast("Context", request.app.state.context)
        language = language_of_request(request)
        try:
            actor = await actor_of_request(request, context, language)
            self._check_access(actor)
            call: Call[Any] = Call(
                context=context,
                request=request,
                actor=actor,
                language=language,
                now=context.clock(),
                body=await self._read_body(request, language) if self.body else None,
                query=self._read_query(request, language) if self.query else None,
                path={key: str(value) for key, value in request.path_params.items()},
            )
            result = await self.handler(call)
        except DomainError as error:
            return problem(error, language)
        except StoreError as error:
            # Only the kind: the text of a database error may hold what somebody sent.
            log.error("the database failed a request", extra={"path": self.path, "reason": type(error).__name__})
            return problem(Unavailable(retry_after_seconds=1), language)
        if isinstance(result, Response):
            return result
        if result is None:
            return Response(status_code=204)
        return json_response(result, self.status)

    def _check_access(self, actor: Actor | None) -> None:
        if self.access is Access.PUBLIC:
            return
        if actor is None:
            raise Unauthenticated
        if actor.role not in ROLES[self.access]:
            raise Forbidden

    async def _read_body(self, request: Request, language: Language) -> Contract:
        assert self.body is not None
        if request.headers.get("content-type", "").partition(";")[0].strip() not in ("application/json", ""):
            raise ValidationFailed("content type")
        raw = await read_limited(request, MAX_BODY_BYTES)
        try:
            return self.body.model_validate_json(raw or b"{}")
        except ValidationError as error:
            raise ValidationFailed(errors=field_errors(error, language)) from error

    def _read_query(self, request: Request, language: Language) -> Contract:
        assert self.query is not None
        try:
            return self.query.model_validate(dict(request.query_params))
        except ValidationError as error:
            raise ValidationFailed(errors=field_errors(error, language)) from error


async def read_limited(request: Request, limit: int) -> bytes:
    """The whole body, refused as `too_large` once it passes `limit` bytes, announced or not."""
    chunks: list[bytes] = []
    size = 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > limit:
                raise TooLarge
            chunks.append(chunk)
    except ClientDisconnect as error:
        raise ValidationFailed("client left") from error
    return b"".join(chunks)


def json_response(
    contract: Contract | Written, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """The contract as JSON."""
    return Response(json_of(contract), status, dict(headers or {}), "application/json")


def problem(error: DomainError, language: Language, instance_status: int | None = None) -> Response:
    """RFC 9457 for a refusal, in the caller's language."""
    status = instance_status or STATUS_BY_CODE[error.code]
    detail = error.detail(language)
    content: dict[str, object] = {
        "type": f"/problems/{error.code}",
        "title": detail,
        "status": status,
        "detail": detail,
        "code": error.code,
    }
    errors = error.errors or ((FieldError(error.field, error.code, detail),) if error.field else ())
    if errors:
        content["errors"] = [_told(one) for one in errors]
    headers = {"Cache-Control": "no-store"}
    if error.retry_after_seconds is not None:
        content["retry_after"] = error.retry_after_seconds
        headers["Retry-After"] = str(max(1, round(error.retry_after_seconds)))
    return Response(orjson.dumps(content), status, headers, "application/problem+json")


def _told(error: FieldError) -> dict[str, object]:
    told: dict[str, object] = {"field": error.field, "code": error.code, "detail": error.detail}
    if error.choices:
        told["choices"] = [{"detail": one.detail, "value": dict(one.value)} for one in error.choices]
    return told
