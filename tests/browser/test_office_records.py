"""An administrator looks up what was done, takes it as a file, sees what was told to people, and runs a job."""

from pathlib import Path
from typing import Final

from playwright.async_api import Page, ViewportSize, expect

from server.context import Context
from storage.audit import AuditedAction, AuditEntry
from storage.deliveries import Attempt, Delivery, NoticeKind, Outcome
from storage.job_runs import note_run
from storage.reach import Channel
from storage.users import Role
from tests.browser.conftest import Keep, OpenContext
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home
from tests.people import sign_up
from tests.product import Product

WIDTHS: Final = (1440, 768, 360)


async def test_what_the_team_did_is_found_and_taken_as_a_file(
    app: Product, context: Context, visit: OpenContext, keep: Keep, tmp_path: Path
) -> None:
    admin = await sign_up(context, Role.ADMIN, "Ольга")
    oleg, anna = await sign_up(context, Role.SUPPORT, "Олег Записанный"), await sign_up(context, Role.CLIENT, "Анна")
    for action in (AuditedAction.ORDER_READ, AuditedAction.ORDER_REFUNDED):
        await AuditEntry(
            at=context.clock(),
            actor_id=oleg.user.id,
            actor_role=Role.SUPPORT,
            action=action,
            subject=f"order:{anna.id}",
            person_id=anna.user.id,
            details={"reason": "Передумала"},
        ).insert()
    page = await at_home(await visit(), app, admin, "/admin/audit")
    table = page.get_by_role("table", name="Журнал")
    await table.get_by_role("link", name="Олег Записанный").first.click()
    await expect(page.get_by_role("button", name="Только этот человек: Олег Записанный")).to_be_visible()
    await expect(table.get_by_role("row")).to_have_count(3)
    await page.get_by_label("Что", exact=True).select_option("Вернул деньги")
    await expect(table.get_by_role("row")).to_have_count(2)
    await expect(table).to_contain_text("Передумала")
    assert await violations(page) == []
    await _looks(page, keep, "office audit")
    async with page.expect_download() as taken:
        await page.get_by_role("link", name="Скачать CSV").click()
    path = tmp_path / "audit.csv"
    await (await taken.value).save_as(path)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Олег Записанный" in lines[1]


async def test_what_became_of_notices_is_seen_without_addresses(
    app: Product, context: Context, visit: OpenContext, keep: Keep
) -> None:
    admin, anna = await sign_up(context, Role.ADMIN, "Ольга"), await sign_up(context, Role.CLIENT, "Анна")
    now = context.clock()
    await Delivery(
        key=f"test:{anna.id}",
        user_id=anna.user.id,
        kind=NoticeKind.UNREAD_MESSAGE,
        path="/cabinet",
        created_at=now,
        due_at=now,
        tries=1,
        attempts=[Attempt(channel=Channel.EMAIL, at=now, code="550")],
        settled_at=now,
        outcome=Outcome.GAVE_UP,
        channel=Channel.EMAIL,
    ).insert()
    page = await at_home(await visit(), app, admin, f"/admin/deliveries?user_id={anna.id}")
    table = page.get_by_role("table", name="Уведомления")
    await expect(table.get_by_role("row")).to_have_count(2)
    await expect(table).to_contain_text("Почта: 550")
    assert (anna.user.email or "") not in await table.inner_text()
    await page.get_by_label("Чем кончилось").select_option("Отправлено")
    await expect(page.get_by_text("Ничего не нашлось")).to_be_visible()
    await page.get_by_label("Чем кончилось").select_option("Не вышло")
    await expect(table.get_by_role("row")).to_have_count(2)
    assert await violations(page) == []
    await _looks(page, keep, "office deliveries")


async def test_a_job_is_run_and_its_failures_are_seen(
    app: Product, context: Context, visit: OpenContext, keep: Keep
) -> None:
    admin = await sign_up(context, Role.ADMIN, "Ольга")
    now = context.clock()
    await note_run("reviews.recount", started_at=now, finished_at=now, error="LookupError")
    page = await at_home(await visit(), app, admin, "/admin/jobs")
    row = page.get_by_role("row").filter(has_text="Пересчитать оценки")
    await expect(row).to_contain_text("LookupError")
    assert await violations(page) == []
    await _looks(page, keep, "office jobs")
    await row.get_by_role("button", name="Запустить: Пересчитать оценки").click()
    await expect(page.get_by_text("Задача поставлена в очередь")).to_be_visible()
    await expect(row.get_by_text("В порядке")).to_be_visible()


async def _looks(page: Page, keep: Keep, name: str) -> None:
    for width in WIDTHS:
        await page.set_viewport_size(ViewportSize(width=width, height=900))
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        await keep(page, f"{name} {width}")
    await page.set_viewport_size(ViewportSize(width=1440, height=900))
