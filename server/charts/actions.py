"""The own natal chart: who may have it, of which birth, and sending it by e-mail."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from beanie import PydanticObjectId

from realtime.actor import Actor
from realtime.errors import DomainError, NotFound, Unavailable, ValidationFailed
from realtime.texts import Language
from server.charts.birth import BirthMoment, UnclearTime, instant
from server.charts.chart import Chart
from server.charts.pool import OutlineStage
from server.charts.texts import FILE_NAME, chart_letter, missing, unclear
from server.context import Context
from server.notifications.mail import Enclosure
from storage.chart_letters import (
    KEPT,
    MAX_TRIES,
    ChartLetter,
    LetterStage,
    claim_chart_letter,
    end_chart_letter,
    insert_chart_letter,
    recent_chart_letters,
    tell_stage,
)
from storage.entitlements import holds_chart
from storage.ids import UserId
from storage.users import Birth, user_by_id

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Native:
    """Whose chart it is, and of which birth."""

    name: str
    birth: BirthMoment


async def access_chart(user_id: UserId, language: Language) -> Native:
    """The person's birth, ready for a chart; NotFound unless a service that grants a chart was bought and kept.

    Raises ValidationFailed when data are missing or the local time came twice or never; then with the choices.
    """
    user = await user_by_id(user_id) if await holds_chart(user_id) else None
    if user is None:
        raise NotFound
    return Native(user.display_name, birth_moment(user.birth, language))


def birth_moment(born: Birth | None, language: Language) -> BirthMoment:
    """What a chart of this birth depends on. Raises as `access_chart` does."""
    if born is None:
        raise ValidationFailed(errors=[missing("birth", "birth_missing", language)])
    if born.place is None:
        raise ValidationFailed(errors=[missing("birth.place", "place_missing", language)])
    place = born.place
    birth = BirthMoment(born.date, born.time, born.fold, place.lat, place.lon, place.timezone, place.name)
    try:
        instant(birth)
    except UnclearTime as error:
        raise ValidationFailed(errors=[unclear(error, language)]) from error
    return birth


async def show(context: Context, actor: Actor, language: Language) -> Chart:
    """The actor's own chart."""
    native = await access_chart(actor.user_id, language)
    return await context.charts.chart(native.birth)


async def draw(context: Context, actor: Actor, language: Language) -> bytes:
    """Its wheel as SVG."""
    native = await access_chart(actor.user_id, language)
    return await context.charts.svg(native.birth, language)


async def outline_stage(context: Context, actor: Actor, language: Language) -> OutlineStage:
    """How far the actor's outline is; asking begins it."""
    native = await access_chart(actor.user_id, language)
    return context.charts.outline(native.birth, language, native.name)


async def print_outline(context: Context, actor: Actor, language: Language) -> bytes:
    """Its outline as PDF."""
    native = await access_chart(actor.user_id, language)
    return await context.charts.pdf(native.birth, language, native.name)


async def send(context: Context, actor: Actor, email: str, language: Language, *, key: str | None) -> None:
    """Store that the chart is to go to this address, then begin; the job goes on with what this process does not end.

    The same `key` again sends nothing more.
    """
    await access_chart(actor.user_id, language)
    now = context.clock()
    letter = ChartLetter(
        client_id=actor.user_id,
        email=email,
        language=language,
        idempotency_key=key,
        created_at=now,
        next_try_at=now,
        expires_at=now + KEPT,
    )
    if await insert_chart_letter(letter):
        context.notifier.later(_first_try(context, letter.id, now))


async def _first_try(context: Context, letter_id: PydanticObjectId, now: datetime) -> None:
    await deliver(context, letter_id, now)


async def deliver(context: Context, letter_id: PydanticObjectId, now: datetime) -> bool:
    """Try to send one letter now; False when it has to be tried again or somebody else is at it."""
    letter = await claim_chart_letter(letter_id, now=now)
    if letter is None:
        return False
    language = cast("Language", letter.language)
    try:
        native = await access_chart(letter.client_id, language)
        await tell_stage(letter_id, LetterStage.POSITIONS)
        await context.charts.chart(native.birth)
        await tell_stage(letter_id, LetterStage.DRAWING)
        await context.charts.svg(native.birth, language)
        await tell_stage(letter_id, LetterStage.PRINTING)
        pdf = await context.charts.pdf(native.birth, language, native.name)
        await tell_stage(letter_id, LetterStage.SENDING)
        words = chart_letter(language)
        enclosure = Enclosure(FILE_NAME, "application/pdf", pdf)
        await context.notifier.send_email(letter.email, words.subject, words.text, [enclosure])
    except Unavailable as error:
        log.warning("chart letter waits", extra={"letter_id": str(letter_id), "reason": str(error)})
        await tell_stage(letter_id, LetterStage.FAILED if letter.tries >= MAX_TRIES else LetterStage.WAITING)
        return False
    except DomainError as error:
        # Refunded or changed meanwhile: there is nothing to send any more.
        log.info("chart letter dropped", extra={"letter_id": str(letter_id), "code": error.code})
        await end_chart_letter(letter_id, LetterStage.FAILED, at=now)
        return True
    await end_chart_letter(letter_id, LetterStage.SENT, at=now)
    return True


async def letters(actor: Actor) -> list[ChartLetter]:
    """The newest letters that the actor asked for, the last one first."""
    return await recent_chart_letters(actor.user_id)
