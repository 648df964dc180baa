"""An administrator invites a colleague, changes a role, shuts somebody out, moderates reviews, sets support's rules."""

from collections.abc import AsyncIterator
from typing import Final
from uuid import uuid4

import pytest
from playwright.async_api import Page, ViewportSize, expect

from server.context import Context
from storage.site import load_site
from storage.users import Role
from tests.browser.conftest import Keep, OpenContext
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home, landed
from tests.people import sign_up
from tests.product import Product
from tests.server.reviews.conftest import Pair, pair

__all__ = ["pair"]

WIDTHS: Final = (1440, 768, 360)


async def test_a_colleague_is_invited_gets_a_role_and_is_shut_out(
    app: Product, context: Context, visit: OpenContext, keep: Keep
) -> None:
    admin = await sign_up(context, Role.ADMIN, "Ольга")
    page = await at_home(await visit(), app, admin, "/admin/people")
    await expect(page.get_by_role("table", name="Люди").get_by_role("row").nth(1)).to_be_visible()
    assert await violations(page) == []
    await _looks(page, keep, "office people")
    await page.get_by_role("button", name="Пригласить").click()
    window = page.get_by_role("dialog", name="Пригласить")
    email = f"ira-{uuid4().hex[:8]}@example.com"
    await window.get_by_label("Почта").fill("не почта")
    await window.get_by_role("button", name="Отправить приглашение").last.click()
    await expect(window.get_by_label("Почта")).to_have_attribute("aria-invalid", "true")
    await window.get_by_label("Почта").fill(email)
    await window.get_by_label("Имя").fill("Ира")
    assert await violations(page) == []
    await keep(page, "office invite")
    await window.get_by_role("button", name="Отправить приглашение").last.click()
    await expect(page.get_by_role("heading", name="Ира")).to_be_visible()
    facts = page.get_by_role("region", name="О человеке")
    await expect(facts).to_contain_text("поддержка")
    assert await violations(page) == []
    await _looks(page, keep, "office person")

    await page.get_by_role("button", name="Сменить роль").click()
    window = page.get_by_role("dialog")
    await window.get_by_role("button", name="Сменить роль").click()
    await expect(window.get_by_text("Выберите роль.")).to_be_visible()
    await window.get_by_text("астролог", exact=True).click()
    await window.get_by_label("Причина").fill("Будет вести консультации")
    assert await violations(page) == []
    await window.get_by_role("button", name="Сменить роль").click()
    await expect(facts).to_contain_text("астролог")
    await expect(page.get_by_text("У астролога ещё нет страницы")).to_be_visible()
    await page.get_by_role("button", name="Выйти на всех устройствах").click()
    window = page.get_by_role("dialog", name="Завершить все входы")
    await window.get_by_role("button", name="Завершить входы").click()
    await expect(window.get_by_text("Напишите причину.")).to_be_visible()
    await window.get_by_label("Причина").fill("Потерян телефон")
    await window.get_by_role("button", name="Завершить входы").click()
    await expect(window).to_have_count(0)
    await page.get_by_role("button", name="Заблокировать").click()
    window = page.get_by_role("dialog")
    await window.get_by_label("Причина").fill("Ушла")
    await window.get_by_role("button", name="Заблокировать").click()
    await expect(page.get_by_role("button", name="Разблокировать")).to_be_visible()
    await page.get_by_role("link", name="К списку").click()
    await landed(page, "/admin/people")
    await page.get_by_label("Телефон, почта или номер целиком").fill(email)
    await page.keyboard.press("Enter")
    row = page.get_by_role("table", name="Люди").get_by_role("row").nth(1)
    await expect(row).to_contain_text("Заблокирован")


async def test_nobody_changes_their_own_role(app: Product, context: Context, visit: OpenContext) -> None:
    admin = await sign_up(context, Role.ADMIN, "Ольга")
    page = await at_home(await visit(), app, admin, f"/admin/people/{admin.id}")
    await expect(page.get_by_text("Это вы.")).to_be_visible()
    await expect(page.get_by_role("button", name="Сменить роль")).to_have_count(0)


async def test_a_review_is_hidden_for_a_reason_and_shown_again(
    app: Product, context: Context, visit: OpenContext, keep: Keep, pair: Pair
) -> None:
    admin = await sign_up(context, Role.ADMIN, "Ольга")
    assert (await pair.give(await pair.consultation(), stars=1, text="Грубо")).is_success
    page = await at_home(await visit(), app, admin, f"/admin/reviews?astrologer={pair.page.slug}")
    table = page.get_by_role("table", name="Отзывы")
    await expect(table).to_contain_text("Грубо")
    assert await violations(page) == []
    await _looks(page, keep, "office reviews")
    await table.get_by_role("button", name="Скрыть").click()
    window = page.get_by_role("dialog", name="Скрыть отзыв?")
    await window.get_by_role("button", name="Скрыть").click()
    await expect(window.get_by_text("Напишите причину.")).to_be_visible()
    await window.get_by_label("Причина").fill("Оскорбление")
    assert await violations(page) == []
    await window.get_by_role("button", name="Скрыть").click()
    await expect(table).to_contain_text("Скрыт")
    await expect(table.get_by_role("button", name="Показать")).to_be_visible()


@pytest.fixture
async def rules_stay(context: Context) -> AsyncIterator[None]:
    """Whatever a test says of support, others find it as it was."""
    site = await load_site()
    assert site is not None
    before = site.support_rules, site.support_hours, site.support_version
    yield
    await site.set({"support_rules": before[0], "support_hours": before[1], "support_version": before[2]})


@pytest.mark.usefixtures("rules_stay")
async def test_the_rules_of_support_are_changed_with_a_holiday(
    app: Product, context: Context, visit: OpenContext, keep: Keep
) -> None:
    admin = await sign_up(context, Role.ADMIN, "Ольга")
    page = await at_home(await visit(), app, admin, "/admin/support_rules")
    await page.get_by_role("button", name="Добавить день").click()
    await page.locator("input[type=date]").last.fill("2031-01-01")
    await page.get_by_role("textbox", name="С", exact=True).fill("09:00")
    await page.get_by_role("textbox", name="До", exact=True).fill("08:00")
    await page.keyboard.press("Control+s")
    await expect(page.locator("[aria-invalid='true']").first).to_be_visible()
    assert await violations(page) == []
    await _looks(page, keep, "office rules")
    await page.get_by_role("textbox", name="До", exact=True).fill("21:30")
    greeting = page.get_by_role("group", name="Приветствие на первое сообщение").get_by_role("textbox")
    await greeting.first.fill("Здравствуйте! Сейчас ответим.")
    await greeting.last.fill("Hello! We answer in a moment.")
    await page.keyboard.press("Control+s")
    await expect(page.get_by_text("Сохранено. Правила уже действуют.")).to_be_visible()
    async with admin.http(app.base_url) as http:
        rules = (await http.get("/api/admin/support")).json()
    assert rules["hours"]["closes"] == "21:30"
    assert {"date": "2031-01-01", "opens": None, "closes": None} in rules["hours"]["exceptions"]
    assert rules["replies"]["greeting"]["en"] == "Hello! We answer in a moment."


async def _looks(page: Page, keep: Keep, name: str) -> None:
    for width in WIDTHS:
        await page.set_viewport_size(ViewportSize(width=width, height=900))
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        await keep(page, f"{name} {width}")
    await page.set_viewport_size(ViewportSize(width=1440, height=900))
