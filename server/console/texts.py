"""Why the console is refused something, by code, in every language."""

from typing import Final

from realtime.errors import Conflict, FieldError
from realtime.texts import Language

REFUSALS: Final[dict[str, dict[Language, str]]] = {
    "notes_changed": {
        "ru": "Эти заметки уже изменили на другом устройстве.",
        "en": "These notes have been changed on another device.",
    },
    "settings_changed": {
        "ru": "Настройки уже изменили на другом устройстве. Посмотрите, что там, и сохраните ещё раз.",
        "en": "The settings have been changed on another device. Look at them and save again.",
    },
    "draft_changed": {
        "ru": "Этот ответ уже продолжили на другом устройстве.",
        "en": "This answer has been continued on another device.",
    },
}


def refused(code: str, field: str, language: Language) -> Conflict:
    """`conflict`, with the reason at `field`."""
    return Conflict(code, errors=[FieldError(field=field, code=code, detail=REFUSALS[code][language])])
