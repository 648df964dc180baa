"""The back office: a service is changed by two editors at once, and an article is written."""

from pathlib import Path
from uuid import uuid4

from playwright.async_api import Locator, Page, expect

from server.context import Context
from storage.users import Role
from tests.browser.conftest import Keep, OpenContext
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home, landed
from tests.people import sign_up
from tests.product import Product
from tests.realtime.pictures import picture
from tests.server.admin.conftest import Editor
from tests.server.admin.forms import SERVICE_FORM, both

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1440, "height": 900}


def group(page: Page, name: str) -> Locator:
    """The fields of this name in both languages."""
    return page.get_by_role("group", name=name, exact=True)


async def save(page: Page) -> None:
    """Save the form and see that it was."""
    await page.get_by_role("button", name="Сохранить").click()
    await expect(page.get_by_text("Все изменения сохранены")).to_be_visible()


async def test_two_editors_of_one_service_overwrite_nothing(
    app: Product, context: Context, visit: OpenContext, keep: Keep
) -> None:
    olga, igor = [await sign_up(context, Role.ADMIN, name) for name in ("Ольга", "Игорь")]
    title = f"Ядро {uuid4().hex[:8]}"
    async with olga.http(app.base_url) as http:
        office = Editor(olga, http)
        made = await office.make("services", {**SERVICE_FORM, "title": both(title)})
    hers = await at_home(await visit(bypass_csp=True, viewport=DESKTOP), app, olga, "/admin")
    await hers.get_by_label("Найти").fill(title)
    await hers.get_by_role("link", name=title).click()
    his = await at_home(await visit(viewport=PHONE), app, igor, f"/admin/services/{made['slug']}")

    await his.get_by_label("Цена, ₽").fill("3 500,50")
    await group(his, "Коротко").get_by_label("Русский").fill("Игорь сказал коротко")
    await save(his)

    await group(hers, "Название").get_by_label("Русский").fill(f"{title} и суть")
    await hers.get_by_role("button", name="Сохранить").click()
    await expect(hers.get_by_text("запись сохранил кто-то ещё")).to_be_visible()
    await expect(hers.get_by_label("Цена, ₽")).to_have_value("3500.5")
    await expect(group(hers, "Название").get_by_label("Русский")).to_have_value(f"{title} и суть")
    assert await violations(hers) == []
    await keep(hers, "office conflict")
    await save(hers)

    await group(his, "Название").get_by_label("Русский").fill("Игорь не видел")
    await his.get_by_role("button", name="Сохранить").click()
    await expect(his.get_by_text(f"Сейчас сохранено: {title} и суть")).to_be_visible()
    await his.get_by_role("link", name="К списку").click()
    await his.get_by_role("button", name="Уйти").click()
    await expect(his.get_by_role("link", name=f"{title} и суть")).to_be_visible()
    assert await violations(his) == []

    async with hers.expect_popup() as popup:
        await hers.get_by_role("link", name="На сайте").click()
    site = await popup.value
    await expect(site.get_by_role("heading", level=1)).to_have_text(f"{title} и суть")
    await expect(site.get_by_text("Игорь сказал коротко").first).to_be_visible()
    await office.clear_up()


async def test_an_article_is_written_seen_as_readers_will_see_it_and_given_a_cover(
    app: Product, context: Context, visit: OpenContext, keep: Keep, tmp_path: Path
) -> None:
    editor = await sign_up(context, Role.ADMIN, "Ольга")
    page = await at_home(await visit(bypass_csp=True, viewport=DESKTOP), app, editor, "/admin/articles")
    slug, title = f"walk-{uuid4().hex[:8]}", f"О Луне {uuid4().hex[:6]}"
    await page.get_by_role("link", name="Новая статья").click()
    await page.get_by_role("button", name="Создать").click()
    await expect(page.get_by_text("Проверьте поля, отмеченные красным.")).to_be_visible()
    await expect(page.get_by_label("Адрес на сайте")).to_be_focused()
    await page.get_by_label("Адрес на сайте").fill(slug)
    for name, words in (("Название", title), ("Коротко", "Луна и мы"), ("Автор, как подписать", "Вера")):
        await group(page, name).get_by_label("Русский").fill(words)
        await group(page, name).get_by_label("Английский").fill(words)
    body = group(page, "Текст статьи")
    await body.get_by_label("Русский").fill("Луна **растёт**. <b>не жирно</b>")
    await body.get_by_label("Английский").fill("The Moon **waxes**.")
    await body.get_by_role("tab", name="Как увидят читатели").click()
    await expect(body.locator("strong").first).to_have_text("растёт")
    await expect(body.get_by_text("<b>не жирно</b>")).to_be_visible()
    assert await violations(page) == []
    await page.keyboard.press("Control+s")
    await landed(page, f"/admin/articles/{slug}")
    await expect(page.get_by_role("heading", level=1)).to_have_text(title)

    cover = tmp_path / "cover.jpg"
    cover.write_bytes(picture(size=(1600, 1000)))
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name="Загрузить картинку").click()
    await (await chooser.value).set_files(cover)
    await expect(page.get_by_text("Картинка обновлена")).to_be_visible()
    await keep(page, "office article")
    await page.goto(f"/articles/{slug}")
    shown = page.locator("article.reading picture img")
    assert (await shown.evaluate("image => image.decode().then(() => image.currentSrc)")).endswith(".avif")
    await page.goto(f"/admin/articles/{slug}")
    await page.get_by_role("button", name="Удалить").click()
    await page.get_by_role("dialog").get_by_role("button", name="Удалить").click()
    await landed(page, "/admin/articles")
    await expect(page.get_by_role("link", name=title)).to_have_count(0)
