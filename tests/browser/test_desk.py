"""Two people of the support staff and a visitor at once: notes between the two, and a request that changes hands."""

from playwright.async_api import Locator, Page, expect

from server.context import Context
from storage.users import Role
from tests.browser.conftest import OpenContext
from tests.browser.test_public_site import violations
from tests.browser.test_support import guest_in_the_widget
from tests.browser.walks import at_home, messages, say, sign_in_by_email
from tests.people import sign_up
from tests.product import Product


async def test_two_of_the_staff_share_notes_and_hand_a_request_over(
    app: Product, context: Context, visit: OpenContext
) -> None:
    page = await (await visit()).new_page()
    await guest_in_the_widget(page, "Лев")
    await say(page, "Не пришёл чек")
    olegs = await sign_in_by_email(await visit(), "support@example.com", lands="/desk")
    ira = await sign_up(context, Role.SUPPORT, "Ира Соседова")
    await olegs.get_by_role("link", name="Лев").click()
    await olegs.get_by_role("button", name="Взять в работу").click()
    iras = await at_home(await visit(), app, ira, olegs.url)
    await _note(iras, "Чек ушёл на старую почту")
    await shown_notes(olegs)
    await expect(_notes(olegs)).to_contain_text("Чек ушёл на старую почту")
    assert await violations(olegs) == []
    await olegs.set_viewport_size({"width": 360, "height": 760})
    assert await olegs.evaluate("document.documentElement.scrollWidth") == 360
    await expect(olegs.get_by_role("button", name="Решено")).to_be_in_viewport(ratio=1)
    await expect(_notes(olegs)).to_have_count(0)
    await shown_notes(olegs)
    await olegs.get_by_role("complementary").get_by_role("button", name="Закрыть").click()
    await expect(_notes(olegs)).to_have_count(0)

    await olegs.get_by_role("button", name="Передать").click()
    dialog = olegs.get_by_role("dialog")
    await dialog.get_by_text("Ира Соседова").click()
    await dialog.get_by_label("Что важно знать").fill("Проверь почту ещё раз")
    assert await violations(olegs) == []
    await dialog.get_by_role("button", name="Передать").click()
    await expect(olegs.get_by_text("Отвечает Ира Соседова")).to_be_visible()
    await expect(_notes(iras)).to_contain_text("Проверь почту ещё раз")
    await say(iras, "Отправила чек ещё раз")
    await expect(messages(page).last).to_contain_text("Отправила чек ещё раз")
    assert "почту" not in await page.locator("body").inner_text()

    await iras.get_by_role("button", name="Решено").click()
    await olegs.get_by_role("button", name="Вернуть в работу").click()
    await say(olegs, "И ещё одно")
    await expect(messages(page).last).to_contain_text("И ещё одно")


def _notes(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Заметки")


async def shown_notes(page: Page) -> None:
    """Have the notes beside the request."""
    button = page.get_by_role("button", name="Заметки:")
    if await button.get_attribute("aria-expanded") == "false":
        await button.click()
    await expect(_notes(page)).to_be_visible()


async def _note(page: Page, text: str) -> None:
    await shown_notes(page)
    await page.get_by_label("Новая заметка").fill(text)
    await page.get_by_role("button", name="Добавить заметку").click()
    await expect(_notes(page)).to_contain_text(text)
