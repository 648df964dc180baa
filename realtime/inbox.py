"""Pages of conversations: a person's inbox and the support queue."""

from typing import Literal

from realtime.actor import Actor
from realtime.contracts import ConversationPage
from realtime.conversations import may_read
from realtime.people import people_of
from realtime.views import conversation_out
from storage.conversations import Conversation, ConversationKind, ConversationState
from storage.inbox import Position, inbox
from storage.queue import held_chats, snoozed_chats, support_queue
from storage.queue_place import QueueState


async def inbox_page(
    actor: Actor,
    *,
    state: ConversationState | None,
    kind: ConversationKind | None,
    after: Position | None,
    limit: int,
) -> ConversationPage:
    """The conversations `actor` takes part in, newest activity first."""
    now = actor.chat.clock()
    await actor.chat.appender.copies.settled()
    found = await inbox(actor.user_id, now=now, state=state, kind=kind, after=after, limit=limit + 1)
    return await _page(actor, found, limit)


async def queue_page(
    actor: Actor, *, state: QueueState | Literal["open", "mine", "snoozed"], after: Position | None, limit: int
) -> ConversationPage:
    """The support chats in one state of the queue (`open`: waiting or claimed); for staff, which the door checks.

    What one person answers and what sleeps is little, and comes whole.
    """
    if state == "mine" or state == "snoozed":
        found = await (held_chats(actor.user_id) if state == "mine" else snoozed_chats())
        return await _page(actor, found, len(found))
    states = [QueueState.WAITING, QueueState.CLAIMED] if state == "open" else [QueueState(state)]
    return await _page(actor, await support_queue(states=states, after=after, limit=limit + 1), limit)


async def _page(actor: Actor, found: list[Conversation], limit: int) -> ConversationPage:
    shown = [one for one in found[:limit] if may_read(actor, one)]
    now = actor.chat.clock()
    people = await people_of(actor.chat, shown, now)
    last = found[limit - 1] if len(found) > limit else None
    return ConversationPage(
        items=[conversation_out(one, actor.user_id, people, now) for one in shown],
        next_cursor=f"{last.last_message_at.isoformat()}~{last.id}" if last else None,
    )
