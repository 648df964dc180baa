"""The picture in the profile: cut out in the browser, by mouse and by keys, and taken away again."""

import io
from pathlib import Path

import httpx
import pytest
from PIL import Image, ImageDraw
from playwright.async_api import Page, Request, expect

from tests.browser.conftest import OpenContext
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home
from tests.people import Person
from tests.product import Product

ORIENTATION = 274
TURN_RIGHT = 6


def photo(path: Path) -> Path:
    """As a camera held upright stores it: lying, and told to be turned right; then its upper half is red."""
    picture = Image.new("RGB", (1600, 1600), "blue")
    ImageDraw.Draw(picture).rectangle((0, 0, 799, 1599), fill="red")
    exif = Image.Exif()
    exif[ORIENTATION] = TURN_RIGHT
    picture.save(path, exif=exif)
    return path


async def choose(page: Page, path: Path) -> None:
    await page.locator("input[type=file]").first.set_input_files(path)


@pytest.mark.parametrize("size", [(360, 740), (1440, 900)])
async def test_a_picture_is_cropped_by_keys_and_drag_and_shown_upright(
    size: tuple[int, int],
    app: Product,
    api: httpx.AsyncClient,
    visit: OpenContext,
    people: tuple[Person, Person],
    tmp_path: Path,
) -> None:
    width, height = size
    browser = await visit(bypass_csp=True, reduced_motion="reduce", viewport={"width": width, "height": height})
    page = await at_home(browser, app, people[0], "/cabinet/profile")
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.url.endswith("/api/me/avatar") else None)

    wrong = tmp_path / "notes.txt"
    wrong.write_text("не фотография")
    await expect(page.get_by_role("button", name="Выбрать фото")).to_be_visible()
    await choose(page, wrong)
    await expect(page.get_by_role("alert")).to_contain_text("Выберите фотографию в формате JPEG, PNG или WebP")
    large = tmp_path / "large.jpg"
    large.write_bytes(bytes(5 * 1024 * 1024 + 1))
    await choose(page, large)
    await expect(page.get_by_role("alert")).to_contain_text("Файл больше 5 МБ")
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff")
    await choose(page, broken)
    await expect(page.get_by_role("alert")).to_contain_text("Не удалось прочитать этот файл")

    await choose(page, photo(tmp_path / "photo.jpg"))
    window = page.get_by_role("dialog", name="Кадрирование фотографии")
    frame = window.get_by_role("application", name="Кадр")
    await expect(frame).to_be_focused()
    assert await violations(page) == []
    zoom = window.get_by_role("slider", name="Масштаб")
    for _ in range(8):
        await frame.press("+")
    await expect(zoom).to_have_attribute("aria-valuetext", "248 %")
    for _ in range(20):
        await frame.press("ArrowUp")
    box = await frame.bounding_box()
    assert box is not None
    # Dragged up it shows more of what lies below, so that the line between red and blue is in the middle.
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x, y - 0.74 * box["height"], steps=5)
    await page.mouse.up()
    await window.get_by_role("button", name="Готово").click()
    assert sent == []
    await page.get_by_label("Дата рождения").fill("1992-04-17")
    await page.get_by_role("button", name="Сохранить").click()
    await expect(page.get_by_text("Изменения сохранены")).to_be_visible()
    (upload,) = sent
    assert upload.headers["content-type"] == "image/jpeg"

    mine = (await api.get("/api/me", headers={"Authorization": f"Bearer {people[0].token}"})).json()
    shown = Image.open(io.BytesIO((await api.get(mine["avatar_url"])).content)).convert("RGB")
    top, bottom = shown.getpixel((128, 60)), shown.getpixel((128, 196))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 180 > 80 > top[2]
    assert bottom[2] > 180 > 80 > bottom[0]

    await page.get_by_role("button", name="Удалить фото").click()
    await page.get_by_role("button", name="Сохранить").click()
    await expect(page.get_by_role("button", name="Удалить фото")).to_have_count(0)
    await expect(page.get_by_role("button", name="Сохранить")).to_be_disabled()
    mine = (await api.get("/api/me", headers={"Authorization": f"Bearer {people[0].token}"})).json()
    assert mine["avatar_url"] is None
