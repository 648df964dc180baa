"""The search page: a plain form, three states, no place in search engines; and pages that are not sent twice."""

import httpx

from tests.server.pages.conftest import ReadPage


async def test_search_is_a_form_that_every_header_leads_to(read_page: ReadPage) -> None:
    assert (await read_page("/")).all("a", href="/search", aria_label="Поиск по сайту")
    page = await read_page("/search")
    assert page.all("form", action="/search", method="get", role="search")
    assert page.all("input", type="search", name="q")
    assert page.all("meta", name="robots", content="noindex, follow")
    assert "Ищем среди консультаций" in page.words


async def test_found_pages_are_named_and_linked_with_the_words_marked(read_page: ReadPage) -> None:
    page = await read_page("/search?q=картой")
    assert page.all("a", href="/services/natal-chart")
    assert page.all("mark")
    assert page.all("input", name="q", value="картой")
    assert "Нашли" in page.words
    assert page.all("a", href="?lang=en&q=%D0%BA%D0%B0%D1%80%D1%82%D0%BE%D0%B9"), "the other language asks the same"
    assert page.refused_by_policy() == []


async def test_nothing_found_says_so_and_leads_on(read_page: ReadPage) -> None:
    page = await read_page("/search?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "ничего не нашлось" in page.words
    assert "<script>alert" not in page.source
    assert page.all("a", href="/astrologers")
    assert [one for one in page.all("a") if "data-buy" in one.attributes], "something to begin with"


async def test_page_that_the_browser_has_is_not_sent_again(api: httpx.AsyncClient) -> None:
    first = await api.get("/articles", headers={"Accept-Language": "ru"})
    tag = first.headers["etag"]
    again = await api.get("/articles", headers={"Accept-Language": "ru", "If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == "private, no-cache"
    other = await api.get("/articles", headers={"Accept-Language": "en", "If-None-Match": tag})
    assert other.status_code == 200


async def test_cards_of_the_blog_say_how_long_the_reading_is(read_page: ReadPage) -> None:
    assert "чтения" in (await read_page("/articles")).words
