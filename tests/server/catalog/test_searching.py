"""Search over the catalogue: in any form of a word, the best first, and nothing that is not public."""

from datetime import timedelta

from realtime.search.words import Stemmer
from server.catalog.contracts import ArticleCard
from server.catalog.searching import LONGEST_QUERY, alike, search_catalog
from storage.times import utc_now
from tests.server.catalog.conftest import ViewerAt

STEMMER = Stemmer()
NOW = (2030, 1, 1, 12)


def article(slug: str, title: str, astrologer: str | None = None) -> ArticleCard:
    return ArticleCard(
        slug=slug,
        title=title,
        summary="",
        author="София",
        astrologer=astrologer,
        cover="/static/x.svg",
        published_at=utc_now(),
        reading_minutes=3,
    )


async def test_a_word_is_found_in_any_form_and_the_title_comes_first(viewer_at: ViewerAt) -> None:
    viewer = viewer_at(*NOW)
    found = await search_catalog(viewer, "натальную КАРТУ", STEMMER)
    assert found.services[0].item.slug == "natal-chart"
    assert "".join(part.text for part in found.services[0].title) == "Полная натальная карта"
    assert [part.text for part in found.services[0].title if part.is_match] == ["натальная", "карта"]
    assert found.articles
    assert any(part.is_match for hit in found.articles for part in (*hit.title, *hit.excerpt))
    sofia = (await search_catalog(viewer, "софия", STEMMER)).astrologers
    assert sofia[0].item.slug == "sofia"


async def test_all_words_must_occur_and_each_language_searches_its_own_texts(viewer_at: ViewerAt) -> None:
    assert (await search_catalog(viewer_at(*NOW), "натальная тостер", STEMMER)).count == 0
    english = await search_catalog(viewer_at(*NOW, language="en"), "charts", STEMMER)
    assert "natal-chart" in [hit.item.slug for hit in english.services]
    assert (await search_catalog(viewer_at(*NOW, language="en"), "карта", STEMMER)).count == 0


async def test_nothing_is_found_by_nothing_and_an_endless_query_is_cut(viewer_at: ViewerAt) -> None:
    viewer = viewer_at(*NOW)
    for asked in ("", "   ", "?!…", '""', "\x00"):
        assert (await search_catalog(viewer, asked, STEMMER)).count == 0
    assert len((await search_catalog(viewer, "а" * 5000, STEMMER)).asked) == LONGEST_QUERY


async def test_an_article_is_found_from_its_publication_on(viewer_at: ViewerAt) -> None:
    found = (await search_catalog(viewer_at(*NOW), "ретроградный", STEMMER)).articles
    first = min(hit.item.published_at for hit in found)
    before = first - timedelta(days=1)
    viewer = viewer_at(before.year, before.month, before.day)
    slugs = [hit.item.slug for hit in (await search_catalog(viewer, "ретроградный", STEMMER)).articles]
    assert all(hit.item.slug not in slugs for hit in found if hit.item.published_at == first)


def test_alike_is_what_speaks_of_the_same_and_never_the_article_itself() -> None:
    shown = article("a", "Луна и характер", "sofia")
    others = [
        article("b", "Работа и деньги"),
        article("c", "Что делает Луна", "sofia"),
        shown,
        article("d", "О Луне"),
        article("e", "Дом и дети", "sofia"),
    ]
    assert [one.slug for one in alike(shown, others, STEMMER, 3)] == ["c", "d", "e"]
