"""An answer is late: the client sees it, is asked what to do, and gets it, on a phone."""

import uuid

import httpx
from playwright.async_api import expect

from server.context import Context
from storage.users import Role
from tests.browser.conftest import OpenContext
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home, say
from tests.people import Person, sign_up
from tests.product import Product
from tests.server.shop import open_shop

PHONE = {"width": 360, "height": 740}


async def test_a_client_sees_the_deadline_chooses_more_time_and_buys_some(
    visit: OpenContext, app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    shop = await open_shop(context)
    await shop.service.set({"validity": {"months": 0, "days": 5}})
    buyer = await shop.buyer(api)
    conversation_id = (await buyer.buy())["conversation_id"]
    support = await sign_up(context, Role.SUPPORT, "Олег")
    browser = await visit(bypass_csp=True, reduced_motion="reduce", viewport=PHONE)
    page = await at_home(browser, app, Person(buyer.user, buyer.token), f"/cabinet/chat/{conversation_id}")
    await say(page, f"Когда ждать перемен? {uuid.uuid4().hex[:6]}")
    await expect(page.get_by_text("Ответ до")).to_be_visible()

    async with support.http(app.base_url) as http:
        options = {"options": ["reassign", "extend", "refund"], "days": 7}
        offered = await http.post(f"/api/desk/consultations/{conversation_id}/offer", json=options)
        assert offered.status_code == 200, offered.text
    card = page.get_by_role("region", name="Ответ задерживается. Как поступим?")
    await expect(card).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert await violations(page) == []
    await card.get_by_role("button", name="Вернуть деньги").click()
    await page.get_by_role("button", name="Назад").click()
    await card.get_by_role("button", name="Подождать ещё 7 дней").click()
    await expect(card).to_have_count(0)
    await expect(page.get_by_text("Консультация продлена").last).to_be_visible()
    more = page.get_by_role("button", name="Продлить")
    await expect(more).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    await page.goto("/cabinet/services")
    await more.click()
    window = page.get_by_role("dialog", name="Продлить консультацию")
    await window.get_by_role("button", name="Перейти к оплате").click()
    await expect(window.get_by_text("Отметьте согласие")).to_be_visible()
    assert await violations(page) == []
    await window.get_by_role("checkbox").check()
    await window.get_by_role("button", name="Перейти к оплате").click()
    await page.wait_for_url("**/pay/**")
