"""What a legal text said before, what was changed, and who agreed to which version."""

import asyncio

from realtime.actor import Actor
from realtime.audit import audit
from realtime.errors import NotFound, ValidationFailed
from server.admin.catalogue.words import words
from server.admin.legal.contracts import (
    ChangesQuery,
    ConsentRecord,
    ConsentRecords,
    ConsentsQuery,
    LegalChanges,
    LegalVersion,
    LegalVersions,
)
from server.admin.legal.differences import differences
from server.admin.legal.texts import subject_of
from storage.audit import AuditedAction
from storage.consents import count_consents, orders_consenting_to
from storage.ids import OrderId, parse_id
from storage.legal_texts import LegalText, legal_version, legal_versions
from storage.orders import Order
from storage.users import users_by_id


async def list_versions(actor: Actor, slug: str) -> LegalVersions:
    """Every version of it, and how many agreed to each."""
    now, found = actor.chat.clock(), await legal_versions(slug)
    if not found:
        raise NotFound
    makers = {one.id: one.first_name for one in await users_by_id([one.made_by for one in found if one.made_by])}
    in_force = next((one.number for one in found if not one.is_planned(now)), None)
    return LegalVersions(
        items=[
            LegalVersion(
                number=one.number,
                state="planned" if one.is_planned(now) else "in_force" if one.number == in_force else "earlier",
                title=words(one.title),
                effective_at=one.effective_at,
                made_at=one.made_at,
                made_by=makers.get(one.made_by) if one.made_by else None,
                consents=await count_consents(one.digest, one.effective_at),
            )
            for one in found
        ]
    )


async def show_changes(slug: str, number: str, query: ChangesQuery) -> LegalChanges:
    """What a version says otherwise than the one before it, or than the one asked for."""
    later = await _version(slug, number)
    known = [one.number for one in await legal_versions(slug)]
    since = query.since or max((one for one in known if one < later.number), default=None)
    earlier = await _version(slug, str(since)) if since else None
    before, after = (_whole(one, query.language) if one else "" for one in (earlier, later))
    blocks = await asyncio.to_thread(differences, before, after)
    return LegalChanges(number=later.number, since=since, blocks=blocks)


async def list_consents(actor: Actor, slug: str, number: str, query: ConsentsQuery) -> ConsentRecords:
    """Who agreed to that version, newest first. That somebody looked is written down."""
    version = await _version(slug, number)
    before = parse_id(query.cursor) if query.cursor else None
    if query.cursor and before is None:
        raise ValidationFailed("cursor", field="cursor")
    await audit(actor, AuditedAction.CONSENTS_READ, subject_of(slug), number=str(version.number))
    orders = await orders_consenting_to(
        version.digest, version.effective_at, before=OrderId(before) if before else None, limit=query.limit + 1
    )
    shown = orders[: query.limit]
    return ConsentRecords(
        items=[_consent(one) for one in shown],
        next_cursor=str(shown[-1].id) if len(orders) > query.limit else None,
    )


def _consent(order: Order) -> ConsentRecord:
    return ConsentRecord(
        order_id=str(order.id),
        name=f"{order.first_name} {order.last_name}".strip(),
        given_at=order.consent_at,
        service_title=words(order.service_title),
    )


async def _version(slug: str, number: str) -> LegalText:
    found = await legal_version(slug, int(number)) if number.isdecimal() and len(number) < 7 else None
    if found is None:
        raise NotFound
    return found


def _whole(version: LegalText, language: str) -> str:
    return f"{version.title.in_language(language)}\n\n{version.body.in_language(language)}"
