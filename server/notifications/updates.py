"""What people do with the bot in Telegram, as its webhook tells: link a chat, leave, shut the bot out."""

import hmac
from datetime import datetime
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from realtime.errors import NotFound, Unavailable
from realtime.texts import Language
from server.context import Context
from server.notifications.choosing import link_hash
from server.notifications.telegram import webhook_secret
from storage.reach import link_telegram, lose_telegram

_START: Final = "/start"
_STOP: Final = "/stop"
_SHUT: Final = frozenset({"kicked", "left"})

_TEXTS: Final[dict[str, dict[Language, str]]] = {
    "linked": {
        "ru": "Готово: теперь уведомления Astars приходят сюда. Чтобы отключить их, напишите /stop.",
        "en": "Done: Astars notices come here now. To end them, write /stop.",
    },
    "unknown": {
        "ru": "Эта ссылка не действует. Откройте профиль в Astars и подключите Telegram ещё раз.",
        "en": "This link does not work. Open your Astars profile and link Telegram once more.",
    },
    "stopped": {"ru": "Уведомления Astars отключены.", "en": "Astars notices are off."},
}


class _Read(BaseModel):
    """All that is read of an update; Telegram adds fields at any time."""

    model_config = ConfigDict(extra="ignore")


class _Chat(_Read):
    id: int
    type: str = "private"


class _Sender(_Read):
    language_code: str = "ru"


class _Message(_Read):
    chat: _Chat
    text: str = ""
    sender: _Sender = Field(default=_Sender(), alias="from")


class _Member(_Read):
    status: str


class _Membership(_Read):
    chat: _Chat
    new_chat_member: _Member


class Update(_Read):
    """One update of the Bot API."""

    message: _Message | None = None
    my_chat_member: _Membership | None = None


def check_caller(context: Context, secret: str) -> None:
    """Only Telegram knows the secret; to anybody else there is nothing here."""
    expected = webhook_secret(context.settings)
    if not context.notifier.telegram.is_set or not hmac.compare_digest(secret.encode(), expected.encode()):
        raise NotFound


async def take(context: Context, update: Update, now: datetime) -> None:
    """Do what the person asked for. Groups are left alone: a notice is for one person."""
    if update.my_chat_member is not None and update.my_chat_member.new_chat_member.status in _SHUT:
        await lose_telegram(update.my_chat_member.chat.id, at=now)
    elif update.message is not None and update.message.chat.type == "private":
        said = await _answer(context, update.message, now)
        if said is not None:
            language: Language = "en" if update.message.sender.language_code.startswith("en") else "ru"
            await _reply(context, update.message.chat.id, _TEXTS[said][language])


async def _answer(context: Context, message: _Message, now: datetime) -> str | None:
    command, _, token = message.text.strip().partition(" ")
    if command == _STOP:
        await lose_telegram(message.chat.id, at=now)
        return "stopped"
    if command != _START:
        return None
    linked = token and await link_telegram(link_hash(context.settings, token.strip()), message.chat.id, now=now)
    return "linked" if linked else "unknown"


async def _reply(context: Context, chat_id: int, text: str) -> None:
    try:
        await context.notifier.telegram.send(chat_id, text)
    except Unavailable:
        return  # The fact is stored; Telegram would only ask us to do it again.
