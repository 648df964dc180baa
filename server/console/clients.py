"""What an astrologer knows of a client: the card beside the chat."""

from datetime import datetime, timedelta
from typing import Final

from realtime.actor import Actor
from realtime.audit import audit
from realtime.contracts import TextOut
from realtime.conversations import access_conversation
from realtime.errors import NotFound
from server.births.contracts import GivenBirthOut
from server.charts.actions import birth_moment
from server.charts.aspects import Transit
from server.charts.contracts import NatalChartOut
from server.charts.words import aspect_sentence
from server.console.contracts import (
    CardConsultation,
    ClientCard,
    NotesAnswer,
    NotesOut,
    SaveNotes,
    TransitList,
    TransitOut,
)
from server.console.texts import refused
from server.context import Context
from server.limits import Limit
from storage.audit import AuditedAction
from storage.client_notes import notes_of
from storage.client_notes import save_notes as store_notes
from storage.conversations import Conversation, Participant
from storage.entitlements import GivenBirth, entitlement_by_id
from storage.ids import UserId, parse_id
from storage.inbox import consultations_of_two
from storage.services import ConsultationFormat
from storage.users import Role

TRANSIT_DAYS: Final = 30
SAVES_PER_PERSON: Final = Limit("client-notes", "3600/hour")


async def show(actor: Actor, conversation_id: str, now: datetime) -> ClientCard:
    """The card of the client of this consultation; that it was read is written down first."""
    conversation, client = await _access(actor, conversation_id)
    await audit(actor, AuditedAction.CLIENT_READ, f"conversation:{conversation.id}", person_id=client.user_id)
    birth = await _birth(conversation)
    together = await consultations_of_two(client.user_id, actor.user_id)
    return ClientCard(
        client_id=str(client.user_id),
        name=client.name,
        birth=GivenBirthOut.of(birth) if birth else None,
        has_chart=birth is not None,
        consultations=[_consultation(one, now) for one in together],
        notes=NotesOut.of(await notes_of(client.user_id, actor.user_id)),
    )


async def show_chart(context: Context, actor: Actor, conversation_id: str) -> NatalChartOut:
    """The natal chart of that birth in words. `not_found` while no birth was given."""
    conversation, _ = await _access(actor, conversation_id)
    birth = await _birth(conversation)
    if birth is None:
        raise NotFound
    chart = await context.charts.chart(birth_moment(birth.born, actor.language))
    return NatalChartOut.of(chart, actor.language)


async def show_transits(context: Context, actor: Actor, conversation_id: str, now: datetime) -> TransitList:
    """What moves over the chart of that birth in the next month. `not_found` while no birth was given."""
    conversation, _ = await _access(actor, conversation_id)
    birth = await _birth(conversation)
    if birth is None:
        raise NotFound
    since = now.date()
    moment = birth_moment(birth.born, actor.language)
    found = await context.charts.transits(moment, since, TRANSIT_DAYS)
    until = since + timedelta(days=TRANSIT_DAYS)
    return TransitList(since=since, until=until, items=[_transit(one, actor) for one in found])


async def save_notes(context: Context, actor: Actor, client_id: str, wanted: SaveNotes, now: datetime) -> NotesAnswer:
    """Keep them. `conflict` at `version` when another device has changed them; `not_found` for who is no client of

    the actor's.
    """
    await context.limiter.hit(SAVES_PER_PERSON, str(actor.user_id))
    parsed = parse_id(client_id)
    known = UserId(parsed) if parsed else None
    if known is None or known == actor.user_id or not await consultations_of_two(known, actor.user_id, limit=1):
        raise NotFound
    tags = list(dict.fromkeys(wanted.tags))
    kept = await store_notes(known, actor.user_id, wanted.text, tags, version=wanted.version, at=now)
    if kept is None:
        raise refused("notes_changed", "version", actor.language)
    return NotesAnswer(notes=NotesOut.of(kept))


async def _access(actor: Actor, conversation_id: str) -> tuple[Conversation, Participant]:
    """One of the actor's own consultations, and its client."""
    conversation = await access_conversation(actor, conversation_id, to="read")
    client = next((one for one in conversation.participants if one.role is Role.CLIENT), None)
    if conversation.consultation is None or client is None:
        raise NotFound
    return conversation, client


async def _birth(conversation: Conversation) -> GivenBirth | None:
    bought = conversation.consultation
    entitlement = await entitlement_by_id(bought.entitlement_id) if bought else None
    return entitlement.birth if entitlement else None


def _consultation(conversation: Conversation, now: datetime) -> CardConsultation:
    bought = conversation.consultation
    assert bought is not None, "consultations have what was bought"
    return CardConsultation(
        conversation_id=str(conversation.id),
        service_title=TextOut(ru=bought.service_title.ru, en=bought.service_title.en),
        format=ConsultationFormat(bought.format),
        state=conversation.state_at(now),
        opened_at=conversation.created_at,
        active_until=conversation.active_until,
        completed_at=conversation.completed_at,
    )


def _transit(one: Transit, actor: Actor) -> TransitOut:
    text = aspect_sentence(one.moving, one.kind, one.point, actor.language)
    return TransitOut(moving=one.moving, aspect=one.kind, point=one.point, at=one.at, text=text)
