"""What a client sees of pictures, and how they learn of a message while they look elsewhere."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import expect

from tests.browser.conftest import OpenContext, Talk
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home, messages, say
from tests.people import Person
from tests.product import Product


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_pictures_are_looked_at_and_what_waits_stands_in_the_title(
    app: Product,
    visit: OpenContext,
    people: tuple[Person, Person],
    talk: Talk,
    tmp_path: Path,
    width: int,
    scheme: str,
) -> None:
    opened = await talk(3)
    anna, sofia = people
    touch = {"has_touch": True, "is_mobile": True} if width < 500 else {}
    context = await visit(viewport={"width": width, "height": 760}, color_scheme=scheme, **touch)
    client = await at_home(context, app, anna, f"/cabinet/chat/{opened.id}")
    console = await at_home(await visit(), app, sofia, f"/console/{opened.id}")
    for name in ("one.jpg", "two.jpg"):
        photo = tmp_path / name
        Image.effect_noise((1200, 800), 60).convert("RGB").save(photo)
        await client.locator("input[type=file]").first.set_input_files(photo)
        await expect(client.get_by_role("button", name=f"Открыть фотографию «{name}»")).to_be_visible()

    button = client.get_by_role("button", name="Открыть фотографию «two.jpg»")
    await button.click()
    viewer = client.get_by_role("dialog", name="two.jpg")
    await expect(viewer.get_by_role("img", name="two.jpg")).to_have_js_property("complete", True)
    await expect(viewer.get_by_text("2 из 2")).to_be_visible()
    assert await violations(client) == []
    await client.screenshot(path=tmp_path / "viewer.png")
    await client.keyboard.press("ArrowLeft")
    await expect(client.get_by_role("dialog", name="one.jpg").get_by_text("1 из 2")).to_be_visible()
    first = client.get_by_role("img", name="one.jpg")
    await client.get_by_role("button", name="Увеличить").click()
    await expect(first).to_have_css("transform", "matrix(1.5, 0, 0, 1.5, 0, 0)")
    await client.keyboard.press("Escape")
    await expect(client.get_by_role("dialog")).to_have_count(0)
    await expect(button).to_be_focused()

    if touch:
        await client.get_by_role("button", name="Прикрепить файл").click()
        async with client.expect_file_chooser() as choosing:
            await client.get_by_role("menuitem", name="Снять на камеру").click()
        assert await (await choosing.value).element.get_attribute("capture") == "environment"

    await expect(client.get_by_role("button", name="Выключить звук сообщений")).to_be_visible()
    assert await violations(client) == []
    await client.screenshot(path=tmp_path / "chat.png")
    await client.goto("/cabinet")
    await say(console, "Добрый день")
    await expect(client).to_have_title("(1) Главная — Личный кабинет — Astars")
    await client.goto(f"/cabinet/chat/{opened.id}")
    await expect(messages(client).last).to_contain_text("Добрый день")
    await expect(client).to_have_title("Чат — Личный кабинет — Astars")


COUNT_NOTES = """
    const start = AudioScheduledSourceNode.prototype.start;
    AudioScheduledSourceNode.prototype.start = function (...at) {
        localStorage.setItem("notes", String(Number(localStorage.getItem("notes")) + 1));
        return start.apply(this, at);
    };
"""


async def test_a_tone_rings_in_one_of_several_tabs_and_not_where_it_was_switched_off(
    app: Product, visit: OpenContext, people: tuple[Person, Person], talk: Talk
) -> None:
    opened = await talk(3)
    anna, sofia = people
    context = await visit()
    await context.add_init_script(COUNT_NOTES)
    one = await at_home(context, app, anna, "/cabinet")
    two = await at_home(context, app, anna, "/cabinet/services")
    console = await at_home(await visit(), app, sofia, f"/console/{opened.id}")
    chat = f"/cabinet/chat/{opened.id}"
    notes = "Number(localStorage.getItem('notes'))"

    async def arrives(words: str) -> None:
        await say(console, words)
        for tab in (one, two):
            await expect(tab).to_have_title(re.compile(r"^\(1\) "))

    async def rang(tones: int) -> None:
        await one.wait_for_function(f"tones => {notes} === 2 * tones", arg=tones)

    await arrives("Добрый день")
    await rang(1)
    await one.goto(chat)
    await one.get_by_role("button", name="Выключить звук сообщений").click()
    await one.goto("/cabinet")
    await arrives("Вы здесь?")
    await one.goto(chat)
    await expect(messages(one).last).to_contain_text("Вы здесь?")
    assert await one.evaluate(notes) == 2
    await one.get_by_role("button", name="Включить звук сообщений").click()
    await rang(2)  # the sample
    await one.goto("/cabinet")
    await arrives("До встречи")
    await rang(3)
