"""Search and jumping to a date over the running product, with the people who use them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

import httpx
import pytest

from realtime.actor import actor_of_token
from realtime.conversations import participant_of
from realtime.errors import Unavailable
from realtime.search import finding
from server.context import Context
from storage.conversations import Conversation
from storage.ids import MessageId, parse_id
from storage.queue import adopt
from storage.search import SearchEntry
from storage.users import Role
from tests.people import Person, consultation, sign_up
from tests.product import Product
from tests.sockets import Client, connected

FINDABLE_SECONDS = 10.0


@pytest.fixture
async def anna(context: Context) -> Person:
    return await sign_up(context)


@pytest.fixture
async def sofia(context: Context) -> Person:
    return await sign_up(context, Role.ASTROLOGER, "София")


@pytest.fixture
async def opened(context: Context, anna: Person, sofia: Person) -> Conversation:
    return await consultation(context, anna, sofia)


@pytest.fixture
async def client(app: Product, anna: Person) -> AsyncIterator[Client]:
    async with connected(app.base_url, anna.token) as connection:
        yield connection


async def _page(app: Product, person: Person, **query: object) -> dict[str, Any]:
    async with person.http(app.base_url) as http:
        answer = await http.get("/api/search", params={name: str(value) for name, value in query.items()})
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


async def _texts(app: Product, person: Person, asked: str, **query: object) -> list[str]:
    return [one["message"]["text"] for one in (await _page(app, person, q=asked, **query))["items"]]


async def _until(app: Product, person: Person, asked: str, holds: Callable[[list[str]], bool]) -> list[str]:
    """What is found once it is as it shall be: the index is a moment behind."""
    async with asyncio.timeout(FINDABLE_SECONDS):
        while True:
            texts = await _texts(app, person, asked)
            if holds(texts):
                return texts
            await asyncio.sleep(0.1)


def _marked(item: dict[str, Any]) -> str:
    return "".join(f"[{part['text']}]" if part["is_match"] else part["text"] for part in item["excerpt"])


async def test_both_sides_find_what_was_said_in_any_form_with_the_words_marked(
    app: Product, anna: Person, sofia: Person, opened: Conversation, client: Client
) -> None:
    sent = await client.send(opened.id, "Когда лучше назначить дату свадьбы? Ёлка, charts 💍")
    await _until(app, anna, "свадьба", bool)
    for person in (anna, sofia):
        for asked, marked in {
            "СВАДЬБА": "Когда лучше назначить дату [свадьбы]? Ёлка, charts 💍",
            "chart дата": "Когда лучше назначить [дату] свадьбы? Ёлка, [charts] 💍",
            "елка": "Когда лучше назначить дату свадьбы? [Ёлка], charts 💍",
            '"назначить дату"': "Когда лучше [назначить дату] свадьбы? Ёлка, charts 💍",
            "«свадьбы ёлка» лучше": "Когда [лучше] назначить дату [свадьбы? Ёлка], charts 💍",
        }.items():
            (item,) = (await _page(app, person, q=asked))["items"]
            assert _marked(item) == marked
            assert (item["message"], item["conversation"]["id"]) == (sent, str(opened.id))
        for asked in ('"дата свадьбы"', "свадьба развод", "💍", "$ne", ".*", '{"$gt": ""}'):
            assert await _texts(app, person, asked) == [], asked


async def test_a_foreign_person_finds_nothing_and_cannot_tell_that_there_is_anything(
    app: Product, context: Context, anna: Person, opened: Conversation, client: Client
) -> None:
    await client.send(opened.id, "Сокровенное")
    await _until(app, anna, "сокровенное", bool)
    for role in Role:
        stranger = await sign_up(context, role, "Чужой")
        assert await _page(app, stranger, q="сокровенное") == {"items": [], "next_cursor": None}, role
        async with stranger.http(app.base_url) as http:
            for one in (opened.id, "0" * 24, "x", "$ne"):
                answer = await http.get("/api/search", params={"q": "сокровенное", "conversation_id": str(one)})
                assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), (role, one)


async def test_an_edit_is_found_by_its_new_words_and_a_deleted_message_not_at_all(
    app: Product, anna: Person, opened: Conversation, client: Client
) -> None:
    sent = await client.send(opened.id, "Встреча во вторник")
    named = {"conversation_id": str(opened.id), "seq": sent["seq"]}
    await _until(app, anna, "вторник", bool)
    await client.do("message.edit", {**named, "text": "Встреча в среду"})
    assert await _texts(app, anna, "вторник") == [], "at once: what is found is verified"
    assert await _until(app, anna, "среда", bool) == ["Встреча в среду"]
    await client.do("message.delete", named)
    assert await _texts(app, anna, "встреча") == []
    async with asyncio.timeout(FINDABLE_SECONDS):
        while True:
            if await SearchEntry.get(sent["id"]) is None:
                break
            await asyncio.sleep(0.1)


async def test_system_messages_are_never_found(
    app: Product, anna: Person, sofia: Person, opened: Conversation, client: Client
) -> None:
    await client.send(opened.id, "consultation")
    await _until(app, anna, "consultation", bool)
    async with connected(app.base_url, sofia.token) as console:
        await console.do("conversation.complete", {"conversation_id": str(opened.id)})
    assert await _texts(app, anna, "consultation") == ["consultation"], "and what has ended is still found"
    assert await _texts(app, anna, "completed") == []


async def test_pages_are_newest_first_complete_and_without_repetition(
    app: Product, context: Context, anna: Person, sofia: Person, opened: Conversation, client: Client
) -> None:
    other = await consultation(context, anna, sofia)
    for number in range(7):
        await client.send((opened, other)[number % 2].id, f"планета {number}")
    await _until(app, anna, "планеты", lambda texts: len(texts) == 7)
    texts: list[str] = []
    page = await _page(app, anna, q="планеты", limit=2)
    while True:
        texts += [one["message"]["text"] for one in page["items"]]
        if page["next_cursor"] is None:
            break
        page = await _page(app, anna, q="планеты", limit=2, cursor=page["next_cursor"])
    assert texts == [f"планета {number}" for number in reversed(range(7))]
    assert await _texts(app, anna, "планета", conversation_id=opened.id) == [f"планета {n}" for n in (6, 4, 2, 0)]
    assert await _texts(app, anna, "планета 3") == ["планета 3"]


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.ADMIN])
async def test_staff_find_in_support_chats_only_and_a_guest_in_their_own(
    role: Role,
    app: Product,
    context: Context,
    api: httpx.AsyncClient,
    anna: Person,
    opened: Conversation,
    client: Client,
) -> None:
    staff = await sign_up(context, role, "Олег")
    guest = (await api.post("/api/support/guests", json={"name": "Ира", "phone": "+79161230000"})).json()
    word = f"уникум{guest['conversation']['id']}"
    await client.send(opened.id, f"{word} в консультации")
    async with connected(app.base_url, guest["token"]) as widget:
        await widget.send(guest["conversation"]["id"], f"{word} в поддержке")
    assert await _until(app, staff, word, bool) == [f"{word} в поддержке"]
    assert await _until(app, anna, word, bool) == [f"{word} в консультации"]
    answer = await api.get("/api/search", params={"q": word}, headers={"Authorization": f"Bearer {guest['token']}"})
    assert [one["message"]["text"] for one in answer.json()["items"]] == [f"{word} в поддержке"]
    async with staff.http(app.base_url) as http:
        answer = await http.get("/api/search", params={"q": word, "conversation_id": str(opened.id)})
    assert answer.status_code == 404


async def test_a_guests_words_are_found_by_whoever_takes_the_guests_place(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    anna = await sign_up(context)
    guest = (await api.post("/api/support/guests", json={"name": "Ира", "phone": "+79161230000"})).json()
    conversation = await Conversation.get(guest["conversation"]["id"])
    assert conversation is not None
    async with connected(app.base_url, guest["token"]) as widget:
        await widget.send(conversation.id, "перенос")
    assert await adopt(conversation.id, conversation.participant_ids[0], participant_of(anna.user))
    assert await _until(app, anna, "перенос", bool) == ["перенос"]


async def _whole(app_context: Context, person: Person, asked: str) -> tuple[list[str], int]:
    """Every page of a search, and how many there were."""
    actor = await actor_of_token(person.token, app_context.chat, "ru")
    assert actor is not None
    texts: list[str] = []
    after = None
    for pages in range(1, 100):
        page = await finding.search(actor, asked=asked, conversation_id=None, after=after, limit=3)
        texts += [one.message.text for one in page.items]
        if page.next_cursor is None:
            return texts, pages
        at, _, last_id = page.next_cursor.partition("~")
        parsed = parse_id(last_id)
        assert parsed
        after = datetime.fromisoformat(at), MessageId(parsed)
    raise AssertionError("a search without end")


async def test_a_long_look_is_done_in_pages_that_lose_nothing(
    app: Product, context: Context, anna: Person, opened: Conversation, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [f"{'луна' if n % 5 else 'марс'} {'и' if n % 2 else 'в'} доме {n}" for n in range(30)]
    for text in said:
        await client.send(opened.id, text)
    await _until(app, anna, "доме 29", bool)
    both = [text for text in reversed(said) if "марс" in text and " и " in text]
    phrase = [text for text in reversed(said) if "луна в доме" in text]
    quick = (await _whole(context, anna, "марс и"), await _whole(context, anna, '"луна в доме"'))
    assert (quick[0][0], quick[1][0]) == (both, phrase)
    monkeypatch.setattr(finding, "COUNTED", 0)
    monkeypatch.setattr(finding, "DEPTHS", (2,))
    monkeypatch.setattr(finding, "LOOK_SECONDS", 0)
    slow = (await _whole(context, anna, "марс и"), await _whole(context, anna, '"луна в доме"'))
    assert (slow[0][0], slow[1][0]) == (both, phrase)
    assert slow[0][1] > quick[0][1], "short pages, even empty ones, with a cursor"
    monkeypatch.setattr(finding, "MANY_WANTED", 2)
    monkeypatch.setattr(finding, "MAX_VERIFIED", 2)
    assert (await _whole(context, anna, '"луна в доме"'))[0] == phrase


async def test_a_search_that_takes_too_long_is_unavailable_and_may_be_tried_again(
    context: Context, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "GIVE_UP_SECONDS", 0)
    with pytest.raises(Unavailable) as refusal:
        await _whole(context, anna, "луна")
    assert refusal.value.retryable


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": ""},
        {"q": "   "},
        {"q": "а" * 201},
        {"q": "а", "limit": "51"},
        {"q": "а", "limit": "0"},
        {"q": "а", "cursor": "x"},
        {"q": "а", "cursor": "2026-01-01T00:00:00~" + "0" * 24},
        {"q": "а", "cursor": "2026-01-01T00:00:00Z~$ne"},
        {"q": "а", "cursor": "9999-12-31T23:59:59-12:00~" + "0" * 24},
        {"q": "а", "$where": "1"},
    ],
)
async def test_what_cannot_be_asked_is_refused(app: Product, anna: Person, query: dict[str, str]) -> None:
    async with anna.http(app.base_url) as http:
        answer = await http.get("/api/search", params=query)
    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")


async def test_hostile_questions_are_answered_like_any_other(app: Product, anna: Person) -> None:
    for asked in ("(a+)+$" * 30, '"' * 200, "\x00", "\ufffd" * 100, "а " * 100, "«" * 99 + "»" * 99, "%00", "👍" * 100):
        assert (await _page(app, anna, q=asked))["items"] == []


async def test_searching_has_a_limit_of_its_own_and_the_question_is_in_no_log(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    anna = await sign_up(context)
    async with anna.http(app.base_url) as http:
        statuses = [(await http.get("/api/search", params={"q": "тайныйвопрос"})).status_code for _ in range(125)]
        refused = await http.get("/api/search", params={"q": "тайныйвопрос"})
    assert set(statuses) == {200, 429}
    assert refused.json()["retry_after"] > 0
    for process in app.processes:
        log = process.log.read_text(errors="replace")
        assert "тайныйвопрос" not in log
        assert "%D1%82%D0%B0%D0%B9" not in log


async def test_history_begins_at_a_date_in_both_transports(
    app: Product, anna: Person, opened: Conversation, client: Client
) -> None:
    sent = [await client.send(opened.id, f"день {number}") for number in range(5)]
    named = {"conversation_id": str(opened.id), "limit": 2}
    third = sent[2]["created_at"]
    page = await client.do("conversation.history", {**named, "from_at": third})
    first = next(one for one in sent if one["created_at"] >= third)
    assert [one["seq"] for one in page["messages"]] == [first["seq"], first["seq"] + 1]
    assert page["complete"] is False
    assert (await client.do("conversation.history", {**named, "from_at": "2100-01-01T00:00:00Z"})) == {
        "messages": [],
        "complete": True,
    }
    async with anna.http(app.base_url) as http:
        path = f"/api/conversations/{opened.id}/messages"
        assert (await http.get(path, params={"from_at": third, "limit": 2})).json() == page
        old = (await http.get(path, params={"from_at": "1990-01-01T00:00:00+03:00"})).json()
        assert [one["seq"] for one in old["messages"]] == list(range(1, 7))
        assert old["complete"] is True
        for query in (
            {"from_at": third, "after_seq": "1"},
            {"before_seq": "3", "after_seq": "1"},
            {"from_at": "yesterday"},
            {"from_at": "2026-01-01T00:00:00"},
            {"from_at": "1767225600"},
            {"from_at": "9999-12-31T23:59:59-12:00"},
        ):
            assert (await http.get(path, params=query)).status_code == 422, query
    assert await client.refused("conversation.history", {**named, "from_at": third, "before_seq": 3})


async def test_whoever_may_not_read_any_more_finds_nothing_though_the_index_still_leads_there(
    app: Product, context: Context, sofia: Person, opened: Conversation, client: Client
) -> None:
    await client.send(opened.id, "прежнее")
    await _until(app, sofia, "прежнее", bool)
    await context.database.collection("users").update_one({"_id": sofia.user.id}, {"$set": {"role": "client"}})
    assert await _page(app, sofia, q="прежнее") == {"items": [], "next_cursor": None}
    async with sofia.http(app.base_url) as http:
        answer = await http.get("/api/search", params={"q": "прежнее", "conversation_id": str(opened.id)})
    assert answer.status_code == 404
