"""Every query of the storage modules reads an index range: no collection scan, no sort in memory.

Every public function of every module is called as it is, with arguments made from its signature, while MongoDB
profiles; so a new query is looked at without being listed here, and one whose arguments are unknown fails.
"""

import importlib
import inspect
import pkgutil
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, Final, get_type_hints

import pytest

import storage
from server.documents import DOCUMENTS
from storage.append import MessageAppender
from storage.assignment import Busier, NoRoom
from storage.changes import change_message
from storage.conversations import Conversation
from storage.database import Database
from storage.messages import Message, stored_form
from storage.phone_codes import TooSoon
from storage.users import User
from tests.storage.samples import NOW, SOMEBODY, fill, sample_attachment, sample_message, sample_of
from tests.storage.scratch import scratch_database

BUILDING_BLOCKS: Final = {
    "conversations.update_one": "what it is given decides; its callers are here",
    "conversations.take_revs": "one conversation by its id, inside its callers' transactions",
    "inbox.newest_first": "what it is given decides; its callers are here",
    "database.in_transaction": "what it is given decides; its callers are here",
    "database.open_database": "no query",
    "queue.give": "what it is given decides; its callers are here",
    "versions.change_version": "one document by its id",
    "versions.remove_version": "one document by its id",
    "versions.put_in_order": "each document by its unique slug",
    "versions.slugs_in_order": "a whole small collection in its order, from the index of that order",
}
NEEDED: Final[Mapping[str, Collection[str]]] = {"conversations.show_person": {"name"}}  # One of two optional ones.
INSERTIONS: Final = {
    "audit.write_down",
    "deliveries.expect_deliveries",
    "orders.insert_order",
    "certificate_batches.insert_batch",
    "certificates.insert_certificates",
    "legal_texts.insert_legal_version",
    "promo_codes.insert_promo_codes",
    "replies.insert_reply",
    "answer_drafts.save_answer_draft",
    "client_notes.save_notes",
    "erasures.begin_erasure",
    "entitlements.insert_entitlement",
    "chart_letters.insert_chart_letter",
    "sessions.create_session",
    "payments.ensure_payment",
    "notes.add_note",
}
SORTING: Final = {"search.meetings": "sorts what is left of one bounded stretch, which it has read from the index"}
MAX_LOOKED_AT: Final = 3


def _queries() -> dict[str, Callable[..., Awaitable[object]]]:
    """Every public coroutine function of the storage modules, by module and name."""
    found: dict[str, Callable[..., Awaitable[object]]] = {}
    for module in pkgutil.iter_modules(storage.__path__):
        if module.ispkg:
            continue
        members = inspect.getmembers(importlib.import_module(f"storage.{module.name}"), inspect.iscoroutinefunction)
        for name, function in members:
            if function.__module__ == f"storage.{module.name}" and not name.startswith("_"):
                found[f"{module.name}.{name}"] = function
    return found


QUERIES: Final = _queries()
assert set(BUILDING_BLOCKS) <= set(QUERIES)


@pytest.fixture(scope="module")
async def database(stores: Mapping[str, str]) -> AsyncIterator[Database]:
    """A database of its own with enough in it that an index is worth reading; it profiles everything."""
    async with scratch_database(stores, "index_test", DOCUMENTS) as opened:
        await fill()
        yield opened
        await opened.handle.command("profile", 0)


async def _profiled(database: Database, act: Callable[[], Awaitable[object]]) -> list[dict[str, Any]]:
    """What MongoDB did for `act`, one entry an operation."""
    await database.handle.command("profile", 0)
    await database.handle.drop_collection("system.profile")
    await database.handle.command("profile", 2)
    await act()
    await database.handle.command("profile", 0)
    entries: list[dict[str, Any]] = (
        await database.handle["system.profile"].find({"op": {"$ne": "insert"}}).to_list(None)
    )
    return [
        one for one in entries if "profile" not in one.get("command", {}) and one["ns"] != "index_test.system.profile"
    ]


def _arguments(function: Callable[..., Awaitable[object]], *, all_of_them: bool) -> dict[str, object]:
    hints = get_type_hints(function)
    needed = NEEDED.get(f"{function.__module__.removeprefix('storage.')}.{function.__name__}", ())
    return {
        name: sample_of(hints[name])
        for name, parameter in inspect.signature(function).parameters.items()
        if all_of_them or parameter.default is parameter.empty or name in needed
    }


@pytest.mark.parametrize("all_of_them", [False, True], ids=["least", "most"])
@pytest.mark.parametrize("name", sorted(set(QUERIES) - set(BUILDING_BLOCKS)))
async def test_query_reads_an_index(database: Database, name: str, all_of_them: bool) -> None:
    function = QUERIES[name]
    arguments = _arguments(function, all_of_them=all_of_them)

    async def act() -> None:
        with suppress(TooSoon, NoRoom, Busier):
            await function(**arguments)

    entries = await _profiled(database, act)
    assert entries or name in INSERTIONS
    for entry in entries:
        _reads_an_index(entry, may_sort=name in SORTING)


def _reads_an_index(entry: Mapping[str, Any], *, may_sort: bool = False) -> None:
    told = f"{entry['ns']} {entry['op']} {entry.get('planSummary')}: {entry.get('command')}"
    assert "COLLSCAN" not in entry.get("planSummary", ""), told
    assert may_sort or not entry.get("hasSortStage"), told
    if entry.get("command", {}).get("limit") == 1 or "findAndModify" in entry.get("command", {}):
        assert entry.get("docsExamined", 0) <= MAX_LOOKED_AT, told


@pytest.mark.parametrize("state", [None, "active", "inactive"])
@pytest.mark.parametrize("kind", [None, "consultation", "support"])
async def test_an_inbox_reads_an_index_whatever_is_asked_for(
    database: Database, state: str | None, kind: str | None
) -> None:
    for after in (None, (NOW, SOMEBODY)):
        ask = partial(QUERIES["inbox.inbox"], SOMEBODY, now=NOW, state=state, kind=kind, after=after)
        for entry in await _profiled(database, ask):
            _reads_an_index(entry)


async def test_committing_a_message_reads_an_index(database: Database) -> None:
    conversation = await Conversation.find_one({"participant_ids": SOMEBODY})
    assert conversation is not None
    appender = MessageAppender(database)

    async def allowed() -> None:
        pass

    async def act() -> None:
        await appender.append(stored_form(sample_message(conversation.id)), allowed)
        await appender.append(stored_form(sample_message(conversation.id)), allowed)
        await appender.close()

    entries = await _profiled(database, act)
    assert {one["ns"] for one in entries} == {"index_test.messages", "index_test.conversations"}
    for entry in entries:
        _reads_an_index(entry)


async def test_changing_a_message_reads_an_index(database: Database) -> None:
    conversation = await Conversation.find_one({"participant_ids": SOMEBODY})
    assert conversation is not None
    await Message.insert_many([sample_message(conversation.id, 1_000_000)])

    def deleted(_: Conversation, message: Message) -> Message:
        changed: Message = message.model_copy(
            update={"text": "?", "deleted_at": NOW, "attachments": [sample_attachment().as_file()]}
        )
        return changed

    async def act() -> None:
        assert await change_message(conversation.id, 1_000_000, deleted)

    entries = await _profiled(database, act)
    assert {one["ns"].removeprefix("index_test.") for one in entries} == {"messages", "conversations", "attachments"}
    for entry in entries:
        _reads_an_index(entry)


async def test_a_scan_and_a_sort_would_be_noticed(database: Database) -> None:
    async def scan() -> None:
        await User.find({"first_name": "Анна"}).to_list()

    async def sort() -> None:
        await Message.find({"conversation_id": SOMEBODY}).sort("text").to_list()

    for act in (scan, sort):
        (entry,) = await _profiled(database, act)
        with pytest.raises(AssertionError):
            _reads_an_index(entry)
