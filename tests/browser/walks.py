"""What people do in a browser, in their own words; every step waits for what the person would see."""

import re
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.people import Person
from tests.product import Product

PASSWORD = "astars-demo"


def fresh_phone() -> str:
    """The ten digits of a Russian mobile number that nobody has used in this run.

    They end in 1: the sandbox refuses some endings on purpose.
    """
    return f"916{uuid4().int % 1_000_000:06d}1"


async def code_sent_to(api: httpx.AsyncClient, phone: str) -> str:
    """The code of the newest SMS to this number."""
    sent = (await api.get("/dev/outbox.json")).json()
    text = next(one["text"] for one in sent if one["channel"] == "sms" and one["to"].endswith(phone))
    found = re.search(r"\d{6}", text)
    assert found, text
    return found.group()


async def landed(page: Page, path: str) -> None:
    """Wait until the page at `path` is there."""
    await page.wait_for_url(lambda url: urlsplit(url).path == path)


async def sign_in_by_phone(page: Page, api: httpx.AsyncClient, phone: str, *, then: str) -> None:
    """Sign in with an SMS code and land on the page `then`."""
    await page.goto(f"/sign-in?next={then}")
    await page.get_by_label("Введите номер телефона:").fill(phone)
    await page.get_by_role("button", name="Отправить СМС-код").click()
    field = page.get_by_label("Введите СМС-код")
    await expect(field).to_be_visible()
    await expect(page.get_by_role("button", name="Отправить повторно")).to_be_disabled()
    await field.fill(await code_sent_to(api, phone))
    await landed(page, then)


async def sign_in_by_email(browser: BrowserContext, email: str, *, lands: str) -> Page:
    """A new page of somebody of the demo, at their own place."""
    page = await browser.new_page()
    await page.goto("/sign-in")
    await page.get_by_role("tab", name="Почты").click()
    await page.get_by_label("Введите почту:").fill(email)
    await page.get_by_label("Введите пароль:").fill(PASSWORD)
    await page.get_by_role("button", name="Войти", exact=True).click()
    await landed(page, lands)
    return page


async def at_home(browser: BrowserContext, app: Product, person: Person, path: str) -> Page:
    """A page of somebody who is signed in already."""
    await browser.add_cookies([{"name": "astars_session", "value": person.token, "url": app.base_url}])
    page = await browser.new_page()
    await page.goto(path)
    return page


async def order_from_sofia(page: Page, service: str, name: str) -> None:
    """Fill the checkout window of a service's page and go on to the acquirer."""
    await page.goto(f"/services/{service}")
    await page.get_by_role("main").get_by_role("link", name="Купить").first.click()
    window = page.get_by_role("dialog", name="Оформление заказа")
    await window.get_by_label("Имя").fill(name)
    await window.get_by_label("Астролог").select_option(label="София")
    await window.get_by_text("Письменная консультация").click()
    await window.get_by_role("checkbox").check()
    await window.get_by_role("button", name="Подтвердить").click()
    await page.wait_for_url("**/pay/**")


async def pay(page: Page, card: str) -> None:
    """Type a card on the acquirer's page."""
    await page.get_by_label("Номер карты").fill(card)
    await page.get_by_role("button", name="Оплатить").click()


async def say(page: Page | Locator, text: str) -> None:
    """Type a message into the open chat and send it."""
    field = page.get_by_role("textbox", name="Сообщение")
    await field.fill(text)
    await field.press("Enter")


def messages(page: Page | Locator) -> Locator:
    """The messages of the open chat."""
    return page.get_by_role("log").get_by_role("article")


def message(page: Page, seq: int) -> Locator:
    """The message with this number, while it is drawn."""
    return page.get_by_role("log").locator(f"[data-seq='{seq}']")
