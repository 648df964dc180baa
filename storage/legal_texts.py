"""Legal texts, version by version. What people agreed to is never changed: other words are another version."""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Final

from beanie import Document
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from storage.ids import UserId
from storage.text import Text

SETTLED_BEFORE: Final = timedelta(minutes=5)
"""This long before a version takes effect it can be changed no more: clocks differ, and somebody may agree to it."""


class LegalGroup(StrEnum):
    """Where the footer shows a legal text: by itself, or in the list of the partner programmes."""

    IMPORTANT = "important"
    PARTNERS = "partners"


class LegalText(Document):
    """One version of a legal text in markdown. `{...}` placeholders name fields of the organisation (`Site.facts`).

    Of all versions with the same `slug` the one in force is the newest that has taken effect; `number` and
    `effective_at` grow together. `version` counts edits of the text as a whole: a new version of it goes on counting.
    What was stored before versions were kept has no number: it is the first.
    """

    slug: str
    number: int = 1
    version: int = 0
    group: LegalGroup
    title: Text
    body: Text
    position: int
    effective_at: datetime
    made_at: datetime | None = None
    made_by: UserId | None = None

    class Settings:
        name = "legal_texts"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("slug", ASCENDING), ("number", DESCENDING)], unique=True, name="version"),
            IndexModel([("slug", ASCENDING), ("effective_at", DESCENDING), ("_id", ASCENDING)], name="in_force"),
        ]

    @property
    def digest(self) -> str:
        """SHA-256 of every word of it: two texts with the same date and another digest are two versions."""
        words = "\0".join((self.title.ru, self.title.en, self.body.ru, self.body.en))
        return hashlib.sha256(words.encode()).hexdigest()

    def is_planned(self, now: datetime) -> bool:
        """Whether it still has to take effect."""
        return self.effective_at > now


async def legal_text(slug: str, now: datetime) -> LegalText | None:
    """The version in force of the text with this slug."""
    found = LegalText.find({"slug": slug, "effective_at": {"$lte": now}}).sort("-effective_at").limit(1)
    return next(iter(await found.to_list()), None)


async def newest_legal_text(slug: str) -> LegalText | None:
    """The last version of it, which may still have to take effect."""
    found = LegalText.find({"slug": slug}).sort("-number").limit(1)
    return next(iter(await found.to_list()), None)


async def legal_version(slug: str, number: int) -> LegalText | None:
    """That version of it."""
    numbers: list[int | None] = [1, None] if number == 1 else [number]
    return await LegalText.find_one({"slug": slug, "number": {"$in": numbers}})


async def legal_versions(slug: str) -> list[LegalText]:
    """Every version of it, the newest first."""
    return await LegalText.find({"slug": slug}).sort("-number").to_list()


async def legal_texts(now: datetime) -> list[LegalText]:
    """The version in force of every legal text, in the order of the footer."""
    return await _newest({"effective_at": {"$lte": now}})


async def newest_legal_texts() -> list[LegalText]:
    """The last version of every legal text, in the order of the footer."""
    return await _newest({})


async def change_planned_legal_text(
    found: LegalText, changes: dict[str, Any], *, version: int, now: datetime
) -> LegalText | None:
    """Other words for a version that has not taken effect; None when it has, or was changed since `version`."""
    query = {"_id": found.id, "version": _counted(version), "effective_at": {"$gt": now + SETTLED_BEFORE}}
    result = await LegalText.find_one(query).update({"$set": changes, "$inc": {"version": 1}})
    return await LegalText.get(found.id) if result.matched_count and found.id else None


async def insert_legal_version(made: LegalText) -> bool:
    """Store a new version; False when there is one with its number already."""
    try:
        await made.insert()
    except DuplicateKeyError:
        return False
    return True


async def withdraw_planned_legal_text(slug: str, number: int, *, version: int, now: datetime) -> bool:
    """Remove a version that has not taken effect; whether it was there to be removed."""
    query = {
        "slug": slug,
        "number": number,
        "version": _counted(version),
        "effective_at": {"$gt": now + SETTLED_BEFORE},
    }
    result = await LegalText.find_one(query).delete()
    return bool(result and result.deleted_count)


async def _newest(query: dict[str, Any]) -> list[LegalText]:
    # The index alone tells which they are; only those are read, however many there were before.
    versions = LegalText.get_motor_collection().find(query, {"slug": 1, "effective_at": 1})
    newest: dict[str, Any] = {}
    async for one in versions.sort([("slug", ASCENDING), ("effective_at", DESCENDING)]):
        newest.setdefault(one["slug"], one["_id"])
    found = await LegalText.find({"_id": {"$in": list(newest.values())}}).to_list()
    return sorted(found, key=lambda one: one.position)


def _counted(version: int) -> object:
    # What was stored before edits were counted has none.
    return version if version else {"$in": [0, None]}
