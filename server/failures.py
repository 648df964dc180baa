"""Whatever goes wrong outside an endpoint still gets a designed answer: problem+json for the API, a page for people."""

import logging
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from realtime.errors import DomainError, Forbidden, Internal, NotFound, Unavailable, ValidationFailed
from server.http import problem
from server.identity import language_of_request
from server.pages.failures import failure_page, wants_page

log = logging.getLogger(__name__)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if wants_page(request):
        return failure_page(request, error.status_code)
    known: Mapping[int, DomainError] = {403: Forbidden(), 404: NotFound(), 503: Unavailable()}
    return problem(known.get(error.status_code, ValidationFailed()), language_of_request(request), error.status_code)


async def _failed(request: Request, error: Exception) -> Response:
    log.error("request failed", extra={"method": request.method, "path": request.url.path}, exc_info=error)
    if wants_page(request):
        return failure_page(request, 500)
    return problem(Internal(), language_of_request(request))


FAILURE_HANDLERS: Mapping[Any, Any] = {HTTPException: _refused, Exception: _failed}
