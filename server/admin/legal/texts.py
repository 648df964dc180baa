"""Legal texts, as editors read them and make new versions of them."""

import re
from datetime import datetime
from typing import Any, Final

from realtime.actor import Actor
from realtime.audit import audit
from realtime.errors import Conflict, NotFound
from realtime.texts import Language
from server.admin.catalogue.contracts import SeenVersion
from server.admin.catalogue.editing import differences, refused, taken
from server.admin.catalogue.words import text, words
from server.admin.legal.contracts import ChangeLegal, LegalForm, LegalRecord, LegalRecords, NewLegal
from server.catalog.views import with_facts
from storage.audit import AuditedAction
from storage.legal_texts import (
    SETTLED_BEFORE,
    LegalGroup,
    LegalText,
    change_planned_legal_text,
    insert_legal_version,
    legal_text,
    legal_texts,
    newest_legal_text,
    newest_legal_texts,
    withdraw_planned_legal_text,
)
from storage.site import load_site

_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")


async def list_legal(actor: Actor) -> LegalRecords:
    """Every legal text."""
    now = actor.chat.clock()
    in_force = {one.slug: one for one in await legal_texts(now)}
    return LegalRecords(items=[record_of(one, in_force.get(one.slug), now) for one in await newest_legal_texts()])


async def show_legal(actor: Actor, slug: str) -> LegalRecord:
    """One legal text in its newest words."""
    now = actor.chat.clock()
    return record_of(await newest_of(slug), await legal_text(slug, now), now)


async def create_legal(actor: Actor, command: NewLegal) -> LegalRecord:
    """A new legal text, the last in the footer."""
    now = actor.chat.clock()
    await _judge(actor, command, now)
    if await newest_legal_text(command.slug) is not None:
        raise taken(actor)
    known = await newest_legal_texts()
    made = _version(
        actor, command, slug=command.slug, position=max((one.position for one in known), default=0) + 1, now=now
    )
    await _publish(actor, AuditedAction.LEGAL_TEXT_CREATED, made)
    return await show_legal(actor, command.slug)


async def change_legal(actor: Actor, slug: str, command: ChangeLegal) -> LegalRecord:
    """Other words: for the version that is planned, or as a new version beside all that were ever agreed to."""
    now = actor.chat.clock()
    newest = await newest_of(slug)
    if newest.version != command.version:
        raise Conflict
    planned = newest.effective_at > now + SETTLED_BEFORE
    if not planned and newest.is_planned(now):
        raise refused(actor, "effective_at", "takes_effect_now")
    await _judge(actor, command, now)
    told = differences(newest, _said(command, newest.effective_at))
    if not told and (command.effective_at is None) is not planned:
        return await show_legal(actor, slug)
    if planned:
        await _change_planned(actor, newest, command, now)
    else:
        made = _version(actor, command, slug=slug, position=newest.position, now=now, before=newest)
        if made.effective_at <= newest.effective_at:
            raise refused(actor, "effective_at", "in_past")
        await _publish(actor, AuditedAction.LEGAL_TEXT_CHANGED, made, **told)
    return await show_legal(actor, slug)


async def withdraw_planned(actor: Actor, slug: str, query: SeenVersion) -> None:
    """Take a planned version back; nobody has agreed to it."""
    now = actor.chat.clock()
    newest = await newest_of(slug)
    if newest.version != query.version or newest.number == 1 or not newest.effective_at > now + SETTLED_BEFORE:
        raise Conflict
    await audit(actor, AuditedAction.LEGAL_TEXT_WITHDRAWN, subject_of(slug), number=str(newest.number))
    if not await withdraw_planned_legal_text(slug, newest.number, version=query.version, now=now):
        raise Conflict


async def newest_of(slug: str) -> LegalText:
    """The last version of it; not found when there is none."""
    found = await newest_legal_text(slug)
    if found is None:
        raise NotFound
    return found


def subject_of(slug: str) -> str:
    """How the audit log calls it."""
    return f"legal_text:{slug}"


async def _publish(actor: Actor, action: AuditedAction, made: LegalText, **told: str) -> None:
    effective_at = f"{made.effective_at:%Y-%m-%dT%H:%M:%SZ}"
    facts = {**told, "number": str(made.number), "effective_at": effective_at}
    await audit(actor, action, subject_of(made.slug), person_id=None, **facts)
    if not await insert_legal_version(made):
        raise Conflict


async def _change_planned(actor: Actor, found: LegalText, command: LegalForm, now: datetime) -> None:
    changes = _said(command, now)
    told = differences(found, changes) | {"number": str(found.number)}
    await audit(actor, AuditedAction.LEGAL_TEXT_CHANGED, subject_of(found.slug), person_id=None, **told)
    if await change_planned_legal_text(found, changes, version=found.version, now=now) is None:
        raise Conflict


async def _judge(actor: Actor, form: LegalForm, now: datetime) -> None:
    site = await load_site()
    known = set(site.facts("ru")) if site else set()
    for language, body in (("ru", form.body.ru), ("en", form.body.en)):
        if set(_PLACEHOLDER.findall(body)) - known:
            raise refused(actor, f"body.{language}", "unknown_fact")
    if form.effective_at is not None and form.effective_at <= now:
        raise refused(actor, "effective_at", "in_past")


def _said(form: LegalForm, otherwise: datetime) -> dict[str, Any]:
    """What the form says, as it is stored; a form without a moment means `otherwise`."""
    at = form.effective_at or otherwise
    return {
        "group": LegalGroup(form.group),
        "title": text(form.title),
        "body": text(form.body),
        # MongoDB keeps milliseconds; more of them would be a change each time the form is saved.
        "effective_at": at.replace(microsecond=at.microsecond // 1000 * 1000),
    }


def _version(
    actor: Actor, form: LegalForm, *, slug: str, position: int, now: datetime, before: LegalText | None = None
) -> LegalText:
    return LegalText(
        slug=slug,
        number=before.number + 1 if before else 1,
        version=before.version + 1 if before else 0,
        position=position,
        made_at=now,
        made_by=actor.user_id,
        **_said(form, now),
    )


def record_of(newest: LegalText, in_force: LegalText | None, now: datetime) -> LegalRecord:
    """The legal text as editors see it."""
    return LegalRecord(
        slug=newest.slug,
        version=newest.version,
        group=newest.group.value,
        title=words(newest.title),
        body=words(newest.body),
        effective_at=newest.effective_at if newest.is_planned(now) else None,
        number=newest.number,
        in_force_number=in_force.number if in_force else None,
        in_force_since=in_force.effective_at if in_force else None,
    )


async def filled_in(markdown: str, language: Language) -> str:
    """Markdown with the organisation's details in place of its `{...}`, as readers will see it."""
    site = await load_site()
    return with_facts(markdown, site, language) if site else markdown
