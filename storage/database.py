"""The only import of motor: one client a process, beanie's models bound to it, indexes made on request.

Moving to PyMongo's own async API (beanie 2) is meant to change this file alone.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from beanie import Document, init_beanie
from bson import CodecOptions
from bson.codec_options import DatetimeConversion
from motor.motor_asyncio import (
    AsyncIOMotorClient,
    AsyncIOMotorClientSession,
    AsyncIOMotorCollection,
    AsyncIOMotorDatabase,
)
from pymongo import ReadPreference, WriteConcern
from pymongo.errors import DuplicateKeyError as DuplicateKey
from pymongo.errors import PyMongoError as StoreError
from pymongo.read_concern import ReadConcern

__all__ = [
    "DURABLE",
    "Collection",
    "Database",
    "DuplicateKey",
    "StoreError",
    "Transaction",
    "in_transaction",
    "open_database",
]
"""`DuplicateKey`: a unique index refused. `StoreError`: every failure of the database, that one included."""

Collection = AsyncIOMotorCollection[dict[str, Any]]
Transaction = AsyncIOMotorClientSession
Result = TypeVar("Result")

CODEC = CodecOptions[dict[str, Any]](tz_aware=True, datetime_conversion=DatetimeConversion.DATETIME)
DURABLE = WriteConcern(w="majority", j=True, wtimeout=10_000)
TRANSACTION_SECONDS: Final = 20.0


@dataclass(frozen=True)
class Database:
    """An open MongoDB database. Every write that is not told otherwise is majority-committed and journaled."""

    client: AsyncIOMotorClient[dict[str, Any]]
    handle: AsyncIOMotorDatabase[dict[str, Any]]

    def collection(self, name: str) -> Collection:
        """The raw collection, for the few paths where a Document would cost too much."""
        return self.handle[name]

    async def ping(self) -> bool:
        """Whether the primary answers now."""
        try:
            await self.client.admin.command("ping", read_preference=ReadPreference.PRIMARY)
        except StoreError:
            return False
        return True

    def close(self) -> None:
        """Close all connections; the object is of no use afterwards."""
        self.client.close()


async def in_transaction(collection: Collection, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
    """Do `work` whole or not at all, on one snapshot, committed at majority; what it raises takes everything back.

    After a conflict with another writer it is done again from its beginning. Raises TimeoutError after 20 s of that.
    """
    async with asyncio.timeout(TRANSACTION_SECONDS), await collection.database.client.start_session() as session:
        result: Result = await session.with_transaction(
            work, read_concern=ReadConcern("snapshot"), write_concern=DURABLE, read_preference=ReadPreference.PRIMARY
        )
    return result


async def open_database(
    url: str, documents: Sequence[type[Document]], *, name: str = "astars", create_indexes: bool = False
) -> Database:
    """Connect to `url` and bind `documents` to it. The database of the URL's path wins over `name`.

    With `create_indexes` the indexes are what the Documents declare when this returns: missing ones are made, ones that
    are declared otherwise or no more are dropped. `astars indexes` and `astars run` do it, no other process.
    """
    client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(
        url,
        tz_aware=True,
        serverSelectionTimeoutMS=5_000,
        connectTimeoutMS=5_000,
        # Making an index takes as long as it takes.
        socketTimeoutMS=None if create_indexes else 15_000,
        retryWrites=True,
        appname="astars",
    )
    handle = client.get_default_database(
        default=name, codec_options=CODEC, write_concern=DURABLE, read_concern=ReadConcern("local")
    )
    await init_beanie(
        database=handle,
        document_models=list(documents),
        skip_indexes=not create_indexes,
        allow_index_dropping=create_indexes,
    )
    return Database(client=client, handle=handle)
