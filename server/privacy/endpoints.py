"""`/api/me/consents`, `/api/me/export` and the end of an account."""

import logging
from collections.abc import AsyncIterator

from starlette.responses import Response, StreamingResponse

from server.accounts import budgets
from server.accounts.visitor import Visitor
from server.http import Access, Call, Endpoint
from server.identity import clear_session_cookie
from server.privacy.consents import list_consents
from server.privacy.contracts import ConsentPage, ConsentsQuery, DataExport, DeleteAccount
from server.privacy.erasure import delete_account
from server.privacy.export import begin_export, rest_of_export

log = logging.getLogger(__name__)


async def own_consents(call: Call[None]) -> ConsentPage:
    query: ConsentsQuery = call.query
    return await list_consents(call.require_actor(), cursor=query.cursor, limit=query.limit)


async def export(call: Call[None]) -> Response:
    actor = call.require_actor()
    await call.context.limiter.hit(budgets.EXPORTS_PER_USER, str(actor.user_id))
    beginning = await begin_export(actor, call.now)
    log.info("data_exported", extra={"user_id": str(actor.user_id), "session_id": str(actor.session_id)})

    async def document() -> AsyncIterator[bytes]:
        yield beginning
        async for piece in rest_of_export(call.context, actor, call.now):
            yield piece

    headers = {
        "Content-Disposition": f'attachment; filename="astars-{call.now.date()}.json"',
        "Cache-Control": "no-store",
    }
    return StreamingResponse(document(), 200, headers, "application/json")


async def delete_own_account(call: Call[DeleteAccount]) -> Response:
    await delete_account(call.context, call.require_actor(), call.body, Visitor.of(call))
    response = Response(status_code=204)
    clear_session_cookie(response, call.context.settings)
    return response


ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/me/consents",
        own_consents,
        "What I consented to, and when",
        query=ConsentsQuery,
        answer=ConsentPage,
        access=Access.CLIENT,
    ),
    Endpoint(
        "GET",
        "/api/me/export",
        export,
        "Everything that is kept about me, as a file",
        answer=DataExport,
        access=Access.CLIENT,
    ),
    Endpoint(
        "DELETE", "/api/me", delete_own_account, "Delete my account", DeleteAccount, status=204, access=Access.CLIENT
    ),
]
