"""Who of the staff looks at a help chat or types in it: passed on, never stored."""

from realtime.actor import Actor
from realtime.contracts import Done, QueueViewing, ViewChat
from realtime.notes import access_help_chat


async def view(actor: Actor, command: ViewChat) -> Done:
    """Tell the staff, and nobody else."""
    conversation = await access_help_chat(actor, command.conversation_id)
    event = QueueViewing(
        conversation_id=str(conversation.id), user_id=str(actor.user_id), name=actor.name, doing=command.doing
    )
    actor.chat.publisher.queue_viewing(event, conversation.visitor_id)
    return Done()
