"""Group commit: gapless, in order, once, whatever else is written at the same time."""

import asyncio
from collections.abc import AsyncIterator, Mapping

import pytest

from storage.append import Appended, MessageAppender
from storage.conversations import Conversation
from storage.database import Database
from storage.ids import UserId, new_id
from storage.messages import Message, MessageKind, StoredMessage, page_after
from tests.storage.scratch import scratch_database
from tests.storage.talk import draft, empty_conversation, nothing_to_check


@pytest.fixture
async def database(stores: Mapping[str, str]) -> AsyncIterator[Database]:
    async with scratch_database(stores, "append_test", [Message, Conversation]) as opened:
        yield opened


async def test_messages_of_two_writers_get_seqs_without_gaps_and_each_is_stored_once(database: Database) -> None:
    conversation = await empty_conversation()
    writers = [MessageAppender(database), MessageAppender(database)]
    anna, boris = UserId(new_id()), UserId(new_id())

    async def write(writer: MessageAppender, sender: UserId) -> list[Appended]:
        drafts = [draft(conversation.id, sender, str(n)) for n in range(40)]
        return list(await asyncio.gather(*(writer.append(draft, nothing_to_check) for draft in drafts)))

    answered = await asyncio.gather(write(writers[0], anna), write(writers[1], boris))

    stored = await page_after(conversation.id, 0, 1000)
    assert [one["seq"] for one in stored] == list(range(1, 81))
    assert {one.message["seq"] for many in answered for one in many} == set(range(1, 81))
    for sender in (anna, boris):
        assert [one["text"] for one in stored if one["sender_id"] == sender] == [str(n) for n in range(40)]


async def test_the_same_send_at_once_through_two_processes_is_one_message(database: Database) -> None:
    conversation = await empty_conversation()
    sender = UserId(new_id())
    writers = [MessageAppender(database), MessageAppender(database)]
    drafts = [draft(conversation.id, sender, "once", "the-same-id") for _ in range(20)]

    answered = await asyncio.gather(*(writers[n % 2].append(draft, nothing_to_check) for n, draft in enumerate(drafts)))

    assert len(await page_after(conversation.id, 0, 100)) == 1
    assert {one.message["_id"] for one in answered} == {answered[0].message["_id"]}
    assert sum(one.is_new for one in answered) == 1


async def test_whoever_loses_the_race_for_a_seq_looks_again_whether_they_may_write(database: Database) -> None:
    conversation = await empty_conversation()
    stale, other = MessageAppender(database), MessageAppender(database)
    sender = UserId(new_id())
    await stale.append(draft(conversation.id, sender, "first"), nothing_to_check)
    await other.append(draft(conversation.id, sender, "the end"), nothing_to_check)

    async def refuse() -> None:
        raise PermissionError

    with pytest.raises(PermissionError):
        await stale.append(draft(conversation.id, sender, "behind the end"), refuse)
    assert [one["text"] for one in await page_after(conversation.id, 0, 100)] == ["first", "the end"]


async def test_the_inbox_follows_the_newest_message_and_a_sender_has_read_their_own(database: Database) -> None:
    conversation = await empty_conversation()
    appender = MessageAppender(database)
    sender = UserId(new_id())
    for text in ("one", "two"):
        await appender.append(draft(conversation.id, sender, text), nothing_to_check)

    await appender.copies.settled()
    shown = await Conversation.get(conversation.id)
    assert shown is not None
    assert shown.last_seq == 2
    assert shown.last_message is not None
    assert shown.last_message.text == "two"
    assert shown.receipt_of(sender).read_seq == 2


async def test_after_a_system_message_whoever_writes_next_is_checked_again(database: Database) -> None:
    conversation = await empty_conversation()
    appender = MessageAppender(database)
    sender = UserId(new_id())
    await appender.append(draft(conversation.id, sender, "first"), nothing_to_check)
    end = draft(conversation.id, sender, "the end", kind=MessageKind.SYSTEM)

    async def refuse() -> None:
        raise PermissionError

    late = [draft(conversation.id, sender, f"late {n}") for n in range(3)]
    results = await asyncio.gather(
        appender.append(end, nothing_to_check),
        *(appender.append(one, refuse) for one in late),
        return_exceptions=True,
    )

    assert isinstance(results[0], Appended)
    assert [type(one) for one in results[1:]] == [PermissionError] * 3
    assert [one["text"] for one in await page_after(conversation.id, 0, 100)] == ["first", "the end"]


class Asked:
    """Lets everybody write, and counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    async def __call__(self) -> None:
        self.times += 1


def _heard(here: MessageAppender, message: StoredMessage) -> None:
    is_system = message["kind"] == MessageKind.SYSTEM
    here.heard(message["conversation_id"].binary, message["seq"], is_system=is_system)


async def test_what_another_process_said_it_wrote_is_followed_without_a_look(database: Database) -> None:
    conversation, sender, asked = await empty_conversation(), UserId(new_id()), Asked()
    here, there = MessageAppender(database), MessageAppender(database)
    for text in ("a", "b", "c"):
        mine = await here.append(draft(conversation.id, sender, text), asked)
        _heard(there, mine.message)
        theirs = await there.append(draft(conversation.id, sender, text.upper()), asked)
        _heard(here, theirs.message)
    assert [one["text"] for one in await page_after(conversation.id, 0, 100)] == ["a", "A", "b", "B", "c", "C"]
    assert asked.times == 2, "each process looked once, before its first message"


async def test_a_system_message_that_was_heard_of_has_the_next_writer_checked_again(database: Database) -> None:
    conversation, sender, asked = await empty_conversation(), UserId(new_id()), Asked()
    here, there = MessageAppender(database), MessageAppender(database)
    await here.append(draft(conversation.id, sender, "first"), nothing_to_check)
    end = await there.append(draft(conversation.id, sender, "end", kind=MessageKind.SYSTEM), nothing_to_check)
    _heard(here, end.message)
    await here.append(draft(conversation.id, sender, "last"), asked)
    assert asked.times == 1


async def test_an_end_that_was_not_heard_of_is_not_passed_over_by_what_was_heard_after_it(database: Database) -> None:
    conversation, sender, asked = await empty_conversation(), UserId(new_id()), Asked()
    here, there = MessageAppender(database), MessageAppender(database)
    await here.append(draft(conversation.id, sender, "first"), nothing_to_check)
    await there.append(draft(conversation.id, sender, "end", kind=MessageKind.SYSTEM), nothing_to_check)
    after = await there.append(draft(conversation.id, sender, "after"), nothing_to_check)
    for _ in range(2):
        _heard(here, after.message)
    await here.append(draft(conversation.id, sender, "last"), asked)
    assert asked.times == 1
    assert [one["seq"] for one in await page_after(conversation.id, 0, 100)] == [1, 2, 3, 4]


async def test_hearing_what_is_known_already_changes_nothing(database: Database) -> None:
    conversation, sender, asked = await empty_conversation(), UserId(new_id()), Asked()
    here = MessageAppender(database)
    first = await here.append(draft(conversation.id, sender, "first"), nothing_to_check)
    _heard(here, first.message)
    second = await here.append(draft(conversation.id, sender, "second"), asked)
    assert (second.message["seq"], asked.times) == (2, 0)
