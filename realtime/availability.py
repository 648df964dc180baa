"""Availability: what an astrologer or a support person says of themselves, live to everybody who is concerned."""

from datetime import datetime, timedelta
from typing import Final

from realtime.actor import Actor
from realtime.chat import Chat
from realtime.contracts import AvailabilityChanged, AvailabilityOut, Done, SetAvailability
from realtime.errors import Forbidden
from realtime.peers import peers_of
from realtime.people import availability_out
from storage.astrologers import (
    Astrologer,
    Availability,
    astrologer_by_user,
    availabilities_to_tell,
    set_availability,
    take_availability,
)
from storage.ids import UserId
from storage.users import Role, set_staff_availability

LONGEST_EXTRA: Final = timedelta(hours=8)
"""So long is there who says so and names no hours to come."""


async def set_own(actor: Actor, command: SetAvailability) -> Done:
    """Store it and tell the people who share an active conversation with the actor."""
    now = actor.chat.clock()
    said = AvailabilityOut(state=command.state, until=command.until)
    if actor.role is Role.ASTROLOGER:
        until = await _until(actor.user_id, command, now)
        page = await set_availability(actor.user_id, Availability(command.state), until, at=now)
        said = availability_out(page, now) if page else said
    elif actor.role is Role.SUPPORT:
        await set_staff_availability(actor.user_id, command.state, command.until)
    else:
        raise Forbidden("only astrologers and support have an availability")
    await _tell(actor.chat, actor.user_id, said, now)
    return Done()


async def _until(user_id: UserId, command: SetAvailability, now: datetime) -> datetime | None:
    """Until when it holds. Who says that they are there outside their hours is until these begin, or for an evening."""
    page = await astrologer_by_user(user_id) if command.state == "available" and command.until is None else None
    if page is None or page.working is None or page.working.open_at(now):
        return command.until
    return page.working.next_change(now) or now + LONGEST_EXTRA


async def tell(chat: Chat, page: Astrologer, now: datetime) -> None:
    """Tell the astrologer's clients, and the astrologer's own devices, how it stands."""
    await _tell(chat, page.user_id, availability_out(page, now), now)


async def tell_changes(chat: Chat, now: datetime) -> int:
    """Tell of what has changed by itself: a word that is over, hours that begin or end. May run anywhere, any time."""
    found = await availabilities_to_tell(now)
    for page in found:
        if await take_availability(page, now=now):
            await tell(chat, page, now)
    return len(found)


async def _tell(chat: Chat, user_id: UserId, availability: AvailabilityOut, now: datetime) -> None:
    peers = await peers_of(user_id, now)
    event = AvailabilityChanged(user_id=str(user_id), availability=availability)
    chat.publisher.availability_changed(event, [*peers, user_id])
