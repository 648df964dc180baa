"""The public site in a real browser: with a script, without one, by keyboard, and to a checker of accessibility."""

import asyncio
import re
import secrets
import time

import httpx
import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Keep, OpenContext
from tests.browser.walks import sign_in_by_email
from tests.product import ROOT, Product

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "/",
    "/services/natal-chart",
    "/astrologers",
    "/astrologers/sofia",
    "/articles",
    "/articles/zodiac-and-professions",
    "/legal/terms",
    "/search?q=карта",
    "/search?q=тостер",
    "/refund",
    "/sign-in",
    "/reset-password?token=x",
    "/no-such-page",
]


async def code_sent_to(app: Product, phone: str) -> str:
    """The newest sign-in code that the demo's outbox holds for `phone`."""
    deadline = time.monotonic() + 15
    async with httpx.AsyncClient(base_url=app.base_url) as client:
        while time.monotonic() < deadline:
            sent = (await client.get("/dev/outbox.json")).json()
            found = [one["text"] for one in sent if one["channel"] == "sms" and one["to"] == phone]
            if found and (code := re.search(r"\d{6}", found[0])):
                return code.group()
            await asyncio.sleep(0.1)
    raise AssertionError("no code was sent")


# What comes in with a fade has, halfway, a contrast that nobody reads at; and it may come while axe is looking. So
# nothing moves meanwhile: everything is at once what it will be.
LOOK = """async rules => {
  const still = new CSSStyleSheet();
  still.replaceSync("*, ::before, ::after, ::backdrop { animation: none !important; transition: none !important }");
  const shadows = [...document.querySelectorAll("*")].flatMap(one => one.shadowRoot ?? []);
  const roots = [document, ...shadows];
  for (const root of roots) root.adoptedStyleSheets = [...root.adoptedStyleSheets, still];
  const { violations } = await axe.run(document, { runOnly: rules });
  for (const root of roots) root.adoptedStyleSheets = root.adoptedStyleSheets.filter(one => one !== still);
  return violations.map(({ id, nodes }) => ({ id, html: nodes.slice(0, 3).map(one => one.html.slice(0, 120)) }));
}"""


async def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it is now, with everything that moves at the end of its way."""
    await page.evaluate(AXE.read_text())
    return [f"{one['id']}: {one['html']}" for one in await page.evaluate(LOOK, RULES)]


async def test_visitor_signs_in_inside_the_order_and_loses_nothing(app: Product, visit: OpenContext) -> None:
    page = await (await visit()).new_page()
    phone = "916" + "".join(secrets.choice("0123456789") for _ in range(7))
    await page.goto("/astrologers/sofia")
    card = page.get_by_role("article").filter(has_text="Ядро личности")
    await card.get_by_role("link", name="Купить", exact=True).click()
    order = page.get_by_role("dialog", name="Оформление заказа")
    await order.get_by_role("button", name="Подтвердить").click()
    await expect(order.get_by_text("Введите имя.")).to_be_visible()
    await expect(order.get_by_label("Имя")).to_be_focused()
    await order.get_by_label("Имя").fill("Вера")
    await order.get_by_label("Номер телефона").press_sequentially(phone)
    await order.get_by_text("Письменная консультация").click()
    await order.get_by_role("checkbox").check()
    await order.get_by_role("button", name="Подтвердить").click()
    entrance = page.get_by_role("dialog", name="Войдите, чтобы оформить заказ")
    await entrance.get_by_role("button", name="Отправить СМС-код").click()
    await expect(page.get_by_role("status").filter(has_text="СМС-код отправлен")).to_be_visible()
    await expect(entrance.get_by_text(re.compile(r"Отправить повторно через \d+ с"))).to_be_visible()
    await entrance.get_by_label("Введите СМС-код").fill(await code_sent_to(app, f"+7{phone}"))
    await expect(order.get_by_label("Имя")).to_have_value("Вера")
    await expect(order.get_by_label("Астролог")).to_have_value("sofia")
    await expect(order.get_by_label("Письменная консультация")).to_be_checked()
    await order.get_by_label("Промокод").fill("STARS20")
    await order.get_by_role("button", name="Применить").click()
    await expect(order.get_by_text("1999,20 ₽")).to_be_visible()
    await order.get_by_role("button", name="Подтвердить").click()
    await page.wait_for_url(lambda address: address.startswith(app.sandbox_url))


async def test_wrong_password_says_no_more_than_that_and_the_right_one_goes_on(visit: OpenContext) -> None:
    page = await (await visit()).new_page()
    await page.goto("/cabinet/profile")
    await expect(page).to_have_url(re.compile(r"/sign-in\?next=/cabinet/profile$"))
    await page.get_by_role("tab", name="Почты").click()
    await page.get_by_label("Введите почту:").fill("client@example.com")
    await page.get_by_label("Введите пароль:").fill("wrong")
    await page.get_by_role("button", name="Войти").click()
    await expect(page.get_by_role("alert")).to_have_text("Неверный логин или пароль")
    await page.get_by_label("Введите пароль:").fill("astars-demo")
    await page.get_by_role("button", name="Войти").click()
    await page.wait_for_url("**/cabinet/profile")


async def test_lost_password_is_answered_the_same_for_every_address(visit: OpenContext) -> None:
    page = await (await visit()).new_page()
    answers = set()
    for address in ("sofia@example.com", f"{secrets.token_hex(6)}@example.com"):
        await page.goto("/sign-in")
        await page.get_by_role("tab", name="Почты").click()
        await page.get_by_role("button", name="Забыли пароль?").click()
        await expect(page.get_by_role("heading", name="Восстановление пароля")).to_be_visible()
        await page.get_by_label("Введите почту:").fill(address)
        await page.get_by_role("button", name="Отправить пароль").click()
        answers.add(await page.get_by_role("status").filter(has_text="письмо").inner_text())
    assert len(answers) == 1


async def test_link_to_buy_opens_the_order_and_a_closed_one_stays_closed(visit: OpenContext) -> None:
    page = await (await visit()).new_page()
    await page.goto("/services/natal-chart?buy=1&astrologer=elizaveta&format=written")
    order = page.get_by_role("dialog", name="Оформление заказа")
    await expect(order.get_by_label("Астролог")).to_have_value("elizaveta")
    await expect(order.get_by_label("Письменная консультация")).to_be_checked()
    await expect(order.get_by_text("9999 ₽")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(order).to_be_hidden()
    await expect(page).to_have_url(re.compile(r"/services/natal-chart$"))


async def test_carousel_moves_by_arrows_and_by_keys(visit: OpenContext) -> None:
    page = await (await visit(reduced_motion="reduce", viewport={"width": 1000, "height": 800})).new_page()
    await page.goto("/")
    view = page.get_by_role("group", name="Консультации")
    section = page.get_by_role("region", name="Консультации")
    await expect(section.get_by_role("button", name="Назад")).to_be_disabled()
    await section.get_by_role("button", name="Вперёд").click()
    await expect(section.get_by_role("button", name="Назад")).to_be_enabled()
    assert await view.evaluate("view => view.scrollLeft") > 300
    await view.focus()
    before = await view.evaluate("view => view.scrollLeft")
    await page.keyboard.press("ArrowLeft")
    await page.wait_for_function("([view, left]) => view.scrollLeft < left", arg=[await view.element_handle(), before])


async def test_theme_and_language_stay_chosen(visit: OpenContext) -> None:
    page = await (await visit(color_scheme="light")).new_page()
    await page.goto("/astrologers")
    await page.get_by_role("button", name="Сменить тему").click()
    await page.get_by_role("link", name="EN", exact=True).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Our astrologers")
    await expect(page).to_have_url(re.compile(r"/astrologers$"))
    await page.goto("/")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")


async def test_site_is_whole_without_a_script(visit: OpenContext) -> None:
    page = await (await visit(java_script_enabled=False)).new_page()
    await page.goto("/")
    await page.get_by_text("Кто вы, Astars?").click()
    await expect(page.get_by_text("Мы — команда практикующих астрологов")).to_be_visible()
    await expect(page.get_by_role("button", name="Вперёд")).to_have_count(0)
    await page.locator("article a[data-buy=personality-core]").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Ядро личности")
    await expect(page.locator("noscript p")).to_contain_text("Чтобы оформить заказ, включите JavaScript")
    await page.get_by_role("button", name="Правила предоставления услуг по партнерским программам").click()
    await expect(page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
async def test_pages_are_accessible_and_fit_the_screen(visit: OpenContext, keep: Keep, theme: str, width: int) -> None:
    context = await visit(
        bypass_csp=True, color_scheme=theme, reduced_motion="reduce", viewport={"width": width, "height": 900}
    )
    page = await context.new_page()
    for path in PAGES:
        await page.goto(path, wait_until="load")
        assert await violations(page) == [], path
        assert await page.evaluate("document.documentElement.scrollWidth") <= width, path
        await keep(page, f"site{path}-{width}-{theme}")


async def test_order_window_is_accessible(visit: OpenContext) -> None:
    page = await (await visit(bypass_csp=True, reduced_motion="reduce")).new_page()
    await page.goto("/services/natal-chart?buy=1")
    await page.get_by_role("dialog").get_by_role("button", name="Подтвердить").click()
    await expect(page.get_by_text("Введите имя.")).to_be_visible()
    assert await violations(page) == []


async def test_the_site_fits_a_phone_of_somebody_who_is_signed_in(visit: OpenContext) -> None:
    page = await sign_in_by_email(
        await visit(viewport={"width": 360, "height": 740}), "client@example.com", lands="/cabinet"
    )
    await page.goto("/")
    await expect(page.get_by_role("link", name="Личный кабинет").first).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
