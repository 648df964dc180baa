"""What a first visit costs: how much travels, from where, and that nothing moves when the slow parts arrive."""

import asyncio

from playwright.async_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import OpenContext
from tests.product import Product

# Everything of a first visit with an empty cache, in KB as it travels; fonts are most of it.
BUDGETS = {
    "/": 180,
    "/services/natal-chart": 160,
    "/astrologers/sofia": 160,
    "/articles/zodiac-and-professions": 155,
    "/search?q=карта": 180,
    "/sign-in": 200,
}
WATCH = """
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) {
      shifts.push([one.value, one.sources.map(({ node }) => `${node?.outerHTML ?? node?.textContent}`.slice(0, 80))]);
    }
  }).observe({ type: "layout-shift", buffered: true });
"""
# Later than the tenth of a second for which a browser waits with text for its face: then it is shown in another one.
SEEN = """() => {
  const [painted] = performance.getEntriesByName("first-contentful-paint");
  return painted && performance.now() > painted.startTime + 300;
}"""
# A page is drawn while it arrives: what stands higher on a phone must come first, or it pushes down what is there.
TOPS = "[...document.querySelectorAll('main .offer > *')].map((part) => part.getBoundingClientRect().top)"
TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


async def first_visit(context: BrowserContext, path: str) -> tuple[Page, int, set[str]]:
    """The page, seen before its fonts and scripts came; what travelled, and the addresses asked."""
    page = await context.new_page()
    await page.add_init_script(WATCH)
    session = await context.new_cdp_session(page)
    sizes: list[int] = []
    asked: set[str] = set()
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    session.on("Network.requestWillBeSent", lambda event: asked.add(event["request"]["url"]))
    await session.send("Network.enable")
    seen = asyncio.Event()

    async def hold(route: Route) -> None:
        await seen.wait()
        await route.continue_()

    for slow in ("**/*.woff2", "**/*.js"):
        await page.route(slow, hold)
    await page.goto(path, wait_until="commit")
    await page.wait_for_function(SEEN)
    seen.set()
    await page.wait_for_load_state("networkidle")
    if path == "/sign-in":
        await expect(page.get_by_label("Введите номер телефона:")).to_be_visible()
    await page.evaluate(TWO_FRAMES)
    return page, sum(sizes), asked


async def test_nothing_moves_and_nothing_foreign_or_heavy_is_loaded(app: Product, visit: OpenContext) -> None:
    for width in (360, 1440):
        for path, budget in BUDGETS.items():
            context = await visit(viewport={"width": width, "height": 800})
            page, size, asked = await first_visit(context, path)
            assert await page.evaluate("shifts") == [], f"{path} at {width}"
            assert size <= budget * 1024, f"{path}: {size / 1024:.0f} KB"
            assert [one for one in asked if not one.startswith((app.base_url, "data:"))] == [], path
            await context.close()


async def test_the_price_of_a_service_comes_before_its_story_on_a_phone(visit: OpenContext) -> None:
    page = await (await visit(viewport={"width": 360, "height": 800})).new_page()
    await page.goto("/services/natal-chart")
    tops = await page.evaluate(TOPS)
    assert len(tops) == 3
    assert tops == sorted(tops)


async def test_search_works_without_a_script(visit: OpenContext) -> None:
    page = await (await visit(java_script_enabled=False, viewport={"width": 1000, "height": 800})).new_page()
    await page.goto("/")
    await page.get_by_role("link", name="Поиск по сайту").click()
    await page.get_by_role("searchbox", name="Что найти").fill("совместимостью")
    await page.get_by_role("button", name="Найти").click()
    await page.get_by_role("link", name="Совместимость пары").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Совместимость пары")
