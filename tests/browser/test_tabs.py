"""Several tabs of one person: one connection, one view of things, and nothing lost when the tab that held it goes."""

import asyncio

import pytest
from playwright.async_api import BrowserContext, Page, WebSocket, expect

from server.context import Context
from storage.messages import page_after
from tests.browser.conftest import OpenContext
from tests.browser.walks import at_home, messages, say
from tests.people import Person, consultation
from tests.product import Product


class Tabs:
    """Tabs of one person's browser, with the sockets they have open."""

    def __init__(self, browser: BrowserContext, app: Product, person: Person) -> None:
        self.browser = browser
        self.app = app
        self.person = person
        self.sockets: list[tuple[Page, WebSocket]] = []
        browser.on("page", self._watch)

    def _watch(self, page: Page) -> None:
        page.on("websocket", lambda socket: self.sockets.append((page, socket)))

    async def open(self, path: str) -> Page:
        """A new tab in the conversation at `path`."""
        page = await at_home(self.browser, self.app, self.person, path)
        await expect(page.get_by_role("log")).to_contain_text("Консультация открыта")
        return page

    def holding(self) -> list[Page]:
        """The tabs that hold a connection to the chat now."""
        return [page for page, socket in self.sockets if "/socket.io/" in socket.url and not socket.is_closed()]


HANGS = "() => setTimeout(() => { const end = Date.now() + 12_000; while (Date.now() < end); })"


async def _end(page: Page, fate: str) -> None:
    """The tab closes, crashes, or answers nobody for a while."""
    if fate == "closes":
        await page.close()
    elif fate == "hangs":
        await page.evaluate(HANGS)
    else:
        crashed = asyncio.get_running_loop().create_future()
        page.on("crash", lambda _: crashed.set_result(None))
        session = await page.context.new_cdp_session(page)
        crashing = asyncio.ensure_future(session.send("Page.crash"))
        await crashed
        crashing.cancel()


@pytest.mark.parametrize("fate", ["closes", "crashes", "hangs"])
async def test_another_tab_takes_over_and_nothing_is_lost_or_doubled(
    fate: str, app: Product, people: tuple[Person, Person], context: Context, visit: OpenContext
) -> None:
    opened = await consultation(context, *people)
    tabs = Tabs(await visit(), app, people[0])
    first, second = [await tabs.open(f"/cabinet/chat/{opened.id}") for _ in range(2)]
    console = await Tabs(await visit(), app, people[1]).open(f"/console/{opened.id}")

    await say(second, "Здравствуйте")
    for page in (first, second, console):
        await expect(messages(page).last).to_contain_text("Здравствуйте")
    assert tabs.holding() == [first]
    await second.get_by_role("textbox", name="Сообщение").fill("начало")
    await expect(first.get_by_role("textbox", name="Сообщение")).to_have_value("начало")

    await _end(first, fate)
    await say(second, "Вы здесь?")
    await expect(messages(console).last).to_contain_text("Вы здесь?")
    await say(console, "Да, я здесь")
    await expect(messages(second).last).to_contain_text("Да, я здесь")
    assert second in tabs.holding()
    await expect(messages(second)).to_have_count(3)
    if fate == "hangs":
        await expect(messages(first)).to_have_count(3)
        await expect(messages(first).last).to_contain_text("Да, я здесь")
        for page, socket in tabs.sockets:
            if page is first and not socket.is_closed():
                await socket.wait_for_event("close")
        assert tabs.holding() == [second]
    stored = [one["text"] for one in await page_after(opened.id, 0, 100) if one["sender_id"]]
    assert stored == ["Здравствуйте", "Вы здесь?", "Да, я здесь"]


async def test_what_is_read_in_one_tab_is_read_in_the_other(
    app: Product, people: tuple[Person, Person], context: Context, visit: OpenContext
) -> None:
    opened = await consultation(context, *people)
    tabs = Tabs(await visit(), app, people[0])
    home = await at_home(tabs.browser, app, people[0], "/cabinet")
    console = await Tabs(await visit(), app, people[1]).open(f"/console/{opened.id}")
    await say(console, "Добрый день")
    link = home.get_by_role("navigation").get_by_role("link", name="Чат")
    await expect(link).to_contain_text("2")
    chat = await tabs.open(f"/cabinet/chat/{opened.id}")
    await chat.bring_to_front()
    await expect(messages(console).last.get_by_role("img", name="Прочитано")).to_be_visible()
    await expect(link).to_have_text("Чат")
    assert tabs.holding() == [home]
