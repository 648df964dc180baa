"""Edits, deletions and reactions: each committed with the conversation's next `rev`, then told to everybody in it.

A repeated command finds nothing left to do, changes nothing and answers as the first one did.
"""

from typing import Final

from realtime.actor import Actor
from realtime.contracts import DeleteMessage, EditMessage, MessageAnswer, MessageEvent, ReactToMessage
from realtime.conversations import access_conversation, may_read, refusal_to_write
from realtime.errors import Conflict, Forbidden, NotFound, Unavailable, ValidationFailed
from realtime.views import message_out
from storage.changes import Decide, change_message
from storage.conversations import Conversation
from storage.ids import UserId
from storage.messages import Message, MessageKind, Reaction

MAX_EMOJI_OF_MESSAGE: Final = 20


async def edit(actor: Actor, command: EditMessage) -> MessageAnswer:
    """Let one's own message say something else. A text message never becomes empty; the words with a file may."""

    def decide(_: Conversation, message: Message) -> Message:
        _check_own(actor, message)
        _check_there(message)
        if not command.text and message.kind is MessageKind.TEXT:
            raise ValidationFailed("a text message has a text", field="text")
        if command.text == message.text:
            return message
        edited: Message = message.model_copy(update={"text": command.text, "edited_at": actor.chat.clock()})
        return edited

    return await _change(actor, command.conversation_id, command.seq, decide)


async def delete(actor: Actor, command: DeleteMessage) -> MessageAnswer:
    """Take one's own message away: its place stays, its text and files are shown to nobody any more."""

    def decide(_: Conversation, message: Message) -> Message:
        _check_own(actor, message)
        if message.deleted_at is not None:
            return message
        deleted: Message = message.model_copy(update={"deleted_at": actor.chat.clock()})
        return deleted

    return await _change(actor, command.conversation_id, command.seq, decide)


async def react(actor: Actor, command: ReactToMessage) -> MessageAnswer:
    """Put an emoji to anybody's message, or take one's own emoji back."""

    def decide(_: Conversation, message: Message) -> Message:
        if message.kind is MessageKind.SYSTEM:
            raise Forbidden("what the product says takes no reactions")
        _check_there(message)
        reactions = _with_reaction(message.reactions, command.emoji, actor.user_id, on=command.on)
        if reactions == message.reactions:
            return message
        if len(reactions) > max(MAX_EMOJI_OF_MESSAGE, len(message.reactions)):
            raise ValidationFailed("too many different emoji", field="emoji")
        reacted: Message = message.model_copy(update={"reactions": reactions})
        return reacted

    return await _change(actor, command.conversation_id, command.seq, decide)


async def _change(actor: Actor, conversation_id: str, seq: int, decide: Decide) -> MessageAnswer:
    conversation = await access_conversation(actor, conversation_id, to="write")

    def decide_if_allowed(now: Conversation, message: Message) -> Message:
        # Asked inside the transaction: an end that came since is an end.
        if not may_read(actor, now):
            raise NotFound
        refusal = refusal_to_write(actor, now)
        if refusal is not None:
            raise refusal
        return decide(now, message)

    try:
        changed = await change_message(conversation.id, seq, decide_if_allowed)
    except TimeoutError as error:
        raise Unavailable("the message store does not answer", retry_after_seconds=1) from error
    if changed is None:
        raise NotFound(field="seq")
    answer = MessageAnswer(message=message_out(changed.message))
    if changed.is_new:
        actor.chat.publisher.message_changed(conversation, MessageEvent(message=answer.message))
    return answer


def _check_own(actor: Actor, message: Message) -> None:
    if message.sender_id != actor.user_id:
        raise Forbidden("somebody else's message")


def _check_there(message: Message) -> None:
    if message.deleted_at is not None:
        raise Conflict("deleted")


def _with_reaction(reactions: list[Reaction], emoji: str, user_id: UserId, *, on: bool) -> list[Reaction]:
    """The reactions with the person's emoji or without it, in the order in which the emoji first came."""
    changed = []
    known = False
    for one in reactions:
        user_ids = one.user_ids
        if one.emoji == emoji:
            known = True
            others = [other for other in user_ids if other != user_id]
            user_ids = user_ids if on and user_id in user_ids else [*others, user_id] if on else others
        if user_ids:
            changed.append(Reaction(emoji=one.emoji, user_ids=user_ids))
    if on and not known:
        changed.append(Reaction(emoji=emoji, user_ids=[user_id]))
    return changed
