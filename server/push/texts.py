"""What a notice says: never what was written, others may see the screen."""

from typing import Final

from realtime.texts import Language

NEW_MESSAGE: Final[dict[Language, str]] = {"ru": "Новое сообщение", "en": "New message"}
