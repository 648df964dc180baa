"""`python -m loadtests.pages`: public pages in Chromium on simulated fast 3G, as a table (S8)."""

import argparse
import asyncio
import os
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.async_api import Browser, async_playwright

from loadtests.table import Section, number
from storage import embedded
from tests.product import ROOT, start_product

RESULTS: Final = ROOT / "loadtests" / "RESULTS.md"
PAGES: Final = {
    "home": "/",
    "service": "/services/natal-chart",
    "astrologer": "/astrologers/sofia",
    "article": "/articles/zodiac-and-professions",
    "search": "/search?q=карта",
    "sign-in": "/sign-in",
}
PHONE: Final = {"width": 360, "height": 740}
# Lighthouse's "slow 4G", which once was called fast 3G.
LATENCY_MS: Final = 150
BYTES_PER_SECOND: Final = 1.6 * 1024 * 1024 / 8
SLOWED: Final = 4
QUIET_MS: Final = 2_000
GOAL_MS: Final = 1_000

WATCH: Final = """
  globalThis.seen = { paint: 0, what: "", shift: 0 };
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) {
      seen.paint = one.startTime;
      seen.what = one.element?.tagName ?? "";
    }
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) seen.shift += one.value;
  }).observe({ type: "layout-shift", buffered: true });
"""


@dataclass(frozen=True)
class Sight:
    """One visit with an empty cache. Times are ms from the navigation's start, bytes as they travelled."""

    first_byte_ms: float
    paint_ms: float
    painted: str
    shift: float
    bytes: int
    requests: int
    foreign: int


async def look(browser: Browser, base_url: str, path: str) -> Sight:
    """Open the page as a phone on fast 3G with a four times slower processor, and watch it until it is quiet."""
    context = await browser.new_context(viewport=PHONE, locale="ru-RU", base_url=base_url)  # type: ignore[arg-type]
    try:
        page = await context.new_page()
        await page.add_init_script(WATCH)
        session = await context.new_cdp_session(page)
        sizes: list[int] = []
        addresses: list[str] = []
        session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
        session.on("Network.requestWillBeSent", lambda event: addresses.append(event["request"]["url"]))
        await session.send("Network.enable")
        link = {"latency": LATENCY_MS, "downloadThroughput": BYTES_PER_SECOND, "uploadThroughput": BYTES_PER_SECOND / 2}
        await session.send("Network.emulateNetworkConditions", {"offline": False, **link})
        await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        await page.goto(path, wait_until="load")
        # The largest paint is known only when no larger one comes: nothing else tells of it.
        await page.wait_for_timeout(QUIET_MS)
        seen: dict[str, Any] = await page.evaluate("seen")
        first: float = await page.evaluate("performance.getEntriesByType('navigation')[0].responseStart")
        own = urlsplit(base_url).netloc
        foreign = sum(urlsplit(one).netloc not in ("", own) for one in addresses)
        return Sight(first, seen["paint"], seen["what"], seen["shift"], sum(sizes), len(sizes), foreign)
    finally:
        await context.close()


async def measure(base_url: str, rounds: int) -> Section:
    """Every page `rounds` times in turns, on a warm server; medians, and of shifts the worst."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert path, "Chromium is not installed"
    sights: dict[str, list[Sight]] = {name: [] for name in PAGES}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for turn in range(rounds + 1):
            for name, address in PAGES.items():
                sight = await look(browser, base_url, address)
                if turn:  # The first one warms server and browser.
                    sights[name].append(sight)
        await browser.close()
    return _section(sights, rounds)


def _section(sights: dict[str, list[Sight]], rounds: int) -> Section:
    section = Section(
        "S8 · public pages",
        f"A phone of {PHONE['width']} px with an empty cache, {LATENCY_MS} ms and 1.6 Mbit/s by Chromium's own "
        f"throttling, its processor slowed {SLOWED}×; medians of {rounds} visits, the worst of layout shifts. Server "
        "and browser share the machine.",
        ("largest paint ms", "of", "layout shift", "KB", "requests", "foreign requests", "first byte ms"),
    )
    for name, seen in sights.items():
        section.add(
            name,
            number(statistics.median(one.paint_ms for one in seen)),
            seen[-1].painted.lower(),
            number(max(one.shift for one in seen), 3),
            number(statistics.median(one.bytes for one in seen) / 1024),
            number(statistics.median(one.requests for one in seen)),
            number(max(one.foreign for one in seen)),
            number(statistics.median(one.first_byte_ms for one in seen)),
        )
    worst = max(statistics.median(one.paint_ms for one in seen) for seen in sights.values())
    shift = max(one.shift for seen in sights.values() for one in seen)
    section.judge("largest paint ≤ 1 s on every page", f"{number(worst)} ms", reached=worst <= GOAL_MS)
    section.judge("no layout shift", number(shift, 3), reached=shift == 0)
    return section


def put(results: str, section: str) -> str:
    """The results with this section in place of the one of its title, or at the end."""
    title = section.partition("\n")[0]
    before, found, rest = results.partition(title + "\n")
    if not found:
        return f"{results.rstrip()}\n\n{section}"
    after = rest.find("\n## ")
    return before + section + (rest[after:] if after >= 0 else "")


def main() -> int:
    """Measure the product on stores of its own, or one that runs already, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m loadtests.pages", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often every page is visited")
    parser.add_argument("--address", help="a running product to measure instead of starting one")
    parser.add_argument("--write", action="store_true", help="put the table into RESULTS.md")
    options = parser.parse_args()
    address, rounds = options.address, options.rounds
    section = asyncio.run(measure(address, rounds)) if address else _on_its_own(rounds)
    day = time.strftime("%Y-%m-%d", time.gmtime())
    section.remarks.append(
        f"Measured by `python -m loadtests.pages` on {day}; load average at the end: {os.getloadavg()[0]:.1f}."
    )
    sys.stdout.write(section.markdown())
    if options.write:
        RESULTS.write_text(put(RESULTS.read_text(), section.markdown()))
    return 0


def _on_its_own(rounds: int) -> Section:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "product").mkdir()
        with embedded.start(folder / "stores") as running:
            product = start_product(folder / "product", running.environment())
            try:
                return asyncio.run(measure(product.base_url, rounds))
            finally:
                product.stop()


if __name__ == "__main__":
    sys.exit(main())
