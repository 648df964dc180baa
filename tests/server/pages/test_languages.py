"""The language and the theme of a page: what is asked for now, then what was chosen, then what the browser prefers."""

import httpx
import pytest

from server.pages.renderer import Renderer
from server.pages.texts import plural_form
from tests.server.pages.conftest import ReadPage
from tests.server.pages.html import Document


async def test_browser_preference_decides_until_a_language_is_chosen(read_page: ReadPage) -> None:
    assert "Our astrologers" in (await read_page("/", "en-GB,en;q=0.9,ru;q=0.5")).words
    assert "Наши специалисты" in (await read_page("/", "de-DE,de")).words


async def test_chosen_language_is_remembered_over_the_preference(api: httpx.AsyncClient, read_page: ReadPage) -> None:
    answer = await api.get("/articles?lang=en", headers={"Accept-Language": "ru"})
    assert Document(answer.text).all("html", lang="en")
    assert "astars_language=en" in answer.headers["set-cookie"]
    assert "Blog" in (await read_page("/articles", "ru")).title
    assert (await api.get("/?lang=ru")).cookies["astars_language"] == "ru"
    assert "Блог" in (await read_page("/articles", "en")).title


async def test_unknown_language_is_neither_served_nor_stored(api: httpx.AsyncClient) -> None:
    answer = await api.get("/?lang=xx", headers={"Accept-Language": "en"})
    assert Document(answer.text).all("html", lang="en")
    assert "set-cookie" not in answer.headers


async def test_theme_cookie_is_drawn_by_the_server_and_nonsense_is_not(api: httpx.AsyncClient) -> None:
    dark = Document((await api.get("/", headers={"Cookie": "astars_theme=dark"})).text)
    assert [one.attributes.get("data-theme") for one in dark.all("html")] == ["dark"]
    odd = Document((await api.get("/", headers={"Cookie": 'astars_theme="><script>'})).text)
    assert [one.attributes.get("data-theme") for one in odd.all("html")] == [None]


def test_both_catalogues_have_the_same_keys_and_placeholders() -> None:
    renderer = Renderer()
    russian, english = renderer.texts("ru"), renderer.texts("en")
    assert russian.keys == english.keys
    for key in russian.keys:
        assert russian.placeholders(key) == english.placeholders(key), key


@pytest.mark.parametrize(
    ("number", "form"), [(1, "one"), (2, "few"), (5, "many"), (11, "many"), (12, "many"), (21, "one"), (22, "few")]
)
def test_russian_numbers_choose_their_form(number: int, form: str) -> None:
    assert plural_form(number, "ru") == form
