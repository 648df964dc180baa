"""The living page of the design language: every part of the interface in every state, in both themes."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import OpenContext
from tests.browser.test_public_site import violations


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1440, "light")])
async def test_every_part_of_the_interface_is_shown_and_can_be_used_by_everybody(
    visit: OpenContext, width: int, theme: str
) -> None:
    page = await (await visit(viewport={"width": width, "height": 900})).new_page()
    await page.goto("/dev/ui")
    await page.get_by_label("Тема").select_option(theme)
    await expect(page.get_by_role("heading", level=2)).to_have_count(13)
    await expect(page.get_by_text("--color-accent-soft")).to_be_visible()
    await expect(page.get_by_text("Это сообщение не дошло.")).to_be_visible()
    await expect(page.get_by_text("Файл больше")).to_be_visible()
    await page.get_by_role("button", name="Открыть окно").click()
    await expect(page.get_by_role("dialog", name="Полная натальная карта")).to_be_visible()
    await page.keyboard.press("Escape")
    assert await page.evaluate("document.documentElement.scrollWidth") == width
    assert await violations(page) == []
