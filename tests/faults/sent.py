"""One send of a person, from its beginning to its end, however often it had to be carried."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

RETRY_SECONDS: Final = 0.3

Payload = dict[str, Any]


@dataclass(eq=False)
class Sent:
    """Begun once, ended by an acknowledgement or a refusal. What may be tried again has not ended."""

    conversation_id: str
    text: str
    id: str = field(default_factory=lambda: str(uuid4()))
    began: float = field(default_factory=time.monotonic)
    answered: float | None = None
    """When the first answer came, be it an error."""
    acked: float | None = None
    seq: int = 0
    errors: list[str] = field(default_factory=list)
    refused: bool = False
    carried: int = 0
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def payload(self) -> Payload:
        """What goes over the wire, the same every time."""
        return {
            "conversation_id": self.conversation_id,
            "client_message_id": self.id,
            "kind": "text",
            "text": self.text,
        }

    def answer(self, answer: Payload) -> float | None:
        """Take an acknowledgement; answers after how many seconds to try again, or None when this has ended."""
        now = time.monotonic()
        self.answered = self.answered or now
        if answer["ok"]:
            self.acked, self.seq = now, answer["data"]["message"]["seq"]
        else:
            self.errors.append(answer["error"]["code"])
            if answer["error"]["retryable"]:
                return float(answer["error"].get("retry_after_seconds") or RETRY_SECONDS)
            self.refused = True
        self.ended.set()
        return None
