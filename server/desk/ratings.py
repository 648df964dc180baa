"""What visitors say of how their questions were resolved."""

from datetime import datetime

from realtime.actor import Actor
from realtime.contracts import ConversationAnswer
from realtime.conversations import access_conversation, announce, show
from realtime.errors import Conflict, Forbidden, NotFound
from server.desk.contracts import RateSupport
from storage.conversations import ConversationKind
from storage.desk_facts import FactKind, note_fact
from storage.support_ratings import give_rating


async def rate(actor: Actor, conversation_id: str, said: RateSupport, now: datetime) -> ConversationAnswer:
    """Once for each resolution, and otherwise for a day; `conflict` when nothing is to be rated, or not any more."""
    conversation = await access_conversation(actor, conversation_id, to="read")
    if conversation.kind is not ConversationKind.SUPPORT:
        raise NotFound
    if actor.user_id != conversation.visitor_id:
        raise Forbidden("only the visitor says how it was")
    resolved_at = conversation.queue.resolved_at if conversation.queue else None
    if resolved_at is None:
        raise Conflict("nothing was resolved")
    rated = await give_rating(
        conversation.id, actor.user_id, resolved_at=resolved_at, stars=said.stars, words=said.words, at=now
    )
    if rated is None or rated.queue is None:
        raise Conflict("it cannot be rated any more")
    resolved_by = rated.queue.resolved_by
    given_at = rated.queue.rating.given_at if rated.queue.rating else now
    await note_fact(FactKind.RATED, rated.id, resolved_at, at=given_at, person_id=resolved_by, value=said.stars)
    await announce(actor.chat, rated)
    fresh = await access_conversation(actor, conversation_id, to="read")
    return ConversationAnswer(conversation=await show(actor, fresh))
