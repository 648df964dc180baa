"""The profile's own data in Chromium: devices, consents, taking everything along, leaving for good."""

import asyncio
import json
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.async_api import Page, expect

from server.accounts.passwords import hash_password
from server.context import Context
from server.orders.consent import present_versions
from storage.orders import Order
from storage.services import ConsultationFormat, Validity
from storage.sessions import create_session
from storage.text import Text
from storage.users import User
from tests.browser.conftest import OpenContext, Talk
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home, fresh_phone, landed, sign_in_by_phone
from tests.people import Person
from tests.product import Product

PASSWORD = "звёздное небо 3"
ELSEWHERE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1"
SIZES = [(360, 780), (1440, 900)]


@pytest.fixture
async def anna(context: Context, people: tuple[Person, Person], talk: Talk) -> Person:
    """A client with a password, a second device, an order and a consultation."""
    anna, _ = people
    now = context.clock()
    await User.find({"_id": anna.user.id}).update({"$set": {"password_hash": hash_password(PASSWORD)}})
    await create_session(anna.user.id, user_agent=ELSEWHERE, now=now)
    await Order(
        client_id=anna.user.id,
        service_slug="personality-core",
        service_title=Text(ru="Ядро личности", en="Core of personality"),
        format=ConsultationFormat.WRITTEN,
        validity=Validity(months=1),
        first_name="Анна",
        phone="+79161234567",
        consent_at=now,
        consented_to=await present_versions(now),
        price_amount=249_900,
        created_at=now,
        paid_at=now,
    ).insert()
    await talk(up_to=12)
    return anna


async def profile_of(
    visit: OpenContext, app: Product, person: Person, size: tuple[int, int], **options: object
) -> Page:
    """The profile page on a screen of this size."""
    width, height = size
    browser = await visit(
        bypass_csp=True, reduced_motion="reduce", viewport={"width": width, "height": height}, **options
    )
    page = await at_home(browser, app, person, "/cabinet/profile")
    await expect(page.get_by_role("region", name="Мои данные")).to_be_visible()
    return page


@pytest.mark.parametrize("size", SIZES)
async def test_a_person_signs_a_device_out_takes_their_data_and_leaves_for_good(
    size: tuple[int, int], visit: OpenContext, app: Product, anna: Person
) -> None:
    page = await profile_of(visit, app, anna, size)
    devices = page.get_by_role("region", name="Устройства")
    await expect(devices.get_by_role("listitem")).to_have_count(2)
    await expect(devices.get_by_role("listitem").first).to_contain_text("Это устройство")
    await devices.get_by_role("button", name="Выйти на устройстве: Safari, iPhone").click()
    await expect(page.get_by_text("Устройство отключено")).to_be_visible()
    await expect(devices.get_by_role("listitem")).to_have_count(1)
    await expect(devices.get_by_role("button", name="Выйти на всех остальных устройствах")).to_have_count(0)

    consents = page.get_by_role("region", name="Согласия")
    await expect(consents.get_by_text("Заказ «Ядро личности»")).to_be_visible()
    privacy = consents.get_by_role("link", name="Политика конфиденциальности")
    await expect(privacy).to_have_attribute("href", "/legal/privacy")

    data = page.get_by_role("region", name="Мои данные")
    async with page.expect_download() as saving:
        await data.get_by_role("button", name="Скачать мои данные").click()
    path = await (await saving.value).path()
    saved = json.loads(await asyncio.to_thread(path.read_bytes))
    assert saved["is_complete"] is True
    assert len(saved["conversations"][0]["messages"]) == 12
    await expect(data.get_by_role("status")).to_contain_text("Файл сохранён")

    await data.get_by_role("button", name="Удалить аккаунт").click()
    window = page.get_by_role("dialog", name="Удаление аккаунта")
    await window.get_by_role("button", name="Удалить навсегда").click()
    await expect(window.get_by_text("Заполните это поле.")).to_be_visible()
    await window.get_by_label("Ваш пароль").fill("не тот")
    await window.get_by_role("button", name="Удалить навсегда").click()
    await expect(window.get_by_text("Неверный текущий пароль.")).to_be_visible()
    await window.get_by_label("Ваш пароль").fill(PASSWORD)
    await window.get_by_role("button", name="Удалить навсегда").click()
    await landed(page, "/")
    await page.goto("/cabinet/profile")
    assert urlsplit(page.url).path == "/sign-in"


@pytest.mark.parametrize("size", SIZES)
async def test_whoever_signs_in_by_phone_leaves_by_a_code(
    size: tuple[int, int], visit: OpenContext, api: httpx.AsyncClient, context: Context
) -> None:
    width, height = size
    page = await (await visit(viewport={"width": width, "height": height})).new_page()
    phone = fresh_phone()
    await sign_in_by_phone(page, api, phone, then="/cabinet/profile")
    await context.database.collection("phone_codes").delete_one({"_id": f"+7{phone}"})
    await page.get_by_role("button", name="Удалить аккаунт").click()
    window = page.get_by_role("dialog", name="Удаление аккаунта")
    await window.get_by_role("button", name="Отправить СМС-код").click()
    field = window.get_by_label("Введите СМС-код")
    await expect(window.get_by_role("button", name="Отправить повторно через")).to_be_disabled()
    sent = (await api.get("/dev/outbox.json")).json()
    text = next(one["text"] for one in sent if one["to"] == f"+7{phone}")
    code = "".join(filter(str.isdigit, text))[:6]
    await field.fill(f"{(int(code) + 1) % 1_000_000:06d}")
    await window.get_by_role("button", name="Удалить навсегда").click()
    await expect(window.get_by_text("Неверный код. Проверьте цифры в последнем СМС.")).to_be_visible()
    await field.fill(code)
    await window.get_by_role("button", name="Удалить навсегда").click()
    await landed(page, "/")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
async def test_profile_and_the_way_out_are_accessible_and_fit_the_screen(
    size: tuple[int, int], theme: str, visit: OpenContext, app: Product, anna: Person
) -> None:
    page = await profile_of(visit, app, anna, size, color_scheme=theme)
    await expect(page.get_by_text("Заказ «Ядро личности»")).to_be_visible()
    await expect(page.get_by_role("region", name="Устройства").get_by_role("listitem")).to_have_count(2)
    assert await violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]
    await page.get_by_role("button", name="Удалить аккаунт").press("Enter")
    window = page.get_by_role("dialog", name="Удаление аккаунта")
    await window.get_by_label("Ваш пароль").press("Enter")
    await expect(window.get_by_text("Заполните это поле.")).to_be_visible()
    assert await violations(page) == []
    await page.keyboard.press("Escape")
    await expect(window).to_have_count(0)
    await expect(page.get_by_role("button", name="Удалить аккаунт")).to_be_focused()


async def test_a_file_that_breaks_off_is_said_to_and_may_be_asked_for_again(
    visit: OpenContext, app: Product, anna: Person
) -> None:
    page = await profile_of(visit, app, anna, SIZES[0])
    await page.route("**/api/me/export", lambda route: route.abort("connectionreset"))
    data = page.get_by_role("region", name="Мои данные")
    await data.get_by_role("button", name="Скачать мои данные").click()
    await expect(data.get_by_role("alert")).to_be_visible()
    await page.unroute("**/api/me/export")
    async with page.expect_download():
        await data.get_by_role("button", name="Скачать ещё раз").click()
    await expect(data.get_by_role("alert")).to_have_count(0)
