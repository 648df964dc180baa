"""Internal notes: what the staff tell each other beside a help chat. None is a message, so the visitor gets none."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from beanie import Document
from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from storage.database import DuplicateKey
from storage.ids import ConversationId, NoteId, UserId, new_id


class Note(Document):
    """A note. `after_seq`: it was written when that message was the newest, so it stands behind it."""

    id: NoteId = Field(default_factory=lambda: NoteId(new_id()))
    conversation_id: ConversationId
    author_id: UserId
    author_name: str
    client_note_id: str
    text: str
    after_seq: int
    created_at: datetime

    class Settings:
        name = "notes"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("conversation_id", ASCENDING), ("_id", DESCENDING)], name="newest_of_conversation"),
            IndexModel([("author_id", ASCENDING), ("client_note_id", ASCENDING)], unique=True, name="once"),
        ]


async def add_note(note: Note) -> Note:
    """Keep the note; the author's note of the same `client_note_id` that is there already is answered instead."""
    try:
        await note.insert()
    except DuplicateKey:
        already = await Note.find_one({"author_id": note.author_id, "client_note_id": note.client_note_id})
        assert already is not None, "the clash proves that it is there"
        return already
    return note


async def notes_of(conversation_id: ConversationId, *, before: NoteId | None = None, limit: int = 50) -> list[Note]:
    """The newest notes beside the chat, newest first, from behind `before`."""
    query: dict[str, Any] = {"conversation_id": conversation_id}
    if before is not None:
        query["_id"] = {"$lt": before}
    return await Note.find(query).sort("-_id").limit(limit).to_list()


async def forget_notes(conversation_ids: Sequence[ConversationId]) -> None:
    """The notes beside these chats are gone."""
    await Note.get_motor_collection().delete_many({"conversation_id": {"$in": list(conversation_ids)}})
