"""Giving, changing and showing the birth that a consultation is about."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from realtime.actor import Actor
from realtime.conversations import access_conversation
from realtime.errors import ConversationInactive, DomainError, Forbidden, NotFound, ValidationFailed
from realtime.system_messages import write_system_message
from realtime.texts import Language
from server.accounts.texts import refused_field
from server.births.contracts import BirthAnswer, GiveBirth, GivenBirthOut
from server.births.texts import refused
from server.charts.actions import birth_moment
from server.context import Context
from server.limits import Limit
from server.orders.views import entitlement_out
from storage.conversations import Conversation, ConversationState
from storage.entitlements import Entitlement, GivenBirth, HeldEntitlement, entitlement_by_id
from storage.entitlements import give_birth as store_birth
from storage.messages import person_wrote
from storage.users import Role, change_profile, user_by_id

log = logging.getLogger(__name__)

BIRTHS_PER_CLIENT: Final = Limit("birth", "60/hour")
_EARLIEST_TOMORROW: Final = timedelta(hours=14)


@dataclass(frozen=True)
class Begun:
    """A consultation with what it was granted by, and whether its astrologer has begun."""

    conversation: Conversation
    entitlement: Entitlement
    is_fixed: bool


async def access_consultation(actor: Actor, conversation_id: str) -> Begun:
    """The consultation, to whoever may read it; `not_found` for everybody else and for a chat with support."""
    conversation = await access_conversation(actor, conversation_id, to="read")
    bought = conversation.consultation
    entitlement = await entitlement_by_id(bought.entitlement_id) if bought else None
    if entitlement is None:
        raise NotFound
    is_fixed = await person_wrote(conversation.id, entitlement.astrologer_id)
    return Begun(conversation, entitlement, is_fixed)


async def show(actor: Actor, conversation_id: str, now: datetime) -> BirthAnswer:
    """The birth the consultation is about, as the actor may see it."""
    return _answer(actor, await access_consultation(actor, conversation_id), now)


async def give(context: Context, actor: Actor, conversation_id: str, command: GiveBirth, now: datetime) -> BirthAnswer:
    """Say or change whose birth the consultation is about, until the astrologer has begun.

    The client's own is kept in the profile too. The same again changes nothing. `conflict` once the astrologer has
    written; `validation_failed` with the choices when the local time came twice or never.
    """
    await context.limiter.hit(BIRTHS_PER_CLIENT, str(actor.user_id))
    begun = await access_consultation(actor, conversation_id)
    refusal = _refusal(actor, begun, now)
    if refusal is not None:
        raise refusal
    _check(command, actor.language, now)
    given = await _given(actor, command, now)
    before = begun.entitlement.birth
    if before is not None and _says(before) == _says(given):
        given = before
    else:
        await store_birth(begun.entitlement.id, given)
        log.info("birth_given", extra={"conversation_id": conversation_id, "user_id": str(actor.user_id)})
    held = HeldEntitlement(await entitlement_by_id(begun.entitlement.id) or begun.entitlement, completed_at=None)
    context.chat.publisher.entitlement_changed(actor.user_id, entitlement_out(held, now))
    # Written at every repetition, stored once: whoever asks again after a crash makes up for it.
    key = f"birth:{int(given.given_at.timestamp() * 1000)}"
    await write_system_message(actor.chat, begun.conversation, "consultation.birth_given", key=key, now=now)
    return _answer(actor, await access_consultation(actor, conversation_id), now)


async def draw(context: Context, actor: Actor, conversation_id: str, language: Language) -> bytes:
    """The wheel of the chart of that birth, as SVG."""
    given = await _access_chart(actor, conversation_id)
    return await context.charts.svg(birth_moment(given.born, language), language)


async def print_outline(context: Context, actor: Actor, conversation_id: str, language: Language) -> bytes:
    """The outline of that chart, as PDF."""
    given = await _access_chart(actor, conversation_id)
    return await context.charts.pdf(birth_moment(given.born, language), language, given.name)


async def _access_chart(actor: Actor, conversation_id: str) -> GivenBirth:
    begun = await access_consultation(actor, conversation_id)
    given = begun.entitlement.birth
    if given is None or not _has_chart(actor, begun.entitlement):
        raise NotFound
    return given


def _has_chart(actor: Actor, entitlement: Entitlement) -> bool:
    """The astrologer works with it; a client has the chart that was bought and kept."""
    if actor.user_id != entitlement.client_id:
        return True
    return entitlement.grants_chart and entitlement.ended_at is None


def _refusal(actor: Actor, begun: Begun, now: datetime) -> DomainError | None:
    """Why the actor may not give the birth now; None when they may."""
    if actor.role is not Role.CLIENT or actor.user_id != begun.entitlement.client_id:
        return Forbidden("only the client gives a birth")
    if begun.entitlement.birth_of is None:
        return refused("birth_not_asked", actor.language)
    if begun.conversation.state_at(now) is ConversationState.INACTIVE:
        return ConversationInactive()
    return refused("birth_fixed", actor.language) if begun.is_fixed else None


def _check(command: GiveBirth, language: Language, now: datetime) -> None:
    if command.birth.date > (now + _EARLIEST_TOMORROW).date():
        raise ValidationFailed(errors=[refused_field("birth.date", "future_date", language)])
    missing = [] if command.is_self or command.name else ["name"]
    missing += [] if command.birth.place else ["birth.place"]
    if missing:
        raise ValidationFailed(errors=[refused_field(field, "required", language) for field in missing])
    birth_moment(command.birth.stored(), language)


async def _given(actor: Actor, command: GiveBirth, now: datetime) -> GivenBirth:
    """What to store; the client's own is kept in the profile first."""
    born = command.birth.stored()
    if not command.is_self:
        return GivenBirth(name=command.name or "", is_self=False, born=born, given_at=now)
    client = await user_by_id(actor.user_id)
    if client is None:
        raise NotFound
    if client.birth != born:
        await change_profile(client, {"birth": born})
    return GivenBirth(name=client.display_name, is_self=True, born=born, given_at=now)


def _says(given: GivenBirth) -> object:
    return given.name, given.is_self, given.born


def _answer(actor: Actor, begun: Begun, now: datetime) -> BirthAnswer:
    entitlement = begun.entitlement
    return BirthAnswer(
        conversation_id=str(begun.conversation.id),
        asked_of=entitlement.birth_of,
        given=GivenBirthOut.of(entitlement.birth) if entitlement.birth else None,
        is_fixed=begun.is_fixed,
        may_give=_refusal(actor, begun, now) is None,
        has_chart=entitlement.birth is not None and _has_chart(actor, entitlement),
    )
