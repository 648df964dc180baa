"""Long conversations for browser tests, put into MongoDB as months of writing would have left them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from server.context import Context
from storage.conversations import Conversation
from storage.inbox_copy import record_newest
from storage.messages import Message, MessageKind, last_seq, stored_form
from tests.people import Person

EVERY = timedelta(minutes=17)
WORDS = "Луна сегодня растёт, и это хорошее время, чтобы начать то, что давно откладывали."


def words_of(seq: int) -> str:
    """What message `seq` says: its number first, then one line, several, or an address."""
    if seq % 50 == 0:
        return f"№{seq}.\n" + "\n".join([WORDS] * 12)
    if seq % 11 == 0:
        return f"№{seq}. {WORDS} https://astars.example/notes/{seq}"
    return f"№{seq}. {WORDS}" if seq % 3 == 0 else f"№{seq}. Хорошо"


async def fill(
    context: Context,
    conversation: Conversation,
    writers: tuple[Person, Person],
    *,
    up_to: int,
    read: int | None = None,
    said: Mapping[int, str],
) -> None:
    """Make the conversation `up_to` messages long; both have read as far as `read` (everything when left out).

    `said` has the words of single messages, by their number.

    The two write in turns of three, one message every 17 minutes, the newest just now. What is not read yet is all by
    the second, because who writes has read.
    """
    now = context.clock()
    begun = await last_seq(conversation.id)
    seen = up_to if read is None else read
    messages = [
        _message(conversation, writers[seq // 3 % 2 if seq <= seen else 1], seq, now - EVERY * (up_to - seq))
        for seq in range(begun + 1, up_to + 1)
    ]
    for one in messages:
        one.text = said.get(one.seq, one.text)
    await Message.insert_many(messages)
    await record_newest([stored_form(messages[-1])])
    receipts = {f"receipts.{one.id}": {"delivered_seq": seen, "read_seq": seen} for one in writers}
    begun_at = {"created_at": messages[0].created_at}
    await Message.find({"conversation_id": conversation.id, "seq": {"$lte": begun}}).update({"$set": begun_at})
    await Conversation.find_one(Conversation.id == conversation.id).update({"$set": receipts | begun_at})


def _message(conversation: Conversation, writer: Person, seq: int, at: datetime) -> Message:
    return Message(
        conversation_id=conversation.id,
        seq=seq,
        sender_id=writer.user.id,
        sender_role=writer.user.role,
        sender_name=writer.user.first_name or "",
        client_message_id=f"archive-{seq}",
        kind=MessageKind.TEXT,
        text=words_of(seq),
        reply_to_seq=seq - 2 if seq % 7 == 0 else None,
        created_at=at,
    )
