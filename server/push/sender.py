"""Handing a notice to a browser's push service (RFC 8030), encrypted for the browser alone (RFC 8291)."""

import asyncio
import logging
from collections.abc import Mapping
from email.utils import parseaddr
from enum import StrEnum
from http import HTTPStatus
from io import BytesIO
from typing import Final

import httpx
import orjson
from webpush import WebPush, WebPushSubscription

from server.push.keys import PushKey
from server.settings import Settings
from storage.push_subscriptions import PushSubscription

ATTEMPTS: Final = 3
PAUSE_SECONDS: Final = 0.5
LONGEST_PAUSE_SECONDS: Final = 5.0
TIMEOUT: Final = httpx.Timeout(10, connect=3)
KEPT_SECONDS: Final = 24 * 3600
"""How long the service keeps a notice for a browser that is off."""

_GONE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_AGAIN: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, *range(500, 600)})

log = logging.getLogger(__name__)


class Handed(StrEnum):
    """What became of a notice."""

    TAKEN = "taken"
    GONE = "gone"
    FAILED = "failed"


class PushSender:
    """Gives notices to push services, while there are some to give. Nothing about receiver or content is logged."""

    def __init__(self, settings: Settings) -> None:
        key = PushKey.of(settings)
        _, address = parseaddr(settings.mail_from)
        self._encryption = WebPush(
            private_key=BytesIO(key.private_pem()),
            public_key=BytesIO(key.public_pem()),
            subscriber=address,
            ttl=KEPT_SECONDS,
        )
        # Proxies of the environment are not ours to trust, and a push service redirects nobody.
        self._client = httpx.AsyncClient(timeout=TIMEOUT, trust_env=False, follow_redirects=False)

    async def send(self, to: PushSubscription, content: Mapping[str, object], topic: str) -> Handed:
        """A browser that was off gets only the newest notice of a `topic` (at most 32 characters of base64url)."""
        keys = {"p256dh": to.p256dh, "auth": to.auth}
        browser = WebPushSubscription.model_validate({"endpoint": to.endpoint, "keys": keys})
        message = self._encryption.get(orjson.dumps(content), browser)
        headers = {**message.headers, "urgency": "high", "topic": topic}
        for attempt in range(1, ATTEMPTS + 1):
            try:
                response = await self._client.post(to.endpoint, content=message.encrypted, headers=headers)
            except httpx.HTTPError as error:
                log.warning("push service unreachable", extra={"kind": type(error).__name__})
                await asyncio.sleep(PAUSE_SECONDS * attempt)
                continue
            if response.is_success:
                return Handed.TAKEN
            if response.status_code in _GONE:
                return Handed.GONE
            log.warning("push refused", extra={"status": response.status_code})
            if response.status_code not in _AGAIN:
                break
            await asyncio.sleep(_pause(response, attempt))
        return Handed.FAILED

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def _pause(response: httpx.Response, attempt: int) -> float:
    asked = response.headers.get("retry-after", "")
    return min(float(asked), LONGEST_PAUSE_SECONDS) if asked.isdecimal() else PAUSE_SECONDS * attempt
