"""The audit log, read."""

from collections.abc import Mapping, Sequence

from realtime.actor import Actor
from server.admin.asking import id_asked
from server.admin.records.contracts import AuditPerson, AuditQuery, AuditRecord, AuditRecords
from storage.audit import AuditEntry, audit_entries
from storage.ids import UserId
from storage.users import users_by_id


async def list_entries(actor: Actor, query: AuditQuery) -> AuditRecords:
    """A part of the entries that fit, newest first."""
    found = await audit_entries(
        actor_id=id_asked(query.actor, "actor"),
        action=query.action,
        subject=query.subject,
        person_id=id_asked(query.person, "person"),
        since=query.since,
        until=query.until,
        before=id_asked(query.cursor, "cursor"),
        limit=query.limit + 1,
    )
    shown = found[: query.limit]
    cursor = str(shown[-1].id) if len(found) > query.limit else None
    names = await _names_in(shown)
    return AuditRecords(items=[_record(one, names) for one in shown], next_cursor=cursor)


async def _names_in(entries: Sequence[AuditEntry]) -> Mapping[UserId, str]:
    people = {one.actor_id for one in entries} | {one.person_id for one in entries}
    return {one.id: one.display_name for one in await users_by_id([one for one in people if one])}


def _record(entry: AuditEntry, names: Mapping[UserId, str]) -> AuditRecord:
    def person(user_id: UserId | None) -> AuditPerson | None:
        return AuditPerson(id=str(user_id), name=names.get(user_id, "")) if user_id else None

    return AuditRecord(
        id=str(entry.id),
        at=entry.at,
        actor=person(entry.actor_id),
        actor_role=entry.actor_role,
        action=entry.action,
        subject=entry.subject,
        person=person(entry.person_id),
        details=entry.details,
    )
