"""The place of a date in a conversation, found by halving."""

import random
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from storage import messages
from storage.database import Database
from storage.ids import ConversationId, new_id
from storage.messages import DATE_SLACK, Message, MessageKind, last_seq_before
from tests.storage.scratch import scratch_database

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
async def database(stores: Mapping[str, str]) -> AsyncIterator[Database]:
    async with scratch_database(stores, "dates_test", [Message]) as opened:
        yield opened


async def _written(seconds: Sequence[int]) -> ConversationId:
    """A conversation whose messages were sent so many seconds after its beginning."""
    conversation_id = ConversationId(new_id())
    written = [
        Message(
            conversation_id=conversation_id,
            seq=seq,
            sender_role="client",
            sender_name="",
            kind=MessageKind.TEXT,
            text="?",
            created_at=BEGAN + timedelta(seconds=at),
        )
        for seq, at in enumerate(seconds, 1)
    ]
    if written:
        await Message.insert_many(written)
    return conversation_id


async def _place(conversation_id: ConversationId, second: float) -> int:
    """The seq of the first message of that second or later."""
    return await last_seq_before(conversation_id, BEGAN + timedelta(seconds=second)) + 1


@pytest.mark.parametrize("count", [0, 1, 2, 15, 16, 17, DATE_SLACK, DATE_SLACK + 1, 500, 4_321])
async def test_the_first_message_of_a_moment_is_found(database: Database, count: int) -> None:
    conversation_id = await _written([10 * n for n in range(count)])
    assert await _place(conversation_id, -1) == 1
    assert await _place(conversation_id, 10 * count) == count + 1
    for index in {0, 1, count // 3, count // 2, count - 2, count - 1} & set(range(count)):
        assert await _place(conversation_id, 10 * index) == index + 1
        assert await _place(conversation_id, 10 * index + 1) == index + 2


async def test_of_many_messages_of_one_moment_the_first_is_found(database: Database) -> None:
    conversation_id = await _written([0] * 700 + [5] * 700 + [9] * 700)
    assert [await _place(conversation_id, one) for one in (0, 1, 5, 6, 9, 10)] == [1, 701, 701, 1401, 1401, 2101]


async def test_neighbours_that_were_committed_the_other_way_round_are_all_seen(database: Database) -> None:
    random.seed(3)
    seconds = [n + random.choice((-20, 0, 20)) for n in range(2_000)]
    conversation_id = await _written(seconds)
    for second in range(50, 1_950, 97):
        place = await _place(conversation_id, second)
        later = [seq for seq, at in enumerate(seconds, 1) if at >= second]
        assert later[0] <= place <= later[0] + 40, second
        assert seconds[place - 1] >= second


async def test_it_takes_a_handful_of_looks_however_long_the_conversation(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation_id = await _written(range(20_000))
    looks: list[object] = []
    dates = messages._dates

    async def counted(*arguments: object) -> object:
        looks.append(arguments)
        return await dates(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(messages, "_dates", counted)
    assert await _place(conversation_id, 12_345) == 12_346
    assert len(looks) <= 5
