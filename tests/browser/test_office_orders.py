"""The back office finds an order by what it asks for, and reads its story."""

from typing import Final

from playwright.async_api import ViewportSize, expect

from server.context import Context
from storage.users import Role
from tests.browser.conftest import Keep, OpenContext
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home, landed
from tests.people import sign_up
from tests.product import Product
from tests.server.shop import open_shop

PHONE: Final[ViewportSize] = {"width": 360, "height": 740}
DESKTOP = {"width": 1440, "height": 900}
PHONE_NUMBER = "+79997654321"


async def test_an_order_is_found_by_filters_and_by_phone_and_its_story_is_read(
    app: Product, context: Context, visit: OpenContext, keep: Keep
) -> None:
    admin = await sign_up(context, Role.ADMIN, "Ольга")
    shop = await open_shop(context)
    async with admin.http(app.base_url) as http:
        buyer = await shop.buyer(http)
        bought = await buyer.buy(first_name="Мира", phone=PHONE_NUMBER)
        await buyer.order(first_name="Ждана")
    page = await at_home(
        await visit(bypass_csp=True, viewport=DESKTOP), app, admin, f"/admin/orders?astrologer={shop.astrologer.slug}"
    )
    table = page.get_by_role("table", name="Заказы")
    await expect(table.get_by_role("row")).to_have_count(3)
    await page.get_by_label("Состояние").select_option("Оплачен")
    await expect(page).to_have_url(f"{app.base_url}/admin/orders?astrologer={shop.astrologer.slug}&state=paid")
    await expect(table.get_by_role("row")).to_have_count(2)
    await expect(table.get_by_role("cell", name="Мира Белова")).to_be_visible()
    assert await violations(page) == []
    await keep(page, "office orders")
    await page.set_viewport_size(PHONE)
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    await page.get_by_label("По какой день").fill("2001-01-01")
    await expect(page.get_by_text("Ничего не нашлось")).to_be_visible()

    await page.get_by_label("Номер заказа, телефон или почта целиком").fill("8 999 765-43-21")
    await page.keyboard.press("Enter")
    await landed(page, "/admin/orders")
    await expect(table.get_by_role("row").filter(has_text="Мира Белова").first).to_be_visible()
    await table.get_by_role("link").first.click()
    await landed(page, f"/admin/orders/{bought['id']}")
    await expect(page.get_by_text(PHONE_NUMBER)).to_be_visible()
    await expect(page.get_by_text(bought["conversation_id"])).to_be_visible()
    assert await violations(page) == []
    await keep(page, "office order")
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    await page.get_by_role("link", name="Все заказы этого клиента").click()
    await expect(table.get_by_role("row")).to_have_count(3)


async def test_money_goes_back_in_a_part_and_then_whole_however_often_it_is_clicked(
    app: Product, context: Context, visit: OpenContext, keep: Keep
) -> None:
    admin = await sign_up(context, Role.ADMIN, "Ольга")
    shop = await open_shop(context)
    async with admin.http(app.base_url) as http:
        buyer = await shop.buyer(http)
        bought = await buyer.buy(first_name="Мира")
    page = await at_home(await visit(), app, admin, f"/admin/orders/{bought['id']}")
    await page.get_by_role("button", name="Вернуть деньги").click()
    window = page.get_by_role("dialog", name="Возврат денег")
    await window.get_by_text("Другую сумму").click()
    await window.get_by_label("Сумма, ₽").fill("100000")
    await window.get_by_label("Причина").fill("Задержка ответа")
    await window.get_by_role("button", name="Вернуть").click()
    await expect(window.get_by_text("Столько вернуть нельзя")).to_be_visible()
    assert await violations(page) == []
    await window.get_by_label("Сумма, ₽").fill("99,50")
    await window.get_by_role("button", name="Вернуть").click()
    await window.get_by_role("button", name="Да, вернуть").dblclick()
    await expect(window.get_by_text("Деньги придут на карту клиента")).to_be_visible()
    await keep(page, "office refund done")
    await window.get_by_role("button", name="Закрыть").last.click()
    money = page.get_by_role("region", name="Оплата")
    await expect(money).to_contain_text("99,50")

    await page.get_by_role("button", name="Вернуть деньги").click()
    await window.get_by_text("Всё:").click()
    await window.get_by_label("Причина").fill("Передумала")
    await window.get_by_role("button", name="Вернуть").click()
    await window.get_by_role("button", name="Да, вернуть").click()
    await expect(window.get_by_text("Деньги придут на карту клиента")).to_be_visible()
    await window.get_by_role("button", name="Закрыть").last.click()
    await expect(page.get_by_text("Деньги вернули").first).to_be_visible()
    await expect(page.get_by_role("button", name="Вернуть деньги")).to_have_count(0)
