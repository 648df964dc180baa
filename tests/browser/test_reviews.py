"""After the consultation: its client says what it was like, on a phone, and the astrologer reads it."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from server.context import Context
from storage.conversations import Conversation, complete
from tests.browser.conftest import OpenContext, Talk
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home
from tests.people import Person
from tests.product import Product

PHONE = {"width": 360, "height": 640}


@pytest.fixture
async def ended(talk: Talk, context: Context) -> Conversation:
    """A consultation of the two that is over."""
    opened = await talk(up_to=12)
    done = await complete(opened.id, at=context.clock())
    assert done is not None
    return done


async def _chat(
    visit: OpenContext,
    app: Product,
    person: Person,
    conversation: Conversation,
    place: str = "cabinet/chat",
    **options: object,
) -> Page:
    browser = await visit(bypass_csp=True, reduced_motion="reduce", **({"viewport": PHONE} | options))
    return await at_home(browser, app, person, f"/{place}/{conversation.id}")


def _stars(page: Page) -> Locator:
    return page.get_by_role("group", name="Как прошла консультация?")


async def _fits(page: Page) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert await violations(page) == []


async def test_a_client_reviews_changes_it_and_the_astrologer_reads_it(
    visit: OpenContext, app: Product, people: tuple[Person, Person], ended: Conversation, tmp_path: Path
) -> None:
    anna, sofia = people
    page = await _chat(visit, app, anna, ended)
    console = await _chat(visit, app, sofia, ended, "console", viewport={"width": 1440, "height": 900})
    await expect(_stars(page)).to_be_visible()
    await _fits(page)
    await page.screenshot(path=tmp_path / "stars.png")
    await expect(page.get_by_role("button", name="Отправить отзыв")).to_have_count(0)

    await _stars(page).get_by_role("radio", name="3 звезды: Нормально").press("Space")
    await page.keyboard.press("ArrowRight")
    await expect(_stars(page).get_by_role("radio", name="4 звезды: Хорошо")).to_be_checked()
    await page.get_by_label("Расскажите подробнее, если хотите").fill("Спокойно и по делу <b>!</b>")
    await _fits(page)
    await page.screenshot(path=tmp_path / "words.png")
    await page.get_by_role("button", name="Отправить отзыв").click()
    await expect(page.get_by_text("Спасибо за отзыв!")).to_be_focused()
    await expect(page.get_by_role("img", name="4 звезды")).to_be_visible()
    await _fits(page)
    await page.screenshot(path=tmp_path / "given.png")

    await expect(console.get_by_text("Отзыв клиента")).to_be_visible()
    await expect(console.get_by_text("Спокойно и по делу <b>!</b>")).to_be_visible()
    await expect(console.get_by_role("log")).to_contain_text("Оставлен отзыв о консультации")
    await expect(console.get_by_role("button", name="Изменить")).to_have_count(0)

    await page.reload()
    await expect(page.get_by_text("Ваш отзыв")).to_be_visible()
    await page.get_by_role("button", name="Изменить").click()
    await expect(_stars(page).get_by_role("radio", name="4 звезды: Хорошо")).to_be_focused()
    await page.get_by_role("button", name="Отмена").click()
    await expect(page.get_by_text("Спокойно и по делу <b>!</b>")).to_be_visible()
    await page.get_by_role("button", name="Изменить").click()
    await _stars(page).get_by_role("radio", name="5 звёзд: Отлично").press("Space")
    await page.get_by_role("button", name="Сохранить").click()
    await expect(page.get_by_role("img", name="5 звёзд")).to_be_visible()


async def test_what_could_not_be_sent_is_there_after_a_reload_and_goes_when_the_network_is_back(
    visit: OpenContext, app: Product, people: tuple[Person, Person], ended: Conversation
) -> None:
    page = await _chat(visit, app, people[0], ended)
    await _stars(page).get_by_role("radio", name="5 звёзд: Отлично").press("Space")
    words = page.get_by_label("Расскажите подробнее, если хотите")
    await words.fill("Долго подбирала слова")
    await page.route(re.compile(r"/api/conversations/.+/review$"), lambda route: route.abort("internetdisconnected"))
    await page.get_by_role("button", name="Отправить отзыв").click()
    await expect(page.get_by_role("alert").filter(has_text="Написанное сохранено на этом устройстве.")).to_be_visible()
    await _fits(page)
    await page.unroute_all()
    await page.reload()
    await expect(words).to_have_value("Долго подбирала слова")
    await page.get_by_role("button", name="Отправить отзыв").click()
    await expect(page.get_by_text("Спасибо за отзыв!")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_the_astrologers_page_with_reviews_is_accessible_and_fits_a_phone(
    theme: str, visit: OpenContext, tmp_path: Path
) -> None:
    browser = await visit(bypass_csp=True, viewport=PHONE, color_scheme=theme, reduced_motion="reduce")
    page = await browser.new_page()
    await page.goto("/astrologers/sofia")
    reviews = page.get_by_role("region", name="Отзывы")
    await expect(reviews.get_by_role("listitem").first).to_be_visible()
    await _fits(page)
    await reviews.screenshot(path=tmp_path / "reviews.png")
