"""What the product says by itself in a help chat, once for each question, opening or waiting."""

from datetime import datetime

from realtime.chat import Chat
from realtime.contract import rfc3339
from realtime.system_messages import write_system_message
from storage.conversations import Conversation
from storage.site import Site
from storage.text import Text


def _said(text: Text) -> dict[str, str]:
    return {"ru": text.ru, "en": text.en}


async def answer_a_word(chat: Chat, conversation: Conversation, site: Site, at: datetime) -> None:
    """To a visitor who begins to wait: when people answer again, while they do not; else a greeting to a question."""
    opens_at = site.support_hours.next_opening(at)
    if opens_at is not None or not site.support_hours.open_at(at):
        await _say_closed(chat, conversation, site, opens_at, at)
        return
    greeting, place = site.support_rules.replies.greeting, conversation.queue
    if greeting is not None and place is not None and place.asked_at == at:
        key = f"greeting:{at.isoformat()}"
        await write_system_message(chat, conversation, "support.greeting", key=key, now=at, params=_said(greeting))


async def _say_closed(
    chat: Chat, conversation: Conversation, site: Site, opens_at: datetime | None, at: datetime
) -> None:
    own = site.support_rules.replies.away
    if opens_at is None and own is None:
        return
    opening = opens_at.isoformat() if opens_at else "never"
    params = ({"opens_at": opening} if opens_at else {}) | (_said(own) if own else {})
    code = "support.away_said" if own else "support.away"
    await write_system_message(chat, conversation, code, key=f"away:{opening}", now=at, params=params)


async def say_busy(chat: Chat, conversation: Conversation, text: Text, *, now: datetime) -> None:
    """Nobody has been free for this waiting so far."""
    place = conversation.queue
    if place is not None and place.waiting_since is not None:
        key = f"busy:{rfc3339(place.waiting_since)}"
        await write_system_message(chat, conversation, "support.busy", key=key, now=now, params=_said(text))
