"""What clients say, on the astrologer's page: whole before any script runs, and inert."""

from typing import Any

import orjson
import pytest

from server.context import Context
from storage.astrologers import Astrologer
from storage.ids import new_id
from storage.reviews import Review, give_review
from storage.times import utc_now
from storage.users import Role, User
from tests.server.pages.conftest import ReadPage
from tests.server.pages.html import Document
from tests.server.shop import open_shop


@pytest.fixture
async def astrologer(context: Context) -> Astrologer:
    """Somebody with a page and nobody's stars yet."""
    return (await open_shop(context)).astrologer


async def _review(astrologer: Astrologer, stars: int, text: str, name: str = "Анна Мария") -> None:
    client = User(role=Role.CLIENT, first_name=name, created_at=utc_now())
    await client.insert()
    await give_review(
        Review(
            conversation_id=new_id(),
            astrologer_id=astrologer.user_id,
            client_id=client.id,
            stars=stars,
            text=text,
            created_at=utc_now(),
        )
    )


def _data(page: Document) -> list[dict[str, Any]]:
    blocks = page.source.split('<script type="application/ld+json">')[1:]
    return [orjson.loads(one.partition("</script>")[0]) for one in blocks]


async def test_reviews_stand_on_the_page_newest_first_and_say_nothing_but_words(
    read_page: ReadPage, astrologer: Astrologer
) -> None:
    await _review(astrologer, 4, "Первый отзыв")
    await _review(astrologer, 5, "<script>alert(1)</script>", name="<img src=x>")
    page = await read_page(f"/astrologers/{astrologer.slug}")
    assert page.words.index("<script>alert(1)</script>") < page.words.index("Первый отзыв")
    assert page.all("img", src="x") == []
    assert page.refused_by_policy() == []
    for text in ("Отзывы", "Анна", "Оценка 5 из 5", "Оценка 4 из 5", "2 отзыва", "4,5"):
        assert text in page.words
    assert "Мария" not in page.words


async def test_search_engines_are_told_of_stars_only_where_there_are_reviews(
    read_page: ReadPage, astrologer: Astrologer
) -> None:
    before = await read_page(f"/astrologers/{astrologer.slug}")
    assert "aggregateRating" not in before.source
    assert "Отзывы" not in before.words
    await _review(astrologer, 4, "Спасибо")
    data = _data(await read_page(f"/astrologers/{astrologer.slug}"))
    [service] = [one for one in data if one["@type"] == "Service"]
    assert service["aggregateRating"]["ratingValue"] == 4.0
    assert service["aggregateRating"]["ratingCount"] == 1
    assert service["review"][0]["reviewBody"] == "Спасибо"
    assert service["review"][0]["author"]["name"] == "Анна"


async def test_older_reviews_are_a_link_away_without_any_script(read_page: ReadPage, astrologer: Astrologer) -> None:
    for number in range(8):
        await _review(astrologer, 5, f"Отзыв номер {number}")
    page = await read_page(f"/astrologers/{astrologer.slug}")
    assert "Отзыв номер 7" in page.words
    assert "Отзыв номер 1" not in page.words
    [more] = [one for one in page.all("a") if "?reviews=" in one.attributes.get("href", "")]
    older = await read_page(more.attributes["href"].partition("#")[0])
    assert "Отзыв номер 1" in older.words
    assert "Отзыв номер 7" not in older.words
    assert older.all("a", href=f"/astrologers/{astrologer.slug}#reviews")


async def test_a_part_that_does_not_exist_is_a_page_that_says_so(read_page: ReadPage, astrologer: Astrologer) -> None:
    for cursor in ("x", "a" * 201):
        await read_page(f"/astrologers/{astrologer.slug}?reviews={cursor}", status=422)


async def test_english_visitors_read_it_in_english(read_page: ReadPage, astrologer: Astrologer) -> None:
    await _review(astrologer, 5, "Спасибо", name="")
    page = await read_page(f"/astrologers/{astrologer.slug}", "en")
    for text in ("Reviews", "A client of Astars", "Rated 5 out of 5", "1 review"):
        assert text in page.words
