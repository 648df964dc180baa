"""Whoever is at the door, before it is known who they are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from realtime.texts import Language
from server.accounts.devices import device_of
from server.http import Call


@dataclass(frozen=True)
class Visitor:
    """Where a request comes from. `address` is seen through trusted proxies alone; `device` is a proof or empty."""

    address: str
    user_agent: str
    device: str
    language: Language
    now: datetime

    @classmethod
    def of(cls, call: Call[Any]) -> "Visitor":
        """Whoever makes this call."""
        headers = call.request.headers
        return cls(
            address=call.client_address,
            user_agent=headers.get("user-agent", ""),
            device=device_of(headers.get("cookie", "")),
            language=call.language,
            now=call.now,
        )
