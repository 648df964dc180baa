"""«Моя натальная карта» as its owner walks to it: a place is found, an unclear hour asked about, the chart sent."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from server.context import Context
from storage.entitlements import Entitlement
from storage.ids import new_id
from storage.services import ConsultationFormat
from storage.text import Text
from tests.browser.conftest import OpenContext
from tests.browser.test_public_site import violations
from tests.people import Person, sign_up
from tests.product import Product
from tests.server.accounts.people import letter, new_email


async def _owner(context: Context) -> Person:
    anna = await sign_up(context)
    now = context.clock()
    await Entitlement(
        client_id=anna.user.id,
        service_slug="natal-chart",
        service_title=Text(ru="Полная натальная карта", en="The full natal chart"),
        format=ConsultationFormat.WRITTEN,
        astrologer_id=new_id(),
        astrologer_slug="sofia",
        active_until=now + timedelta(days=30),
        created_at=now,
        ended_at=None,
        grants_chart=True,
    ).insert()
    return anna


async def _at(page: Page, app: Product, person: Person, path: str) -> None:
    await page.context.add_cookies([{"name": "astars_session", "value": person.token, "url": app.base_url}])
    await page.goto(path)


@pytest.mark.parametrize("width", [360, 1440])
async def test_the_owner_fills_in_the_birth_and_gets_the_chart(
    width: int, app: Product, context: Context, visit: OpenContext, tmp_path: Path
) -> None:
    page = await (await visit(viewport={"width": width, "height": 800})).new_page()
    await _at(page, app, await _owner(context), "/cabinet")
    await page.get_by_role("region", name="Моя натальная карта").get_by_role("link", name="Посмотреть").click()
    await page.get_by_role("link", name="Заполнить профиль").click()
    await page.get_by_label("Дата рождения").fill("2010-10-31")
    await page.get_by_label("Время рождения").fill("02:30")
    place = page.get_by_role("combobox", name="Место рождения")
    await place.fill("екатеринб")
    await expect(page.get_by_role("option", name="Екатеринбург Свердловская область, Россия")).to_be_visible()
    assert await violations(page) == []
    await place.press("Enter")
    await expect(place).to_have_value("Екатеринбург")
    await page.get_by_role("button", name="Сохранить").click()
    await expect(page.get_by_text("Изменения сохранены")).to_be_visible()

    await page.goto("/cabinet/chart")
    await page.get_by_role("button", name="02:30, после перевода часов (UTC+5:00)").click()
    await expect(page.get_by_role("img", name="Натальная карта: 31 октября 2010")).to_be_visible()
    await page.get_by_role("button", name="Солнце в Скорпионе").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".wheel [data-body=sun]")).to_have_class("wheel__on")
    assert await violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.screenshot(path=tmp_path / "chart.png", full_page=True)

    async with page.expect_download() as downloading:
        await page.get_by_role("link", name="Скачать PDF").click()
    download = await downloading.value
    assert download.suggested_filename == "astars-natal-chart.pdf"
    assert (await download.path()).read_bytes().startswith(b"%PDF-")

    email = new_email()
    await page.get_by_role("button", name="Отправить на почту").click()
    address = page.get_by_label("На какой адрес отправить?")
    # The own one is offered as soon as it is known.
    await expect(address).not_to_have_value("")
    await address.fill(email)
    await page.get_by_role("button", name="Отправить", exact=True).click()
    await expect(page.get_by_text(f"Карта отправлена на {email}")).to_be_visible()
    assert (await letter(app, email))["subject"] == "Astars: ваша натальная карта"


async def test_words_that_name_no_place_are_taken_back(app: Product, context: Context, visit: OpenContext) -> None:
    page = await (await visit()).new_page()
    await _at(page, app, await _owner(context), "/cabinet/profile")
    place = page.get_by_role("combobox", name="Место рождения")
    await place.fill("щщщщ")
    await expect(page.get_by_text("Такого места не нашлось").first).to_be_visible()
    await place.blur()
    await expect(place).to_have_value("")


async def test_whoever_has_none_is_told_how_to_come_by_it(app: Product, context: Context, visit: OpenContext) -> None:
    page = await (await visit()).new_page()
    await _at(page, app, await sign_up(context), "/cabinet/chart")
    await expect(page.get_by_text("Натальной карты пока нет")).to_be_visible()
    await page.goto("/cabinet")
    await expect(page.get_by_role("heading", name="Рекомендуем для вас")).to_be_visible()
    await expect(page.get_by_role("region", name="Моя натальная карта")).to_have_count(0)
