"""Messages in a database of a test's own, and what the index has to hold because of them."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import uuid4

from realtime.search.indexing import Indexer, entry_of
from realtime.search.words import Stemmer
from storage.append import MessageAppender
from storage.attachments import Attachment
from storage.changes import Revision, change_message
from storage.conversations import Conversation, ConversationKind, Participant
from storage.database import Database
from storage.ids import UserId, new_id
from storage.leases import Lease
from storage.messages import Message, MessageKind, stored_form
from storage.search import SearchEntry
from storage.search_feed import said_in
from storage.search_progress import SearchProgress
from storage.times import utc_now
from storage.users import Role

DOCUMENTS: Final = (Message, Conversation, Attachment, Revision, Lease, SearchEntry, SearchProgress)
ANNA: Final = UserId(new_id())
SOFIA: Final = UserId(new_id())
STEMMER: Final = Stemmer()


async def opened(kind: ConversationKind = ConversationKind.CONSULTATION) -> Conversation:
    """A conversation of Anna and Sofia."""
    now = utc_now()
    conversation = Conversation(
        kind=kind,
        participants=[
            Participant(user_id=ANNA, role=Role.CLIENT, name="Анна"),
            Participant(user_id=SOFIA, role=Role.ASTROLOGER, name="София"),
        ],
        participant_ids=[ANNA, SOFIA],
        last_message_at=now,
        created_at=now,
    )
    await conversation.insert()
    return conversation


async def said(
    database: Database, conversation: Conversation, *texts: str, kind: MessageKind = MessageKind.TEXT
) -> list[Message]:
    """Anna says these things, through the product's own path."""
    appender = MessageAppender(database)
    drafts = [stored_form(_message(conversation, text, kind)) for text in texts]
    stored = [(await appender.append(one, _nothing_to_check)).message for one in drafts]
    await appender.close()
    return [Message.model_validate(one) for one in stored]


async def _nothing_to_check() -> None:
    pass


def _message(conversation: Conversation, text: str, kind: MessageKind = MessageKind.TEXT, seq: int = 0) -> Message:
    return Message(
        conversation_id=conversation.id,
        seq=seq,
        sender_id=ANNA,
        sender_role="client",
        sender_name="Анна",
        client_message_id=str(uuid4()),
        kind=kind,
        text=text,
        created_at=utc_now(),
    )


async def said_long_ago(conversation: Conversation, texts: Sequence[str]) -> None:
    """Many messages at once, as if they had been there always."""
    await Message.insert_many([_message(conversation, text, seq=seq) for seq, text in enumerate(texts, 1)])


async def changed(message: Message, **facts: Any) -> None:
    """Edit or delete through the product's own path."""

    def decide(_: Conversation, before: Message) -> Message:
        after: Message = before.model_copy(update=facts)
        return after

    assert await change_message(message.conversation_id, message.seq, decide)


async def index() -> dict[Any, tuple[Any, frozenset[int]]]:
    """What the index holds."""
    return {one.id: (one.at, frozenset(one.keys)) for one in await SearchEntry.find_all().to_list()}


async def truth() -> dict[Any, tuple[Any, frozenset[int]]]:
    """What it has to hold."""
    ids = await Message.get_motor_collection().distinct("_id")
    entries = [entry_of(one, STEMMER) for one in await said_in(ids)]
    return {one.id: (one.at, frozenset(one.keys)) for one in entries}


def indexer() -> Indexer:
    """One more worker's indexer."""
    return Indexer(Stemmer(), utc_now)
