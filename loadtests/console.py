"""`python -m loadtests.console`: switching among many long conversations of the console, in Chromium (S8)."""

import argparse
import asyncio
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.async_api import Page, async_playwright

from loadtests.pages import RESULTS, put
from loadtests.table import Section, number, percentile
from server.app import open_context
from server.context import Context
from storage import embedded
from storage.users import Role
from tests.browser.archive import fill
from tests.people import Person, consultation, sign_up
from tests.product import Product, start_product

GOAL_MS: Final = 100
SCREEN: Final = {"width": 1920, "height": 1000}

SWITCH: Final = """
  async ({ id, seq }) => {
    const link = document.querySelector(`a[data-conversation='${id}']`);
    const frame = () => new Promise(requestAnimationFrame);
    const shown = () => document.querySelector(`.pane--current [role=log] [data-seq='${seq}']`);
    const started = performance.now();
    link.click();
    while (link.getAttribute("aria-current") !== "page" || !shown()) await frame();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - started;
  }
"""
"""From the click until the newest message of the conversation is painted."""


@dataclass(frozen=True)
class Desk:
    """One astrologer with many long conversations; `newest` are their last messages' numbers."""

    astrologer: Person
    newest: dict[str, int]


async def furnish(context: Context, conversations: int, messages: int) -> Desk:
    """So many consultations of one astrologer, each so many messages long."""
    astrologer = await sign_up(context, Role.ASTROLOGER, "София")
    newest: dict[str, int] = {}
    for number_ in range(conversations):
        client = await sign_up(context, name=f"Клиент {number_}")
        opened = await consultation(context, client, astrologer)
        await fill(context, opened, (client, astrologer), up_to=messages, said={})
        newest[str(opened.id)] = messages
    return Desk(astrologer, newest)


async def measure(product: Product, conversations: int, messages: int, switches: int) -> Section:
    """The first visit of every conversation, then visits in any order, beside none and beside three others."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert path, "Chromium is not installed"
    async with open_context(product.settings) as context:
        desk = await furnish(context, conversations, messages)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        profile = await browser.new_context(viewport=SCREEN, locale="ru-RU", base_url=product.base_url)  # type: ignore[arg-type]
        cookie = {"name": "astars_session", "value": desk.astrologer.token, "url": product.base_url}
        await profile.add_cookies([cookie])  # type: ignore[list-item]
        page = await profile.new_page()
        await page.goto("/console")
        await page.locator("a[data-conversation]").nth(min(conversations, 50) - 1).wait_for()
        first = await _visits(page, desk, list(desk.newest))
        chance = random.Random(8)
        again = await _visits(page, desk, chance.choices(list(desk.newest), k=switches))
        beside = ".".join(list(desk.newest)[:4])
        await page.goto(f"/console/{beside.partition('.')[0]}?with={beside}")
        await page.locator(".pane").nth(3).wait_for()
        four = await _visits(page, desk, chance.choices(list(desk.newest), k=switches))
        await browser.close()
    return _section(conversations, messages, {"first visit": first, "again": again, "in one of four panes": four})


async def _visits(page: Page, desk: Desk, ids: Sequence[str]) -> list[float]:
    taken: list[float] = []
    for id_ in ids:
        if await page.locator(f"a[data-conversation='{id_}'][aria-current=page]").count():
            continue
        taken.append(await page.evaluate(SWITCH, {"id": id_, "seq": desk.newest[id_]}))
    return taken


def _section(conversations: int, messages: int, taken: dict[str, list[float]]) -> Section:
    section = Section(
        "S8 · the console",
        f"Switching among {conversations} conversations of {messages:,} messages each, at {SCREEN['width']} px: from "
        "the click until the newest message is painted. Server and browser share the machine.",
        ("switches", "p50 ms", "p95 ms", "slowest ms"),
    )
    for name, times in taken.items():
        section.add(
            name,
            number(len(times)),
            number(percentile(times, 0.5)),
            number(percentile(times, 0.95)),
            number(max(times)),
        )
    worst = max(percentile(times, 0.95) for times in taken.values())
    section.judge(f"p95 ≤ {GOAL_MS} ms, also at the first visit", f"{number(worst)} ms", reached=worst <= GOAL_MS)
    return section


def main() -> int:
    """Measure the product on stores of its own, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m loadtests.console", description=__doc__)
    parser.add_argument("--conversations", type=int, default=50)
    parser.add_argument("--messages", type=int, default=5_000)
    parser.add_argument("--switches", type=int, default=200)
    parser.add_argument("--write", action="store_true", help="put the table into RESULTS.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "product").mkdir()
        with embedded.start(folder / "stores") as running:
            product = start_product(folder / "product", running.environment())
            try:
                section = asyncio.run(measure(product, options.conversations, options.messages, options.switches))
            finally:
                product.stop()
    day = time.strftime("%Y-%m-%d", time.gmtime())
    section.remarks.append(
        f"Measured by `python -m loadtests.console` on {day}; load average at the end: {os.getloadavg()[0]:.1f}."
    )
    sys.stdout.write(section.markdown())
    if options.write:
        RESULTS.write_text(put(RESULTS.read_text(), section.markdown()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
