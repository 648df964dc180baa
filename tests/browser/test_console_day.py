"""A working day in the console: being there or not, a consultation handed to a colleague, one completed, and a

voice that outlives its tab; two clients see what the astrologer does.
"""

import httpx
from beanie import PydanticObjectId
from playwright.async_api import Page, expect

from server.context import Context
from storage.ids import ConversationId
from storage.messages import page_after
from storage.users import Role, User
from tests.browser.conftest import Keep, OpenContext
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home, messages
from tests.people import Person, sign_up
from tests.product import Product
from tests.server.shop import open_shop

RECORDED_SECONDS = 8
MOST_LOST_SECONDS = 5
WIDE = {"width": 1440, "height": 900}


async def test_a_day_at_work_as_two_clients_see_it(
    app: Product, context: Context, api: httpx.AsyncClient, visit: OpenContext, keep: Keep
) -> None:
    shop = await open_shop(context)
    colleague = await shop.colleague()
    user = await User.get(shop.astrologer.user_id)
    assert user is not None
    sofia = Person(user, (await shop.sign_in(api, user)).token)
    anna, vera = await shop.buyer(api), await shop.buyer(api)
    hers, theirs = [
        (await one.buy(first_name=name))["conversation_id"] for one, name in ((anna, "Анна"), (vera, "Вера"))
    ]
    desk = await visit(viewport=WIDE, reduced_motion="reduce", permissions=["microphone"])
    console = await at_home(desk, app, sofia, f"/console/{hers}?with={hers}.{theirs}")
    client = await at_home(await visit(), app, Person(anna.user, anna.token), f"/cabinet/chat/{hers}")
    public = await at_home(await visit(), app, Person(vera.user, vera.token), f"/astrologers/{shop.astrologer.slug}")
    await expect(public.get_by_role("link", name="Купить")).to_have_count(1)

    await _says_when_to_be_back(console, keep)
    await public.reload()
    await expect(public.get_by_role("main")).to_contain_text("вернётся")
    await expect(public.get_by_role("main")).to_contain_text("Запись закрыта")
    await expect(public.get_by_role("link", name="Купить")).to_have_count(0)

    field = console.get_by_role("region", name="Вера").get_by_role("textbox", name="Сообщение")
    await field.fill("Ваш Сатурн говорит о терпении")
    support = await sign_up(context, Role.SUPPORT, "Олег")
    async with support.http(app.base_url) as http:
        handed = {"astrologer": colleague.slug, "note": "Болеет"}
        assert (await http.post(f"/api/desk/consultations/{theirs}/reassign", json=handed)).status_code == 200
    lost = console.get_by_role("dialog", name="ведёт теперь другой астролог")
    await expect(lost.get_by_label("Неотправленное")).to_have_value("Ваш Сатурн говорит о терпении")
    await keep(console, "console_departed")
    assert await violations(console) == []
    await lost.get_by_role("button", name="Закрыть").last.click()
    await expect(console.get_by_role("region", name="Консультация:")).to_have_count(1)

    voiced = await _records_and_closes_the_tab(console, app, sofia, hers)
    await expect(messages(client).last.get_by_role("slider")).to_be_visible()
    (voice,) = [
        one for one in await page_after(ConversationId(PydanticObjectId(hers)), 0, 50) if one["kind"] == "voice"
    ]
    assert voice["attachments"][0]["duration_ms"] >= (RECORDED_SECONDS - MOST_LOST_SECONDS) * 1000

    await _completes(voiced, keep)
    await expect(messages(client).last).to_contain_text("Было приятно поговорить")
    await expect(client.get_by_role("main")).to_contain_text("Вопросы принимаются до")


async def _says_when_to_be_back(page: Page, keep: Keep) -> None:
    await page.get_by_role("button", name="Моя доступность").click()
    await page.get_by_role("menuitem", name="Вернусь в").click()
    window = page.get_by_role("dialog", name="Моя работа")
    await window.get_by_role("radio", name="Не на месте").check()
    await window.get_by_label("Когда вернусь").select_option(label="Через 3 часа")
    await window.get_by_role("button", name="Показать клиентам").click()
    await expect(window.get_by_text("Клиенты это уже видят")).to_be_visible()
    await window.get_by_label("Работаю по расписанию").check()
    await window.get_by_label("Воскресенье: добавить часы").click()
    await window.get_by_label("Воскресенье, до").fill("09:00")
    await window.get_by_label("Не больше консультаций сразу").fill("2")
    await window.get_by_role("button", name="Сохранить").click()
    await expect(window.get_by_role("alert")).to_contain_text("конец раньше начала")
    await window.get_by_label("Воскресенье, до").fill("20:00")
    await window.get_by_role("button", name="Сохранить").click()
    await expect(window.get_by_role("status").filter(has_text="Сохранено")).to_be_visible()
    for theme in ("light", "dark"):
        await page.emulate_media(color_scheme=theme)
        await keep(page, f"console_own_{theme}")
        assert await violations(page) == []
    await window.get_by_role("tab", name="Мои показатели").click()
    await expect(window.get_by_role("tabpanel")).to_contain_text("Показатели появятся")
    await page.keyboard.press("Escape")
    await expect(window).to_have_count(0)
    await expect(page.get_by_role("button", name="Моя доступность: Не на месте")).to_contain_text("Вернусь")


async def _records_and_closes_the_tab(page: Page, app: Product, who: Person, conversation_id: str) -> Page:
    """What was recorded is offered where it was begun, when the console is opened again."""
    await page.get_by_role("button", name="Записать голосовое").click()
    recording = page.get_by_role("group", name="Голосовое сообщение")
    await expect(recording.get_by_text(f"0:0{RECORDED_SECONDS}")).to_be_visible()
    context = page.context
    await page.close()
    again = await at_home(context, app, who, f"/console/{conversation_id}")
    await expect(again.get_by_text("Запись прервалась, но сохранилась")).to_be_visible()
    await again.get_by_role("article").get_by_role("button", name="Отправить").click()
    return again


async def _completes(page: Page, keep: Keep) -> None:
    await page.get_by_role("button", name="Завершить консультацию").click()
    window = page.get_by_role("dialog", name="Завершить консультацию?")
    await expect(window).to_contain_text("Ядро личности")
    await expect(window).to_contain_text("Клиент ничего не написал.")
    await window.get_by_label("Прощальные слова").fill("Было приятно поговорить")
    await window.get_by_label("Уточняющие вопросы после").select_option("3")
    await keep(page, "console_complete")
    assert await violations(page) == []
    await window.get_by_role("button", name="Завершить консультацию").click()
    await expect(window).to_have_count(0)
