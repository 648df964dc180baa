"""Thousands of people with sessions and conversations, made through the product's own documents in bulk.

The documents are bound to one database in a process: not for a process that uses the product's own context.
"""

import secrets
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from beanie import Document, PydanticObjectId
from pymongo import AsyncMongoClient, UpdateOne, WriteConcern
from pymongo.read_concern import ReadConcern

from server.documents import DOCUMENTS
from storage.conversations import Consultation, Conversation, ConversationKind, Participant
from storage.database import open_database
from storage.ids import ConversationId, EntitlementId, UserId, new_id
from storage.messages import Message, MessageKind
from storage.sessions import LIFETIME, Session, hash_token
from storage.text import Text
from storage.times import utc_now
from storage.users import Role, User

BATCH = 2_000
QUICK = WriteConcern(w=1)
NAME = "Анна"
WORDS = "Расскажите, пожалуйста, что меня ждёт в этом месяце: работа, дорога, дом."
PEER_DOCUMENTS = [one for one in DOCUMENTS if one is not Message]

Made = TypeVar("Made", bound=Document)


@dataclass(frozen=True)
class Member:
    """One client of the generator: a session, and the conversations it writes to in turn."""

    token: str
    user_id: str
    conversations: tuple[str, ...]
    last_seq: int = 0

    @property
    def line(self) -> str:
        """As the generator reads it."""
        return " ".join([self.token, str(self.last_seq), *self.conversations])


def write_members(folder: Path, members: Iterable[Member]) -> Path:
    """A file for the generator."""
    file = folder / f"clients-{uuid4()}"
    file.write_text("".join(f"{one.line}\n" for one in members))
    return file


def rooms(count: int, size: int) -> list[Member]:
    """Clients of a transport alone: `count` rooms of `size`; the token is the room."""
    names = [str(uuid4()) for _ in range(count)]
    return [Member(name, "", (name,)) for name in names for _ in range(size)]


def database_named(url: str, name: str) -> str:
    """The same server, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


@asynccontextmanager
async def open_documents(url: str, *, is_peers: bool = False) -> AsyncIterator[None]:
    """Documents bound to this database. A peer makes the indexes of its messages itself."""
    database = await open_database(url, PEER_DOCUMENTS if is_peers else DOCUMENTS, create_indexes=is_peers)
    try:
        yield
    finally:
        database.close()


async def sign_up_pairs(url: str, count: int, *, conversations: int = 1, is_peers: bool = False) -> list[Member]:
    """`count` clients, each beside their astrologer; the two share `conversations` running consultations."""
    now = utc_now()
    async with open_documents(url, is_peers=is_peers):
        users = [_user(role, now) for _ in range(count) for role in (Role.CLIENT, Role.ASTROLOGER)]
        tokens = [secrets.token_urlsafe(32) for _ in users]
        shared: list[list[Conversation]] = []
        for client, astrologer in zip(users[::2], users[1::2], strict=True):
            shared.append([_consultation(client, astrologer, now) for _ in range(conversations)])
        await insert(users)
        await insert([session_of(user, token, now) for user, token in zip(users, tokens, strict=True)])
        await insert([one for pair in shared for one in pair])
    return [
        Member(token, str(user.id), tuple(str(one.id) for one in shared[index // 2]))
        for index, (user, token) in enumerate(zip(users, tokens, strict=True))
    ]


async def write_history(url: str, members: Sequence[Member], count: int, *, is_peers: bool = False) -> None:
    """The first `count` messages of every conversation of these pairs, written by the first of each pair."""
    now = utc_now()
    async with open_documents(url, is_peers=is_peers):
        conversations = Conversation.get_motor_collection().with_options(write_concern=QUICK)
        messages = conversations.database["messages"].with_options(write_concern=QUICK)
        batch: list[dict[str, Any]] = []
        newest: list[UpdateOne] = []
        for template in _templates(members[::2], now):
            for seq in range(1, count + 1):
                batch.append(template | {"_id": new_id(), "seq": seq, "client_message_id": str(uuid4())})
                if len(batch) == BATCH:
                    await messages.insert_many(batch, ordered=False)
                    batch = []
            newest.append(_newest(template | {"_id": new_id(), "seq": count}))
        if batch:
            await messages.insert_many(batch, ordered=False)
        await conversations.bulk_write(newest, ordered=False)


def _templates(members: Sequence[Member], now: datetime) -> Iterator[dict[str, Any]]:
    """What all messages of a conversation have in common, as the product stores it."""
    for member in members:
        for conversation_id in member.conversations:
            message = Message(
                conversation_id=ConversationId(PydanticObjectId(conversation_id)),
                seq=0,
                sender_id=UserId(PydanticObjectId(member.user_id)),
                sender_role=Role.CLIENT,
                sender_name=NAME,
                kind=MessageKind.TEXT,
                text=WORDS,
                created_at=now,
            )
            yield message.model_dump(by_alias=True, exclude={"revision_id"})


def _newest(message: dict[str, Any]) -> UpdateOne:
    copied = {"last_seq": message["seq"], "last_message": message, "last_message_at": message["created_at"]}
    return UpdateOne({"_id": message["conversation_id"]}, {"$set": copied})


@dataclass(frozen=True)
class Stored:
    """Messages of some conversations at majority. `is_gapless`: in each of them seq is 1, 2, 3… without gaps."""

    messages: int
    is_gapless: bool


async def stored_of(url: str, members: Sequence[Member]) -> Stored:
    """What the conversations of these members hold."""
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(url)
    async with client:
        committed = client.get_default_database()["messages"].with_options(read_concern=ReadConcern("majority"))
        ids = {PydanticObjectId(one) for member in members for one in member.conversations}
        found = await committed.aggregate(
            [
                {"$match": {"conversation_id": {"$in": list(ids)}}},
                {"$group": {"_id": "$conversation_id", "count": {"$sum": 1}, "last": {"$max": "$seq"}}},
            ]
        )
        rows = await found.to_list()
    return Stored(sum(one["count"] for one in rows), all(one["count"] == one["last"] for one in rows))


async def make_indexes(url: str) -> None:
    """Make a fresh database what `astars indexes` makes of one."""
    database = await open_database(url, DOCUMENTS, create_indexes=True)
    database.close()


async def insert(documents: Sequence[Made]) -> None:
    """All of them, in batches."""
    for start in range(0, len(documents), BATCH):
        await type(documents[0]).insert_many(documents[start : start + BATCH])


def _user(role: Role, now: datetime) -> User:
    return User(role=role, first_name=NAME, email=f"{uuid4()}@example.com", created_at=now)


def session_of(user: User, token: str, now: datetime) -> Session:
    """The person has signed in; the token is what their device keeps."""
    return Session(
        token_hash=hash_token(token), user_id=user.id, user_agent="load", created_at=now, expires_at=now + LIFETIME
    )


def _consultation(client: User, astrologer: User, now: datetime) -> Conversation:
    people = [Participant(user_id=one.id, role=one.role, name=one.display_name) for one in (client, astrologer)]
    return Conversation(
        kind=ConversationKind.CONSULTATION,
        participants=people,
        participant_ids=[client.id, astrologer.id],
        consultation=Consultation(
            entitlement_id=EntitlementId(new_id()),
            service_slug="core-of-personality",
            service_title=Text(ru="Ядро личности", en="Core of personality"),
            format="written",
        ),
        active_until=now + timedelta(days=30),
        last_message_at=now,
        created_at=now,
    )
