"""Astrologers' pages and the accounts behind them, as editors make, change and hide them. None is removed."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from realtime import avatars
from realtime.actor import Actor
from realtime.errors import NotFound, Unavailable
from server.admin.catalogue.contracts import (
    AstrologerForm,
    AstrologerRecord,
    AstrologerRecords,
    ChangeAstrologer,
    NewAstrologer,
    RecordQuery,
)
from server.admin.catalogue.editing import Kind, change, create, last_position, refused, taken
from server.admin.catalogue.words import page_of, text, texts, words
from server.catalog.cursor import read_cursor
from storage.astrologers import Astrologer, all_astrologers, any_astrologer_by_slug, astrologer_by_user
from storage.audit import AuditedAction
from storage.database import DuplicateKey
from storage.objects import ObjectStoreError
from storage.services import known_services
from storage.users import Role, User, user_by_email, users_by_id

ASTROLOGERS: Final = Kind(
    "astrologer",
    Astrologer,
    AuditedAction.ASTROLOGER_CREATED,
    AuditedAction.ASTROLOGER_CHANGED,
    person_of=lambda one: one.user_id,
)
PORTRAIT_SIDE: Final = 640
NO_PORTRAIT: Final = "art/nobody.svg"


async def list_astrologers(query: RecordQuery) -> AstrologerRecords:
    """Astrologers shown and hidden."""
    found = await all_astrologers(after=read_cursor(query.cursor), limit=query.limit + 1)
    items, cursor = page_of(found, query.limit, lambda one: (one.position, one.slug))
    return AstrologerRecords(items=await _records(items), next_cursor=cursor)


async def show_astrologer(slug: str) -> AstrologerRecord:
    """One astrologer, shown or hidden."""
    return await _record(await _found(slug))


async def create_astrologer(actor: Actor, command: NewAstrologer) -> AstrologerRecord:
    """A page for an account that has none yet; hidden until it is said otherwise. Last in the catalogue.

    Nobody's address becomes an account of an astrologer, who chooses a password by «Забыли пароль?».
    """
    await _judge(actor, command)
    if await any_astrologer_by_slug(command.slug) is not None:
        raise taken(actor)
    account = await _account(actor, command)
    said = _said(command, None, actor.chat.clock())
    made = Astrologer(
        slug=command.slug,
        user_id=account.id,
        portrait=NO_PORTRAIT,
        position=await last_position(ASTROLOGERS),
        **said,
    )
    return await _record(await create(actor, ASTROLOGERS, made))


async def change_astrologer(actor: Actor, slug: str, command: ChangeAstrologer) -> AstrologerRecord:
    """Change the page as its editor saw it."""
    found = await any_astrologer_by_slug(slug)
    await _judge(actor, command)
    said = _said(command, found.hidden_at if found else None, actor.chat.clock())
    return await _record(await change(actor, ASTROLOGERS, found, command.version, said))


async def replace_portrait(actor: Actor, slug: str, content: bytes) -> AstrologerRecord:
    """Make a square of `content` the portrait. Raises UnsupportedType for what is no JPEG, PNG or WebP."""
    found = await _found(slug)
    async with actor.chat.images.turn:
        picture = await actor.chat.images.square(content, PORTRAIT_SIDE)
    path = f"avatars/{secrets.token_urlsafe(16)}.webp"
    objects = actor.chat.objects
    try:
        await objects.put(path, picture, avatars.CONTENT_TYPE)
        changed = await change(actor, ASTROLOGERS, found, found.version, {"portrait": path})
        await avatars.forget(objects, found.portrait)
    except ObjectStoreError as error:
        raise Unavailable("the object store does not answer", retry_after_seconds=5) from error
    return await _record(changed)


async def _judge(actor: Actor, form: AstrologerForm) -> None:
    if set(form.services) - await known_services(form.services):
        raise refused(actor, "services", "unknown_service")


async def _account(actor: Actor, command: NewAstrologer) -> User:
    account = await user_by_email(command.account_email)
    if account is None:
        account = User(
            role=Role.ASTROLOGER,
            first_name=command.name.ru[:60],
            email=command.account_email,
            created_at=actor.chat.clock(),
        )
        try:
            return await account.insert()
        except DuplicateKey as error:
            raise taken(actor, "account_email") from error
    if account.role is not Role.ASTROLOGER:
        raise refused(actor, "account_email", "other_role")
    if await astrologer_by_user(account.id) is not None:
        raise refused(actor, "account_email", "has_page")
    return account


async def _found(slug: str) -> Astrologer:
    astrologer = await any_astrologer_by_slug(slug)
    if astrologer is None:
        raise NotFound
    return astrologer


def _said(form: AstrologerForm, hidden_at: datetime | None, now: datetime) -> dict[str, Any]:
    """What the form says, as it is stored. Who is hidden already stays hidden since then."""
    return {
        "name": text(form.name),
        "bio": text(form.bio),
        "about": text(form.about),
        "education": texts(form.education),
        "directions": texts(form.directions),
        "services": form.services,
        "languages": form.languages,
        "hidden_at": (hidden_at or now) if form.hidden else None,
    }


async def _record(astrologer: Astrologer) -> AstrologerRecord:
    [record] = await _records([astrologer])
    return record


async def _records(astrologers: Sequence[Astrologer]) -> list[AstrologerRecord]:
    accounts = {one.id: one for one in await users_by_id([one.user_id for one in astrologers])}
    return [_record_of(one, accounts.get(one.user_id)) for one in astrologers]


def _record_of(astrologer: Astrologer, account: User | None) -> AstrologerRecord:
    return AstrologerRecord(
        slug=astrologer.slug,
        version=astrologer.version,
        user_id=str(astrologer.user_id),
        account_email=account.email if account else None,
        name=words(astrologer.name),
        bio=words(astrologer.bio),
        about=words(astrologer.about),
        education=[words(one) for one in astrologer.education],
        directions=[words(one) for one in astrologer.directions],
        services=astrologer.services,
        languages=astrologer.languages,
        portrait=avatars.avatar_url(astrologer.portrait),
        hidden=astrologer.hidden_at is not None,
    )
