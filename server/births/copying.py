"""What the profile says of a birth, copied to a consultation that is about to open."""

from datetime import datetime

from server.charts.birth import BirthMoment, UnclearTime, instant
from storage.entitlements import Entitlement, GivenBirth, give_birth
from storage.services import BirthOf
from storage.users import Birth, User


async def copy_profile(entitlement: Entitlement, client: User, now: datetime) -> None:
    """Give the client's own birth where the service is about it and the profile says enough; else it is asked for.

    What was given already stays.
    """
    if entitlement.birth_of is not BirthOf.CLIENT or client.birth is None or not says_enough(client.birth):
        return
    given = GivenBirth(name=client.display_name, is_self=True, born=client.birth, given_at=now)
    await give_birth(entitlement.id, given, unless_given=True)


def says_enough(born: Birth) -> bool:
    """Whether a chart can be made of it: there is a place, and the local time is one moment."""
    if born.place is None:
        return False
    place = born.place
    try:
        instant(BirthMoment(born.date, born.time, born.fold, place.lat, place.lon, place.timezone, place.name))
    except UnclearTime:
        return False
    return True
