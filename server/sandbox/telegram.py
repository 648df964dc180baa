"""Telegram's Bot API, as far as the product speaks it, and the people who write to the bot.

`POST /telegram/said {chat_id, text, language?}` is somebody writing to the bot, `POST /telegram/shut {chat_id}` is
somebody shutting it out: both reach the webhook that was set, as Telegram calls it. Chat 404 does not exist; chat 429
is asked to wait once.
"""

from http import HTTPStatus
from typing import Any, Final

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from server.sandbox.outbox import Outbox
from server.sandbox.state import State

_TABLE: Final = """
CREATE TABLE IF NOT EXISTS bot (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    url TEXT NOT NULL,
    secret TEXT NOT NULL
)
"""
_SHUT_TABLE: Final = "CREATE TABLE IF NOT EXISTS shut_chats (chat_id INTEGER PRIMARY KEY)"
_NOWHERE: Final = 404
_BUSY: Final = 429
NAME: Final = "astars_demo_bot"


class Bot:
    """The webhook that was set, and the chats that have shut the bot out."""

    def __init__(self, state: State) -> None:
        self._connection = state.connection
        self._connection.execute(_TABLE)
        self._connection.execute(_SHUT_TABLE)
        self.asked_to_wait = False

    def listen(self, url: str, secret: str) -> None:
        """Call this from now on."""
        self._connection.execute("INSERT OR REPLACE INTO bot VALUES (1, ?, ?)", (url, secret))

    def shut(self, chat_id: int, *, out: bool) -> None:
        """The person shuts the bot out, or lets it in again."""
        change = "INSERT OR IGNORE INTO shut_chats VALUES (?)" if out else "DELETE FROM shut_chats WHERE chat_id = ?"
        self._connection.execute(change, (chat_id,))

    def is_shut(self, chat_id: int) -> bool:
        """Whether the bot may not write there."""
        return self._connection.execute("SELECT 1 FROM shut_chats WHERE chat_id = ?", (chat_id,)).fetchone() is not None

    async def call(self, update: dict[str, Any]) -> int:
        """Tell the webhook; answers its status, 0 when none is set."""
        row = self._connection.execute("SELECT url, secret FROM bot").fetchone()
        if row is None:
            return 0
        headers = {"X-Telegram-Bot-Api-Secret-Token": row["secret"]}
        async with httpx.AsyncClient(timeout=10, trust_env=False) as http:
            return (await http.post(row["url"], json={"update_id": 1, **update}, headers=headers)).status_code


def routes(state: State, outbox: Outbox) -> list[Route]:
    """`POST /bot{token}/…` as Telegram answers it, and the two of the people."""
    bot = Bot(state)

    async def ask(request: Request) -> JSONResponse:
        if ":" not in request.path_params["token"]:
            return _refusal(HTTPStatus.UNAUTHORIZED, "Unauthorized")
        body = await request.json()
        match request.path_params["method"]:
            case "getMe":
                return _result({"id": 1, "is_bot": True, "first_name": "Astars", "username": NAME})
            case "setWebhook":
                bot.listen(str(body["url"]), str(body.get("secret_token", "")))
                return _result(result=True)
            case "sendMessage":
                return _take(bot, outbox, body)
        return _refusal(HTTPStatus.NOT_FOUND, "Not Found")

    async def said(request: Request) -> JSONResponse:
        body = await request.json()
        chat_id = int(body["chat_id"])
        bot.shut(chat_id, out=False)
        sender = {"id": chat_id, "is_bot": False, "first_name": "Анна", "language_code": body.get("language", "ru")}
        message = {"message_id": 1, "date": 0, "from": sender, "chat": _chat(chat_id), "text": body["text"]}
        return JSONResponse({"status": await bot.call({"message": message})})

    async def shut(request: Request) -> JSONResponse:
        chat_id = int((await request.json())["chat_id"])
        bot.shut(chat_id, out=True)
        member = {"status": "kicked", "user": {"id": 1, "is_bot": True, "first_name": "Astars"}}
        told = {"chat": _chat(chat_id), "date": 0, "new_chat_member": member}
        return JSONResponse({"status": await bot.call({"my_chat_member": told})})

    return [
        Route("/bot{token}/{method}", ask, methods=["POST"]),
        Route("/telegram/said", said, methods=["POST"]),
        Route("/telegram/shut", shut, methods=["POST"]),
    ]


def _take(bot: Bot, outbox: Outbox, body: dict[str, Any]) -> JSONResponse:
    chat_id, text = int(body["chat_id"]), str(body.get("text", ""))
    if chat_id == _NOWHERE:
        return _refusal(HTTPStatus.BAD_REQUEST, "Bad Request: chat not found")
    if not text:
        return _refusal(HTTPStatus.BAD_REQUEST, "Bad Request: message text is empty")
    if bot.is_shut(chat_id):
        return _refusal(HTTPStatus.FORBIDDEN, "Forbidden: bot was blocked by the user")
    if chat_id == _BUSY and not bot.asked_to_wait:
        bot.asked_to_wait = True
        return _refusal(HTTPStatus.TOO_MANY_REQUESTS, "Too Many Requests: retry after 1", {"retry_after": 1})
    number = outbox.add("telegram", str(chat_id), text)
    return _result({"message_id": number, "date": 0, "chat": _chat(chat_id), "text": text})


def _chat(chat_id: int) -> dict[str, object]:
    return {"id": chat_id, "type": "private", "first_name": "Анна"}


def _result(result: object) -> JSONResponse:
    return JSONResponse({"ok": True, "result": result})


def _refusal(status: int, description: str, parameters: dict[str, object] | None = None) -> JSONResponse:
    content: dict[str, object] = {"ok": False, "error_code": int(status), "description": description}
    return JSONResponse(content | ({"parameters": parameters} if parameters else {}), status)
