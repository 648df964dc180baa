"""A database of a test's own; afterwards the documents are bound to what they were bound to before."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from beanie import Document

from storage.database import Database, open_database


@asynccontextmanager
async def scratch_database(
    stores: Mapping[str, str], name: str, documents: Sequence[type[Document]]
) -> AsyncIterator[Database]:
    """The database `name` with the indexes of `documents`."""
    before = {one: _bound_to(one) for one in documents}
    url = stores["MONGODB_URL"].replace("/astars?", f"/{name}?")
    opened = await open_database(url, documents, create_indexes=True)
    try:
        yield opened
    finally:
        opened.close()
        for document, (handle, collection) in before.items():
            document.set_database(handle)  # type: ignore[no-untyped-call]
            document.set_collection(collection)  # type: ignore[no-untyped-call]


def _bound_to(document: type[Document]) -> tuple[Any, Any]:
    settings = document._document_settings
    return (settings.motor_db, settings.motor_collection) if settings else (None, None)
