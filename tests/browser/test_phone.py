"""The chat on a phone: nothing to write in lies under the on-screen keyboard."""

from playwright.async_api import Page, expect

from tests.browser.conftest import OpenContext, Talk
from tests.browser.walks import at_home, messages
from tests.people import Person
from tests.product import Product

# What iOS does: the page stays as tall as it was, and less of it is seen, from further below.
KEYBOARD = """([top, height, scale]) => {
    for (const [name, value] of Object.entries({ offsetTop: top, height, scale }))
        Object.defineProperty(visualViewport, name, { configurable: true, get: () => value });
    visualViewport.dispatchEvent(new Event("resize"));
}"""


async def edges(page: Page) -> tuple[float, float]:
    """Where the conversation's head begins and where its composer ends."""
    head, composer = page.locator(".split__head"), page.locator(".composer")
    above, below = await head.bounding_box(), await composer.bounding_box()
    assert above
    assert below
    return above["y"], below["y"] + below["height"]


async def test_the_chat_stands_above_the_keyboard_and_stays_where_it_is_under_a_magnifying_glass(
    app: Product, visit: OpenContext, people: tuple[Person, Person], talk: Talk
) -> None:
    opened = await talk(30)
    context = await visit(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = await at_home(context, app, people[0], f"/cabinet/chat/{opened.id}")
    await expect(messages(page).last).to_be_in_viewport()

    await page.evaluate(KEYBOARD, [120, 440, 1])
    await expect(page.locator(".shell--full")).to_have_css("height", "440px")
    head, composer = await edges(page)
    assert head >= 120
    assert 120 + 440 - 2 <= composer <= 120 + 440
    await expect(page.get_by_role("navigation", name="Личный кабинет")).to_be_hidden()
    await expect(messages(page).last).to_be_in_viewport()

    await page.evaluate(KEYBOARD, [300, 200, 2.5])
    assert await edges(page) == (head, composer)

    await page.evaluate(KEYBOARD, [0, 800, 1])
    await expect(page.locator(".shell--full")).to_have_css("height", "800px")
