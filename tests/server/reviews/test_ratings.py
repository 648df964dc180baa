"""An astrologer's rating is what the published reviews say, however they come; everybody reads them."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from beanie import PydanticObjectId

from server.reviews.jobs import recount_ratings
from storage.astrologers import Astrologer, astrologer_by_slug
from storage.audit import audit_entries
from storage.ids import ConversationId
from storage.reviews import Review, review_of_conversation
from tests.people import sign_up
from tests.server.reviews.conftest import Pair


async def test_every_review_counts_once_though_twenty_come_at_the_same_time(pair: Pair) -> None:
    conversation_id = await pair.consultation()
    answers = await asyncio.gather(*(pair.give(conversation_id, stars=5, text="Да") for _ in range(20)))
    assert {one.status_code for one in answers} == {200}
    assert await pair.rating() == (5, 1)
    people = [await sign_up(pair.context) for _ in range(10)]
    theirs = [(one, await pair.consultation(one)) for one in people]
    await asyncio.gather(*(pair.give(conversation, one, stars=4) for one, conversation in theirs))
    assert await pair.rating() == (45, 11)


async def test_cards_and_page_show_the_stars_of_before_and_of_now(pair: Pair, api: httpx.AsyncClient) -> None:
    await Astrologer.find_one({"slug": pair.page.slug}).update({"$set": {"rating": {"stars": 30, "count": 10}}})
    await pair.give(await pair.consultation(), stars=5)
    shown = (await api.get(f"/api/astrologers/{pair.page.slug}")).json()
    assert shown["rating"] == {"average": 3.2, "count": 11}


async def test_the_operator_hides_a_review_and_its_stars_and_shows_it_again(pair: Pair, api: httpx.AsyncClient) -> None:
    conversation_id = await pair.consultation()
    await pair.give(conversation_id, stars=1, text="грубость")
    address = f"/api/astrologers/{pair.page.slug}/reviews"
    await asyncio.to_thread(pair.app.run, "review", conversation_id, "hidden")
    assert (await api.get(address)).json()["items"] == []
    assert await pair.rating() == (0, 0)
    assert (await pair.show(conversation_id))["review"]["text"] == "грубость"
    await pair.give(conversation_id, stars=2, text="всё ещё скрыто")
    assert await pair.rating() == (0, 0)
    await asyncio.to_thread(pair.app.run, "review", conversation_id, "published")
    assert [one["text"] for one in (await api.get(address)).json()["items"]] == ["всё ещё скрыто"]
    assert await pair.rating() == (2, 1)
    review = await review_of_conversation(ConversationId(PydanticObjectId(conversation_id)))
    assert review
    entries = await audit_entries(subject=f"review:{review.id}")
    assert [(one.actor_id, one.action.value) for one in entries] == [
        (None, "review.published"),
        (None, "review.hidden"),
    ]
    with pytest.raises(AssertionError, match="there is no such review"):
        await asyncio.to_thread(pair.app.run, "review", "0" * 24, "hidden")


async def test_a_wrong_rating_is_put_right_from_the_reviews(pair: Pair) -> None:
    await pair.give(await pair.consultation(), stars=4)
    for wrong in ({"stars": 500, "count": 100}, {"stars": 0, "count": 0}, None):
        change = {"$set": {"reviewed": wrong}} if wrong else {"$unset": {"reviewed": ""}}
        await Astrologer.find_one({"slug": pair.page.slug}).update(change)
        await recount_ratings(pair.context)
        assert await pair.rating() == (4, 1)


async def test_counting_anew_loses_no_review_that_comes_meanwhile(pair: Pair) -> None:
    people = [await sign_up(pair.context) for _ in range(8)]
    theirs = [(one, await pair.consultation(one)) for one in people]
    given = [pair.give(conversation, one, stars=5) for one, conversation in theirs]
    await asyncio.gather(*given, *(recount_ratings(pair.context) for _ in range(3)))
    assert await pair.rating() == (40, 8)


async def test_everybody_reads_first_name_date_stars_and_words_newest_first(pair: Pair, api: httpx.AsyncClient) -> None:
    for stars in (3, 4, 5):
        await pair.give(await pair.consultation(), stars=stars, text=f"<b>{stars}</b>")
    address, read = f"/api/astrologers/{pair.page.slug}/reviews", []
    cursor: str | None = ""
    while cursor is not None:
        page = (await api.get(address, params={"limit": 2} | ({"cursor": cursor} if cursor else {}))).json()
        read += page["items"]
        cursor = page["next_cursor"]
    assert [(one["stars"], one["text"], one["name"]) for one in read] == [
        (5, "<b>5</b>", "Анна"),
        (4, "<b>4</b>", "Анна"),
        (3, "<b>3</b>", "Анна"),
    ]
    assert {key for one in read for key in one} == {"stars", "text", "name", "created_at"}


async def test_reviews_of_one_moment_are_all_listed(pair: Pair, api: httpx.AsyncClient) -> None:
    people = [await sign_up(pair.context) for _ in range(5)]
    for one in people:
        await pair.give(await pair.consultation(one), one, stars=5, text=one.id)
    moment = pair.context.clock() - timedelta(days=1)
    await Review.find({"astrologer_id": pair.page.user_id}).update({"$set": {"created_at": moment}})
    address, read = f"/api/astrologers/{pair.page.slug}/reviews?limit=2", []
    page = (await api.get(address)).json()
    read += page["items"]
    while page["next_cursor"]:
        page = (await api.get(address, params={"cursor": page["next_cursor"], "limit": 2})).json()
        read += page["items"]
    assert sorted(one["text"] for one in read) == sorted(one.id for one in people)


@pytest.mark.parametrize("cursor", ["x", "WzEsIngiXQ", "a" * 201])
async def test_a_cursor_that_was_not_made_here_is_refused(pair: Pair, api: httpx.AsyncClient, cursor: str) -> None:
    answer = await api.get(f"/api/astrologers/{pair.page.slug}/reviews", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "cursor")


async def test_reviews_of_nobody_and_of_somebody_hidden_are_not_found(pair: Pair, api: httpx.AsyncClient) -> None:
    assert (await api.get("/api/astrologers/nobody/reviews")).status_code == 404
    hidden = await astrologer_by_slug(pair.page.slug)
    assert hidden is not None
    await hidden.set({"hidden_at": pair.context.clock()})
    assert (await api.get(f"/api/astrologers/{pair.page.slug}/reviews")).status_code == 404
