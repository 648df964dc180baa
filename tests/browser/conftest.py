"""Real Chromium against the running product."""

import os
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from server.context import Context
from storage.conversations import Conversation
from storage.site import load_site
from storage.users import Role
from tests.browser.archive import fill
from tests.people import Person, consultation, sign_up
from tests.product import ROOT, Product

OpenContext = Callable[..., Awaitable[BrowserContext]]
Talk = Callable[..., Awaitable[Conversation]]
Keep = Callable[[Page, str], Awaitable[None]]

# How long a person's next sight may take on a busy machine; a limit for failing tests, never a wait.
PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A microphone that beeps; who may use it is said by each profile's permissions.
    "--use-fake-device-for-media-stream",
]


# What Chromium says of a socket whose other end breaks the protocol (its net/websockets): that would be our fault.
PROTOCOL_FAULTS = ("frame", "reserved bits", "unfinished", "decompress")


def _is_network(text: str) -> bool:
    """Chromium's own words about a refused or broken request; what the person saw of it is what a test asserts."""
    if "WebSocket connection to" in text:
        return not any(fault in text for fault in PROTOCOL_FAULTS)
    return "Failed to load resource" in text or "net::ERR_" in text


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for the run, the one of the system."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert path, "Chromium is not installed: `make test` installs it on Debian, elsewhere put `chromium` on the PATH"
    assert (ROOT / "web" / "dist" / ".vite" / "manifest.json").exists(), "the front end is not built: `make web`"
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        await running.close()


@pytest.fixture(scope="session", autouse=True)
async def support_is_there(context: Context) -> None:
    """Support answers now, at whatever hour the tests run: it is morning where it sits."""
    site = await load_site()
    assert site is not None
    ahead = (10 - context.clock().hour + 12) % 24 - 12
    open_now = {
        "weekdays": [1, 2, 3, 4, 5, 6, 7],
        "opens": "00:00",
        "closes": "23:59",
        "timezone": f"Etc/GMT{-ahead:+d}",
    }
    await site.set({"support_hours": site.support_hours.model_copy(update=open_now)})


@pytest.fixture
async def visit(app: Product, browser: Browser, tmp_path: Path) -> AsyncIterator[OpenContext]:
    """Opens a browser profile of its own for one person; errors of its pages fail the test."""
    opened: list[BrowserContext] = []
    errors: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: (
                errors.append(f"{page.url}: {message.text}")
                if message.type == "error" and not _is_network(message.text)
                else None
            ),
        )

    async def open_context(**options: object) -> BrowserContext:
        settings = {"base_url": app.base_url, "locale": "ru-RU", "timezone_id": "Europe/Moscow"} | options
        context = await browser.new_context(**settings)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MS)
        context.on("page", watch)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        await context.close()
    assert errors == []


@pytest.fixture(scope="session")
def keep() -> Keep:
    """Keeps what a page looks like now, for eyes after the run: in `ASTARS_SCREENSHOTS`, else `var/screenshots`."""
    folder = Path(os.environ.get("ASTARS_SCREENSHOTS") or ROOT / "var" / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)

    async def take(page: Page, name: str) -> None:
        await page.screenshot(path=folder / (re.sub(r"[^\w-]+", "_", name) + ".png"))

    return take


@pytest.fixture
async def people(context: Context) -> tuple[Person, Person]:
    """A client and an astrologer."""
    anna = await sign_up(context, name=f"Анна {uuid4().hex[:6]}")
    return anna, await sign_up(context, Role.ASTROLOGER, "София")


@pytest.fixture
def talk(context: Context, people: tuple[Person, Person]) -> Talk:
    """Makes a consultation of the two that is `up_to` messages long and read as far as `read` (left out: to its end).

    `said`: words of single messages, by their number.
    """

    async def make(up_to: int, read: int | None = None, said: Mapping[int, str] | None = None) -> Conversation:
        opened = await consultation(context, *people)
        await fill(context, opened, people, up_to=up_to, read=read, said=said or {})
        return opened

    return make
