"""What processes tell each other of messages they have committed, so that the next one written elsewhere finds its
place. Without it every message of another process is met as a clash and looked up.
"""

from typing import Final

from storage.append import MessageAppender
from storage.messages import MessageKind, StoredMessage

_ID_BYTES: Final = 12
_SYSTEM: Final = b"s"
_SAID: Final = b"."


def note_of(message: StoredMessage) -> bytes:
    """The conversation, whether the product itself wrote, and the seq."""
    by = _SYSTEM if message["kind"] == MessageKind.SYSTEM else _SAID
    return message["conversation_id"].binary + by + b"%d" % message["seq"]


def hear(appender: MessageAppender, note: bytes) -> None:
    """Let the appender know; a note may be lost, late or doubled."""
    by = note[_ID_BYTES : _ID_BYTES + 1]
    appender.heard(note[:_ID_BYTES], int(note[_ID_BYTES + 1 :]), is_system=by == _SYSTEM)
