"""Every query of the storage modules reads an index range: no collection scan, no sort in memory.

Every public function of every module is called as it is, with arguments made from its signature, while MongoDB
profiles; so a new query is looked at without being listed here, and one whose arguments are unknown fails.
"""

import importlib
import inspect
import pkgutil
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from enum import Enum
from functools import partial
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import pytest
from beanie import PydanticObjectId

import storage
from server.documents import DOCUMENTS
from storage.append import MessageAppender
from storage.attachments import Attachment
from storage.changes import Decide, change_message
from storage.chart_letters import ChartLetter
from storage.conversations import Consultation, Conversation, ConversationKind, Participant, Queue
from storage.database import Database
from storage.entitlements import Entitlement, GivenBirth
from storage.erasures import Erasure
from storage.ids import ConversationId, SessionId, UserId, new_id
from storage.messages import Message, MessageKind, StoredMessage, stored_form
from storage.orders import Order
from storage.payments import Payment
from storage.phone_codes import PhoneCode, TooSoon
from storage.push_progress import Place
from storage.push_subscriptions import PushSubscription
from storage.reviews import Review
from storage.search import Scope, SearchEntry, person_scope, search_keys
from storage.search_progress import SearchProgress
from storage.services import ConsultationFormat, Validity
from storage.text import Text
from storage.times import utc_now
from storage.users import Birth, Role, User
from tests.storage.scratch import scratch_database

NOW: Final = utc_now()
SOMEBODY: Final = new_id()
CROWD: Final = 60

BUILDING_BLOCKS: Final = {
    "conversations.update_one": "what it is given decides; its callers are here",
    "conversations.take_revs": "one conversation by its id, inside its callers' transactions",
    "inbox.newest_first": "what it is given decides; its callers are here",
    "database.in_transaction": "what it is given decides; its callers are here",
    "database.open_database": "no query",
}
NEEDED: Final[Mapping[str, Collection[str]]] = {"conversations.show_person": {"name"}}  # One of two optional ones.
INSERTIONS: Final = {
    "orders.insert_order",
    "erasures.begin_erasure",
    "entitlements.insert_entitlement",
    "chart_letters.insert_chart_letter",
    "sessions.create_session",
    "payments.ensure_payment",
}
SORTING: Final = {"search.meetings": "sorts what is left of one bounded stretch, which it has read from the index"}
MAX_LOOKED_AT: Final = 3


def _text() -> Text:
    return Text(ru="Ядро", en="Core")


def _message(conversation_id: PydanticObjectId, seq: int = 1) -> Message:
    return Message(
        conversation_id=conversation_id,
        seq=seq,
        rev=seq % 2,
        sender_id=SOMEBODY,
        sender_role="client",
        sender_name="",
        client_message_id=f"sample-{seq}",
        kind=MessageKind.TEXT,
        created_at=NOW,
    )


def _conversation(kind: ConversationKind, entitlement_id: PydanticObjectId, visitor: PydanticObjectId) -> Conversation:
    is_support = kind is ConversationKind.SUPPORT
    return Conversation(
        kind=kind,
        participants=[Participant(user_id=SOMEBODY, role=Role.CLIENT, name="Анна")],
        participant_ids=[SOMEBODY, new_id()],
        consultation=None
        if is_support
        else Consultation(
            entitlement_id=entitlement_id, service_slug="core", service_title=_text(), format=ConsultationFormat.WRITTEN
        ),
        queue=Queue() if is_support else None,
        visitor_id=visitor if is_support else None,
        active_until=None if is_support else NOW + timedelta(days=1),
        last_message_at=NOW,
        created_at=NOW,
    )


def _order() -> Order:
    return Order(
        client_id=SOMEBODY,
        service_slug="core",
        service_title=_text(),
        format=ConsultationFormat.WRITTEN,
        validity=Validity(months=1),
        first_name="Анна",
        phone="+79161234567",
        consent_at=NOW,
        price_amount=100,
        idempotency_key=str(new_id()),
        created_at=NOW,
    )


def _entitlement() -> Entitlement:
    return Entitlement(
        client_id=SOMEBODY,
        order_id=new_id(),
        service_slug="core",
        service_title=_text(),
        format=ConsultationFormat.WRITTEN,
        astrologer_id=new_id(),
        astrologer_slug="sofia",
        active_until=NOW + timedelta(days=1),
        created_at=NOW,
    )


def _attachment() -> Attachment:
    return Attachment(
        conversation_id=new_id(),
        owner_id=SOMEBODY,
        key="attachments/sample",
        name="a.txt",
        content_type="text/plain",
        size=1,
        created_at=NOW,
    )


def _payment() -> Payment:
    return Payment(order_id=new_id(), provider="sample", amount=1, created_at=NOW, next_check_at=NOW)


def _review() -> Review:
    return Review(conversation_id=new_id(), astrologer_id=SOMEBODY, client_id=SOMEBODY, stars=5, created_at=NOW)


SAMPLES: Final[Mapping[object, Callable[[], object]]] = {
    PydanticObjectId: lambda: SOMEBODY,
    datetime: lambda: NOW,
    str: lambda: "sample",
    int: lambda: 5,
    bool: lambda: True,
    Message: lambda: _message(new_id()),
    StoredMessage: lambda: stored_form(_message(new_id())),
    Order: _order,
    Entitlement: _entitlement,
    GivenBirth: lambda: GivenBirth(name="", is_self=True, born=Birth(date=NOW.date()), given_at=NOW),
    Attachment: _attachment,
    Payment: _payment,
    Review: _review,
    Erasure: lambda: Erasure(id=UserId(new_id()), person_ids=[UserId(SOMEBODY)], requested_at=NOW),
    User: lambda: User(id=SOMEBODY, created_at=NOW),
    ChartLetter: lambda: ChartLetter(
        client_id=SOMEBODY, email="", language="ru", created_at=NOW, next_try_at=NOW, expires_at=NOW
    ),
    PhoneCode: lambda: PhoneCode(id="+79160000001", request="r", code_hash="h", sent_at=NOW, expires_at=NOW),
    PushSubscription: lambda: PushSubscription(
        endpoint=new_id().binary.hex(),
        p256dh="",
        auth="",
        user_id=UserId(SOMEBODY),
        session_id=SessionId(SOMEBODY),
        language="ru",
        created_at=NOW,
    ),
    Mapping[Place, int]: lambda: {(UserId(SOMEBODY), ConversationId(SOMEBODY)): 5},
    Participant: lambda: Participant(user_id=new_id(), role=Role.SUPPORT, name="Олег"),
    Mapping[str, object]: lambda: {"language": "en"},
    Decide: lambda: lambda _, message: message,
    Scope: lambda: person_scope(UserId(SOMEBODY)),
    SearchProgress: lambda: SearchProgress(id="messages", holder="sample"),
    SearchEntry: lambda: SearchEntry(id=new_id(), at=NOW, keys=[1, 2]),
}


def _sample(hint: Any) -> object:
    """A value of the type; of an optional one a value that is there."""
    if hint in SAMPLES:
        return SAMPLES[hint]()
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _sample(next(one for one in inner if one is not type(None)))
    if origin in (list, Sequence, Collection):
        return [_sample(inner[0]), _sample(inner[0])]
    if origin is tuple:
        return tuple(_sample(one) for one in inner if one is not Ellipsis)
    if inspect.isclass(hint) and issubclass(hint, Enum):
        return next(iter(hint))
    raise AssertionError(f"no sample of {hint}: add one to SAMPLES")


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
        await _fill()
        yield opened
        await opened.handle.command("profile", 0)


async def _fill() -> None:
    for kind in ConversationKind:
        await Conversation.insert_many([_conversation(kind, new_id(), new_id()) for _ in range(CROWD)])
    await Message.insert_many([_message(SOMEBODY, seq) for seq in range(1, CROWD)])
    await Order.insert_many([_order() for _ in range(CROWD)])
    await Entitlement.insert_many([_entitlement() for _ in range(CROWD)])
    await Attachment.insert_many([_attachment() for _ in range(CROWD)])
    await Payment.insert_many([_payment() for _ in range(CROWD)])
    await Review.insert_many([_review() for _ in range(CROWD)])
    await Payment.insert_one(_payment().model_copy(update={"id": SOMEBODY}))
    keys = search_keys([person_scope(UserId(SOMEBODY))], ["sample", "other"])
    await SearchEntry.insert_many([SearchEntry(id=new_id(), at=NOW, keys=keys) for _ in range(CROWD)])
    await SearchProgress(id="messages", holder="sample").insert()
    await User.insert_many([User(email=f"{n}@example.com", created_at=NOW) for n in range(CROWD)])


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
        name: _sample(hints[name])
        for name, parameter in inspect.signature(function).parameters.items()
        if all_of_them or parameter.default is parameter.empty or name in needed
    }


@pytest.mark.parametrize("all_of_them", [False, True], ids=["least", "most"])
@pytest.mark.parametrize("name", sorted(set(QUERIES) - set(BUILDING_BLOCKS)))
async def test_query_reads_an_index(database: Database, name: str, all_of_them: bool) -> None:
    function = QUERIES[name]
    arguments = _arguments(function, all_of_them=all_of_them)

    async def act() -> None:
        with suppress(TooSoon):
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
        await appender.append(stored_form(_message(conversation.id)), allowed)
        await appender.append(stored_form(_message(conversation.id)), allowed)
        await appender.close()

    entries = await _profiled(database, act)
    assert {one["ns"] for one in entries} == {"index_test.messages", "index_test.conversations"}
    for entry in entries:
        _reads_an_index(entry)


async def test_changing_a_message_reads_an_index(database: Database) -> None:
    conversation = await Conversation.find_one({"participant_ids": SOMEBODY})
    assert conversation is not None
    await Message.insert_many([_message(conversation.id, 1_000_000)])

    def deleted(_: Conversation, message: Message) -> Message:
        changed: Message = message.model_copy(
            update={"text": "?", "deleted_at": NOW, "attachments": [_attachment().as_file()]}
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
