"""The astrologer's console: several conversations side by side, worked with the keyboard, and never a word astray."""

import random
import re
from typing import Final

import httpx
import pytest
from playwright.async_api import Locator, Page, expect

from server.context import Context
from storage.conversations import Conversation
from storage.messages import page_after
from storage.users import Role
from tests.browser.conftest import Keep, OpenContext
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home, messages, say
from tests.people import Person, consultation, sign_up
from tests.product import Product
from tests.server.births.conftest import buy

SWITCHES: Final = 200
TWO_PRESSES: Final = """
  field => {
    for (let press = 0; press < 2; press++)
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  }
"""
NAMES: Final = ("Анна", "Мария", "Ольга", "Вера", "Ирина", "Нина")


async def _clients(context: Context, astrologer: Person) -> dict[str, Conversation]:
    """A consultation of the astrologer with everybody, by their names."""
    return {name: await consultation(context, await sign_up(context, name=name), astrologer) for name in NAMES}


def _pane(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=f"Консультация: {name}")


async def _home(visit: OpenContext, app: Product, who: Person, path: str = "/console", width: int = 1440) -> Page:
    return await at_home(await visit(viewport={"width": width, "height": 900}, reduced_motion="reduce"), app, who, path)


async def _console(visit: OpenContext, app: Product, astrologer: Person, width: int = 1440) -> Page:
    page = await _home(visit, app, astrologer, width=width)
    await expect(page.get_by_role("list", name="Активные").get_by_role("link")).to_have_count(len(NAMES))
    return page


async def _beside(page: Page, *names: str) -> None:
    """The first opened by a click, the others put beside it."""
    await page.get_by_role("link", name=names[0]).click()
    for name in names[1:]:
        await page.get_by_role("list", name="Активные").get_by_text(name, exact=True).hover()
        await page.get_by_role("button", name=f"Открыть рядом: {name}").click()
        await expect(_pane(page, name)).to_be_visible()


async def _said_in(conversation: Conversation) -> list[str]:
    return [one["text"] for one in await page_after(conversation.id, 0, 1_000) if one["sender_id"]]


async def test_not_one_of_200_messages_goes_astray_while_one_types_and_switches(
    app: Product, context: Context, visit: OpenContext
) -> None:
    sofia = await sign_up(context, Role.ASTROLOGER, "София")
    opened = await _clients(context, sofia)
    page = await _console(visit, app, sofia, width=1920)
    await _beside(page, *NAMES[:4])
    chance = random.Random(5)
    panes: list[str] = list(NAMES[:4])
    current = panes[-1]
    meant: dict[str, list[str]] = {name: [] for name in NAMES}
    for number in range(SWITCHES):
        current = await _switch(page, chance, panes, current, opened)
        words = f"{number} для {current}"
        await page.keyboard.insert_text(words)
        await page.keyboard.press("Enter")
        meant[current].append(words)
    for name in NAMES:
        await page.get_by_role("link", name=re.compile(name)).click()
        await expect(messages(_pane(page, name)).last.get_by_role("img", name="Отправлено")).to_be_visible()
    for name, conversation in opened.items():
        assert await _said_in(conversation) == meant[name]
    assert sum(map(len, meant.values())) == SWITCHES


async def _switch(
    page: Page, chance: random.Random, panes: list[str], current: str, opened: dict[str, Conversation]
) -> str:
    """Go somewhere without waiting for anything; answers to whom."""
    at = panes.index(current)
    match chance.choice(["number"] * 4 + ["next"] * 4 + ["list"] * 3 + ["palette"]):
        case "number":
            to = chance.randrange(len(panes))
            await page.keyboard.press(f"Alt+Digit{to + 1}")
            return panes[to]
        case "next":
            await page.keyboard.press("F6")
            return panes[(at + 1) % len(panes)]
        case "list":
            name = chance.choice(NAMES)
            await page.evaluate(
                "id => document.querySelector(`a[data-conversation='${id}']`).click()", str(opened[name].id)
            )
        case _:
            name = chance.choice(NAMES)
            await page.keyboard.press("Control+KeyK")
            await page.get_by_role("combobox", name="Имя клиента").fill(name)
            await page.keyboard.press("Enter")
    if name not in panes:
        panes[at] = name
    return name


async def test_everything_is_done_with_the_keyboard_alone(
    app: Product, context: Context, visit: OpenContext, keep: Keep
) -> None:
    sofia = await sign_up(context, Role.ASTROLOGER, "София")
    opened = await _clients(context, sofia)
    page = await _console(visit, app, sofia)
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog", name="Клавиши")).to_contain_text("К тому, кто дольше всех ждёт")
    await keep(page, "console_shortcuts")
    assert await violations(page) == []
    await page.keyboard.press("Escape")

    for name, key in (("Вера", "Enter"), ("Ольга", "Control+Enter")):
        await page.keyboard.press("Control+KeyK")
        await expect(page.get_by_role("combobox", name="Имя клиента")).to_be_focused()
        await page.keyboard.type(name)
        await expect(page.get_by_role("dialog").get_by_role("option", selected=True)).to_contain_text(name)
        await page.keyboard.press(key)
        await expect(_pane(page, name).get_by_role("textbox", name="Сообщение")).to_be_focused()
    await page.keyboard.press("Control+KeyK")
    await expect(page.get_by_role("option", name="Нина")).to_be_visible()
    await keep(page, "console_palette")
    assert await violations(page) == []
    await page.keyboard.press("Escape")
    await expect(_pane(page, "Ольга").get_by_role("textbox", name="Сообщение")).to_be_focused()

    await page.keyboard.type("Здравствуйте!")
    await page.keyboard.press("Enter")
    await expect(messages(_pane(page, "Ольга")).last).to_contain_text("Здравствуйте!")
    await page.keyboard.press("Shift+F6")
    await expect(_pane(page, "Вера")).to_have_attribute("aria-current", "true")
    await page.keyboard.press("Alt+KeyW")
    await expect(_pane(page, "Вера")).to_have_count(0)
    await expect(_pane(page, "Ольга").get_by_role("textbox", name="Сообщение")).to_be_focused()
    await expect(messages(_pane(page, "Ольга")).last.get_by_role("img", name="Отправлено")).to_be_visible()
    await page.reload()
    await expect(_pane(page, "Ольга").get_by_role("textbox", name="Сообщение")).to_be_focused()
    assert await _said_in(opened["Ольга"]) == ["Здравствуйте!"]


async def test_only_the_conversation_one_works_in_counts_as_read(
    app: Product, context: Context, visit: OpenContext, keep: Keep
) -> None:
    sofia = await sign_up(context, Role.ASTROLOGER, "София")
    anna, vera = await sign_up(context, name="Анна"), await sign_up(context, name="Вера")
    opened = {name: await consultation(context, who, sofia) for name, who in (("Анна", anna), ("Вера", vera))}
    page = await _home(visit, app, sofia)
    await _beside(page, "Анна", "Вера")
    clients = {
        name: await at_home(await visit(), app, who, f"/cabinet/chat/{opened[name].id}")
        for name, who in (("Анна", anna), ("Вера", vera))
    }
    for name, client in clients.items():
        await say(client, f"Это {name}")
        await expect(messages(_pane(page, name)).last).to_contain_text(f"Это {name}")
    await expect(messages(clients["Вера"]).last.get_by_role("img", name="Прочитано")).to_be_visible()
    await expect(messages(clients["Анна"]).last.get_by_role("img", name="Прочитано")).to_have_count(0)
    for theme in ("dark", "light"):
        await page.emulate_media(color_scheme=theme)
        await keep(page, f"console_beside_{theme}")
        assert await violations(page) == []
    await page.keyboard.press("Alt+KeyU")
    await expect(_pane(page, "Анна").get_by_role("textbox", name="Сообщение")).to_be_focused()
    await expect(messages(clients["Анна"]).last.get_by_role("img", name="Прочитано")).to_be_visible()


async def test_a_canned_reply_is_written_once_and_sent_to_the_one_it_was_chosen_for(
    app: Product, context: Context, visit: OpenContext, keep: Keep
) -> None:
    sofia = await sign_up(context, Role.ASTROLOGER, "София")
    opened = {name: await consultation(context, await sign_up(context, name=name), sofia) for name in ("Анна", "Вера")}
    page = await _home(visit, app, sofia)
    await _beside(page, "Анна", "Вера")
    pane = _pane(page, "Вера")
    await pane.get_by_role("button", name="Готовые ответы").click()
    await expect(pane).to_contain_text("Готовых ответов пока нет")
    await page.get_by_role("button", name="Написать или изменить").click()
    window = page.get_by_role("dialog", name="Готовые ответы")
    await window.get_by_role("button", name="Новый ответ").click()
    await window.get_by_label("Название").fill("Приветствие")
    await window.get_by_label("Папка").fill("Начало")
    await window.get_by_label("Текст").fill("Здравствуйте, ")
    await window.get_by_role("button", name="Имя клиента").click()
    await page.keyboard.type("! Начнём «{service}».")
    await keep(page, "console_reply_form")
    assert await violations(page) == []
    await window.get_by_role("button", name="Сохранить").click()
    await expect(window.get_by_role("listitem")).to_contain_text("Начало / Приветствие")
    await window.get_by_role("button", name="Закрыть").click()

    field = pane.get_by_role("textbox", name="Сообщение")
    await field.press_sequentially("/прив")
    await expect(page.get_by_role("option", name="Приветствие")).to_be_visible()
    await keep(page, "console_replies")
    assert await violations(page) == []
    # A second press comes before the list has left the screen.
    await field.evaluate(TWO_PRESSES)
    await expect(field).to_have_value("Здравствуйте, Вера! Начнём «Ядро личности».")
    await page.keyboard.press("Enter")
    await expect(messages(pane).last).to_contain_text("Здравствуйте, Вера!")
    await field.press_sequentially("/нет такого")
    await page.keyboard.press("Enter")
    await expect(messages(pane).last).to_contain_text("/нет такого")
    await expect(messages(pane).get_by_role("img", name="Отправлено")).to_have_count(2)
    assert await _said_in(opened["Вера"]) == ["Здравствуйте, Вера! Начнём «Ядро личности».", "/нет такого"]
    assert await _said_in(opened["Анна"]) == []


@pytest.mark.parametrize("width", [360, 1024])
async def test_a_narrow_screen_shows_one_conversation_at_a_time(
    width: int, app: Product, context: Context, visit: OpenContext, keep: Keep
) -> None:
    sofia = await sign_up(context, Role.ASTROLOGER, "София")
    opened = await _clients(context, sofia)
    two = f"{opened['Анна'].id}.{opened['Вера'].id}"
    page = await _home(visit, app, sofia, f"/console/{opened['Вера'].id}?with={two}", width)
    await expect(_pane(page, "Вера").get_by_role("textbox", name="Сообщение")).to_be_visible()
    await expect(page.get_by_role("region", name="Консультация:")).to_have_count(1)
    assert await page.evaluate("document.documentElement.scrollWidth") == width
    await keep(page, f"console_{width}")
    assert await violations(page) == []


async def test_a_long_answer_goes_on_on_another_device_and_arrives_as_several_messages(
    app: Product, context: Context, visit: OpenContext, keep: Keep
) -> None:
    sofia = await sign_up(context, Role.ASTROLOGER, "София")
    opened = await consultation(context, await sign_up(context, name="Анна"), sofia)
    home, tablet = [await _home(visit, app, sofia, f"/console/{opened.id}", width) for width in (1440, 768)]
    paragraph = "Солнце в Тельце говорит о постоянстве. " * 100
    for page in (home, tablet):
        await _pane(page, "Анна").get_by_role("textbox", name="Сообщение").wait_for()
    await home.keyboard.press("Alt+KeyE")
    field = home.get_by_role("textbox", name="Ответ для Анна")
    await field.fill(f"Здравствуйте! Подробности: https://astars.example\n\n{paragraph}")
    await expect(home.get_by_role("status").filter(has_text="Сохранено.")).to_be_visible()
    await keep(home, "console_answer")
    assert await violations(home) == []

    await tablet.get_by_role("button", name="Развёрнутый ответ").click()
    there = tablet.get_by_role("textbox", name="Ответ для Анна")
    await expect(there).to_have_value(re.compile("^Здравствуйте"))
    await there.fill(f"{paragraph}\n\n" * 4)
    await expect(tablet.get_by_role("button", name="Отправить 2 сообщениями")).to_be_visible()
    await expect(tablet.get_by_role("status").filter(has_text="Сохранено.")).to_be_visible()
    await field.press_sequentially("!")
    await expect(home.get_by_role("dialog")).to_contain_text("Этот ответ продолжили на другом устройстве")
    await keep(home, "console_answer_conflict")
    assert await violations(home) == []
    await home.get_by_role("button", name="Взять оттуда").click()
    await expect(field).to_have_value(f"{paragraph}\n\n" * 4)
    await keep(tablet, "console_answer_768")
    await tablet.get_by_role("button", name="Отправить 2 сообщениями").click()
    await expect(messages(_pane(tablet, "Анна"))).to_have_count(2)
    await expect(messages(_pane(home, "Анна"))).to_have_count(2)
    await expect(_pane(tablet, "Анна").get_by_role("img", name="Отправлено")).to_have_count(2)
    said = await _said_in(opened)
    assert " ".join(said).split() == (paragraph * 4).split()


async def test_the_clients_card_says_what_there_was_and_keeps_what_one_notes(
    app: Product, context: Context, visit: OpenContext, api: httpx.AsyncClient, keep: Keep
) -> None:
    bought = await buy(app, context, api)
    await bought.give()
    earlier = await consultation(context, Person(bought.buyer.user, bought.buyer.token), bought.astrologer)
    page = await _home(visit, app, bought.astrologer, f"/console/{bought.conversation_id}")
    await page.get_by_role("textbox", name="Сообщение").wait_for()
    await page.keyboard.press("Alt+KeyI")
    card = page.get_by_role("complementary")
    await expect(card).to_contain_text("17 мая 1990 г., 04:35, Пермь")
    await expect(card.get_by_role("button", name="Показать все")).to_be_visible()
    await expect(card).to_contain_text("открыта здесь")
    await expect(card.locator(".wheel svg")).to_be_visible()
    sun = card.get_by_role("row").filter(has_text="Солнце в Тельце")
    await expect(sun).to_contain_text(re.compile("2[56]°"))
    await sun.get_by_role("button").click()
    await expect(card.locator(".wheel [data-body='sun']")).to_have_class(re.compile("wheel__on"))
    await card.get_by_label("Заметки").fill("Спрашивает о переезде")
    await card.get_by_label("Метки через запятую").fill("переезд, семья")
    await expect(card.get_by_role("status").filter(has_text="Сохранено")).to_be_visible()
    for theme in ("light", "dark"):
        await page.emulate_media(color_scheme=theme)
        await keep(page, f"console_card_{theme}")
        assert await violations(page) == []
    await card.get_by_role("link", name="Ядро личности").click()
    await page.wait_for_url(f"**/console/{earlier.id}")
    await expect(card.get_by_label("Заметки")).to_have_value("Спрашивает о переезде")
    await page.set_viewport_size({"width": 768, "height": 900})
    await keep(page, "console_card_768")
    await page.keyboard.press("Escape")
    await expect(card).to_have_count(0)
