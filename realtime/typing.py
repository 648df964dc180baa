"""Typing and recording: passed on, never stored."""

from realtime.actor import Actor
from realtime.contracts import Done, SetTyping, TypingChanged
from realtime.conversations import access_recent


async def set_typing(actor: Actor, command: SetTyping) -> Done:
    """Tell the other participants; only whoever may write can be typing."""
    conversation = (await access_recent(actor, command.conversation_id)).conversation
    event = TypingChanged(conversation_id=str(conversation.id), user_id=str(actor.user_id), state=command.state)
    actor.chat.publisher.typing_changed(conversation, event, by=actor.user_id)
    return Done()
