"""Who works here and who is let in. Whatever is read or changed is in the audit log before the answer."""

from typing import Final

from realtime.actor import Actor
from realtime.audit import audit
from realtime.errors import Conflict, FieldError, NotFound
from realtime.texts import Language
from server.accounts import standing
from server.accounts.phones import allowed_countries, normal_phone
from server.accounts.sessions import close_sessions_of
from server.admin.asking import id_asked
from server.admin.people.contracts import (
    Decide,
    FindPeople,
    GiveRole,
    Invite,
    PeopleQuery,
    PeopleRecords,
    PersonRecord,
    PersonStory,
)
from server.admin.texts import refused_field
from server.context import Context
from server.notifications import texts
from storage import password_resets
from storage.astrologers import astrologers_by_user
from storage.audit import AuditedAction
from storage.ids import UserId, parse_id
from storage.sessions import sessions_of
from storage.standing import TEAM, people_listed
from storage.users import Role, User, sign_up_by_email, user_by_email, user_by_id, user_by_phone

_NOT_PEOPLE: Final = (Role.GUEST,)


async def list_people(actor: Actor, query: PeopleQuery) -> PeopleRecords:
    """A part of the people who fit, newest first, without a way to reach them."""
    before = id_asked(query.cursor, "cursor")
    roles = [Role(query.who)] if query.who else list(TEAM)
    if Role.CLIENT in roles:
        await audit(actor, AuditedAction.PEOPLE_FOUND, "people:list", by="role")
    found = await people_listed(roles, blocked=query.blocked, before=before, limit=query.limit + 1)
    shown = found[: query.limit]
    cursor = str(shown[-1].id) if len(found) > query.limit else None
    return PeopleRecords(items=[_record(one) for one in shown], next_cursor=cursor)


async def find_people(context: Context, actor: Actor, command: FindPeople) -> PeopleRecords:
    """Whoever has exactly this phone, e-mail or id; nobody when it is nothing of the kind."""
    way = "email" if "@" in command.q else "number" if parse_id(command.q) else "phone"
    await audit(actor, AuditedAction.PEOPLE_FOUND, "people:find", by=way)
    found = await _found(context, command.q, way, actor.language)
    return PeopleRecords(items=[_record(found)] if found else [], next_cursor=None)


async def show_person(actor: Actor, person_id: str, context: Context) -> PersonStory:
    """One person with how they are reached."""
    person = await access_person(person_id)
    await audit(actor, AuditedAction.PERSON_READ, _subject(person), person_id=person.id)
    return await _story(context, actor, person)


async def give_role(context: Context, actor: Actor, person_id: str, command: GiveRole) -> PersonStory:
    """Make them something else. Raises Conflict for the actor's own account, Forbidden for one who is admin no more."""
    person = await _decided(actor, person_id)
    await audit(
        actor,
        AuditedAction.ROLE_GIVEN,
        _subject(person),
        person_id=person.id,
        role=f"{person.role.value} → {command.becomes}",
        reason=command.reason,
    )
    await standing.give_role(context.chat, person.id, Role(command.becomes), by=actor.user_id)
    return await _story(context, actor, await access_person(person_id))


async def block(context: Context, actor: Actor, person_id: str, command: Decide) -> PersonStory:
    """Let them in nowhere any more; as `give_role`."""
    person = await _decided(actor, person_id)
    await audit(actor, AuditedAction.PERSON_BLOCKED, _subject(person), person_id=person.id, reason=command.reason)
    await standing.block(context.chat, person.id, by=actor.user_id)
    return await _story(context, actor, await access_person(person_id))


async def unblock(context: Context, actor: Actor, person_id: str, command: Decide) -> PersonStory:
    """Let them sign in again; as `give_role`."""
    person = await _decided(actor, person_id)
    await audit(actor, AuditedAction.PERSON_UNBLOCKED, _subject(person), person_id=person.id, reason=command.reason)
    await standing.unblock(person.id, by=actor.user_id)
    return await _story(context, actor, await access_person(person_id))


async def sign_out(context: Context, actor: Actor, person_id: str, command: Decide) -> PersonStory:
    """End every session of theirs."""
    person = await _decided(actor, person_id)
    await audit(actor, AuditedAction.PERSON_SIGNED_OUT, _subject(person), person_id=person.id, reason=command.reason)
    await close_sessions_of(context.chat, person.id)
    return await _story(context, actor, person)


async def invite(context: Context, actor: Actor, command: Invite) -> PersonStory:
    """Make somebody one of the team, and send them a link by which they choose a password.

    Asked again it sends another link, and the one before ends. Raises Conflict for one of the team with another role.
    """
    # A client until the role is given, which is decided and written down like any other.
    person = await sign_up_by_email(command.email, first_name=command.first_name, now=context.clock())
    if person.role not in (Role.CLIENT, Role(command.becomes)) or person.blocked_at is not None:
        raise Conflict("somebody else already", errors=[_complaint(actor, "email", "has_standing")])
    await audit(actor, AuditedAction.PERSON_INVITED, _subject(person), person_id=person.id, role=command.becomes)
    if person.role is not Role(command.becomes):
        await standing.give_role(context.chat, person.id, Role(command.becomes), by=actor.user_id)
    token = await password_resets.create_reset(person.id, context.clock(), lasts=password_resets.INVITATION)
    language: Language = "en" if person.language == "en" else "ru"
    letter = texts.invitation(f"{context.settings.base_url}/reset-password?token={token}", command.becomes, language)
    context.notifier.later(context.notifier.send_email(command.email, letter.subject, letter.text))
    return await _story(context, actor, await access_person(str(person.id)))


async def access_person(person_id: str) -> User:
    """Anybody with an account that was not deleted; `not_found` for guests and everything else."""
    parsed = parse_id(person_id)
    person = await user_by_id(UserId(parsed)) if parsed else None
    if person is None or person.erased_at is not None or person.role in _NOT_PEOPLE:
        raise NotFound
    return person


async def _decided(actor: Actor, person_id: str) -> User:
    person = await access_person(person_id)
    if person.id == actor.user_id:
        raise Conflict("oneself", errors=[_complaint(actor, "person", "oneself")])
    return person


async def _found(context: Context, q: str, way: str, language: Language) -> User | None:
    if way == "email":
        found = await user_by_email(q)
    elif way == "number":
        number = parse_id(q)
        found = await user_by_id(UserId(number)) if number else None
    else:
        found = await user_by_phone(normal_phone(q, allowed_countries(context.settings), language, field="q"))
    return None if found is None or found.erased_at is not None or found.role in _NOT_PEOPLE else found


def _complaint(actor: Actor, field: str, code: str) -> FieldError:
    return refused_field(field, code, actor.language)


def _subject(person: User) -> str:
    return f"person:{person.id}"


def _record(person: User) -> PersonRecord:
    return PersonRecord(**_row(person))


def _row(person: User) -> dict[str, object]:
    return {
        "id": str(person.id),
        "role": person.role,
        "name": person.display_name,
        "created_at": person.created_at,
        "last_seen_at": person.last_seen_at,
        "blocked_at": person.blocked_at,
    }


async def _story(context: Context, actor: Actor, person: User) -> PersonStory:
    pages = await astrologers_by_user([person.id])
    return PersonStory.model_validate(
        {
            **_row(person),
            "email": person.email,
            "phone": person.phone,
            "devices": len(await sessions_of(person.id, context.clock())),
            "page": pages[0].slug if pages else None,
            "is_me": person.id == actor.user_id,
        }
    )
