"""Who gives a consultation: the astrologer the client chose, else whoever suits best at that moment."""

from datetime import datetime

from server.catalog.capacity import full_among
from storage.astrologers import Astrologer, Availability, astrologer_by_user, astrologers_for_service
from storage.ids import UserId
from storage.inbox import count_active_by_participant
from storage.users import Role, User, user_by_id

_PREFERENCE = {Availability.AVAILABLE: 0, Availability.BUSY: 1, Availability.AWAY: 2}


async def assign_astrologer(
    service_slug: str, chosen: UserId | None, now: datetime, *, but: UserId | None = None
) -> Astrologer | None:
    """The chosen astrologer while they still work here, else the least loaded available one; None when nobody is left.

    Who has as many open consultations as they want comes last: what is paid for is given. Availability counts before
    load, load before the order of the catalogue. `but` is not asked.
    """
    if chosen is not None and await _works(chosen):
        return await astrologer_by_user(chosen)
    suitable = [one for one in await astrologers_for_service(service_slug) if one.user_id != but]
    load = await count_active_by_participant([one.user_id for one in suitable], now)
    full = await full_among(suitable, now)

    def place(one: Astrologer) -> tuple[bool, int, int]:
        return one.user_id in full, _PREFERENCE[one.availability(now)[0]], load[one.user_id]

    for astrologer in sorted(suitable, key=place):
        if await _works(astrologer.user_id):
            return astrologer
    return None


async def _works(user_id: UserId) -> bool:
    return is_working_astrologer(await user_by_id(user_id))


def is_working_astrologer(user: User | None) -> bool:
    """Whether this account may receive clients."""
    return user is not None and user.role is Role.ASTROLOGER and user.blocked_at is None
