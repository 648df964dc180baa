"""What a notice says, by kind and language. Never what was written: others may see the screen or the text."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from realtime.texts import Language
from storage.deliveries import NoticeKind


@dataclass(frozen=True)
class Words:
    """`title` is a letter's subject and a push's title; `text` is the rest, in one or two sentences."""

    title: str
    text: str

    def filled(self, params: Mapping[str, str]) -> "Words":
        """With what they name put in."""
        return Words(self.title.format_map(params), self.text.format_map(params))


WORDS: Final[Mapping[NoticeKind, Mapping[Language, Words]]] = {
    NoticeKind.UNREAD_MESSAGE: {
        "ru": Words("Новое сообщение", "{name} пишет Вам в Astars. Сообщение ждёт в чате."),
        "en": Words("New message", "{name} has written to you in Astars. The message waits in the chat."),
    },
    NoticeKind.ANSWER_DUE: {
        "ru": Words("Скоро срок ответа", "Клиент ждёт ответа в консультации «{service}». Ответить нужно до {until}."),
        "en": Words("An answer is due soon", "A client waits in “{service}”. The answer is due by {until}."),
    },
    NoticeKind.ANSWER_OVERDUE: {
        "ru": Words("Срок ответа прошёл", "Консультация «{service}» ждёт ответа дольше обещанного."),
        "en": Words("An answer is overdue", "“{service}” has waited for an answer longer than was promised."),
    },
    NoticeKind.CHAT_WAITING: {
        "ru": Words("Обращение ждёт ответа", "Посетитель ждёт ответа в чате поддержки, обращение ещё никто не взял."),
        "en": Words(
            "A request is waiting", "A visitor is waiting in the support chat, and nobody has taken the request yet."
        ),
    },
}

_OPEN: Final[Mapping[Language, str]] = {"ru": "Открыть чат", "en": "Open the chat"}
_WHY: Final[Mapping[Language, str]] = {
    "ru": "Вы получили это письмо, потому что выбрали почту для уведомлений. Изменить это можно в профиле:",
    "en": "You get this letter because you chose e-mail for notices. You can change that in your profile:",
}
_SETTINGS: Final[Mapping[Language, str]] = {"ru": "Настройки уведомлений", "en": "Notice settings"}


def short_text(words: Words, link: str) -> str:
    """For an SMS or a messenger."""
    return f"{words.text}\n{link}"


def letter_text(words: Words, link: str, settings_link: str, language: Language) -> str:
    """A letter in plain text."""
    return f"{words.text}\n\n{link}\n\n--\n{_WHY[language]}\n{settings_link}\n\nAstars\n"


def letter_html(words: Words, link: str, settings_link: str, language: Language) -> str:
    """The same letter as HTML: no picture, nothing that is loaded, everything put in is escaped."""
    href, settings_href = escape(link), escape(settings_link)
    button = "display:inline-block;padding:12px 22px;border-radius:24px;background:#e2a84a;color:#10191c"
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<body style="margin:0;padding:24px;background:#faf6ee;color:#10191c;font:16px/1.5 Georgia,serif">'
        '<div style="max-width:32rem;margin:0 auto">'
        f'<p style="font-size:20px;margin:0 0 12px">{escape(words.title)}</p>'
        f"<p>{escape(words.text)}</p>"
        f'<p><a href="{href}" style="{button}">{_OPEN[language]}</a></p>'
        f'<p style="font-size:13px;color:#5b6568">{_WHY[language]} '
        f'<a href="{settings_href}" style="color:#5b6568">{_SETTINGS[language]}</a></p>'
        "</div></body></html>"
    )


def has_its_words(kind: NoticeKind, params: Mapping[str, str]) -> bool:
    """Whether everything is still there that fills its text."""
    try:
        WORDS[kind]["ru"].filled(params)
    except KeyError:
        return False
    return True
