"""Deadlines that pass, and choices that were left half-way."""

import logging
from datetime import timedelta

from realtime.conversations import announce
from realtime.deadlines import tell_staff
from realtime.errors import DomainError
from server.context import Context
from server.deadlines.meeting import meet_choice
from server.deadlines.notices import tell_of_answer
from storage.deadlines import answers_to_notice, take_notice, unmet_choices

log = logging.getLogger(__name__)
_STILL_AT_WORK = timedelta(seconds=20)


async def watch_deadlines(context: Context) -> None:
    """Tell astrologers of answers that are due, and support of those that are overdue.

    A notice is ordered before it is claimed, under a key of its own: a process that dies in between leaves none out,
    and none comes twice.
    """
    now = context.clock()
    for conversation in await answers_to_notice(now):
        waiting = conversation.waiting
        if waiting is None:
            continue
        await tell_of_answer(conversation, waiting, now)
        if await take_notice(conversation.id, waiting, now=now) and now >= waiting.due_at:
            await announce(context.chat, conversation)
            tell_staff(context.chat, conversation)


async def meet_choices(context: Context) -> None:
    """Give clients what they chose while something did not answer."""
    now = context.clock()
    for conversation in await unmet_choices(chosen_before=now - _STILL_AT_WORK):
        try:
            await meet_choice(context, conversation, now)
        except DomainError as error:
            log.error("choice_not_met", extra={"conversation_id": str(conversation.id), "code": error.code})
