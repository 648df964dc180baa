"""A client says what the consultation was like: once it is over, once, and for fourteen days otherwise."""

from datetime import timedelta

import pytest

from storage.conversations import Conversation
from storage.entitlements import Entitlement
from storage.ids import ConversationId, new_id, parse_id
from storage.reviews import Review, review_of_conversation
from storage.services import ConsultationFormat
from storage.text import Text
from storage.users import Role
from tests.people import sign_up
from tests.server.accounts.test_errors import logs_with
from tests.server.reviews.conftest import Pair
from tests.sockets import connected


def _id(conversation_id: str) -> ConversationId:
    parsed = parse_id(conversation_id)
    assert parsed is not None
    return ConversationId(parsed)


async def test_a_consultation_is_reviewed_when_it_is_over_and_not_before(pair: Pair) -> None:
    conversation_id = await pair.consultation(is_over=False)
    assert await pair.show(conversation_id) == {"review": None, "may_review": False}
    refused = await pair.give(conversation_id, stars=5)
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    assert refused.json()["errors"] == [
        {
            "field": "review",
            "code": "review_too_early",
            "detail": "Отзыв можно оставить, когда консультация завершится.",
        }
    ]
    await Conversation.find_one({"_id": _id(conversation_id)}).update(
        {"$set": {"active_until": pair.context.clock() - timedelta(seconds=1)}}
    )
    assert (await pair.show(conversation_id))["may_review"] is True
    given = await pair.give(conversation_id, stars=4, text="  Спасибо, стало легче.\n ")
    assert given.status_code == 200, given.text
    review = given.json()["review"]
    assert (review["stars"], review["text"], review["changed_at"]) == (4, "Спасибо, стало легче.", None)
    assert await pair.show(conversation_id) == given.json()


async def test_saying_it_again_changes_it_and_the_same_again_changes_nothing(pair: Pair) -> None:
    conversation_id = await pair.consultation()
    first = (await pair.give(conversation_id, stars=5, text="Отлично")).json()
    assert (await pair.give(conversation_id, stars=5, text="Отлично")).json() == first
    changed = (await pair.give(conversation_id, stars=3)).json()["review"]
    assert (changed["stars"], changed["text"]) == (3, "")
    assert changed["created_at"] == first["review"]["created_at"]
    assert changed["changed_at"] is not None
    assert await Review.find({"conversation_id": _id(conversation_id)}).count() == 1
    assert await pair.rating() == (3, 1)


async def test_after_fourteen_days_it_stays_as_it_is(pair: Pair) -> None:
    conversation_id = await pair.consultation()
    await pair.give(conversation_id, stars=5, text="Отлично")
    long_ago = pair.context.clock() - timedelta(days=14, seconds=1)
    await Review.find_one({"conversation_id": _id(conversation_id)}).update({"$set": {"created_at": long_ago}})
    assert (await pair.show(conversation_id))["may_review"] is False
    refused = await pair.give(conversation_id, stars=1)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "review_too_late")
    assert (await pair.give(conversation_id, stars=5, text="Отлично")).json()["may_review"] is False
    assert await pair.rating() == (5, 1)


async def test_only_the_client_gives_it_and_only_its_two_people_see_it(pair: Pair) -> None:
    conversation_id = await pair.consultation()
    stranger, support = await sign_up(pair.context), await sign_up(pair.context, Role.SUPPORT)
    for other, status in ((stranger, 404), (pair.astrologer, 403), (support, 403)):
        assert (await pair.give(conversation_id, other, stars=1)).status_code == status
    assert await review_of_conversation(_id(conversation_id)) is None
    await pair.give(conversation_id, stars=5, text="Между нами")
    seen = await pair.show(conversation_id, pair.astrologer)
    assert (seen["review"]["text"], seen["may_review"]) == ("Между нами", False)
    for other in (stranger, support):
        async with other.http(pair.app.base_url) as http:
            assert (await http.get(f"/api/conversations/{conversation_id}/review")).status_code == 404


async def test_a_help_chat_is_not_reviewed(pair: Pair) -> None:
    async with pair.client.http(pair.app.base_url) as http:
        opened = await http.post("/api/support/conversations", json={})
    answer = await pair.give(opened.json()["conversation"]["id"], stars=5)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


async def test_what_the_money_came_back_for_is_not_reviewed(pair: Pair) -> None:
    conversation_id = await pair.consultation()
    conversation = await Conversation.get(_id(conversation_id))
    assert conversation is not None
    assert conversation.consultation is not None
    now = pair.context.clock()
    await Entitlement(
        id=conversation.consultation.entitlement_id,
        client_id=pair.client.user.id,
        order_id=new_id(),
        service_slug="core",
        service_title=Text(ru="Ядро", en="Core"),
        format=ConsultationFormat.WRITTEN,
        astrologer_id=pair.astrologer.user.id,
        astrologer_slug=pair.page.slug,
        active_until=now + timedelta(days=30),
        created_at=now,
        ended_at=now,
    ).insert()
    assert (await pair.show(conversation_id))["may_review"] is False
    refused = await pair.give(conversation_id, stars=1)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "review_withdrawn")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"stars": 0}, "stars"),
        ({"stars": 6}, "stars"),
        ({"stars": 4.5}, "stars"),
        ({"stars": "5"}, "stars"),
        ({"stars": True}, "stars"),
        ({}, "stars"),
        ({"stars": 5, "text": "я" * 2_001}, "text"),
        ({"stars": 5, "status": "published"}, "status"),
    ],
)
async def test_stars_are_one_to_five_and_words_have_an_end(pair: Pair, body: dict[str, object], field: str) -> None:
    conversation_id = await pair.consultation()
    refused = await pair.give(conversation_id, None, **body)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)


async def test_both_are_told_once_and_live(pair: Pair) -> None:
    conversation_id = await pair.consultation()
    async with (
        connected(pair.app.base_url, pair.astrologer.token) as console,
        connected(pair.app.base_url, pair.client.token) as phone,
    ):
        for stars in (4, 5):
            assert (await pair.give(conversation_id, stars=stars, text="тайное слово")).status_code == 200
        for device in (console, phone):
            told = await device.event("message.created")
            assert told["message"]["system"] == {"code": "consultation.reviewed", "params": {}}
        page = await console.do("conversation.history", {"conversation_id": conversation_id, "limit": 20})
    codes = [one["system"]["code"] for one in page["messages"] if one["system"]]
    assert codes == ["consultation.opened", "consultation.completed", "consultation.reviewed"]


async def test_it_is_written_down_who_reviewed_what_and_nothing_of_the_words(pair: Pair) -> None:
    conversation_id = await pair.consultation()
    await pair.give(conversation_id, stars=5, text="сокровенное слово")
    logs = await logs_with(pair.app, "review_given", conversation_id)
    assert "сокровенное" not in logs


async def test_nobody_reviews_without_end(pair: Pair) -> None:
    conversation_id = await pair.consultation()
    for number in range(30):
        assert (await pair.give(conversation_id, stars=number % 5 + 1)).status_code == 200
    assert (await pair.give(conversation_id, stars=5)).status_code == 429
