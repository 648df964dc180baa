"""Sending, reading back and catching up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson

from realtime.actor import Actor
from realtime.attachments import attach_ready
from realtime.contract import Written
from realtime.contracts import History, SendMessage, Sync, SyncPoint
from realtime.conversations import access_conversation, access_recent, may_read
from realtime.deadlines import is_late, late_answer_came
from realtime.errors import Conflict, ConversationInactive, Forbidden, Unavailable, ValidationFailed
from realtime.hearsay import note_of
from realtime.people import people_of
from realtime.views import People, conversation_out, message_event, message_facts, receipt_out
from realtime.waiting import someone_wrote
from storage.append import AppendFailed
from storage.attachments import mark_sent
from storage.conversations import Conversation, ConversationKind
from storage.ids import ConversationId, parse_id
from storage.messages import (
    AttachedFile,
    StoredMessage,
    changes_after,
    last_seq,
    last_seq_before,
    message_by_client_id,
    new_message,
    page_after,
    page_before,
)
from storage.users import Role

SYNC_PAGE = 200
# An answer carries about 300,000 characters; whoever asked for more is told that it is not complete.
ANSWER_WEIGHT = 300_000
MESSAGE_WEIGHT = 500


async def send(actor: Actor, command: SendMessage) -> Written:
    """Commit a message and deliver it.

    The same `client_message_id` again answers with the message already there, whatever has changed since.
    """
    try:
        return await _send(actor, command)
    except (ConversationInactive, Forbidden, Conflict):
        conversation = await access_conversation(actor, command.conversation_id, to="read")
        sent = await message_by_client_id(conversation.id, actor.user_id, str(command.client_message_id))
        if sent is None:
            raise
        return message_event(sent)


async def _send(actor: Actor, command: SendMessage) -> Written:
    recent = await access_recent(actor, command.conversation_id)
    if command.reply_to_seq is not None and command.reply_to_seq > await last_seq(recent.id):
        raise ValidationFailed("reply to a message that does not exist", field="reply_to_seq")
    files = await _files(actor, recent.conversation, command) if command.attachment_ids else []
    draft = new_message(
        conversation_id=recent.id,
        sender_id=actor.user_id,
        sender_role=actor.role,
        sender_name=actor.name,
        client_message_id=str(command.client_message_id),
        kind=command.kind,
        text=command.text or "",
        attachments=files,
        reply_to_seq=command.reply_to_seq,
        created_at=actor.chat.clock(),
    )

    async def still_allowed() -> None:
        await access_conversation(actor, command.conversation_id, to="write")

    try:
        appended = await actor.chat.appender.append(draft, still_allowed)
    except AppendFailed as error:
        raise Unavailable("the message store does not answer", retry_after_seconds=1) from error
    answer = message_event(appended.message)
    if appended.is_new:
        # Whoever was asked again on the way has a newer copy, perhaps with other people in it.
        newest = actor.chat.recent.peek(command.conversation_id) or recent
        actor.chat.publisher.message_created(newest, answer, note_of(appended.message))
        if files:
            await mark_sent([one.id for one in files], at=draft["created_at"])
        if recent.conversation.kind is ConversationKind.SUPPORT:
            await someone_wrote(actor, recent.conversation, draft["created_at"])
        elif actor.role is Role.ASTROLOGER and is_late(recent.conversation, draft["created_at"]):
            await late_answer_came(actor.chat, recent.id)
    return answer


async def _files(actor: Actor, conversation: Conversation, command: SendMessage) -> list[AttachedFile]:
    return [one.as_file() for one in await attach_ready(actor, conversation, command.attachment_ids)]


async def history(actor: Actor, command: History) -> Written:
    """A page of messages, ascending; `complete` when there is nothing further in that direction."""
    conversation = await access_conversation(actor, command.conversation_id, to="read")
    after_seq = command.after_seq
    if command.from_at is not None:
        after_seq = await last_seq_before(conversation.id, command.from_at)
    async with actor.chat.pages:
        return await _page(conversation, command, after_seq)


async def _page(conversation: Conversation, command: History, after_seq: int | None) -> Written:
    if after_seq is not None:
        found = await page_after(conversation.id, after_seq, command.limit)
        messages = _fitting(found, ANSWER_WEIGHT)
        complete = len(messages) == len(found) < command.limit
    else:
        found = await page_before(conversation.id, command.before_seq, command.limit)
        messages = _fitting(found[::-1], ANSWER_WEIGHT)[::-1]
        complete = not messages or messages[0]["seq"] == 1
    return Written(orjson.dumps({"messages": [message_facts(one) for one in messages], "complete": complete}))


def _weight(message: StoredMessage) -> int:
    return MESSAGE_WEIGHT + len(message["text"])


def _fitting(messages: Sequence[StoredMessage], room: int) -> Sequence[StoredMessage]:
    """As many of the first messages as there is room for, and one in any case."""
    for count, message in enumerate(messages):
        room -= _weight(message)
        if room < 0:
            return messages[: max(1, count)]
    return messages


async def sync(actor: Actor, command: Sync) -> Written:
    """What happened after each given point. Conversations the actor may not read are left out, without a word."""
    found = await _readable(actor, command.conversations)
    now = actor.chat.clock()
    people = await people_of(actor.chat, [conversation for _, conversation in found], now)
    room = ANSWER_WEIGHT
    answers: list[dict[str, object]] = []
    for point, conversation in found:
        async with actor.chat.pages:
            missed = await _missed(point, conversation, room)
        room -= sum(map(_weight, [*missed.messages, *missed.changes]))
        answers.append(_synced(actor, point, conversation, missed, people, now))
    return Written(orjson.dumps({"conversations": answers}))


async def _readable(actor: Actor, points: Sequence[SyncPoint]) -> list[tuple[SyncPoint, Conversation]]:
    asked = [(point, ConversationId(parsed)) for point in points if (parsed := parse_id(point.id)) is not None]
    await actor.chat.appender.copies.settled()
    there = await actor.chat.lookups.conversations.many([one for _, one in asked])
    return [(point, there[one]) for point, one in asked if one in there and may_read(actor, there[one])]


@dataclass(frozen=True)
class _Missed:
    """What came after a point. `changes` are of messages the asker has; what is not complete is asked for again."""

    messages: Sequence[StoredMessage] = ()
    changes: Sequence[StoredMessage] = ()
    has_all_changes: bool = False
    complete: bool = False


async def _missed(point: SyncPoint, conversation: Conversation, room: int) -> _Missed:
    if room <= 0:
        return _Missed()
    changes: list[StoredMessage] = []
    if point.rev < conversation.rev:
        changes = await changes_after(conversation.id, point.rev, point.last_seq, SYNC_PAGE)
    found = await page_after(conversation.id, point.last_seq, SYNC_PAGE)
    messages = _fitting(found, room)
    has_all_changes = len(changes) < SYNC_PAGE
    complete = has_all_changes and len(messages) == len(found) < SYNC_PAGE
    return _Missed(messages, changes, has_all_changes, complete)


def _synced(
    actor: Actor, point: SyncPoint, conversation: Conversation, missed: _Missed, people: People, now: datetime
) -> dict[str, object]:
    """As `SyncedConversation` says."""
    reached = missed.messages[-1]["seq"] if missed.messages else point.last_seq
    known_rev = missed.changes[-1]["rev"] if missed.changes else point.rev
    receipts = [receipt_out(conversation, one).model_dump(mode="json") for one in conversation.participant_ids]
    return {
        "id": str(conversation.id),
        "messages": [message_facts(one) for one in missed.messages],
        "changes": [message_facts(one) for one in missed.changes],
        "receipts": receipts,
        "conversation": conversation_out(conversation, actor.user_id, people, now).model_dump(mode="json"),
        "last_seq": max(reached, conversation.last_seq) if missed.complete else reached,
        "rev": conversation.rev if missed.has_all_changes else known_rev,
        "complete": missed.complete,
    }
