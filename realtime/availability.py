"""Availability: what an astrologer or a support person says of themselves, live to everybody who is concerned."""

from realtime.actor import Actor
from realtime.contracts import AvailabilityChanged, AvailabilityOut, Done, SetAvailability
from realtime.errors import Forbidden
from realtime.peers import peers_of
from storage.astrologers import Availability, set_availability
from storage.users import Role, set_staff_availability


async def set_own(actor: Actor, command: SetAvailability) -> Done:
    """Store it and tell the people who share an active conversation with the actor."""
    if actor.role is Role.ASTROLOGER:
        await set_availability(actor.user_id, Availability(command.state), command.until)
    elif actor.role is Role.SUPPORT:
        await set_staff_availability(actor.user_id, command.state, command.until)
    else:
        raise Forbidden("only astrologers and support have an availability")
    event = AvailabilityChanged(
        user_id=str(actor.user_id), availability=AvailabilityOut(state=command.state, until=command.until)
    )
    peers = await peers_of(actor.user_id, actor.chat.clock())
    actor.chat.publisher.availability_changed(event, [*peers, actor.user_id])
    return Done()
