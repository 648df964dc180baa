"""What a visitor sees of support beside the messages: how it was, a chat that was closed; and where they are seen."""

from uuid import uuid4

from playwright.async_api import Page, expect

from server.context import Context
from storage.users import Role
from tests.browser.conftest import Keep, OpenContext
from tests.browser.test_public_site import violations
from tests.browser.test_support import guest_in_the_widget
from tests.browser.walks import at_home, messages, say
from tests.people import sign_up
from tests.product import Product


async def _desk(app: Product, context: Context, visit: OpenContext, name: str) -> Page:
    desk = await at_home(await visit(), app, await sign_up(context, Role.SUPPORT, "Олег Сомов"), "/desk")
    await desk.get_by_role("link", name=name).click()
    return desk


async def test_a_resolved_question_is_rated_and_the_rating_is_seen_at_the_desk(
    app: Product, context: Context, visit: OpenContext, keep: Keep
) -> None:
    name = f"Гость {uuid4().hex[:6]}"
    page = await (await visit()).new_page()
    await guest_in_the_widget(page, name)
    await say(page, "Как подарить сертификат?")
    desk = await _desk(app, context, visit, name)
    await desk.get_by_role("button", name="Взять в работу").click()
    await say(desk, "В разделе «Сертификаты»")
    await expect(page.get_by_role("group", name="Вопрос решён")).to_have_count(0)
    await desk.get_by_role("button", name="Решено").click()

    form = page.get_by_role("form", name="Вопрос решён. Как мы ответили?")
    await form.get_by_role("radio", name="4 звезды").check(force=True)
    await form.get_by_label("Что можно было сделать лучше").fill("Хотелось быстрее")
    assert await violations(page) == []
    await keep(page, "help rating")
    await form.get_by_role("button", name="Отправить оценку").click()
    await expect(page.get_by_text("Спасибо за оценку!")).to_be_visible()
    await page.set_viewport_size({"width": 360, "height": 640})
    await keep(page, "help rating thanks phone")
    await page.get_by_role("button", name="Изменить").click()
    await form.get_by_role("radio", name="5 звёзд").check(force=True)
    await keep(page, "help rating phone")
    await form.get_by_role("button", name="Отправить оценку").click()
    await expect(page.get_by_text("Спасибо за оценку!")).to_be_visible()
    await desk.get_by_role("button", name="Посетитель").click()
    column = desk.get_by_role("complementary", name="Посетитель")
    await expect(column).to_contain_text("5 из 5")
    await expect(column).to_contain_text("Хотелось быстрее")
    await say(page, "И ещё вопрос")
    await expect(page.get_by_text("Спасибо за оценку!")).to_have_count(0)


async def test_a_blocked_visitor_is_told_so_and_keeps_what_was_typed(
    app: Product, context: Context, visit: OpenContext, keep: Keep
) -> None:
    name = f"Гость {uuid4().hex[:6]}"
    page = await (await visit()).new_page()
    await guest_in_the_widget(page, name)
    await say(page, "Ерунда")
    desk = await _desk(app, context, visit, name)
    await page.get_by_role("textbox", name="Сообщение").fill("Недописанное")
    await desk.get_by_role("button", name="Ещё действия").click()
    await desk.get_by_role("menuitem", name="Заблокировать…").click()
    await desk.get_by_role("dialog").get_by_label("Причина").fill("Проверка")
    await desk.get_by_role("dialog").get_by_role("button", name="Заблокировать", exact=True).click()
    await expect(page.get_by_text("Этот чат закрыт")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Сообщение")).to_have_count(0)
    assert await violations(page) == []
    await keep(page, "help blocked")
    await desk.get_by_role("button", name="Разблокировать").click()
    await expect(page.get_by_role("textbox", name="Сообщение")).to_have_value("Недописанное")


async def test_the_desk_sees_on_which_page_a_visitor_is_without_what_is_secret_in_its_address(
    app: Product, context: Context, visit: OpenContext, keep: Keep
) -> None:
    name = f"Гость {uuid4().hex[:6]}"
    page = await (await visit()).new_page()
    await guest_in_the_widget(page, name)
    await say(page, "Где я?")
    await expect(messages(page).last).to_contain_text("Где я?")
    await page.goto("/services/core-of-personality?token=secret#here")
    await page.get_by_role("button", name="Чат", exact=True).click()
    await expect(messages(page).last).to_contain_text("Где я?")
    desk = await _desk(app, context, visit, name)
    await desk.get_by_role("button", name="Посетитель").click()
    column = desk.get_by_role("complementary", name="Посетитель")
    await expect(column).to_contain_text("/services/core-of-personality")
    await expect(column).not_to_contain_text("secret")
    assert await violations(desk) == []
    await keep(desk, "help pages")
