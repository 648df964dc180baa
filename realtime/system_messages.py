"""Messages the product itself writes. They carry a code that the client translates, and take the same way as others.

Each has a fixed `client_message_id`, so that whatever writes it may be repeated after a crash.
"""

from datetime import datetime

from realtime.chat import Chat
from realtime.errors import Unavailable
from realtime.hearsay import note_of
from realtime.views import message_event
from storage.append import AppendFailed
from storage.conversations import Conversation
from storage.messages import MessageKind, SystemEntry, new_message


async def write_system_message(
    chat: Chat, conversation: Conversation, code: str, *, key: str, now: datetime, params: dict[str, str] | None = None
) -> None:
    """Commit the message once for `key` and tell the participants.

    After the end of a consultation this is also what stops writers elsewhere: they lose the race for a seq, look again,
    and see the end.
    """
    chat.recent.forget(conversation.id)
    message = new_message(
        conversation_id=conversation.id,
        sender_id=None,
        sender_role="system",
        sender_name="",
        client_message_id=f"system:{key}",
        kind=MessageKind.SYSTEM,
        system=SystemEntry(code=code, params=params or {}),
        created_at=now,
    )
    try:
        appended = await chat.appender.append(message, _always_allowed)
    except AppendFailed as error:
        raise Unavailable("the message store does not answer", retry_after_seconds=1) from error
    if appended.is_new:
        chat.publisher.message_created(conversation, message_event(appended.message), note_of(appended.message))


async def _always_allowed() -> None:
    """The product may write into any conversation."""
