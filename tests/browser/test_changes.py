"""Editing, deleting and reacting as two people see it."""

import re
from uuid import uuid4

import httpx
import pytest
from playwright.async_api import Page, expect

from server.context import Context
from storage.users import Role
from tests.browser.conftest import OpenContext
from tests.browser.test_support import guest_in_the_widget
from tests.browser.walks import at_home, messages, say
from tests.people import consultation, sign_up
from tests.product import Product

# A message's mark once the server has it; the other side, who is there, may have it or read it at once.
STORED = re.compile("Отправлено|Доставлено|Прочитано")


@pytest.fixture
async def sides(app: Product, context: Context, api: httpx.AsyncClient, visit: OpenContext) -> tuple[Page, Page]:
    """The same consultation, as the client and as the astrologer see it."""
    anna = await sign_up(context, name=f"Анна {uuid4().hex[:6]}")
    sofia = await sign_up(context, Role.ASTROLOGER, "София")
    opened = await consultation(context, anna, sofia)
    client = await at_home(await visit(), app, anna, f"/cabinet/chat/{opened.id}")
    console = await at_home(await visit(), app, sofia, f"/console/{opened.id}")
    for page in (client, console):
        await expect(page.get_by_role("log")).to_contain_text("Консультация открыта")
    return client, console


async def _act(page: Page, action: str) -> None:
    """Open the newest message's menu with the keyboard and choose."""
    await messages(page).last.get_by_role("button", name="Действия с сообщением").press("Enter")
    role = "menuitemcheckbox" if action.startswith("Реакция") else "menuitem"
    await page.get_by_role("menu").get_by_role(role, name=action).press("Enter")  # type: ignore[arg-type]


async def test_an_edit_a_reaction_and_a_deletion_are_seen_by_both(sides: tuple[Page, Page]) -> None:
    client, console = sides
    await say(client, "Здраствуйте")
    await expect(messages(console).last).to_contain_text("Здраствуйте")

    field = client.get_by_role("textbox", name="Сообщение")
    await field.press("ArrowUp")
    await expect(client.get_by_text("Редактирование")).to_be_visible()
    await expect(field).to_have_value("Здраствуйте")
    await say(client, "Здравствуйте")
    for side in sides:
        await expect(messages(side).last).to_contain_text("Здравствуйте")
        await expect(messages(side).last).to_contain_text("изменено")
        await expect(messages(side)).to_have_count(1)
    await expect(field).to_have_value("")

    await _act(console, "Реакция ❤️")
    await expect(messages(console).last.get_by_role("button", name="❤️: Вы")).to_have_attribute("aria-pressed", "true")
    hers = messages(client).last.get_by_role("button", name="❤️: София")
    await expect(hers).to_have_attribute("aria-pressed", "false")
    await hers.click()
    await expect(messages(console).last.get_by_role("button", name="❤️: Вы, Анна")).to_contain_text("2")

    await _act(client, "Удалить")
    window = client.get_by_role("dialog", name="Удалить сообщение?")
    await window.get_by_role("button", name="Удалить").click()
    for side in sides:
        await expect(messages(side).last).to_contain_text("Сообщение удалено")
        await expect(messages(side).last.get_by_role("button")).to_have_count(0)


async def test_an_abandoned_edit_leaves_the_message_and_the_draft(sides: tuple[Page, Page]) -> None:
    client, _ = sides
    await say(client, "первое")
    await expect(messages(client).last.get_by_role("img", name=STORED)).to_be_visible()
    field = client.get_by_role("textbox", name="Сообщение")
    await field.fill("черновик")
    await _act(client, "Изменить")
    await expect(field).to_have_value("первое")
    await field.fill("другое")
    await field.press("Escape")
    await expect(field).to_have_value("черновик")
    await expect(client.get_by_text("Редактирование")).to_have_count(0)
    await expect(messages(client).last).to_contain_text("первое")


async def test_any_emoji_of_the_picker_is_a_reaction(sides: tuple[Page, Page]) -> None:
    client, console = sides
    await say(client, "Спасибо")
    await expect(messages(console).last).to_contain_text("Спасибо")
    await _act(console, "Поставить реакцию")
    await console.get_by_role("dialog", name="Поставить реакцию").get_by_role("button", name="🪐").click()
    await expect(messages(client).last.get_by_role("button", name="🪐: София")).to_be_visible()
    await expect(console.get_by_role("dialog")).to_have_count(0)


async def test_a_guest_changes_what_was_said_and_escape_closes_one_thing_at_a_time(visit: OpenContext) -> None:
    page = await (await visit(viewport={"width": 360, "height": 740})).new_page()
    await guest_in_the_widget(page, "Вера")
    await say(page, "Подскажите, пожалуйста")
    await expect(messages(page).last.get_by_role("img", name="Отправлено")).to_be_visible()
    actions = messages(page).last.get_by_role("button", name="Действия с сообщением")
    await actions.press("Enter")
    menu = page.get_by_role("menu")
    await expect(menu.get_by_role("menuitem", name="Удалить")).to_be_in_viewport(ratio=1)
    await page.keyboard.press("Escape")
    await expect(menu).to_have_count(0)
    await expect(actions).to_be_focused()
    await _act(page, "Удалить")
    window = page.get_by_role("dialog", name="Удалить сообщение?")
    await expect(window).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(window).to_have_count(0)
    await _act(page, "Изменить")
    await say(page, "Подскажите, будьте добры")
    await expect(messages(page).last).to_contain_text("Подскажите, будьте добры")
    await expect(messages(page).last).to_contain_text("изменено")
