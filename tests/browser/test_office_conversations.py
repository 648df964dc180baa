"""An administrator looks for a consultation, says why it has to be read, reads it, and can write nothing."""

import re
from typing import Final
from uuid import uuid4

from playwright.async_api import ViewportSize, expect

from server.context import Context
from storage.audit import AuditedAction, AuditEntry
from storage.users import Role
from tests.browser.conftest import Keep, OpenContext
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home, landed
from tests.people import sign_up
from tests.product import Product
from tests.server.shop import open_shop
from tests.sockets import connected

PHONE: Final[ViewportSize] = {"width": 360, "height": 740}
DESKTOP: Final[ViewportSize] = {"width": 1440, "height": 900}
LONG: Final = 60


async def test_a_consultation_is_read_by_whoever_says_why(
    app: Product, context: Context, visit: OpenContext, keep: Keep
) -> None:
    admin = await sign_up(context, Role.ADMIN, "Ольга")
    shop = await open_shop(context)
    async with admin.http(app.base_url) as http:
        buyer = await shop.buyer(http)
        bought = await buyer.buy(first_name="Мира")
    async with connected(app.base_url, buyer.token) as client:
        for number in range(1, LONG + 1):
            await client.send(bought["conversation_id"], f"Тайна {number}")
    page = await at_home(
        await visit(bypass_csp=True, viewport=DESKTOP),
        app,
        admin,
        f"/admin/conversations?astrologer={shop.astrologer.slug}",
    )
    table = page.get_by_role("table", name="Переписка")
    await expect(table.get_by_role("row")).to_have_count(2)
    assert await violations(page) == []
    await keep(page, "office conversations")
    await table.get_by_role("link").first.click()
    await landed(page, f"/admin/conversations/{bought['conversation_id']}")
    why = page.get_by_role("form", name="Прочитать переписку")
    await why.get_by_role("button", name="Записать в журнал и открыть").click()
    await expect(why.get_by_text("Выберите причину.")).to_be_visible()
    await expect(why.get_by_text("Напишите хотя бы десять знаков.")).to_be_visible()
    assert await violations(page) == []
    await keep(page, "office conversation closed")
    await expect(page.get_by_text("Тайна")).to_have_count(0)

    comment = f"Жалоба клиентки {uuid4().hex[:6]}"
    await why.get_by_label("Зачем").select_option("Жалоба одного из собеседников")
    await why.get_by_label("Что случилось").fill(comment)
    await page.keyboard.press("Enter")
    words = page.get_by_role("region", name="Сообщения")
    await expect(words.get_by_text(f"Тайна {LONG}", exact=True)).to_be_visible()
    await expect(words.get_by_role("heading", name="Сообщения")).to_be_focused()
    await expect(words.get_by_text(re.compile(r"Открыто до \d\d:\d\d"))).to_be_visible()
    await words.get_by_role("button", name="Более ранние").click()
    await expect(words.get_by_text("Тайна 1", exact=True)).to_be_visible()
    await expect(words.get_by_role("button", name="Более ранние")).to_have_count(0)
    await expect(page.get_by_role("textbox")).to_have_count(0)
    assert await violations(page) == []
    await keep(page, "office conversation open")
    await page.set_viewport_size(PHONE)
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    await keep(page, "office conversation open phone")
    entry = await AuditEntry.find_one({"actor_id": admin.user.id, "action": AuditedAction.CONVERSATION_READ})
    assert entry is not None
    assert entry.details == {"reason": "complaint", "comment": comment}
