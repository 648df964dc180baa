"""Changes of messages: whole or not at all, one after another on all processes, each with a rev of its own."""

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping
from datetime import datetime

import pytest

from storage.append import MessageAppender
from storage.attachments import Attachment
from storage.changes import Decide, Revision, change_message, revisions_of
from storage.conversations import Conversation, advance_receipt, conversation_by_id
from storage.database import Database
from storage.ids import UserId, new_id
from storage.inbox_copy import record_newest
from storage.messages import Message, changes_after, page_after, stored_form
from storage.times import utc_now
from tests.storage.scratch import scratch_database
from tests.storage.talk import draft, empty_conversation, nothing_to_check

ANNA = UserId(new_id())


@pytest.fixture
async def database(stores: Mapping[str, str]) -> AsyncIterator[Database]:
    documents = [Message, Conversation, Attachment, Revision]
    async with scratch_database(stores, "changes_test", documents) as opened:
        yield opened


async def _written(database: Database, *texts: str) -> Conversation:
    """A conversation in which Anna has said these things."""
    conversation = await empty_conversation()
    appender = MessageAppender(database)
    for text in texts:
        await appender.append(draft(conversation.id, ANNA, text), nothing_to_check)
    await appender.close()
    return conversation


def _saying(text: str, at: datetime | None = None) -> Decide:
    def decide(_: Conversation, message: Message) -> Message:
        said: Message = message.model_copy(update={"text": text, "edited_at": at or utc_now()})
        return said

    return decide


async def _rev(conversation: Conversation) -> int:
    found = await conversation_by_id(conversation.id)
    assert found is not None
    return found.rev


async def _stored(conversation: Conversation, seq: int) -> Message:
    (found,) = await page_after(conversation.id, seq - 1, 1)
    stored: Message = Message.model_validate(found)
    return stored


async def test_a_change_carries_the_next_rev_and_keeps_what_was_said_before(database: Database) -> None:
    conversation = await _written(database, "one", "two")
    await change_message(conversation.id, 1, _saying("first"))
    await change_message(conversation.id, 1, _saying("very first"))

    stored = await _stored(conversation, 1)
    assert (stored.text, stored.rev, await _rev(conversation)) == ("very first", 2, 2)
    assert [(one.text, one.rev) for one in await revisions_of(stored.id)] == [("one", 1), ("first", 2)]
    assert [one["seq"] for one in await changes_after(conversation.id, 0, 10, 10)] == [1]


async def test_what_changes_nothing_takes_no_rev(database: Database) -> None:
    conversation = await _written(database, "one")
    changed = await change_message(conversation.id, 1, lambda _, message: message)
    assert changed is not None
    assert not changed.is_new
    assert await _rev(conversation) == 0


async def test_a_refusal_takes_everything_back(database: Database) -> None:
    conversation = await _written(database, "one")

    def refuse(_: Conversation, message: Message) -> Message:
        raise PermissionError

    with pytest.raises(PermissionError):
        await change_message(conversation.id, 1, refuse)
    assert await change_message(conversation.id, 2, _saying("nowhere")) is None
    assert await _rev(conversation) == 0


async def test_the_inbox_shows_the_newest_message_as_it_is_and_is_not_touched_by_older_ones(
    database: Database,
) -> None:
    conversation = await _written(database, "one", "two")
    await change_message(conversation.id, 2, _saying("second"))
    await change_message(conversation.id, 1, _saying("first"))
    shown = await conversation_by_id(conversation.id)
    assert shown is not None
    assert shown.last_message is not None
    assert (shown.last_message.text, shown.last_message.rev, shown.last_seq) == ("second", 1, 2)


async def test_a_late_copy_into_the_inbox_does_not_bring_the_old_text_back(database: Database) -> None:
    conversation = await _written(database, "one")
    before = await _stored(conversation, 1)
    behind = {"$set": {"last_seq": 0, "last_message": None}}
    await Conversation.get_motor_collection().update_one({"_id": conversation.id}, behind)
    await change_message(conversation.id, 1, _saying("edited"))
    await record_newest([stored_form(before)])
    shown = await conversation_by_id(conversation.id)
    assert shown is not None
    assert shown.last_message is not None
    assert (shown.last_message.text, shown.last_seq) == ("edited", 1)


async def test_changes_of_two_processes_at_once_get_revs_of_their_own(
    database: Database, stores: Mapping[str, str]
) -> None:
    """Receipts take revs of the same conversation meanwhile; nobody's is taken twice and no change is lost."""
    conversation = await _written(database, "one", "two")
    url = stores["MONGODB_URL"].replace("/astars?", "/changes_test?")

    async def edits(name: str) -> list[int]:
        command = ["-m", "tests.storage.editor", url, str(conversation.id), name, "12"]
        process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=asyncio.subprocess.PIPE)
        told, _ = await process.communicate()
        assert process.returncode == 0
        return [int(one) for one in told.split()]

    async def receipts() -> None:
        for number in range(1, 9):
            await advance_receipt(conversation.id, UserId(new_id()), delivered_seq=number, read_seq=0)

    left, right, _ = await asyncio.gather(edits("left"), edits("right"), receipts())
    revs = [*left, *right]
    assert len(set(revs)) == len(revs) == 24
    assert await _rev(conversation) == 24 + 8
    for seq in (1, 2):
        assert len(await revisions_of((await _stored(conversation, seq)).id)) == 12
    last = (await changes_after(conversation.id, 0, 10, 10))[-1]
    assert last["rev"] == max(revs)
    assert last["text"] == ("left 11" if left[-1] > right[-1] else "right 11"), "whoever was last has the last word"


async def test_nobody_ever_sees_a_rev_whose_change_is_not_there(database: Database) -> None:
    conversation = await _written(database, "one")
    done = asyncio.Event()

    async def watch() -> int:
        looks = 0
        while not done.is_set():
            rev = await _rev(conversation)
            changed = await changes_after(conversation.id, rev - 1, 10, 10)
            assert rev == 0 or changed, "what came with this rev is there"
            looks += 1
        return looks

    watching = asyncio.create_task(watch())
    for number in range(40):
        await change_message(conversation.id, 1, _saying(str(number)))
    done.set()
    assert await watching > 10


async def test_the_files_of_a_deleted_message_are_marked_with_it(database: Database) -> None:
    conversation = await _written(database, "with a file")
    now = utc_now()
    file = Attachment(
        conversation_id=conversation.id,
        owner_id=ANNA,
        key="k",
        name="a.txt",
        content_type="text/plain",
        size=1,
        created_at=now,
        sent_at=now,
    )
    await file.insert()
    attached = {"$set": {"attachments": [file.as_file().model_dump()]}}
    await Message.get_motor_collection().update_one({"conversation_id": conversation.id}, attached)

    def delete(_: Conversation, message: Message) -> Message:
        deleted: Message = message.model_copy(update={"deleted_at": now})
        return deleted

    await change_message(conversation.id, 1, delete)
    found = await Attachment.get(file.id)
    assert found is not None
    assert found.deleted_at is not None
    assert (await _stored(conversation, 1)).text == "with a file", "kept for an audit"
