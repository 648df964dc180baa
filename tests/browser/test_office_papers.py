"""The back office: a legal text gets a planned version and a new one, codes are made, certificates are printed once."""

import io
from uuid import uuid4

from playwright.async_api import Page, expect
from pypdf import PdfReader

from server.admin.codes.jobs import make_certificates
from server.context import Context
from storage.legal_texts import LegalText
from storage.users import Role
from tests.browser.conftest import Keep, OpenContext
from tests.browser.test_office import DESKTOP, PHONE, group
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home, landed
from tests.people import Person, sign_up
from tests.product import Product
from tests.server.admin.forms import LEGAL_FORM


async def _text(app: Product, editor: Person, slug: str) -> None:
    async with editor.http(app.base_url) as http:
        assert (await http.post("/api/admin/legal", json={**LEGAL_FORM, "slug": slug})).status_code == 201


async def _save(page: Page) -> None:
    await page.get_by_role("button", name="Сохранить").click()
    await expect(page.get_by_text("Все изменения сохранены")).to_be_visible()


async def test_legal_texts_codes_and_certificates_are_kept(
    app: Product, context: Context, visit: OpenContext, keep: Keep
) -> None:
    editor, slug = await sign_up(context, Role.ADMIN, "Ольга"), f"draw-{uuid4().hex[:8]}"
    await _text(app, editor, slug)
    page = await at_home(await visit(bypass_csp=True, viewport=DESKTOP), app, editor, f"/admin/legal/{slug}")
    body = group(page, "Текст")
    await body.get_by_label("Русский").fill("# Кто участвует\n\nВсе клиенты {legal_name}.\n\nПризов два.")
    await body.get_by_role("tab", name="Как увидят читатели").click()
    await expect(body.get_by_text("Все клиенты ООО «Астарс».")).to_be_visible()
    await body.get_by_role("tab", name="Текст").click()
    await page.get_by_label("Вступает в силу").fill("2090-01-01T00:00")
    await _save(page)
    versions = page.get_by_role("region", name="Редакции")
    await expect(versions.get_by_text("Запланирована")).to_be_visible()
    await page.get_by_label("Вступает в силу").fill("")
    await _save(page)
    await expect(versions.get_by_text("Прежняя")).to_be_visible()
    await versions.get_by_role("button", name="Что изменилось").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.locator("del").first).to_have_text("Приз")
    await expect(dialog.locator("ins").first).to_have_text("Призов")
    assert await violations(page) == []
    await keep(page, "office legal changes")
    await page.keyboard.press("Escape")
    await page.goto(f"/legal/{slug}")
    await page.get_by_role("link", name="Редакция 1").click()
    await expect(page.get_by_text("Приз один.")).to_be_visible()
    await expect(page.get_by_text("Это прежняя редакция.")).to_be_visible()
    assert await violations(page) == []
    await LegalText.find({"slug": slug}).delete()

    code = f"W{uuid4().hex[:8]}".upper()
    await page.goto("/admin/promo_codes/new")
    await page.get_by_label("Промокод").fill(code)
    await page.get_by_label("Сколько кодов").fill("12")
    await page.get_by_role("button", name="Создать").click()
    await expect(page.get_by_text("Укажите одно из двух: проценты или сумму.")).to_be_visible()
    await page.get_by_label("Скидка, %").fill("15")
    await page.get_by_role("button", name="Создать").click()
    await page.get_by_role("button", name=f"Все коды серии {code}").click()
    codes = (await page.get_by_label("12 кодов").input_value()).split("\n")
    assert len({one for one in codes if one.startswith(f"{code}-")}) == 12
    await page.get_by_role("button", name="Закончить сейчас").click()
    await expect(page.get_by_text("Закончился")).to_be_visible()
    assert await violations(page) == []
    await keep(page, "office promo code")

    phone = await at_home(await visit(bypass_csp=True, viewport=PHONE), app, editor, "/admin/certificates")
    await phone.get_by_role("button", name="Новая партия").click()
    await phone.get_by_label("Услуга").select_option("personality-core")
    await phone.get_by_label("Сколько").fill("4")
    await phone.get_by_role("button", name="Сделать").click()
    await expect(phone.get_by_role("heading", level=1)).to_contain_text("Ядро личности")
    await make_certificates(context)
    await expect(phone.get_by_text("Лист готов")).to_be_visible()
    assert await violations(phone) == []
    async with phone.expect_download() as download:
        await phone.get_by_role("button", name="Скачать лист").click()
    pdf = (await (await download.value).path()).read_bytes()
    assert "Сертификат" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    await expect(phone.get_by_text("Кодов больше нигде нет.")).to_be_visible()
    await phone.get_by_role("button", name="-0002").click()
    await phone.get_by_label("Причина").fill("Потеряли")
    await phone.get_by_role("dialog").get_by_role("button", name="Аннулировать").click()
    await expect(phone.get_by_text("использовано 0, аннулировано 1")).to_be_visible()
    assert await violations(phone) == []
    await keep(phone, "office certificates")
    await phone.goto("/admin/organisation")
    await expect(phone.get_by_label("ИНН")).to_have_value("7700000000")
    assert await violations(phone) == []
    await landed(phone, "/admin/organisation")
