"""Taking people out of the conversations they were in, after they have deleted their accounts.

Of a consultation the astrologer keeps what was said, under a name that tells nothing; the person's files go. A help
chat is the product's own: everything that was said there goes.
"""

from collections.abc import Sequence
from datetime import datetime

from realtime.chat import Chat
from realtime.conversations import announce
from realtime.system_messages import write_system_message
from storage.attachments import erase_attachments_in
from storage.conversations import Conversation, ConversationKind, conversation_by_id
from storage.conversations import complete as store_completion
from storage.ids import ConversationId, UserId
from storage.notes import forget_notes
from storage.redaction import redact_copy, redact_page, take_out
from storage.search import forget_scope, person_scope
from storage.triage import forget_marks
from storage.visits import forget_visits


async def erase_from(
    chat: Chat, conversation_id: ConversationId, person_ids: Sequence[UserId], *, now: datetime
) -> None:
    """Take the people out of the conversation, and tell the others. Safe to repeat from any point."""
    conversation = await conversation_by_id(conversation_id)
    if conversation is None:
        return
    if conversation.kind is ConversationKind.CONSULTATION:
        await _complete(chat, conversation, now)
    else:
        await erase_attachments_in(conversation_id, at=now)
    # Out first: what the index reads from now on no longer leads there by them.
    await take_out(conversation_id, person_ids, at=now)
    if conversation.kind is ConversationKind.SUPPORT:
        # Whose visitor is out gets no notes any more.
        await forget_notes([conversation_id])
        await forget_marks([conversation_id])
        await forget_visits([conversation_id])
    await _redact(conversation, person_ids, now)
    await redact_copy(conversation_id)
    # Told every time: whoever did it before may have died before telling.
    fresh = await conversation_by_id(conversation_id)
    if fresh is not None:
        await announce(chat, fresh)


async def _complete(chat: Chat, conversation: Conversation, now: datetime) -> None:
    completed = await store_completion(conversation.id, at=now)
    if completed is not None:
        await write_system_message(chat, completed, "consultation.completed", key="completed", now=now)


async def _redact(conversation: Conversation, person_ids: Sequence[UserId], now: datetime) -> None:
    words_too = conversation.kind is ConversationKind.SUPPORT
    after = 0
    while page := await redact_page(conversation.id, after, person_ids=person_ids, words_too=words_too, at=now):
        for person_id in person_ids:
            await forget_scope(person_scope(person_id), page.ids)
        after = page.last_seq
