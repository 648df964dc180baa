"""Who takes new clients: an astrologer may say how many consultations are open at once at most."""

from collections.abc import Sequence
from datetime import datetime

from storage.astrologers import Astrologer
from storage.ids import UserId
from storage.inbox import count_active_by_participant


async def full_among(astrologers: Sequence[Astrologer], now: datetime) -> set[UserId]:
    """Those who have as many open consultations as they want. Who named no number is not counted."""
    limits = {one.user_id: one.most_open for one in astrologers if one.most_open is not None}
    if not limits:
        return set()
    load = await count_active_by_participant(list(limits), now)
    return {user_id for user_id, most in limits.items() if load[user_id] >= most}
