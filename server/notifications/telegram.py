"""Telegram through the Bot API (https://core.telegram.org/bots/api): `sendMessage`, `setWebhook`, `getMe`."""

import asyncio
import logging
from enum import StrEnum
from http import HTTPStatus
from typing import Any, Final

import httpx

from realtime.errors import Unavailable
from server.accounts.secret import keyed_hash
from server.settings import Settings

ATTEMPTS: Final = 3
PAUSE_SECONDS: Final = 0.5
LONGEST_PAUSE_SECONDS: Final = 5.0
TIMEOUT: Final = httpx.Timeout(10, connect=3)
WEBHOOK_PATH: Final = "/api/telegram/webhook"

log = logging.getLogger(__name__)


class Posted(StrEnum):
    """What became of a message: taken, or the person has shut the bot out."""

    TAKEN = "taken"
    SHUT_OUT = "shut_out"


class Telegram:
    """The product's bot. The token is in every address asked, so no address is ever logged."""

    def __init__(self, settings: Settings) -> None:
        self._token = settings.telegram_bot_token.get_secret_value()
        url = settings.telegram_api_url
        self._client = httpx.AsyncClient(base_url=url, timeout=TIMEOUT, trust_env=False, follow_redirects=False)
        self._name = ""

    @property
    def is_set(self) -> bool:
        """Whether there is a bot at all."""
        return bool(self._token)

    async def send(self, chat_id: int, text: str) -> Posted:
        """Write to a chat; raises Unavailable when Telegram did not take it."""
        body = {"chat_id": chat_id, "text": text, "link_preview_options": {"is_disabled": True}}
        status, answer = await self._ask("sendMessage", body)
        is_nowhere = status == HTTPStatus.BAD_REQUEST and "chat not found" in str(answer.get("description", ""))
        # 403: blocked or deactivated. Both stay so.
        if status == HTTPStatus.FORBIDDEN or is_nowhere:
            return Posted.SHUT_OUT
        if status != HTTPStatus.OK:
            raise Unavailable("Telegram refused")
        return Posted.TAKEN

    async def name(self) -> str:
        """The bot's user name, for links; asked for once."""
        if not self._name:
            status, answer = await self._ask("getMe", {})
            if status != HTTPStatus.OK:
                raise Unavailable("Telegram does not know the bot")
            self._name = str(answer["result"]["username"])
        return self._name

    async def listen(self, settings: Settings) -> None:
        """Have Telegram call the product when somebody writes to the bot; saying it again changes nothing."""
        status, _ = await self._ask(
            "setWebhook",
            {
                "url": settings.base_url + WEBHOOK_PATH,
                "secret_token": webhook_secret(settings),
                "allowed_updates": ["message", "my_chat_member"],
            },
        )
        if status != HTTPStatus.OK:
            log.error("telegram webhook refused", extra={"status": int(status)})

    async def _ask(self, method: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if not self._token:
            raise Unavailable("no Telegram bot is set")
        for attempt in range(1, ATTEMPTS + 1):
            try:
                response = await self._client.post(f"/bot{self._token}/{method}", json=body)
                answer: dict[str, Any] = response.json()
            except (httpx.HTTPError, ValueError) as error:
                log.warning("telegram unreachable", extra={"kind": type(error).__name__, "attempt": attempt})
                await asyncio.sleep(PAUSE_SECONDS * attempt)
                continue
            again = response.status_code == HTTPStatus.TOO_MANY_REQUESTS or response.status_code >= 500
            if not again:
                return response.status_code, answer
            await asyncio.sleep(min(_asked_pause(answer, attempt), LONGEST_PAUSE_SECONDS))
        raise Unavailable("Telegram does not answer")

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def webhook_secret(settings: Settings) -> str:
    """What Telegram sends along with every call, so that nobody else can make one."""
    return keyed_hash(settings, "telegram webhook")


def _asked_pause(answer: dict[str, Any], attempt: int) -> float:
    asked = answer.get("parameters", {}).get("retry_after")
    return float(asked) if isinstance(asked, int) else PAUSE_SECONDS * attempt
