"""`/dev/outbox`: what the demo has sent to people."""

import asyncio

from starlette.responses import HTMLResponse, Response

from server.http import Call, Endpoint
from server.notifications.outbox import as_json, as_page, sent_messages


async def show_outbox(call: Call[None]) -> Response:
    messages = await sent_messages(call.context.settings)
    return HTMLResponse(await asyncio.to_thread(as_page, messages, call.language), headers=_FRESH)


async def list_outbox(call: Call[None]) -> Response:
    messages = await sent_messages(call.context.settings)
    return Response(as_json(messages), media_type="application/json", headers=_FRESH)


_FRESH = {"Cache-Control": "no-store"}

ENDPOINTS: list[Endpoint] = [
    Endpoint("GET", "/dev/outbox", show_outbox, "Demo: what was sent, as a page"),
    Endpoint("GET", "/dev/outbox.json", list_outbox, "Demo: what was sent"),
]
