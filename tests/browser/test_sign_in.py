"""Signing in as people do it: by keyboard, by pasting, in the middle of a chat; and out again, in every tab."""

import re
from uuid import uuid4

import httpx
import pytest
from playwright.async_api import expect

from server.context import Context
from tests.browser.conftest import OpenContext, Talk
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home, code_sent_to, fresh_phone, landed, messages, say
from tests.people import Person, sign_up
from tests.product import Product
from tests.server.accounts.people import letter


@pytest.mark.parametrize("size", [(360, 780), (1440, 900)])
async def test_a_number_in_any_spelling_and_a_code_with_spaces_sign_in(
    size: tuple[int, int], api: httpx.AsyncClient, visit: OpenContext
) -> None:
    width, height = size
    page = await (await visit(bypass_csp=True, viewport={"width": width, "height": height})).new_page()
    await page.goto("/sign-in?next=/cabinet/profile")
    country = page.get_by_role("button", name="Страна")
    await country.press("ArrowDown")
    search = page.get_by_role("combobox", name="Найти страну или код")
    await expect(search).to_be_focused()
    # The list lies over the button below it, which axe counts against the button's size.
    assert [one for one in await violations(page) if not one.startswith("target-size")] == []
    names = await page.get_by_role("option").locator(".countries__name").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    await page.keyboard.type("+375")
    await page.keyboard.press("Enter")
    await expect(country).to_have_accessible_name("Страна: Беларусь BY +375")
    await expect(page.get_by_label("Введите номер телефона:")).to_be_focused()
    await country.press("Enter")
    await page.keyboard.press("Escape")
    await expect(country).to_be_focused()

    phone = fresh_phone()
    field = page.get_by_label("Введите номер телефона:")
    await field.fill(f"тел.: +7 {phone[:3]} {phone[3:6]}-{phone[6:8]}-{phone[8:]}")
    await expect(country).to_have_accessible_name("Страна: Россия RU +7")
    await page.get_by_role("button", name="Отправить СМС-код").click()
    code = page.get_by_label("Введите СМС-код")
    await expect(code).to_be_focused()
    await expect(code).to_have_attribute("autocomplete", "one-time-code")
    await expect(page.get_by_role("button", name=re.compile(r"Отправить повторно через \d+ с"))).to_be_disabled()
    right = await code_sent_to(api, phone)
    await code.fill(f"{(int(right) + 1) % 1_000_000:06d}")
    await expect(page.get_by_text("Неверный код. Проверьте цифры в последнем СМС.")).to_be_visible()
    assert await violations(page) == []
    await code.fill(f" {right[:3]} {right[3:]} ")
    await landed(page, "/cabinet/profile")


async def test_a_guest_who_signs_in_goes_on_with_the_same_conversation(
    api: httpx.AsyncClient, visit: OpenContext
) -> None:
    browser = await visit()
    page = await browser.new_page()
    phone = fresh_phone()
    await page.goto("/articles")
    await page.get_by_role("button", name="Чат", exact=True).click()
    await page.get_by_role("button", name="Начать").click()
    await page.get_by_label("Имя").fill("Вера")
    await page.get_by_label("Телефон").fill(phone)
    await page.get_by_role("button", name="Продолжить").click()
    await say(page, "Это я написала ещё гостем")
    await expect(messages(page).last.get_by_role("img", name="Отправлено")).to_be_visible()

    await page.get_by_role("button", name="Закрыть чат").click()
    await page.goto("/sign-in?next=/articles")
    await page.get_by_label("Введите номер телефона:").fill(phone)
    await page.get_by_role("button", name="Отправить СМС-код").click()
    code = page.get_by_label("Введите СМС-код")
    await expect(code).to_be_visible()
    await code.fill(await code_sent_to(api, phone))
    await landed(page, "/articles")
    await page.get_by_role("button", name="Чат", exact=True).click()
    await page.get_by_role("button", name="Начать").click()
    await expect(messages(page).last).to_contain_text("Это я написала ещё гостем")
    await say(page, "А это уже со своим именем")
    await expect(messages(page).last.get_by_role("img", name="Отправлено")).to_be_visible()
    await expect(messages(page)).to_have_count(2)


async def test_a_lost_password_is_replaced_by_the_link_of_the_letter(
    app: Product, context: Context, visit: OpenContext
) -> None:
    email = (await sign_up(context)).user.email or ""
    page = await (await visit(bypass_csp=True)).new_page()
    await page.goto("/sign-in")
    await page.get_by_role("tab", name="Почты").click()
    await page.get_by_role("button", name="Забыли пароль?").click()
    await page.get_by_label("Введите почту:").fill(email)
    await page.get_by_role("button", name="Отправить пароль").click()
    link = re.search(r"\S+/reset-password\?token=\S+", (await letter(app, email))["text"])
    assert link is not None
    await page.goto(link.group())
    await page.get_by_role("textbox", name="Новый пароль").fill("звёздное небо")
    await page.get_by_role("textbox", name="Пароль ещё раз").fill("звёздное небо")
    await page.get_by_role("button", name="Сохранить пароль").click()
    await expect(page.get_by_text("Пароль изменён. Теперь войдите с ним.")).to_be_visible()
    assert await violations(page) == []
    await page.goto(link.group())
    await page.get_by_role("textbox", name="Новый пароль").fill("другое небо")
    await page.get_by_role("textbox", name="Пароль ещё раз").fill("другое небо")
    await page.get_by_role("button", name="Сохранить пароль").click()
    await expect(page.get_by_text("Эта ссылка уже сработала или устарела.")).to_be_visible()
    await page.get_by_role("link", name="Перейти ко входу").click()
    await page.get_by_role("tab", name="Почты").click()
    await page.get_by_label("Введите почту:").fill(email)
    await page.get_by_label("Введите пароль:").fill("звёздное небо")
    await page.get_by_role("button", name="Войти", exact=True).click()
    await landed(page, "/cabinet")


async def test_signing_out_in_one_tab_leaves_nothing_private_in_another(
    app: Product, visit: OpenContext, people: tuple[Person, Person], talk: Talk
) -> None:
    secret = f"Тайна {uuid4().hex}"
    opened = await talk(up_to=3, said={3: secret})
    browser = await visit(bypass_csp=True)
    chat = await at_home(browser, app, people[0], f"/cabinet/chat/{opened.id}")
    await expect(chat.get_by_role("log")).to_contain_text(secret)
    home = await browser.new_page()
    await home.goto("/cabinet")
    await home.get_by_role("button", name="Выйти").click()
    await landed(home, "/")

    await expect(chat.get_by_role("heading", name="Вы вышли из аккаунта")).to_be_visible()
    await expect(chat).to_have_title("Вы вышли из аккаунта — Astars")
    assert secret not in await chat.locator("body").inner_text()
    assert await violations(chat) == []
    await chat.get_by_role("link", name="Войти").click()
    await expect(chat).to_have_url(re.compile(rf"/sign-in\?next=%2Fcabinet%2Fchat%2F{opened.id}"))
    await home.go_back()
    await landed(home, "/sign-in")
