"""How soon astrologers have answered, for their figures."""

from datetime import timedelta

from server.context import Context
from storage.conversations import Conversation
from storage.first_answers import answers_to_measure, first_words, keep_first_answer
from storage.waiting import FirstAnswer


async def measure_answers(context: Context) -> int:
    """Keep of each consultation that was answered how soon it was; answers how many. The messages are the truth."""
    found = await answers_to_measure()
    for conversation in found:
        answer = await _first_answer(conversation)
        if answer is not None:
            await keep_first_answer(conversation, answer)
    return len(found)


async def _first_answer(conversation: Conversation) -> FirstAnswer | None:
    asked, answered = await first_words(conversation)
    if answered is None or answered["sender_id"] is None:
        return None
    since = asked["created_at"] if asked else conversation.created_at
    waited = max(timedelta(), answered["created_at"] - since)
    hours = conversation.consultation.answer_within_hours if conversation.consultation else None
    return FirstAnswer(
        astrologer_id=answered["sender_id"],
        answered_at=answered["created_at"],
        seconds=round(waited.total_seconds()),
        on_time=waited <= timedelta(hours=hours) if hours else None,
    )
