"""Promo codes, as editors make, change and end them. What orders were told of a code stays true for ever."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from realtime.actor import Actor
from realtime.audit import audit
from realtime.contracts import Money
from realtime.errors import Conflict, NotFound, ValidationFailed
from server.admin.catalogue.editing import differences, refused, taken
from server.admin.codes.promo_contracts import (
    ChangePromo,
    EndPromo,
    NewPromo,
    PromoForm,
    PromoQuery,
    PromoRecord,
    PromoRecords,
)
from server.admin.codes.readable import readable
from storage.audit import AuditedAction
from storage.ids import parse_id
from storage.orders import promo_code_uses, taken_promo_slots
from storage.promo_codes import PromoCode, insert_promo_codes, known_promo_codes, promo_code, promo_codes
from storage.services import known_services
from storage.versions import change_version

RANDOM_LENGTH: Final = 6
FIXED_ONCE_USED: Final = ("percent", "amount", "starts_at")
"""What an order says about its code: it had this discount, and it was in force."""


async def list_promo_codes(query: PromoQuery) -> PromoRecords:
    """Promo codes with their uses."""
    after = parse_id(query.cursor) if query.cursor else None
    if query.cursor and after is None:
        raise ValidationFailed("cursor", field="cursor")
    found = await promo_codes(series=query.series, after=after, limit=query.limit + 1)
    shown = found[: query.limit]
    cursor = str(shown[-1].id) if len(found) > query.limit else None
    return PromoRecords(items=await _records(shown), next_cursor=cursor)


async def show_promo_code(code: str) -> PromoRecord:
    """One promo code."""
    return await _record(await _found(code))


async def create_promo_codes(actor: Actor, command: NewPromo) -> PromoRecords:
    """One code as it is written, or a series of random ones that begin with it."""
    now = actor.chat.clock()
    await _judge(actor, command, now)
    said = _said(command)
    if command.count == 1:
        if await known_promo_codes([command.code]):
            raise taken(actor, "code")
        made = [PromoCode(code=command.code, **said)]
    else:
        made = await _series(command, said)
    action = AuditedAction.PROMO_CODE_CREATED if command.count == 1 else AuditedAction.PROMO_CODES_MADE
    await audit(actor, action, subject_of(command.code), count=str(command.count))
    if await insert_promo_codes(made):
        raise taken(actor, "code")
    return PromoRecords(items=await _records(made), next_cursor=None)


async def change_promo_code(actor: Actor, code: str, command: ChangePromo) -> PromoRecord:
    """Change the code as its editor saw it, in what no order has been told yet."""
    found, now = await _found(code), actor.chat.clock()
    if found.version != command.version:
        raise Conflict
    await _judge(actor, command, now, found)
    said = _said(command)
    await _keep_true(actor, found, said)
    return await _record(await _change(actor, found, command.version, said))


async def end_promo_code(actor: Actor, code: str, command: EndPromo) -> PromoRecord:
    """From now on it takes nothing off; orders that have it keep it."""
    found, now = await _found(code), actor.chat.clock()
    if found.version != command.version:
        raise Conflict
    if found.ends_at is not None and found.ends_at <= now:
        return await _record(found)
    return await _record(await _change(actor, found, command.version, {"ends_at": now}))


def subject_of(code: str) -> str:
    """How the audit log calls it."""
    return f"promo_code:{code}"


async def _change(actor: Actor, found: PromoCode, version: int, changes: dict[str, Any]) -> PromoCode:
    told = differences(found, changes)
    if not told:
        return found
    await audit(actor, AuditedAction.PROMO_CODE_CHANGED, subject_of(found.code), person_id=None, **told)
    changed = await change_version(PromoCode, found.id, version, changes)
    if changed is None:
        raise Conflict
    return changed


async def _series(command: NewPromo, said: dict[str, Any]) -> list[PromoCode]:
    prefix = command.code.rstrip("-")
    codes: set[str] = set()
    while missing := command.count - len(codes):
        fresh = {f"{prefix}-{readable(RANDOM_LENGTH)}" for _ in range(missing)}
        codes |= fresh - await known_promo_codes(fresh)
    return [PromoCode(code=code, series=prefix, **said) for code in sorted(codes)]


async def _judge(actor: Actor, form: PromoForm, now: datetime, found: PromoCode | None = None) -> None:
    if (form.percent is None) == (form.amount is None):
        raise refused(actor, "percent", "discount_kind")
    if set(form.services) - await known_services(form.services):
        raise refused(actor, "services", "unknown_service")
    if form.ends_at is not None and form.starts_at is not None and form.ends_at <= form.starts_at:
        raise refused(actor, "ends_at", "before_beginning")
    moved = form.ends_at is not None and (found is None or _milliseconds(form.ends_at) != found.ends_at)
    if moved and form.ends_at is not None and form.ends_at <= now:
        raise refused(actor, "ends_at", "in_past")


async def _keep_true(actor: Actor, found: PromoCode, said: dict[str, Any]) -> None:
    """Refuse whatever would make past orders untrue, or the count of uses wrong."""
    if not (await promo_code_uses([found.code])).get(found.code):
        return
    for name in FIXED_ONCE_USED:
        if said[name] != getattr(found, name):
            raise refused(actor, name, "used_already")
    for name in ("uses_limit", "uses_each"):
        # Uses before there was a limit have no number: a limit would not count them.
        if getattr(found, name) is None and said[name] is not None:
            raise refused(actor, name, "used_already")
    if said["uses_limit"] is not None and max(await taken_promo_slots(found.code), default=0) > said["uses_limit"]:
        raise refused(actor, "uses_limit", "below_used")


def _said(form: PromoForm) -> dict[str, Any]:
    return {
        "percent": form.percent,
        "amount": form.amount.amount if form.amount else None,
        "services": form.services,
        "starts_at": _milliseconds(form.starts_at),
        "ends_at": _milliseconds(form.ends_at),
        "uses_limit": form.uses_limit,
        "uses_each": form.uses_each,
    }


def _milliseconds(at: datetime | None) -> datetime | None:
    # MongoDB keeps no more; they would be a change each time the form is saved.
    return at.replace(microsecond=at.microsecond // 1000 * 1000) if at else None


async def _found(code: str) -> PromoCode:
    found = await promo_code(code)
    if found is None:
        raise NotFound
    return found


async def _record(promo: PromoCode) -> PromoRecord:
    return (await _records([promo]))[0]


async def _records(promos: Sequence[PromoCode]) -> list[PromoRecord]:
    uses = await promo_code_uses([one.code for one in promos])
    return [
        PromoRecord(
            id=str(one.id),
            code=one.code,
            version=one.version,
            percent=one.percent,
            amount=Money(amount=one.amount, currency="RUB") if one.amount else None,
            services=one.services,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            uses_limit=one.uses_limit,
            uses_each=one.uses_each,
            series=one.series,
            uses=uses.get(one.code, 0),
        )
        for one in promos
    ]
