"""SMS through SMS.RU's HTTP API (`POST /sms/send`, form `api_id, to, msg, json=1`).

The answer is JSON: a `status`/`status_code` of the request and, under `sms`, one for each number; 100 is success.
"""

import asyncio
import logging
from http import HTTPStatus
from typing import Final

import httpx
from pydantic import BaseModel, ValidationError

from realtime.errors import Unavailable

ACCEPTED: Final = 100
# The provider says that it did not take the message and that asking again is right.
TRY_AGAIN: Final = frozenset({220, 500})
ATTEMPTS: Final = 3
PAUSE_SECONDS: Final = 0.3
TIMEOUT: Final = httpx.Timeout(10, connect=3)

log = logging.getLogger(__name__)


class _NumberAnswer(BaseModel):
    status_code: int


class _Answer(BaseModel):
    status_code: int
    sms: dict[str, _NumberAnswer] = {}


class SmsSender:
    """Sends a text to one number. Raises Unavailable when the provider did not accept it."""

    def __init__(self, url: str, key: str) -> None:
        self._key = key
        # Proxies of the environment are not ours to trust with phone numbers.
        self._client = httpx.AsyncClient(base_url=url, timeout=TIMEOUT, trust_env=False)

    async def send(self, phone: str, text: str) -> None:
        """Hand `text` to the provider; `phone` is E.164.

        Tried again only when the provider certainly has not taken it: a lost answer may mean a delivered message, and
        a second one costs money and confuses its reader.
        """
        if not self._key:
            raise Unavailable("no SMS key is set")
        for attempt in range(1, ATTEMPTS + 1):
            try:
                code = await self._ask(phone, text)
            except httpx.ConnectError:
                code = 0
            if code == ACCEPTED:
                return
            if code not in TRY_AGAIN and code != 0:
                break
            await asyncio.sleep(PAUSE_SECONDS * attempt)
        log.error("sms refused", extra={"provider_code": code})
        raise Unavailable("the SMS provider refused")

    async def _ask(self, phone: str, text: str) -> int:
        """The provider's code for this number."""
        form = {"api_id": self._key, "to": phone.removeprefix("+"), "msg": text, "json": "1"}
        try:
            response = await self._client.post("/sms/send", data=form)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise httpx.ConnectError("the SMS provider cannot be reached") from error
        except httpx.HTTPError as error:
            log.warning("no answer to an sms", extra={"kind": type(error).__name__})
            raise Unavailable("the SMS provider did not answer") from error
        if response.status_code != HTTPStatus.OK:
            raise Unavailable(f"the SMS provider answered {response.status_code}")
        try:
            answer = _Answer.model_validate_json(response.content)
        except ValidationError as error:
            raise Unavailable("the SMS provider's answer is not understood") from error
        numbers = list(answer.sms.values())
        return numbers[0].status_code if answer.status_code == ACCEPTED and numbers else answer.status_code

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()
