"""Finding what was said: in one conversation, and in all of them."""

import asyncio
import re

import pytest
from playwright.async_api import Page, Route, expect

from storage.conversations import Conversation
from tests.browser.conftest import OpenContext, Talk
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home, message, messages
from tests.people import Person
from tests.product import Product

SAID = {
    40: "Когда лучше назначить свадьбу?",
    150: "О свадьбе я уже писала, но сомневаюсь.",
    260: "К свадьбам располагает растущая Луна.",
}
PATIENCE_SECONDS = 20


@pytest.fixture
async def wedding(app: Product, people: tuple[Person, Person], talk: Talk) -> Conversation:
    """A long consultation in which a wedding is spoken of three times, once the search knows of all three."""
    opened = await talk(300, said=SAID)
    async with people[0].http(app.base_url) as http, asyncio.timeout(PATIENCE_SECONDS):
        found: list[object] = []
        while len(found) < len(SAID):
            answer = await http.get("/api/search", params={"q": "свадьба", "conversation_id": str(opened.id)})
            found = answer.raise_for_status().json()["items"]
    return opened


async def look_for(page: Page, words: str) -> None:
    """Open the search of the conversation with the keyboard and type."""
    await page.keyboard.press("Control+f")
    field = page.get_by_role("searchbox", name="Найти в разговоре")
    await expect(field).to_be_focused()
    await field.fill(words)


async def test_a_client_finds_a_word_in_any_form_and_goes_from_match_to_match(
    app: Product, visit: OpenContext, people: tuple[Person, Person], wedding: Conversation
) -> None:
    page = await at_home(await visit(), app, people[0], f"/cabinet/chat/{wedding.id}")
    await expect(messages(page).last).to_contain_text("№300.")
    await look_for(page, "свадьба")
    results = page.get_by_role("list", name="Найденные сообщения")
    await expect(results.get_by_role("button")).to_have_count(3)
    await expect(results.locator("mark")).to_have_text(["свадьбам", "свадьбе", "свадьбу"])
    assert await violations(page) == []

    await results.get_by_role("button").nth(1).click()
    await expect(results).to_have_count(0)
    await expect(message(page, 150)).to_be_in_viewport()
    await expect(message(page, 150)).to_have_class(re.compile("message--marked"))
    await expect(page.get_by_role("button", name="2 из 3")).to_be_visible()
    field = page.get_by_role("searchbox", name="Найти в разговоре")
    await field.press("Enter")
    await expect(message(page, 40)).to_be_in_viewport()
    await expect(page.get_by_role("button", name="Следующее найденное")).to_be_disabled()
    await field.press("Shift+Enter")
    await expect(message(page, 150)).to_be_in_viewport()
    assert await violations(page) == []

    await field.fill("«располагает растущая»")
    await expect(results.get_by_role("button")).to_have_count(1)
    await field.press("ArrowDown")
    await expect(results.get_by_role("button")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(message(page, 260)).to_be_in_viewport()

    await field.fill("парашют")
    await expect(page.get_by_text("Ничего не нашлось")).to_be_visible()
    assert await violations(page) == []
    await field.press("Escape")
    await expect(field).to_have_count(0)
    await expect(page.get_by_role("textbox", name="Сообщение")).to_be_focused()


async def test_the_second_press_is_the_browsers_own_search(
    app: Product, visit: OpenContext, people: tuple[Person, Person], talk: Talk
) -> None:
    opened = await talk(5)
    page = await at_home(await visit(), app, people[0], f"/cabinet/chat/{opened.id}")
    await expect(messages(page).last).to_contain_text("№5.")
    await page.evaluate(
        """() => {
          window.taken = [];
          window.addEventListener("keydown", (event) => {
            if (event.code === "KeyF") window.taken.push(event.defaultPrevented);
          });
        }"""
    )
    await look_for(page, "")
    await page.keyboard.press("Control+f")
    assert await page.evaluate("window.taken") == [True, False]


async def test_an_astrologer_finds_a_message_among_all_consultations(
    app: Product, visit: OpenContext, people: tuple[Person, Person], wedding: Conversation, talk: Talk
) -> None:
    anna, sofia = people
    await talk(20)
    page = await at_home(await visit(), app, sofia, "/console")
    await page.get_by_role("searchbox", name="Найти по имени или сообщению").fill("назначить свадьбу")
    results = page.get_by_role("region", name="Сообщения").get_by_role("list", name="Найденные сообщения")
    await expect(results.get_by_role("link")).to_have_count(1)
    await expect(results.get_by_role("link")).to_contain_text(anna.user.first_name or "")
    assert await violations(page) == []
    await results.get_by_role("link").click()
    await expect(message(page, 40)).to_be_in_viewport()
    await expect(results.get_by_role("link")).to_have_attribute("aria-current", "true")
    await expect(page.get_by_role("textbox", name="Сообщение")).to_be_visible()

    # Gone elsewhere, the same result leads back.
    await page.get_by_role("log").focus()
    await page.keyboard.press("End")
    await expect(message(page, 300)).to_be_in_viewport()
    await results.get_by_role("link").click()
    await expect(message(page, 40)).to_be_in_viewport()


async def test_a_search_that_fails_says_so_and_is_tried_again(
    app: Product, visit: OpenContext, people: tuple[Person, Person], wedding: Conversation
) -> None:
    page = await at_home(await visit(), app, people[0], "/cabinet/chat")
    broken = True

    async def answer(route: Route) -> None:
        if broken:
            await route.abort()
        else:
            await route.continue_()

    await page.route("**/api/search?*", answer)
    field = page.get_by_role("searchbox", name="Найти по имени или сообщению")
    await field.fill("свадьба")
    await expect(page.get_by_text("Поиск не удался.")).to_be_visible()
    assert await violations(page) == []
    broken = False
    await page.get_by_role("button", name="Повторить").click()
    results = page.get_by_role("list", name="Найденные сообщения")
    await expect(results.get_by_role("link")).to_have_count(3)
    await field.press("Escape")
    await expect(results).to_have_count(0)
    await expect(page.get_by_role("list", name="Активные").get_by_role("link")).to_have_count(1)
