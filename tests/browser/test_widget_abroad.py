"""The chat on a site of somebody else: one tag, no trace before the click, and nothing of the site gets into it."""

from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest
from playwright.async_api import Locator, Page, Request, expect

from tests.browser.conftest import OpenContext
from tests.browser.foreign_site import ForeignSite, foreign_site
from tests.browser.test_public_site import violations
from tests.browser.walks import fresh_phone, messages, say, sign_in_by_email
from tests.product import Product

LAUNCHER_BYTES = 6 * 1024
RUNNING_BYTES = 45 * 1024


@pytest.fixture
def site(app: Product) -> Iterator[ForeignSite]:
    with foreign_site(app.base_url) as running:
        yield running


def launcher(page: Page) -> Locator:
    return page.get_by_role("button", name="Чат")


async def begin(page: Page, name: str) -> None:
    """From the launcher to the running chat."""
    await launcher(page).click()
    await page.get_by_role("button", name="Начать").click()
    await page.get_by_label("Имя").fill(name)
    await page.get_by_label("Телефон").fill(fresh_phone())
    await page.get_by_role("button", name="Продолжить").click()
    await expect(page.get_by_role("textbox", name="Сообщение")).to_be_visible()


async def test_a_conversation_goes_on_from_page_to_page_and_counts_what_waits(
    visit: OpenContext, site: ForeignSite
) -> None:
    name = f"Гость {uuid4().hex[:6]}"
    page = await (await visit()).new_page()
    await page.goto(f"{site.url}/calls")
    await begin(page, name)
    await say(page, "Здравствуйте, я с чужого сайта")
    await expect(messages(page).last.get_by_role("img", name="Отправлено")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(launcher(page)).to_be_focused()

    desk = await sign_in_by_email(await visit(), "support@example.com", lands="/desk")
    await desk.get_by_role("link", name=name).click()
    await desk.get_by_role("button", name="Взять в работу").click()
    await say(desk, "Добрый день!")
    # That somebody has joined is news, too.
    await expect(page.get_by_label("2 новых сообщения")).to_have_text("2")
    while (heard := await page.evaluate("heard")).count("message") < 2:
        await page.evaluate("new Promise(requestAnimationFrame)")
    assert heard[:2] == ["open", "close"]
    assert [one for one in heard if one.startswith("unread")][-1] == "unread 2"

    await page.goto(f"{site.url}/second")
    await launcher(page).click()
    await expect(messages(page).last).to_contain_text("Добрый день!")


async def test_a_page_asks_for_the_launcher_alone_until_somebody_clicks(
    app: Product, visit: OpenContext, site: ForeignSite
) -> None:
    page = await (await visit()).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(site.url)
    await expect(launcher(page)).to_be_visible()
    await page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.startswith(app.base_url)] == [f"{app.base_url}/widget.js"]
    assert await page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie]") == [
        ""
    ]
    assert await page.evaluate("indexedDB.databases().then(all => all.length)") == 0
    assert await page.evaluate("caches.keys().then(all => all.length)") == 0


async def test_calls_made_before_the_script_is_there_are_made_under_a_strict_policy(
    visit: OpenContext, site: ForeignSite
) -> None:
    page = await (await visit()).new_page()
    await page.goto(f"{site.url}/calls?open")
    await page.get_by_role("button", name="Начать").click()
    await expect(page.get_by_label("Имя")).to_have_value("Мария")
    await page.get_by_label("Телефон").fill(fresh_phone())
    await page.get_by_role("button", name="Продолжить").click()
    await say(page, "Под строгой политикой")
    await expect(messages(page).last.get_by_role("img", name="Отправлено")).to_be_visible()
    await page.evaluate("Astars.close()")
    await expect(launcher(page)).to_be_visible()
    assert await page.evaluate("heard") == ["open", "close"]


async def test_a_hostile_style_sheet_reaches_nothing_of_the_chat(visit: OpenContext, site: ForeignSite) -> None:
    looks = []
    for path in ("/", "/hostile"):
        page = await (await visit()).new_page()
        await page.goto(f"{site.url}{path}")
        look = [await style(launcher(page)), await launcher(page).bounding_box()]
        await begin(page, "Вера")
        field = page.get_by_role("textbox", name="Сообщение")
        window = page.get_by_role("dialog", name="Поддержка Astars")
        looks.append([*look, await style(field), await style(window), await window.bounding_box()])
    assert looks[0] == looks[1]


async def style(element: Locator) -> object:
    """How the browser draws it, in what such sheets spoil."""
    return await element.evaluate(
        """element => {
          const { color, font, display, visibility, transform, position } = getComputedStyle(element);
          return { color, font, display, visibility, transform, position };
        }"""
    )


async def test_language_theme_and_place_are_attributes_of_the_tag(visit: OpenContext, site: ForeignSite) -> None:
    page = await (await visit()).new_page()
    await page.goto(f"{site.url}/english")
    button = page.get_by_role("button", name="Chat")
    box = await button.bounding_box()
    assert box
    assert box["x"] == 16
    await button.click()
    window = page.get_by_role("dialog", name="Astars support")
    await expect(window).to_have_css("color-scheme", "dark")
    assert await violations(page) == []


async def test_on_a_phone_the_chat_fills_the_screen(visit: OpenContext, site: ForeignSite) -> None:
    page = await (await visit(viewport={"width": 360, "height": 640}, has_touch=True)).new_page()
    await page.goto(site.url)
    await begin(page, "Вера")
    window = page.get_by_role("dialog", name="Поддержка Astars")
    await expect(window).to_have_css("animation-name", "rise")
    await window.evaluate("element => Promise.all(element.getAnimations().map(one => one.finished))")
    assert await window.bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 640}
    assert await violations(page) == []


async def test_a_running_chat_is_loaded_within_its_budget(app: Product, visit: OpenContext, site: ForeignSite) -> None:
    context = await visit()
    page = await context.new_page()
    await page.goto(site.url)
    await begin(page, "Вера")
    await say(page, "Проверка")
    await expect(messages(page).last.get_by_role("img", name="Отправлено")).to_be_visible()

    again = await context.new_page()
    asked: list[Request] = []
    again.on("request", lambda request: asked.append(request) if request.resource_type == "script" else None)
    await again.goto(f"{site.url}/second")
    await launcher(again).click()
    await expect(messages(again).last).to_contain_text("Проверка")
    await expect(again.get_by_role("textbox", name="Сообщение")).to_be_visible()
    await again.wait_for_load_state("networkidle")
    loaded = {one.url.rpartition("/")[2]: await packed(app, one.url) for one in asked}
    assert loaded["widget.js"] <= LAUNCHER_BYTES
    assert sum(loaded.values()) <= RUNNING_BYTES, loaded


async def packed(app: Product, url: str) -> int:
    """The bytes of the body as they go over the wire to a browser of these years."""
    async with (
        httpx.AsyncClient(base_url=app.base_url) as client,
        client.stream("GET", url, headers={"Accept-Encoding": "gzip, deflate, br"}) as answer,
    ):
        return sum([len(part) async for part in answer.aiter_raw()])
