"""The demo's outbox: what the sandbox took instead of delivering it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx
from jinja2 import Environment, FileSystemLoader
from pydantic import BaseModel, TypeAdapter, ValidationError

from realtime.errors import NotFound, Unavailable
from realtime.texts import Language
from server.settings import Settings

TEMPLATES: Final = Path(__file__).parents[2] / "web" / "templates"
TIMEOUT: Final = httpx.Timeout(5)

_LINK: Final = re.compile(r"(https?://[^\s<>\"']+)")
_TEXTS: Final[dict[Language, dict[str, str]]] = {
    "ru": {
        "title": "Исходящие",
        "explanation": "СМС и письма, которые отправило демо: сначала новые.",
        "nothing": "Пока ничего не отправлено.",
    },
    "en": {
        "title": "Outbox",
        "explanation": "Text messages and letters that the demo has sent, newest first.",
        "nothing": "Nothing has been sent yet.",
    },
}


class SentFile(BaseModel):
    """A file that went with a letter."""

    name: str
    content_type: str
    size: int


class SentMessage(BaseModel):
    """One message of the outbox."""

    channel: str
    to: str
    subject: str | None = None
    text: str
    sent_at: str
    enclosures: list[SentFile] | None = None

    @property
    def parts(self) -> list["Part"]:
        """The text, cut at its links."""
        return [Part(text, is_link=bool(_LINK.fullmatch(text))) for text in _LINK.split(self.text) if text]


@dataclass(frozen=True)
class Part:
    """A piece of a text: a link, or what stands between links."""

    text: str
    is_link: bool


_MESSAGES: Final = TypeAdapter(list[SentMessage])


async def sent_messages(settings: Settings) -> list[SentMessage]:
    """The sandbox's messages, newest first; outside the demo there is no such thing."""
    if not settings.demo or not settings.sandbox_url:
        raise NotFound
    try:
        async with httpx.AsyncClient(base_url=settings.sandbox_url, timeout=TIMEOUT, trust_env=False) as client:
            response = await client.get("/outbox.json")
        return _MESSAGES.validate_json(response.raise_for_status().content)
    except (httpx.HTTPError, ValidationError) as error:
        raise Unavailable("the sandbox does not answer") from error


def as_json(messages: list[SentMessage]) -> bytes:
    """As the contract has them; a message without a subject has no such key."""
    return _MESSAGES.dump_json(messages, exclude_none=True)


def as_page(messages: list[SentMessage], language: Language) -> str:
    """The page; everything that was sent is escaped."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    template = environment.get_template("dev/outbox.html")
    return template.render(messages=messages, language=language, **_TEXTS[language])
