"""What is known of the people of some conversations, gathered in one go for a whole page."""

from collections.abc import Iterable
from datetime import datetime

from realtime.chat import Chat
from realtime.contracts import AvailabilityOut
from realtime.views import People
from storage.astrologers import Astrologer
from storage.conversations import Conversation
from storage.users import Role


async def people_of(chat: Chat, conversations: Iterable[Conversation], now: datetime) -> People:
    """Presence and availability of everybody in `conversations`: three look-ups, however many there are.

    With others who ask at the same time they are shared.
    """
    everybody = {one.user_id: one.role for conversation in conversations for one in conversation.participants}
    online = await chat.presence.online(everybody)
    astrologers = [user_id for user_id, role in everybody.items() if role is Role.ASTROLOGER]
    pages = await chat.lookups.astrologers.many(astrologers)
    return People(
        online=online,
        last_seen_at=await chat.lookups.last_seen.many([one for one in everybody if one not in online]),
        availability={user_id: availability_out(page, now) for user_id, page in pages.items()},
    )


def availability_out(page: Astrologer, now: datetime) -> AvailabilityOut:
    """What an astrologer says of themselves at `now`."""
    state, until = page.availability(now)
    return AvailabilityOut(state=state.value, until=until)
