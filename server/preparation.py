"""What must be in the stores before the first request: indexes, the bucket, hashed codes, the demo's content."""

import asyncio

from server.app import open_objects
from server.documents import DOCUMENTS
from server.seed.first_start import seed as fill
from server.settings import Settings
from storage.certificates import hash_codes
from storage.database import open_database
from storage.times import utc_now


def indexes() -> None:
    """Create the indexes and the bucket that are missing; what exists stays as it is."""
    asyncio.run(_prepare(Settings(), with_content=False))


def seed() -> None:
    """The same, and in the demo the content of an empty database."""
    asyncio.run(_prepare(Settings(), with_content=True))


async def _prepare(settings: Settings, *, with_content: bool) -> None:
    objects = open_objects(settings)
    try:
        # A signed link is its own permission, and the help chat lives on foreign pages too.
        await objects.prepare(["*"])
    finally:
        objects.close()
    database = await open_database(settings.mongodb_url.get_secret_value(), DOCUMENTS, create_indexes=True)
    try:
        await hash_codes()
        if with_content:
            await fill(database, settings, utc_now())
    finally:
        database.close()
