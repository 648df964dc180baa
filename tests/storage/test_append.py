"""Group commit: gapless, in order, once, whatever else is written at the same time."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from uuid import uuid4

import pytest

from storage.append import Appended, MessageAppender
from storage.conversations import Conversation, ConversationKind
from storage.database import Database
from storage.ids import ConversationId, UserId, new_id
from storage.messages import Message, MessageKind, StoredMessage, new_message, page_after
from storage.times import utc_now
from tests.storage.scratch import scratch_database


@pytest.fixture
async def database(stores: Mapping[str, str]) -> AsyncIterator[Database]:
    async with scratch_database(stores, "append_test", [Message, Conversation]) as opened:
        yield opened


async def _nothing_to_check() -> None:
    pass


def _message(
    conversation_id: ConversationId,
    sender: UserId,
    text: str,
    client_message_id: str | None = None,
    kind: MessageKind = MessageKind.TEXT,
) -> StoredMessage:
    return new_message(
        conversation_id=conversation_id,
        sender_id=sender,
        sender_role="client",
        sender_name="Анна",
        client_message_id=client_message_id or str(uuid4()),
        kind=kind,
        text=text,
        created_at=utc_now(),
    )


async def _conversation() -> Conversation:
    now = utc_now()
    conversation = Conversation(
        kind=ConversationKind.SUPPORT, participants=[], participant_ids=[], last_message_at=now, created_at=now
    )
    await conversation.insert()
    return conversation


async def test_messages_of_two_writers_get_seqs_without_gaps_and_each_is_stored_once(database: Database) -> None:
    conversation = await _conversation()
    writers = [MessageAppender(database), MessageAppender(database)]
    anna, boris = UserId(new_id()), UserId(new_id())

    async def write(writer: MessageAppender, sender: UserId) -> list[Appended]:
        drafts = [_message(conversation.id, sender, str(n)) for n in range(40)]
        return list(await asyncio.gather(*(writer.append(draft, _nothing_to_check) for draft in drafts)))

    answered = await asyncio.gather(write(writers[0], anna), write(writers[1], boris))

    stored = await page_after(conversation.id, 0, 1000)
    assert [one["seq"] for one in stored] == list(range(1, 81))
    assert {one.message["seq"] for many in answered for one in many} == set(range(1, 81))
    for sender in (anna, boris):
        assert [one["text"] for one in stored if one["sender_id"] == sender] == [str(n) for n in range(40)]


async def test_the_same_send_at_once_through_two_processes_is_one_message(database: Database) -> None:
    conversation = await _conversation()
    sender = UserId(new_id())
    writers = [MessageAppender(database), MessageAppender(database)]
    drafts = [_message(conversation.id, sender, "once", "the-same-id") for _ in range(20)]

    answered = await asyncio.gather(
        *(writers[n % 2].append(draft, _nothing_to_check) for n, draft in enumerate(drafts))
    )

    assert len(await page_after(conversation.id, 0, 100)) == 1
    assert {one.message["_id"] for one in answered} == {answered[0].message["_id"]}
    assert sum(one.is_new for one in answered) == 1


async def test_whoever_loses_the_race_for_a_seq_looks_again_whether_they_may_write(database: Database) -> None:
    conversation = await _conversation()
    stale, other = MessageAppender(database), MessageAppender(database)
    sender = UserId(new_id())
    await stale.append(_message(conversation.id, sender, "first"), _nothing_to_check)
    await other.append(_message(conversation.id, sender, "the end"), _nothing_to_check)

    async def refuse() -> None:
        raise PermissionError

    with pytest.raises(PermissionError):
        await stale.append(_message(conversation.id, sender, "behind the end"), refuse)
    assert [one["text"] for one in await page_after(conversation.id, 0, 100)] == ["first", "the end"]


async def test_the_inbox_follows_the_newest_message_and_a_sender_has_read_their_own(database: Database) -> None:
    conversation = await _conversation()
    appender = MessageAppender(database)
    sender = UserId(new_id())
    for text in ("one", "two"):
        await appender.append(_message(conversation.id, sender, text), _nothing_to_check)

    await appender.copies.settled()
    shown = await Conversation.get(conversation.id)
    assert shown is not None
    assert shown.last_seq == 2
    assert shown.last_message is not None
    assert shown.last_message.text == "two"
    assert shown.receipt_of(sender).read_seq == 2


async def test_after_a_system_message_whoever_writes_next_is_checked_again(database: Database) -> None:
    conversation = await _conversation()
    appender = MessageAppender(database)
    sender = UserId(new_id())
    await appender.append(_message(conversation.id, sender, "first"), _nothing_to_check)
    end = _message(conversation.id, sender, "the end", kind=MessageKind.SYSTEM)

    async def refuse() -> None:
        raise PermissionError

    late = [_message(conversation.id, sender, f"late {n}") for n in range(3)]
    results = await asyncio.gather(
        appender.append(end, _nothing_to_check),
        *(appender.append(one, refuse) for one in late),
        return_exceptions=True,
    )

    assert isinstance(results[0], Appended)
    assert [type(one) for one in results[1:]] == [PermissionError] * 3
    assert [one["text"] for one in await page_after(conversation.id, 0, 100)] == ["first", "the end"]
