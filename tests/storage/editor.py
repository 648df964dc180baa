"""A process of its own that edits the first two messages of a conversation in turn and prints the revs it was given.

`python -m tests.storage.editor URL CONVERSATION_ID NAME COUNT`
"""

import asyncio
import sys

from storage.attachments import Attachment
from storage.changes import Decide, Revision, change_message
from storage.conversations import Conversation
from storage.database import open_database
from storage.ids import ConversationId, parse_id
from storage.messages import Message


def _saying(text: str) -> Decide:
    def decide(_: Conversation, message: Message) -> Message:
        said: Message = message.model_copy(update={"text": text})
        return said

    return decide


async def edit(url: str, conversation_id: str, name: str, count: int) -> list[int]:
    """Make `count` edits, each its own text; answers their revs."""
    database = await open_database(url, [Message, Conversation, Attachment, Revision])
    parsed = parse_id(conversation_id)
    assert parsed is not None
    revs = []
    for number in range(count):
        saying = _saying(f"{name} {number}")
        changed = await change_message(ConversationId(parsed), 1 + number % 2, saying)
        assert changed is not None
        revs.append(changed.message.rev)
    database.close()
    return revs


if __name__ == "__main__":
    _, url, conversation_id, name, count = sys.argv
    print(*asyncio.run(edit(url, conversation_id, name, int(count))))
