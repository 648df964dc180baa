"""Long answers that are being written."""

from datetime import datetime
from typing import Final

from realtime.actor import Actor
from realtime.conversations import access_conversation
from realtime.errors import NotFound
from server.console.contracts import DraftAnswer, DraftOut, SaveDraft
from server.console.texts import refused
from server.context import Context
from server.limits import Limit
from storage.answer_drafts import answer_draft, save_answer_draft
from storage.conversations import Conversation, ConversationKind

SAVES_PER_PERSON: Final = Limit("answer-drafts", "3600/hour")


async def show_draft(actor: Actor, conversation_id: str) -> DraftAnswer:
    """What the actor is writing there, on whichever device."""
    conversation = await _access(actor, conversation_id)
    return DraftAnswer(draft=DraftOut.of(conversation.id, await answer_draft(conversation.id, actor.user_id)))


async def save_draft(
    context: Context, actor: Actor, conversation_id: str, wanted: SaveDraft, now: datetime
) -> DraftAnswer:
    """Keep it. `conflict` at `version` when another device has gone on: nothing is overwritten."""
    await context.limiter.hit(SAVES_PER_PERSON, str(actor.user_id))
    conversation = await _access(actor, conversation_id)
    kept = await save_answer_draft(conversation.id, actor.user_id, wanted.text, version=wanted.version, at=now)
    if kept is None:
        raise refused("draft_changed", "version", actor.language)
    return DraftAnswer(draft=DraftOut.of(conversation.id, kept))


async def _access(actor: Actor, conversation_id: str) -> Conversation:
    """One of the actor's own consultations."""
    conversation = await access_conversation(actor, conversation_id, to="read")
    if conversation.kind is not ConversationKind.CONSULTATION:
        raise NotFound
    return conversation
