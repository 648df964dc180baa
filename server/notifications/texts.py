"""What the product writes to people outside the chat, in every language."""

from dataclasses import dataclass
from typing import Final

from realtime.texts import Language


@dataclass(frozen=True)
class Letter:
    """A subject and a plain text."""

    subject: str
    text: str


_CODE: Final[dict[Language, str]] = {
    "ru": "Astars: код {code}. Никому его не сообщайте.",
    "en": "Astars: your code is {code}. Do not share it.",
}

_RESET_SUBJECT: Final[dict[Language, str]] = {
    "ru": "Astars: новый пароль",
    "en": "Astars: a new password",
}

_RESET_TEXT: Final[dict[Language, str]] = {
    "ru": """Здравствуйте!

Вы попросили восстановить пароль в Astars. Задайте новый по ссылке:

{url}

Ссылка действует один час и только один раз. Если вы ничего не просили, просто не обращайте внимания на это письмо:
пароль останется прежним.

Astars
""",
    "en": """Hello!

You asked to recover your Astars password. Choose a new one here:

{url}

The link works once, within one hour. If you did not ask for anything, simply ignore this letter: your password
stays as it is.

Astars
""",
}


def sign_in_code(code: str, language: Language, host: str) -> str:
    """The SMS with a sign-in code; its last line lets a browser at `host`, and nowhere else, read the code.

    That line is the format of origin-bound one-time codes (https://wicg.github.io/sms-one-time-codes/). With a host of
    up to 16 characters a Russian text fits into one SMS of 70.
    """
    return f"{_CODE[language].format(code=code)}\n@{host} #{code}"


def password_reset(url: str, language: Language) -> Letter:
    """The letter with a one-time link."""
    return Letter(_RESET_SUBJECT[language], _RESET_TEXT[language].format(url=url))


_INVITATION_SUBJECT: Final[dict[Language, str]] = {"ru": "Astars: приглашение в команду", "en": "Astars: an invitation"}
_INVITATION_TEXT: Final[dict[Language, str]] = {
    "ru": """Здравствуйте!

Вас пригласили в команду Astars: {role}. Придумайте пароль, и можно начинать:

{url}

Ссылка действует три дня и один раз. Потом входите по этой почте и своему паролю.

Astars
""",
    "en": """Hello!

You are invited to the team of Astars as {role}. Choose a password, and you can begin:

{url}

The link works once, within three days. Afterwards sign in with this address and your password.

Astars
""",
}
_ROLES: Final[dict[str, dict[Language, str]]] = {
    "astrologer": {"ru": "астролог", "en": "an astrologer"},
    "support": {"ru": "поддержка", "en": "support"},
    "admin": {"ru": "администратор", "en": "an administrator"},
}


def invitation(url: str, role: str, language: Language) -> Letter:
    """The letter to somebody who is to work here."""
    text = _INVITATION_TEXT[language].format(url=url, role=_ROLES[role][language])
    return Letter(_INVITATION_SUBJECT[language], text)
