"""How anything of the catalogue is edited: nobody overwrites what they have not seen, and all of it is written down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar, cast

from beanie import Document
from pydantic import BaseModel

from realtime.actor import Actor
from realtime.audit import audit
from realtime.errors import Conflict, FieldError, NotFound, ValidationFailed
from server.admin.texts import refused_field
from storage.audit import AuditedAction
from storage.database import DuplicateKey
from storage.ids import UserId
from storage.versions import change_version, put_in_order, remove_version, slugs_in_order

LONGEST_TOLD: Final = 120
"""Of a text, this much is written down before and after: enough to see what was changed, not a second copy of it."""


class Editable(Protocol):
    """What every document of the catalogue has; `position` only what is kept in an order."""

    slug: str
    version: int
    position: int


EditedT = TypeVar("EditedT", bound=Document)


@dataclass(frozen=True)
class Kind(Generic[EditedT]):
    """One kind of thing that editors make and change. `person_of`: whose public page it is, if it is somebody's."""

    name: str
    document: type[EditedT]
    created: AuditedAction
    changed: AuditedAction
    removed: AuditedAction | None = None
    person_of: Callable[[EditedT], UserId | None] = lambda _: None

    def subject(self, slug: str) -> str:
        """How the audit log calls it."""
        return f"{self.name}:{slug}"


async def create(actor: Actor, kind: Kind[EditedT], made: EditedT) -> EditedT:
    """Store something new. Its slug must be free, or the form is told so."""
    slug = _editable(made).slug
    if await kind.document.find_one({"slug": slug}) is not None:
        raise taken(actor)
    await audit(actor, kind.created, kind.subject(slug), person_id=kind.person_of(made))
    try:
        await made.insert()
    except DuplicateKey as error:
        raise taken(actor) from error
    return made


async def change(
    actor: Actor, kind: Kind[EditedT], found: EditedT | None, version: int, changes: Mapping[str, object]
) -> EditedT:
    """Make `changes` for somebody who saw `version`; Conflict when it was changed since. No change is no edit."""
    slug, told = _seen(found, version), differences(found, changes)
    assert found is not None
    if not told:
        return found
    await audit(actor, kind.changed, kind.subject(slug), person_id=kind.person_of(found), **told)
    assert found.id is not None
    changed = await change_version(kind.document, found.id, version, changes)
    if changed is None:
        raise Conflict
    return changed


async def remove(actor: Actor, kind: Kind[EditedT], found: EditedT | None, version: int) -> None:
    """Remove it for somebody who saw `version`; Conflict when it was changed since."""
    slug = _seen(found, version)
    assert found is not None
    assert found.id is not None
    assert kind.removed is not None
    await audit(actor, kind.removed, kind.subject(slug), person_id=kind.person_of(found))
    if not await remove_version(kind.document, found.id, version):
        raise Conflict


async def arrange(actor: Actor, kind: Kind[EditedT], slugs: list[str]) -> None:
    """Put everything of the kind into this order; Conflict when something came or went meanwhile."""
    known = await slugs_in_order(kind.document)
    if len(slugs) != len(known) or set(slugs) != set(known):
        raise Conflict
    if slugs != known:
        await audit(actor, AuditedAction.CATALOGUE_ORDERED, kind.subject("all"))
        await put_in_order(kind.document, slugs)


async def last_position(kind: Kind[EditedT]) -> int:
    """Where something new stands: behind all others."""
    last = await kind.document.find_all().sort("-position").limit(1).to_list()
    return _editable(last[0]).position + 1 if last else 1


def taken(actor: Actor, field: str = "slug") -> ValidationFailed:
    """Somebody else has it already."""
    return ValidationFailed("taken", errors=[refused_field(field, "taken", actor.language)])


def refused(actor: Actor, field: str, code: str) -> ValidationFailed:
    """One field is wrong."""
    errors: list[FieldError] = [refused_field(field, code, actor.language)]
    return ValidationFailed(code, errors=errors)


def differences(found: object, changes: Mapping[str, object]) -> dict[str, str]:
    """What `changes` changes of `found`, as «before → after», each cut to what a log needs."""
    return {
        name: f"{_told(getattr(found, name))} → {_told(value)}"
        for name, value in changes.items()
        if getattr(found, name) != value
    }


def _seen(found: Document | None, version: int) -> str:
    """The slug of what is edited. Missing: not found; changed since: Conflict."""
    if found is None:
        raise NotFound
    if _editable(found).version != version:
        raise Conflict
    return _editable(found).slug


def _editable(document: Document) -> Editable:
    return cast("Editable", document)


def _told(value: object) -> str:
    words = str(_plain(value))
    return words if len(words) <= LONGEST_TOLD else f"{words[: LONGEST_TOLD - 1]}…"


def _plain(value: object) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value
