"""A visitor talks to support in the widget; staff claim, answer and resolve at the desk."""

import re
from collections.abc import AsyncIterator
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from server.context import Context
from storage.site import load_site
from tests.browser.conftest import OpenContext
from tests.browser.test_public_site import violations
from tests.browser.walks import fresh_phone, messages, say, sign_in_by_email


async def guest_in_the_widget(page: Page, name: str) -> None:
    """Open the widget on the home page and begin as a visitor."""
    await page.goto("/")
    await page.get_by_role("button", name="Чат", exact=True).click()
    await page.get_by_role("button", name="Начать").click()
    await expect(page.get_by_text("Представьтесь, пожалуйста")).to_be_visible()
    await page.get_by_label("Имя").fill(name)
    await page.get_by_label("Телефон").fill(fresh_phone())
    await page.get_by_role("button", name="Продолжить").click()


async def test_a_guest_is_answered_in_the_widget(visit: OpenContext) -> None:
    name = f"Гость {uuid4().hex[:6]}"
    page = await (await visit()).new_page()
    await guest_in_the_widget(page, name)
    await say(page, "Подскажите, как подарить консультацию?")
    await expect(messages(page).last.get_by_role("img", name="Отправлено")).to_be_visible()

    desk = await sign_in_by_email(await visit(), "support@example.com", lands="/desk")
    await desk.get_by_role("link", name=name).click()
    await expect(messages(desk).last).to_contain_text("Подскажите, как подарить консультацию?")
    await expect(desk.get_by_role("textbox", name="Сообщение")).to_have_count(0)
    await desk.get_by_role("button", name="Взять в работу").click()
    await say(desk, "Здравствуйте! Проще всего — сертификатом.")
    await expect(messages(page).last).to_contain_text("Здравствуйте! Проще всего — сертификатом.")
    await expect(messages(desk).last.get_by_role("img", name="Прочитано")).to_be_visible()

    await desk.get_by_role("button", name="Решено").click()
    await expect(desk.get_by_role("textbox", name="Сообщение")).to_have_count(0)
    await say(page, "Спасибо!")
    await expect(desk.get_by_role("button", name="Взять в работу")).to_be_visible()


async def test_nothing_is_loaded_or_stored_before_the_visitor_opens_the_chat(visit: OpenContext) -> None:
    browser = await visit()
    page = await browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto("/")
    await expect(page.get_by_role("button", name="Чат", exact=True)).to_be_visible()
    await page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/socket.io/" in url or "/api/" in url or "assets/widget" in url] == []
    assert await page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    assert await page.evaluate("indexedDB.databases().then(all => all.length)") == 0


async def test_a_guest_who_comes_back_finds_the_conversation(visit: OpenContext) -> None:
    browser = await visit()
    page = await browser.new_page()
    await guest_in_the_widget(page, "Вера")
    await say(page, "Я ещё вернусь")
    await expect(messages(page).last.get_by_role("img", name="Отправлено")).to_be_visible()
    await page.goto("/articles")
    await page.get_by_role("button", name="Чат", exact=True).click()
    await expect(messages(page).last).to_contain_text("Я ещё вернусь")


@pytest.fixture
async def closed_now(context: Context) -> AsyncIterator[None]:
    """Support answers on another weekday than today."""
    site = await load_site()
    assert site is not None
    hours = site.support_hours
    today = context.clock().astimezone(ZoneInfo(hours.timezone)).isoweekday()
    await site.set({"support_hours": hours.model_copy(update={"weekdays": [(today + 2) % 7 + 1]})})
    yield
    await site.set({"support_hours": hours})


@pytest.mark.usefixtures("closed_now")
async def test_outside_the_hours_a_message_is_left_in_one_step_and_survives_the_network(visit: OpenContext) -> None:
    name = f"Ночной гость {uuid4().hex[:6]}"
    browser = await visit(bypass_csp=True, viewport={"width": 360, "height": 740})
    page = await browser.new_page()
    await page.goto("/")
    await page.get_by_role("button", name="Чат", exact=True).click()
    await expect(page.get_by_text(re.compile("Сейчас поддержка не на связи.*ответим"))).to_be_visible()
    await page.get_by_role("button", name="Начать").click()
    await page.get_by_label("Имя").fill(name)
    await page.get_by_label("Телефон").fill(fresh_phone())
    await page.get_by_label("Ваш вопрос").fill("Как подарить консультацию?")
    assert await violations(page) == []
    await page.get_by_role("button", name="Закрыть чат").click()
    await page.get_by_role("button", name="Чат", exact=True).click()
    await expect(page.get_by_label("Ваш вопрос")).to_have_value("Как подарить консультацию?")
    await browser.set_offline(True)
    await page.get_by_role("button", name="Продолжить").click()
    await expect(page.get_by_text("Нет связи. Отправим сами")).to_be_visible()
    await browser.set_offline(False)
    await expect(messages(page)).to_have_count(1)
    await expect(messages(page).first).to_contain_text("Как подарить консультацию?")
    await expect(page.get_by_role("log")).to_contain_text("Сейчас нерабочее время: ответим здесь, в этом чате.")
    await page.reload()
    await page.get_by_role("button", name="Чат", exact=True).click()
    await expect(messages(page)).to_have_count(1)

    desk = await sign_in_by_email(await visit(), "support@example.com", lands="/desk")
    await desk.get_by_role("link", name=name).click()
    await expect(messages(desk).first).to_contain_text("Как подарить консультацию?")
