"""How people choose to be reached; what Telegram tells; the demo's outbox."""

import asyncio
from typing import Any

from pydantic import ValidationError
from starlette.responses import HTMLResponse, RedirectResponse, Response

from realtime.errors import NotFound, ValidationFailed
from server.http import Access, Call, Endpoint, read_limited
from server.notifications import choosing, updates
from server.notifications.channels import LEAVE_LETTERS, PROFILE_PATH
from server.notifications.contracts import (
    NotificationChoice,
    Notifications,
    TelegramLink,
)
from server.notifications.outbox import as_json, as_page, sent_messages
from server.notifications.signed import read
from server.notifications.telegram import WEBHOOK_PATH
from storage.reach import Channel, leave_channel, unlink_telegram

_MAX_UPDATE_BYTES = 64 * 1024
_FRESH = {"Cache-Control": "no-store"}
_SEE_OTHER = 303


async def show_choice(call: Call[None]) -> Notifications:
    """The caller's own."""
    return await choosing.show(call.context, call.require_actor(), call.now)


async def choose(call: Call[NotificationChoice]) -> Notifications:
    """Change it."""
    return await choosing.choose(call.context, call.require_actor(), call.body, call.now)


async def begin_link(call: Call[None]) -> TelegramLink:
    """A link to the bot that knows who opens it."""
    return await choosing.begin_link(call.context, call.require_actor(), call.now)


async def end_link(call: Call[None]) -> None:
    """No more notices to Telegram."""
    await unlink_telegram(call.require_actor().user_id)


async def take_update(call: Call[Any]) -> Response:
    """Telegram's webhook."""
    updates.check_caller(call.context, call.request.headers.get("x-telegram-bot-api-secret-token", ""))
    raw = await read_limited(call.request, _MAX_UPDATE_BYTES)
    try:
        update = updates.Update.model_validate_json(raw)
    except ValidationError as error:
        raise ValidationFailed("update") from error
    await updates.take(call.context, update, call.now)
    return Response(status_code=200)


async def leave_letters(call: Call[None]) -> Response:
    """No more letters to whom the link was written. A GET changes nothing: mail scanners open every link."""
    link = read(call.context.settings, LEAVE_LETTERS, call.path["token"], call.now)
    if link is None:
        raise NotFound
    if call.request.method == "GET":
        return RedirectResponse(f"{PROFILE_PATH}#notifications", _SEE_OTHER)
    await leave_channel(link.user_id, Channel.EMAIL)
    return Response(status_code=204)


async def show_outbox(call: Call[None]) -> Response:
    """Of the demo, as a page."""
    messages = await sent_messages(call.context.settings)
    return HTMLResponse(await asyncio.to_thread(as_page, messages, call.language), headers=_FRESH)


async def list_outbox(call: Call[None]) -> Response:
    """Of the demo."""
    messages = await sent_messages(call.context.settings)
    return Response(as_json(messages), media_type="application/json", headers=_FRESH)


ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/me/notifications",
        show_choice,
        "How the caller is reached outside the chat",
        answer=Notifications,
        access=Access.ACCOUNT,
    ),
    Endpoint(
        "PATCH",
        "/api/me/notifications",
        choose,
        "Choose channels, quiet hours and patience",
        body=NotificationChoice,
        answer=Notifications,
        access=Access.ACCOUNT,
    ),
    Endpoint(
        "POST",
        "/api/me/telegram",
        begin_link,
        "A link that makes a Telegram chat the caller's",
        answer=TelegramLink,
        status=201,
        access=Access.ACCOUNT,
    ),
    Endpoint("DELETE", "/api/me/telegram", end_link, "No more notices to Telegram", status=204, access=Access.ACCOUNT),
    Endpoint("POST", WEBHOOK_PATH, take_update, "Telegram's webhook"),
    Endpoint(
        "GET", "/api/notifications/leave/{token}", leave_letters, "Where a letter's way out leads", status=_SEE_OTHER
    ),
    Endpoint("POST", "/api/notifications/leave/{token}", leave_letters, "No more such letters (RFC 8058)", status=204),
    Endpoint("GET", "/dev/outbox", show_outbox, "Demo: what was sent, as a page"),
    Endpoint("GET", "/dev/outbox.json", list_outbox, "Demo: what was sent"),
]
