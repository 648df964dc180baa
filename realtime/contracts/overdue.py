"""Overdue answers as the support staff see them: who waits for whom, and no word of what was said."""

from realtime.contract import Contract, Id, Timestamp
from realtime.contracts.things import OfferOut, TextOut


class OverdueOut(Contract):
    """A consultation whose answer is overdue; without `answer_due_at` nobody waits any more."""

    conversation_id: Id
    service_slug: str
    service_title: TextOut
    client_name: str
    astrologer_id: Id | None
    astrologer_name: str
    waiting_since: Timestamp | None
    answer_due_at: Timestamp | None
    active_until: Timestamp | None
    offer: OfferOut | None = None


class OverduePage(Contract):
    """Overdue answers, the longest overdue first."""

    items: list[OverdueOut]
    next_cursor: str | None
