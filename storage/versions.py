"""Documents that people edit: each has a `version`, and who changes one names the version that they saw."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from beanie import Document, PydanticObjectId
from pymongo import ASCENDING, UpdateOne

DocumentT = TypeVar("DocumentT", bound=Document)


def behind(after: tuple[int, str] | None) -> dict[str, object]:
    """What comes after `after` = (position, slug) in a list that is kept in an order."""
    if after is None:
        return {}
    position, slug = after
    return {"$or": [{"position": {"$gt": position}}, {"position": position, "slug": {"$gt": slug}}]}


async def change_version(
    kind: type[DocumentT], document_id: PydanticObjectId, version: int, changes: Mapping[str, object]
) -> DocumentT | None:
    """Make `changes` if the document still is at `version`, and count it; None when it is not, and nothing changed."""
    result = await kind.find_one(_at(document_id, version)).update({"$set": dict(changes), "$inc": {"version": 1}})
    return await kind.get(document_id) if result.matched_count else None


async def remove_version(kind: type[DocumentT], document_id: PydanticObjectId, version: int) -> bool:
    """Remove the document if it still is at `version`; whether it did."""
    result = await kind.find_one(_at(document_id, version)).delete()
    return bool(result and result.deleted_count)


async def slugs_in_order(kind: type[DocumentT]) -> list[str]:
    """The slugs of everything of this kind, in the order of its positions."""
    found = kind.get_motor_collection().find({}, {"_id": 0, "slug": 1, "position": 1})
    return [one["slug"] async for one in found.sort([("position", ASCENDING), ("slug", ASCENDING)])]


async def put_in_order(kind: type[DocumentT], slugs: Sequence[str]) -> None:
    """Number the documents with these slugs 1, 2, 3 … in the order given. Where something stands is no edit of it."""
    moves = [UpdateOne({"slug": slug}, {"$set": {"position": at}}) for at, slug in enumerate(slugs, 1)]
    if moves:
        await kind.get_motor_collection().bulk_write(moves, ordered=False)


def _at(document_id: PydanticObjectId, version: int) -> dict[str, object]:
    # What was stored before versions were counted has none.
    return {"_id": document_id, "version": version if version else {"$in": [0, None]}}
