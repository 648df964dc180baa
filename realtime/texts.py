"""What the product says to a person about an error, by `code`, in every language. The one catalogue."""

from typing import Final, Literal

Language = Literal["ru", "en"]
DEFAULT_LANGUAGE: Final[Language] = "ru"

ERROR_TEXTS: Final[dict[str, dict[Language, str]]] = {
    "unauthenticated": {"ru": "Войдите, чтобы продолжить.", "en": "Sign in to continue."},
    "forbidden": {"ru": "Это действие вам недоступно.", "en": "You are not allowed to do this."},
    "not_found": {"ru": "Не найдено.", "en": "Not found."},
    "validation_failed": {"ru": "Проверьте заполнение полей.", "en": "Please check the fields."},
    "conversation_inactive": {
        "ru": "Консультация завершена: написать в неё больше нельзя.",
        "en": "This consultation has ended: it can no longer be written to.",
    },
    "rate_limited": {
        "ru": "Слишком много попыток. Попробуйте немного позже.",
        "en": "Too many attempts. Please try again a little later.",
    },
    "conflict": {
        "ru": "Данные изменились. Обновите страницу и попробуйте снова.",
        "en": "This has changed meanwhile. Refresh and try again.",
    },
    "too_large": {"ru": "Слишком большой объём данных.", "en": "This is too large."},
    "unsupported_type": {"ru": "Файлы такого типа не принимаются.", "en": "Files of this type are not accepted."},
    "attachment_not_ready": {"ru": "Файл ещё не загружен.", "en": "The file has not been uploaded yet."},
    "invalid_credentials": {"ru": "Неверный логин или пароль", "en": "Wrong login or password"},
    "code_invalid": {
        "ru": "Неверный код. Проверьте цифры в последнем СМС.",
        "en": "Wrong code. Check the digits of the last SMS.",
    },
    "code_expired": {
        "ru": "Код больше не действует. Запросите новый.",
        "en": "This code is no longer valid. Request a new one.",
    },
    "promo_invalid": {"ru": "Такого промокода нет или он не действует.", "en": "This promo code is not valid."},
    "certificate_invalid": {
        "ru": "Такого сертификата нет или он уже использован.",
        "en": "This certificate does not exist or has been used.",
    },
    "payment_failed": {"ru": "Оплата не прошла.", "en": "The payment did not go through."},
    "unavailable": {
        "ru": "Сервис временно недоступен. Мы уже разбираемся.",
        "en": "The service is temporarily unavailable. We are on it.",
    },
    "internal": {
        "ru": "Что-то пошло не так. Мы уже знаем об этом.",
        "en": "Something went wrong. We have been notified.",
    },
}

FIELD_TEXTS: Final[dict[str, dict[Language, str]]] = {
    "missing": {"ru": "Заполните это поле.", "en": "Fill in this field."},
    "string_too_short": {"ru": "Слишком коротко.", "en": "This is too short."},
    "string_too_long": {"ru": "Слишком длинно.", "en": "This is too long."},
    "too_long": {"ru": "Слишком много.", "en": "There are too many."},
    "extra_forbidden": {"ru": "Такого поля нет.", "en": "There is no such field."},
    "json_invalid": {"ru": "Запрос не удалось разобрать.", "en": "The request cannot be read."},
}
"""What is wrong with one field, by pydantic's type of complaint; `_OTHER` speaks for the rest."""

_OTHER: Final[dict[Language, str]] = {"ru": "Проверьте это поле.", "en": "Check this field."}


def field_text(complaint: str, language: Language) -> str:
    """The sentence beside a field."""
    return FIELD_TEXTS.get(complaint, _OTHER)[language]


def error_text(code: str, language: Language) -> str:
    """The sentence for `code`; every code of the contract has one (a test walks the error tree)."""
    return ERROR_TEXTS[code][language]
