"""An empty conversation and messages to append, without the chat around them."""

from uuid import uuid4

from storage.conversations import Conversation, ConversationKind
from storage.ids import ConversationId, UserId
from storage.messages import MessageKind, StoredMessage, new_message
from storage.times import utc_now


async def empty_conversation() -> Conversation:
    """A help chat of nobody, stored."""
    now = utc_now()
    conversation = Conversation(
        kind=ConversationKind.SUPPORT, participants=[], participant_ids=[], last_message_at=now, created_at=now
    )
    await conversation.insert()
    return conversation


def draft(
    conversation_id: ConversationId,
    sender_id: UserId,
    text: str,
    client_message_id: str | None = None,
    kind: MessageKind = MessageKind.TEXT,
) -> StoredMessage:
    """A message that is to be appended, of a send of its own unless its id is given."""
    return new_message(
        conversation_id=conversation_id,
        sender_id=sender_id,
        sender_role="client",
        sender_name="Анна",
        client_message_id=client_message_id or str(uuid4()),
        kind=kind,
        text=text,
        created_at=utc_now(),
    )


async def nothing_to_check() -> None:
    """Whoever writes may write."""
