"""Recorded voice as two people make and hear it, with Chromium's own microphone that beeps."""

from pathlib import Path

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.conftest import Keep, OpenContext, Talk
from tests.browser.test_public_site import violations
from tests.browser.test_support import guest_in_the_widget
from tests.browser.walks import at_home, message, messages, say
from tests.people import Person
from tests.product import Product


async def _record(page: Page) -> None:
    await page.get_by_role("button", name="Записать голосовое").click()
    await expect(page.get_by_role("group", name="Голосовое сообщение").get_by_text("0:02")).to_be_visible()


@pytest.fixture
async def sides(app: Product, visit: OpenContext, people: tuple[Person, Person], talk: Talk) -> tuple[Page, Page]:
    """The same consultation, as the client, whose microphone may be used, and as the astrologer see it."""
    opened = await talk(3)
    anna, sofia = people
    client = await at_home(await visit(permissions=["microphone"]), app, anna, f"/cabinet/chat/{opened.id}")
    console = await at_home(await visit(), app, sofia, f"/console/{opened.id}")
    for page in (client, console):
        await expect(messages(page).first).to_be_visible()
    return client, console


async def test_a_voice_is_recorded_sent_and_heard_by_the_other_side(sides: tuple[Page, Page], tmp_path: Path) -> None:
    client, console = sides
    await _record(client)
    await expect(console.get_by_text("записывает голосовое…").first).to_be_visible()
    assert await violations(client) == []
    await client.screenshot(path=tmp_path / "recording.png")

    await client.keyboard.press("Space")
    await expect(client.get_by_role("button", name="Продолжить запись")).to_be_focused()
    await client.keyboard.press("Space")
    await expect(client.get_by_role("button", name="Пауза")).to_be_focused()
    await client.keyboard.press("Enter")

    heard = messages(console).last
    await heard.get_by_role("button", name="Слушать").click()
    place = heard.get_by_role("slider", name="Место в записи")
    await expect(heard.get_by_role("button", name="Пауза")).to_be_visible()
    await expect(place).not_to_have_attribute("aria-valuenow", "0")
    assert await violations(console) == []
    await console.screenshot(path=tmp_path / "heard.png")

    await heard.get_by_role("button", name="Скорость 1×").click()
    await expect(heard.get_by_role("button", name="Скорость 1.5×")).to_be_visible()
    assert await heard.locator("audio").evaluate("audio => audio.playbackRate") == 1.5
    await expect(heard.get_by_role("button", name="Слушать")).to_be_visible()
    await place.press("End")
    assert int(await place.get_attribute("aria-valuenow") or 0) == int(await place.get_attribute("aria-valuemax") or -1)
    await place.press("Home")
    await expect(place).to_have_attribute("aria-valuenow", "0")


async def test_only_one_voice_plays_at_a_time(sides: tuple[Page, Page]) -> None:
    client, console = sides
    for _ in range(2):
        await _record(client)
        await client.get_by_role("button", name="Отправить запись").click()
    first, second = messages(console).nth(-2), messages(console).last
    await expect(messages(console).get_by_role("slider")).to_have_count(2)

    await first.get_by_role("button", name="Слушать").click()
    await expect(first.get_by_role("button", name="Пауза")).to_be_visible()
    await second.get_by_role("button", name="Слушать").click()

    await expect(second.get_by_role("button", name="Пауза")).to_be_visible()
    await expect(first.get_by_role("button", name="Слушать")).to_be_visible()


async def test_a_recording_whose_upload_fails_survives_a_reload_and_arrives_once(sides: tuple[Page, Page]) -> None:
    client, console = sides

    async def refuse(route: Route) -> None:
        await route.fulfill(status=403)

    await client.route("**/attachments/*/*/part-*", refuse)
    await _record(client)
    await client.get_by_role("button", name="Отправить запись").click()
    await expect(client.get_by_text("Файл не загрузился")).to_be_visible()

    await client.unroute("**/attachments/*/*/part-*")
    await client.reload()

    await expect(messages(console).last.get_by_role("slider")).to_be_visible()
    await say(client, "Послушайте, пожалуйста")
    await expect(message(console, 5)).to_contain_text("Послушайте, пожалуйста")
    await expect(messages(client).get_by_role("slider")).to_have_count(1)
    await client.reload()
    await expect(message(client, 5)).to_be_visible()
    assert await client.evaluate("localStorage.getItem('astars-voice')") in (None, "1")
    await expect(messages(client).get_by_role("slider")).to_have_count(1)


async def test_a_recording_cut_off_by_a_reload_waits_for_a_word(sides: tuple[Page, Page]) -> None:
    client, console = sides
    await _record(client)
    await client.reload()

    await expect(client.get_by_text("Запись прервалась, но сохранилась")).to_be_visible()
    assert await violations(client) == []
    await expect(messages(console).get_by_role("slider")).to_have_count(0)
    await client.get_by_role("article").get_by_role("button", name="Отправить").click()

    await expect(messages(console).last.get_by_role("slider")).to_be_visible()


async def test_a_cancelled_recording_leaves_nothing(sides: tuple[Page, Page]) -> None:
    client, _ = sides
    await _record(client)
    await client.get_by_role("button", name="Удалить запись").click()
    await expect(client.get_by_role("textbox", name="Сообщение")).to_be_focused()

    await client.reload()

    await expect(message(client, 3)).to_be_visible()
    await expect(client.get_by_role("button", name="Записать голосовое")).to_be_visible()
    await expect(client.get_by_text("Запись прервалась")).to_have_count(0)


async def test_a_recording_is_heard_before_it_is_sent_and_gone_on_with(sides: tuple[Page, Page], keep: Keep) -> None:
    client, console = sides
    await _record(client)
    await client.get_by_role("button", name="Пауза").click()
    await client.get_by_role("button", name="Слушать").click()
    place = client.get_by_role("slider", name="Место в записи")
    await expect(place).not_to_have_attribute("aria-valuenow", "0")
    assert await violations(client) == []
    for width in (1440, 768, 360):
        await client.set_viewport_size({"width": width, "height": 800})
        assert await client.evaluate("document.documentElement.scrollWidth") == width
        await keep(client, f"voice_heard_{width}")
    await client.get_by_role("button", name="Продолжить запись").click()
    await expect(client.get_by_role("group", name="Голосовое сообщение").get_by_text("0:04")).to_be_visible()
    await client.get_by_role("button", name="Отправить запись").click()

    voice = messages(console).last.get_by_role("slider")
    await expect(voice).to_be_visible()
    assert int(await voice.get_attribute("aria-valuemax") or 0) >= 4


async def test_a_long_recording_is_thrown_away_only_after_a_question(sides: tuple[Page, Page], keep: Keep) -> None:
    client, console = sides
    await client.get_by_role("button", name="Записать голосовое").click()
    group = client.get_by_role("group", name="Голосовое сообщение")
    await expect(group.get_by_text("0:10")).to_be_visible()
    await group.get_by_role("button", name="Удалить запись").click()
    await expect(client.get_by_role("button", name="Оставить")).to_be_focused()
    assert await violations(client) == []
    await keep(client, "voice_sure")
    await client.keyboard.press("Enter")
    await client.get_by_role("button", name="Записать заново").click()
    await client.get_by_role("button", name="Записать заново").last.click()
    await expect(group.get_by_text("0:01")).to_be_visible()
    await client.get_by_role("button", name="Отправить запись").click()

    voice = messages(console).last.get_by_role("slider")
    await expect(voice).to_be_visible()
    assert int(await voice.get_attribute("aria-valuemax") or 0) < 8


async def test_a_tab_that_is_closed_while_it_records_loses_nothing_that_went_up(
    sides: tuple[Page, Page], keep: Keep
) -> None:
    client, console = sides
    await client.get_by_role("button", name="Записать голосовое").click()
    async with client.expect_response(lambda answer: "/part-0" in answer.url) as stored:
        assert (await stored.value).ok
    browser = client.context
    address = client.url
    await client.close()

    again = await browser.new_page()
    await again.goto(address)
    await expect(again.get_by_text("Запись прервалась, но сохранилась")).to_be_visible()
    await expect(again.get_by_role("button", name="Слушать")).to_be_visible()
    assert await violations(again) == []
    await keep(again, "voice_kept")
    async with again.expect_request(lambda asked: asked.url.endswith("/complete")):
        await again.get_by_role("article").get_by_role("button", name="Отправить").click()
    await expect(messages(console).last.get_by_role("slider")).to_be_visible()


async def test_a_refused_microphone_is_explained_and_words_still_work(
    app: Product, visit: OpenContext, people: tuple[Person, Person], talk: Talk, tmp_path: Path
) -> None:
    opened = await talk(3)
    client = await at_home(await visit(permissions=[]), app, people[0], f"/cabinet/chat/{opened.id}")
    await client.get_by_role("button", name="Записать голосовое").click()

    notice = client.get_by_role("alert").filter(has_text="Нет доступа к микрофону")
    await expect(notice).to_be_visible()
    assert await violations(client) == []
    await client.screenshot(path=tmp_path / "refused.png")
    await notice.get_by_role("button", name="Написать текстом").click()

    await say(client, "Напишу словами")
    await expect(messages(client).last).to_contain_text("Напишу словами")


async def test_a_guest_records_and_listens_in_the_widget_on_a_phone_in_the_dark(
    visit: OpenContext, tmp_path: Path
) -> None:
    phone = await visit(
        permissions=["microphone"], viewport={"width": 360, "height": 740}, color_scheme="dark", has_touch=True
    )
    page = await phone.new_page()
    await guest_in_the_widget(page, "Гость")
    await page.get_by_role("button", name="Записать голосовое").click()
    await expect(page.get_by_role("group", name="Голосовое сообщение").get_by_text("0:02")).to_be_visible()
    await page.screenshot(path=tmp_path / "recording.png")
    await page.get_by_role("button", name="Отправить запись").click()

    voice = messages(page).last
    await voice.get_by_role("button", name="Слушать").click()

    await expect(voice.get_by_role("slider")).not_to_have_attribute("aria-valuenow", "0")
    await page.screenshot(path=tmp_path / "heard.png")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
