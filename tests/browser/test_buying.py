"""Buying when something is in the way, and the birth that a consultation begins with; as a person sees it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Locator, Page, expect

from server.context import Context
from storage.promo_codes import PromoCode
from storage.services import Service
from storage.users import User
from tests.browser.conftest import OpenContext
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home, landed, pay, say
from tests.people import Person
from tests.product import Product
from tests.server.shop import PRICE, Buyer, Shop, open_shop

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1440, "height": 900}


@pytest.fixture
async def buyer(context: Context, api: httpx.AsyncClient) -> AsyncIterator[Buyer]:
    """A new client at a shop whose service comes with a chart, off the market when the test is over."""
    shop = await open_shop(context, grants_chart=True)
    yield await shop.buyer(api)
    await Service.find({"slug": shop.service.slug}).update({"$set": {"hidden_at": context.clock()}})


async def _page(visit: OpenContext, app: Product, buyer: Buyer, path: str, **options: object) -> Page:
    browser = await visit(bypass_csp=True, reduced_motion="reduce", **({"viewport": PHONE} | options))
    return await at_home(browser, app, Person(buyer.user, buyer.token), path)


async def _fits(page: Page) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert await violations(page) == []


async def _hired(shop: Shop, api: httpx.AsyncClient) -> Person:
    user = await User.get(shop.astrologer.user_id)
    assert user is not None
    return Person(user, (await shop.sign_in(api, user)).token)


def _window(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Оформление заказа")


async def _type_birth(window: Locator, date: str, time: str | None, typed: str, place: str) -> None:
    await window.get_by_label("Дата рождения").fill(date)
    if time is None:
        await window.get_by_role("checkbox", name="Не знаю время").check()
    else:
        await window.get_by_label("Время рождения").fill(time)
    await window.get_by_role("combobox", name="Место рождения").fill(typed)
    await window.get_by_role("option", name=place).first.click()
    await window.get_by_role("button", name="Передать астрологу").click()


async def _sees_the_chart(console: Page, name: str) -> None:
    await console.get_by_role("button", name="Натальная карта").click()
    chart = console.get_by_role("dialog", name=f"Натальная карта: {name}")
    await expect(chart.locator(".wheel svg")).to_be_visible()
    await expect(chart.get_by_role("link", name="Скачать PDF")).to_be_in_viewport()
    await console.keyboard.press("Escape")


async def test_the_birth_is_asked_after_paying_and_stays_as_it_is_once_the_astrologer_has_begun(
    visit: OpenContext, app: Product, api: httpx.AsyncClient, buyer: Buyer, tmp_path: Path
) -> None:
    order = await buyer.buy()
    page = await _page(visit, app, buyer, "/cabinet/services")
    await expect(page.get_by_text("Астролог ждёт данные рождения")).to_be_visible()
    await page.get_by_role("link", name="Указать данные рождения").click()
    await landed(page, f"/cabinet/chat/{order['conversation_id']}")
    console = await at_home(
        await visit(viewport=DESKTOP), app, await _hired(buyer.shop, api), f"/console/{order['conversation_id']}"
    )
    await expect(console.get_by_text("Клиент ещё не указал данные рождения.")).to_be_visible()

    await page.get_by_role("button", name="Указать", exact=True).click()
    window = page.get_by_role("dialog", name="Данные рождения")
    await window.get_by_role("button", name="Передать астрологу").click()
    await expect(window.get_by_label("Дата рождения")).to_be_focused()
    await _type_birth(window, "1990-09-30", "02:30", "Перм", "Пермь")
    await expect(window.get_by_text("Уточните время рождения")).to_be_visible()
    await _fits(page)
    await page.screenshot(path=tmp_path / "which.png")
    await window.get_by_role("button", name="после перевода часов").click()

    await expect(page.get_by_text("30 сентября 1990 г., 02:30, Пермь")).to_be_visible()
    await expect(console.get_by_text("30 сентября 1990 г., 02:30, Пермь")).to_be_visible()
    assert (await buyer.get("/api/me"))["birth"]["fold"] == 1
    await _sees_the_chart(console, "Анна Белова")

    await page.get_by_role("button", name="Изменить", exact=True).click()
    await window.get_by_label("О другом человеке").check()
    await window.get_by_label("Имя этого человека").fill("Миша")
    await _type_birth(window, "2019-03-01", None, "Казан", "Казань")
    await expect(console.get_by_text("1 марта 2019 г., время неизвестно, Казань")).to_be_visible()
    assert (await buyer.get("/api/me"))["birth"]["date"] == "1990-09-30"

    await say(console, "Здравствуйте! Смотрю карту Миши.")
    await expect(page.get_by_text("Астролог начал работу, данные больше не меняются.")).to_be_visible()
    await expect(page.get_by_role("button", name="Изменить", exact=True)).to_have_count(0)
    await expect(page.get_by_text("Данные рождения переданы")).to_have_count(0)  # what was notified goes by itself
    await _fits(page)


async def test_a_declined_card_and_a_closed_page_leave_one_order_that_can_still_be_paid(
    visit: OpenContext, app: Product, context: Context, buyer: Buyer, tmp_path: Path
) -> None:
    placed = await buyer.order()
    page = await _page(visit, app, buyer, placed["payment"]["url"])
    await pay(page, "4000000000000002")
    await page.get_by_role("link", name="Вернуться на сайт").click()
    await expect(page.get_by_role("alert").get_by_text("Заказ ждёт оплаты до")).to_be_visible()
    await _fits(page)
    await page.screenshot(path=tmp_path / "declined.png")

    await page.goto("/cabinet/services")
    await expect(page.get_by_role("heading", name="Ждут оплаты")).to_be_visible()
    await expect(page.get_by_text("Прошлая попытка не удалась, деньги не списаны.")).to_be_visible()
    await page.get_by_role("button", name="Оплатить").click()
    await page.wait_for_url("**/pay/**")
    await page.goto("/cabinet/services")
    await expect(page.get_by_text("Оплатите до")).to_be_visible()
    await page.get_by_role("button", name="Оплатить").click()
    await pay(page, "4111111111111111")
    await page.wait_for_url("**/cabinet/chat/*")
    assert len((await buyer.get("/api/orders"))["items"]) == 1


async def test_the_window_says_what_has_changed_and_asks_again(
    visit: OpenContext, app: Product, context: Context, buyer: Buyer, tmp_path: Path
) -> None:
    shop = buyer.shop
    over = PromoCode(code=f"OVER{buyer.user.id}".upper(), percent=10, ends_at=context.clock() - timedelta(days=1))
    await over.insert()
    page = await _page(visit, app, buyer, f"/services/{shop.service.slug}?buy=1", viewport=DESKTOP)
    window = _window(page)
    await window.get_by_label("Имя").fill("Вера")
    await window.get_by_label("Номер телефона").fill("9161234561")
    await window.get_by_label("Промокод").fill(over.code)
    await window.get_by_role("checkbox").check()
    await window.get_by_role("button", name="Подтвердить").click()
    await expect(window.get_by_text("Срок действия промокода закончился.")).to_be_visible()
    await expect(window.get_by_label("Имя")).to_have_value("Вера")
    await window.get_by_label("Промокод").fill("")

    services = Service.find({"slug": shop.service.slug})
    await services.update({"$set": {"price_amount": PRICE + 50_000}})
    await window.get_by_role("button", name="Подтвердить").click()
    await expect(window.get_by_text("Теперь 2999 ₽")).to_be_visible()
    await _fits(page)
    await page.screenshot(path=tmp_path / "repriced.png")
    assert (await buyer.get("/api/orders"))["items"] == []

    await User.find({"_id": shop.astrologer.user_id}).update({"$set": {"blocked_at": context.clock()}})
    await window.get_by_role("button", name="Подтвердить").click()
    await expect(window.get_by_text("Эта услуга больше не продаётся. Выберите другую в каталоге.")).to_be_visible()
    await expect(window.get_by_role("link", name="Перейти в каталог")).to_be_visible()
    await page.screenshot(path=tmp_path / "gone.png")


async def test_an_order_without_a_connection_is_not_placed_twice(
    visit: OpenContext, app: Product, buyer: Buyer
) -> None:
    page = await _page(visit, app, buyer, f"/services/{buyer.shop.service.slug}?buy=1")
    window = _window(page)
    await window.get_by_label("Имя").fill("Вера")
    await window.get_by_label("Номер телефона").fill("9161234561")
    await window.get_by_role("checkbox").check()
    await page.context.set_offline(True)
    await window.get_by_role("button", name="Подтвердить").click()
    await expect(window.get_by_text("заказ не оформится дважды")).to_be_visible()
    await page.context.set_offline(False)
    await window.get_by_role("button", name="Подтвердить").dblclick()
    await page.wait_for_url("**/pay/**")
    assert len((await buyer.get("/api/orders"))["items"]) == 1
