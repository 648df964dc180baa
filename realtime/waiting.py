"""After a word in a help chat: who waits now, for whom, and what the product does about it by itself."""

from datetime import datetime

from realtime.actor import Actor
from realtime.assignment import assign
from realtime.automatic_replies import answer_a_word
from realtime.chat import Chat
from realtime.conversations import announce
from storage.conversations import Conversation
from storage.desk_facts import FactKind, note_fact
from storage.ids import ConversationId, UserId
from storage.site import load_site
from storage.support_rules import SupportRules
from storage.waiting_visitors import begin_waiting, end_waiting, mark_first_answer, would_wait


async def someone_wrote(actor: Actor, conversation: Conversation, at: datetime) -> None:
    """After a message in a support chat: a visitor's puts it into the queue, staff's answer ends the waiting."""
    # Who is told of the change is told of the message, too.
    await actor.chat.appender.copies.settled(conversation.id)
    if actor.user_id == conversation.visitor_id:
        await visitor_waits(actor.chat, conversation.id, actor.user_id, at)
        return
    answered = await end_waiting(conversation.id, at)
    if answered is not None:
        await _note_first_answer(answered, actor.user_id, at)
        await announce(actor.chat, answered)


async def visitor_waits(chat: Chat, conversation_id: ConversationId, visitor_id: UserId, at: datetime) -> None:
    """The visitor's word of that moment has no answer; who is free gets the chat, and the visitor hears what to expect.

    Told again, or of somebody who is nobody's visitor there, it changes nothing.
    """
    if not await would_wait(conversation_id, visitor_id, at):
        return
    site = await load_site()
    rules = site.support_rules if site else SupportRules()
    waiting = await begin_waiting(conversation_id, visitor_id, at, reopens_for=rules.reopens_for)
    if waiting is None:
        return
    given = await assign(chat, waiting, rules.assignment, now=chat.clock()) if rules.assignment.is_on else None
    if given is None:
        await announce(chat, waiting)
    if site is not None:
        await answer_a_word(chat, given or waiting, site, at)


async def _note_first_answer(conversation: Conversation, answerer_id: UserId, at: datetime) -> None:
    """Counted first and marked then: whoever dies in between has it counted once all the same, by its key."""
    place = conversation.queue
    if place is None or place.asked_at is None or place.first_answered_at is not None:
        return
    seconds = max(0, round((at - place.asked_at).total_seconds()))
    await note_fact(FactKind.FIRST_ANSWER, conversation.id, place.asked_at, at=at, person_id=answerer_id, value=seconds)
    await mark_first_answer(conversation.id, place.asked_at, at=at)
