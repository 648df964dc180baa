"""A shift at the desk: who else is here, what is put on a request, whom one talks to, money given back, keys alone."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest
from playwright.async_api import Locator, Page, expect

from server.context import Context
from storage.messages import page_after
from storage.users import Role
from tests.browser.conftest import Keep, OpenContext
from tests.browser.test_desk import shown_notes
from tests.browser.test_public_site import violations
from tests.browser.test_support import guest_in_the_widget
from tests.browser.walks import at_home, messages, say
from tests.people import sign_up
from tests.product import Product
from tests.server.desk.conftest import say as say_directly
from tests.server.desk.conftest import visitor
from tests.server.orders.test_extension_refunds import named
from tests.server.shop import Buyer, open_shop

AtDesk = Callable[..., Awaitable[Page]]


@pytest.fixture
def at_desk(app: Product, context: Context, visit: OpenContext) -> AtDesk:
    """Opens the desk for a fresh person of support, or one that is given."""

    async def open_desk(name: str = "Олег Сомов", path: str = "/desk") -> Page:
        return await at_home(await visit(), app, await sign_up(context, Role.SUPPORT, name), path)

    return open_desk


async def guest(visit: OpenContext, text: str) -> tuple[Page, str]:
    """A visitor who has written; answers their page and what they are called."""
    name = f"Гость {uuid4().hex[:6]}"
    page = await (await visit()).new_page()
    await guest_in_the_widget(page, name)
    await say(page, text)
    await expect(messages(page).last).to_contain_text(text)
    return page, name


async def more(page: Page, item: str) -> Locator:
    """Something of «Ещё действия»; answers the window that asks about it."""
    await page.get_by_role("button", name="Ещё действия").click()
    await page.get_by_role("menuitem", name=item).click()
    return page.get_by_role("dialog")


async def test_two_colleagues_see_each_other_look_and_type(visit: OpenContext, at_desk: AtDesk, keep: Keep) -> None:
    _, name = await guest(visit, "Не приходит код")
    oleg = await at_desk()
    await oleg.get_by_role("link", name=name).click()
    await oleg.get_by_role("button", name="Взять в работу").click()
    ira = await at_desk("Ира Соседова", oleg.url)

    await expect(oleg.get_by_text("Смотрит: Ира Соседова")).to_be_visible()
    await expect(ira.get_by_text("Смотрит: Олег Сомов")).to_be_visible()
    await oleg.get_by_role("textbox", name="Сообщение").press_sequentially("Сейчас проверю")
    await expect(ira.get_by_text("Печатает: Олег Сомов")).to_be_visible()
    await expect(ira.get_by_text("Отвечает Олег Сомов.")).to_be_visible()
    assert await violations(ira) == []
    await keep(ira, "desk-together")


async def test_a_request_is_tagged_put_off_and_comes_back_when_the_visitor_writes(
    visit: OpenContext, at_desk: AtDesk, keep: Keep
) -> None:
    page, name = await guest(visit, "Вернусь завтра")
    desk = await at_desk()
    await desk.get_by_role("link", name=name).click()
    await desk.get_by_role("button", name="Взять в работу").click()
    window = await more(desk, "Метки…")
    await window.get_by_label("Новая метка").fill("оплата, сертификат")
    await window.get_by_role("button", name="Добавить", exact=True).click()
    await expect(window.get_by_role("button", name="Снять метку «сертификат»")).to_be_visible()
    assert await violations(desk) == []
    await keep(desk, "desk-tags")
    await desk.keyboard.press("Escape")
    await expect(desk.get_by_role("list", name="Метки")).to_contain_text("оплата")

    window = await more(desk, "Отложить…")
    assert await violations(desk) == []
    await keep(desk, "desk-snooze")
    await window.get_by_role("button", name="Завтра утром").click()
    await expect(desk.get_by_text("Отложено до").first).to_be_visible()
    await desk.get_by_role("tab", name="Позже").click()
    await expect(desk.get_by_role("link", name=name)).to_be_visible()
    await say(page, "Я уже здесь")
    await expect(desk.get_by_role("link", name=name)).to_have_count(0)


async def test_a_request_is_solved_with_a_note_and_reopened(visit: OpenContext, at_desk: AtDesk, keep: Keep) -> None:
    _, name = await guest(visit, "Как оплатить?")
    desk = await at_desk()
    await desk.get_by_role("link", name=name).click()
    await desk.get_by_role("button", name="Взять в работу").click()
    window = await more(desk, "Решить с заметкой…")
    await window.get_by_label("Что важно помнить").fill("Платит картой мужа")
    await keep(desk, "desk-resolve")
    await window.get_by_role("button", name="Решено").click()
    await expect(desk.get_by_role("button", name="Вернуть в работу")).to_be_visible()
    await desk.get_by_role("button", name="Вернуть в работу").click()
    await expect(desk.get_by_role("textbox", name="Сообщение")).to_be_visible()
    await shown_notes(desk)
    await expect(desk.get_by_role("complementary", name="Заметки")).to_contain_text("Платит картой мужа")


async def test_a_visitor_is_blocked_with_a_reason_and_let_in_again(
    visit: OpenContext, at_desk: AtDesk, keep: Keep
) -> None:
    page, name = await guest(visit, "Спам спам спам")
    desk = await at_desk()
    await desk.get_by_role("link", name=name).click()
    window = await more(desk, "Заблокировать…")
    await window.get_by_role("button", name="Заблокировать", exact=True).click()
    await expect(window.get_by_text("Напишите причину")).to_be_visible()
    await window.get_by_label("Причина").fill("Реклама")
    assert await violations(desk) == []
    await keep(desk, "desk-block")
    await window.get_by_role("button", name="Заблокировать", exact=True).click()
    await expect(desk.get_by_text("Заблокирован с")).to_be_visible()
    await desk.get_by_role("button", name="Разблокировать").click()
    await expect(desk.get_by_text("Заблокирован с")).to_have_count(0)
    await say(page, "Спасибо, что разобрались")
    await expect(messages(desk).last).to_contain_text("Спасибо, что разобрались")


async def test_who_the_client_is_and_what_they_bought_is_shown_when_asked_and_money_goes_back(
    app: Product, context: Context, visit: OpenContext, at_desk: AtDesk, keep: Keep
) -> None:
    shop = await open_shop(context)
    anna, chat = await visitor(context)
    async with anna.http(app.base_url) as http:
        order = await Buyer(shop, http, anna.user, anna.token).buy()
    await say_directly(context, anna, chat, "Хочу вернуть деньги")
    desk = await at_desk(path=f"/desk/{chat.id}")
    await expect(desk.get_by_role("complementary", name="Посетитель")).to_have_count(0)
    await desk.get_by_role("button", name="Посетитель").click()
    column = desk.get_by_role("complementary", name="Посетитель")
    await expect(column).to_contain_text("вошёл в аккаунт")
    assert await violations(desk) == []
    await _looks(desk, keep, "desk-visitor")

    await column.get_by_role("button", name="Вернуть деньги").click()
    window = desk.get_by_role("dialog")
    await window.get_by_label("Причина").fill("Передумала")
    await keep(desk, "desk-refund")
    await window.get_by_role("button", name="Вернуть 2").click()
    await window.get_by_role("button", name="Да, вернуть").click()
    await expect(window.get_by_text("Деньги придут на карту клиента")).to_be_visible()
    await window.get_by_role("button", name="Закрыть").last.click()
    await expect(column).to_contain_text("возвращён")
    said = await page_after(named(order["conversation_id"]), 0, 50)
    assert "consultation.withdrawn" in {one["system"]["code"] for one in said if one["system"]}


async def test_a_guest_is_found_to_be_a_client_and_the_two_become_one(
    context: Context, visit: OpenContext, at_desk: AtDesk, keep: Keep
) -> None:
    _, name = await guest(visit, "Я ваш клиент, просто не вошла")
    anna = await sign_up(context, Role.CLIENT, "Анна Найденная")
    email = f"{uuid4().hex[:8]}@example.org"
    await anna.user.set({"email": email})
    desk = await at_desk()
    await desk.get_by_role("link", name=name).click()
    window = await more(desk, "Найти клиента…")
    await window.get_by_label("Телефон или почта").fill(email)
    await window.get_by_role("button", name="Найти").click()
    await expect(window).to_contain_text("Анна Найденная")
    assert await violations(desk) == []
    await keep(desk, "desk-merge")
    await window.get_by_role("button", name="Это он: объединить").click()
    await window.get_by_role("button", name="Да, объединить").click()
    await expect(desk.get_by_text("Теперь это чат клиента: Анна Найденная")).to_be_visible()
    await expect(desk.get_by_role("link", name="Анна Найденная")).to_be_visible()


async def test_a_shift_goes_by_keys_alone(visit: OpenContext, at_desk: AtDesk, keep: Keep) -> None:
    page, name = await guest(visit, "Ответьте с клавиатуры")
    desk = await at_desk()
    await expect(desk.get_by_role("link", name=name)).to_be_visible()
    await desk.keyboard.press("Control+k")
    await expect(desk.get_by_role("dialog")).to_be_visible()
    await desk.keyboard.type(name)
    await expect(desk.get_by_role("option", name=name)).to_be_visible()
    assert await violations(desk) == []
    await keep(desk, "desk-palette")
    await desk.keyboard.press("Enter")
    await expect(messages(desk).last).to_contain_text("Ответьте с клавиатуры")
    await desk.keyboard.press("Alt+Enter")
    await expect(desk.get_by_role("textbox", name="Сообщение")).to_be_focused()
    await desk.keyboard.type("Отвечаю с клавиатуры")
    await desk.keyboard.press("Enter")
    await expect(messages(page).last).to_contain_text("Отвечаю с клавиатуры")
    await desk.keyboard.press("Alt+w")
    await desk.keyboard.press("Control+/")
    await expect(desk.get_by_role("dialog")).to_contain_text("Решить с заметкой")
    assert await violations(desk) == []
    await keep(desk, "desk-keys")


async def test_the_desk_says_how_it_stands(visit: OpenContext, at_desk: AtDesk, keep: Keep) -> None:
    _, name = await guest(visit, "Сколько ждать?")
    desk = await at_desk("Мария Дежурная")
    strip = desk.get_by_label("Показатели поддержки")
    await expect(strip).to_contain_text("Ждут")
    await expect(strip).to_contain_text("Первый ответ сегодня")
    await expect(desk.get_by_role("link", name=name)).to_be_visible()
    assert await violations(desk) == []
    await _looks(desk, keep, "desk-figures")
    await desk.get_by_role("button", name="Звук и уведомления").click()
    await expect(desk.get_by_role("dialog")).to_contain_text("Напоминать о новых")
    assert await violations(desk) == []
    await keep(desk, "desk-notices")


async def _looks(page: Page, keep: Keep, name: str) -> None:
    """Keeps how it looks on a desk, a tablet and a phone, and sees that nothing is wider than the screen."""
    for width, height in ((1440, 900), (768, 1024), (360, 760)):
        await page.set_viewport_size({"width": width, "height": height})
        assert await page.evaluate("document.documentElement.scrollWidth") == width
        await keep(page, f"{name}-{width}")
    await page.set_viewport_size({"width": 1440, "height": 900})
