"""The search index follows the messages, whatever happens to whoever keeps it."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

import pytest

from realtime.search import indexing
from storage import search_progress
from storage.conversations import ConversationKind
from storage.database import Database
from storage.messages import Message, MessageKind
from storage.search import (
    STAFF_SCOPE,
    Place,
    Scanned,
    Scope,
    SearchEntry,
    conversation_scope,
    count_places,
    meetings,
    newest,
    person_scope,
    through_rare,
)
from storage.search_progress import NotTheHolder, SearchProgress, record, take_progress
from storage.times import utc_now
from tests.realtime.search.talk import (
    ANNA,
    DOCUMENTS,
    SOFIA,
    STEMMER,
    changed,
    index,
    indexer,
    opened,
    said,
    said_long_ago,
    truth,
)
from tests.storage.scratch import scratch_database

WAIT_SECONDS = 20.0


@pytest.fixture
async def database(stores: Mapping[str, str]) -> AsyncIterator[Database]:
    async with scratch_database(stores, "search_test", DOCUMENTS) as made:
        for document in DOCUMENTS:
            await document.get_motor_collection().delete_many({})
        yield made


@asynccontextmanager
async def indexing_runs() -> AsyncIterator[None]:
    """A worker's indexer, stopped at the end as the worker stops it."""
    running = asyncio.create_task(indexer().run_forever())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Return when it holds; other processes may bring it about, so it is asked again and again."""
    async with asyncio.timeout(WAIT_SECONDS):
        while True:
            if await holds():
                return
            await asyncio.sleep(0.02)


async def is_true() -> bool:
    return await index() == await truth()


async def is_walked() -> bool:
    progress = await SearchProgress.get(search_progress.MESSAGES)
    return progress is not None and progress.is_walked and progress.token is not None


async def found(scope: Scope, *words: str) -> int:
    """How many messages of the scope the index leads to, whichever way it is read."""
    stems = [STEMMER.stem(word) for word in words]
    if len(stems) == 1:
        return len((await newest([scope], stems[0], before=None, wanted=1_000)).places)
    rare = await through_rare([scope], stems, before=None, wanted=1_000)
    assert rare == await meetings([scope], stems, before=None, wanted=1_000, depth=1_000)
    return len(rare.places)


async def test_what_is_said_edited_and_deleted_is_found_accordingly(database: Database) -> None:
    conversation = await opened()
    own = conversation_scope(conversation.id)
    async with indexing_runs():
        await until(is_walked)
        first, second = await said(database, conversation, "Дата свадьбы", "Дата развода")
        await until(is_true)
        assert (await found(own, "дата"), await found(own, "дату", "свадьба")) == (2, 1)
        await changed(first, text="Дата венчания", edited_at=utc_now())
        await until(is_true)
        assert (await found(own, "свадьба"), await found(own, "венчание")) == (0, 1)
        await changed(second, deleted_at=utc_now())
        await until(is_true)
        assert await found(own, "дата") == 1
        await Message.get_motor_collection().delete_many({})
        await until(is_true)
        assert await SearchEntry.count() == 0


async def test_each_is_found_where_it_belongs_and_only_what_people_say(database: Database) -> None:
    consultation, chat = await opened(), await opened(ConversationKind.SUPPORT)
    async with indexing_runs():
        await said(database, consultation, "Луна")
        await said(database, chat, "Солнце", "")
        await said(database, chat, "Солнце", kind=MessageKind.SYSTEM)
        await until(is_true)
        await until(is_walked)
    assert await SearchEntry.count() == 2
    assert [await found(person_scope(one), "луна") for one in (ANNA, SOFIA)] == [1, 1]
    assert [await found(person_scope(one), "солнце") for one in (ANNA, SOFIA)] == [0, 0]
    assert (await found(STAFF_SCOPE, "солнце"), await found(STAFF_SCOPE, "луна")) == (1, 0)
    assert await found(conversation_scope(chat.id), "солнце") == 1


async def test_what_was_said_before_there_was_an_index_is_found_too(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "WALK_STEP", 7)
    conversation = await opened()
    await said_long_ago(conversation, [f"письмо {n}" for n in range(60)])
    async with indexing_runs():
        await until(is_walked)
    assert await is_true()
    assert await found(conversation_scope(conversation.id), "письма") == 60


async def test_what_happened_while_nobody_indexed_is_caught_up(database: Database) -> None:
    conversation = await opened()
    async with indexing_runs():
        edited, deleted, gone = await said(database, conversation, "один", "два", "три")
        await until(is_true)
        await until(is_walked)
    before = await SearchProgress.get(search_progress.MESSAGES)
    await changed(edited, text="четыре")
    await changed(deleted, deleted_at=utc_now())
    await Message.get_motor_collection().delete_one({"_id": gone.id})
    await said(database, conversation, "пять")
    assert not await is_true()
    async with indexing_runs():
        await until(is_true)
    after = await SearchProgress.get(search_progress.MESSAGES)
    assert before is not None
    assert after is not None
    assert (after.is_walked, before.token != after.token) == (True, True)


@pytest.mark.parametrize("token", [None, {"_data": "82000000012B0229296E04"}, {"_data": "nonsense"}, {"wrong": 1}])
async def test_a_lost_position_begins_anew_and_ends_complete(
    database: Database, token: dict[str, object] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "WALK_STEP", 5)
    conversation = await opened()
    await said_long_ago(conversation, [f"письмо {n}" for n in range(17)])
    async with indexing_runs():
        await until(is_walked)
    messages = await Message.find_all().to_list()
    await changed(messages[3], text="совсем другое")
    await changed(messages[12], deleted_at=utc_now())
    await Message.get_motor_collection().delete_many({"_id": {"$in": [one.id for one in messages[5:9]]}})
    await SearchProgress.get_motor_collection().update_one({}, {"$set": {"token": token}})
    if token is None:
        await SearchProgress.get_motor_collection().delete_many({})
    assert not await is_true()
    async with indexing_runs():
        await until(is_true)
        await until(is_walked)
        await said(database, conversation, "и дальше")
        await until(is_true)


async def test_a_collection_that_was_replaced_is_indexed_anew(database: Database) -> None:
    conversation = await opened()
    async with indexing_runs():
        await said(database, conversation, "старое")
        await until(is_true)
        await until(is_walked)
        await Message.get_motor_collection().drop()
        await said_long_ago(conversation, ["восстановленное"])
        await until(is_true)
        assert await found(conversation_scope(conversation.id), "старое") == 0


async def test_whoever_lost_the_index_to_somebody_else_writes_nothing_more(database: Database) -> None:
    (message,) = await said(database, await opened(), "слово")
    slow = await take_progress("slow")
    await take_progress("next")
    entry = SearchEntry(id=message.id, at=message.created_at, keys=[1])
    with pytest.raises(NotTheHolder):
        await record(slow.moved(is_walked=True), [entry], [])
    assert await SearchEntry.count() == 0
    stored = await SearchProgress.get(search_progress.MESSAGES)
    assert stored is not None
    assert (stored.holder, stored.is_walked) == ("next", False)


async def test_of_several_indexers_one_works_and_another_takes_over(database: Database) -> None:
    conversation = await opened()
    async with indexing_runs():
        await until(is_walked)
        async with indexing_runs():
            await said(database, conversation, "раз")
            await until(is_true)
        await said(database, conversation, "два")
        await until(is_true)
    async with indexing_runs():
        await said(database, conversation, "три")
        await until(is_true)


async def test_heavy_messages_are_written_in_portions(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_progress, "MAX_KEYS", 100)
    conversation = await opened()
    async with indexing_runs():
        await said(database, conversation, *[" ".join(f"слово{n}й{m}" for m in range(40)) for n in range(6)])
        await until(is_true)


async def test_an_indexer_killed_again_and_again_leaves_the_index_true(
    database: Database, stores: Mapping[str, str]
) -> None:
    conversation = await opened()
    await said_long_ago(conversation, [f"давнее письмо {n}" for n in range(2_000)])
    url = stores["MONGODB_URL"].replace("/astars?", "/search_test?")
    for kill in range(6):
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.realtime.search.indexer", url)
        try:
            behind = await _position()
            message, *_ = await said(database, conversation, f"письмо {kill}", f"ещё {kill}")
            await changed(message, text=f"исправлено {kill}")

            async def moved(behind: object = behind) -> bool:
                return await _position() != behind

            await until(moved)
        finally:
            process.send_signal(signal.SIGKILL)
            await process.wait()
        # The dead one's lease ends by itself after fifteen seconds; the test does not wait for that.
        await database.collection("leases").delete_many({})
    async with indexing_runs():
        await until(is_walked)
        await until(is_true)


async def _position() -> object:
    progress = await SearchProgress.get(search_progress.MESSAGES)
    return progress and (progress.token, progress.walked_down_to, progress.is_walked)


async def test_every_way_through_the_index_leads_to_the_same_places_page_by_page(database: Database) -> None:
    conversation, other = await opened(), await opened()
    texts = [
        f"{'луна' if n % 2 else 'марс'} {'дом' if n % 3 else 'сад'} {'лев' if n % 5 else 'рак'}" for n in range(60)
    ]
    async with indexing_runs():
        await said(database, conversation, *texts)
        await said(database, other, *texts)
        # As an import may have it: all of one moment.
        await Message.get_motor_collection().update_many({"seq": {"$lt": 20}}, {"$set": {"created_at": utc_now()}})
        await SearchProgress.get_motor_collection().delete_many({})
        await until(is_true)
    stems = [STEMMER.stem(word) for word in ("луна", "дом", "лев")]
    for scopes in ([conversation_scope(conversation.id)], [person_scope(ANNA), conversation_scope(other.id)]):
        expected = sum(text == "луна дом лев" for text in texts) * (1 if len(scopes) == 1 else 2)

        async def rare(before: Place | None, scopes: list[Scope] = scopes) -> Scanned:
            return await through_rare(scopes, stems, before=before, wanted=3)

        async def common(before: Place | None, scopes: list[Scope] = scopes) -> Scanned:
            return await meetings(scopes, stems, before=before, wanted=3, depth=7)

        walked = [await _walked(way) for way in (rare, common)]
        assert walked[0] == walked[1] == sorted(walked[0], reverse=True)
        assert len(walked[0]) == expected == len(set(walked[0]))
        assert await count_places(scopes, stems[0]) == 30 * (1 if len(scopes) == 1 else 2)


async def _walked(way: Callable[[Place | None], Awaitable[Scanned]]) -> list[Place]:
    places: list[Place] = []
    before: Place | None = None
    for _ in range(200):
        scanned = await way(before)
        places += scanned.places
        before = scanned.reached
        if before is None:
            return places
    raise AssertionError("a way without end")
