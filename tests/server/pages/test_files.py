"""Files of the front end: found, cached as long as they may be, and nothing beside them."""

import re
from xml.etree import ElementTree

import httpx
import pytest

from tests.server.pages.conftest import ReadPage


async def test_hashed_files_are_kept_for_ever_and_art_for_an_hour(api: httpx.AsyncClient, read_page: ReadPage) -> None:
    page = await read_page("/")
    styles = [one.attributes["href"] for one in page.all("link", rel="stylesheet")]
    assert len(styles) == 2
    for path in styles:
        answer = await api.get(path)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    art = await api.get("/static/art/services/natal-chart.svg")
    assert art.headers["cache-control"] == "public, max-age=3600"


async def travelled(api: httpx.AsyncClient, path: str, **headers: str) -> tuple[httpx.Response, int]:
    """The answer, and how many bytes of it travelled."""
    async with api.stream("GET", path, headers=headers) as answer:
        return answer, sum([len(one) async for one in answer.aiter_raw()])


async def test_the_build_is_sent_in_brotli_to_whoever_takes_it(api: httpx.AsyncClient, read_page: ReadPage) -> None:
    style = (await read_page("/")).all("link", rel="stylesheet")[0].attributes["href"]
    for path, kind in ((style, "text/css"), ("/widget.js", "text/javascript")):
        tight, few = await travelled(api, path, **{"accept-encoding": "gzip, br"})
        loose, many = await travelled(api, path, **{"accept-encoding": "gzip"})
        assert (tight.headers["content-encoding"], loose.headers["content-encoding"]) == ("br", "gzip")
        assert tight.headers["content-type"].startswith(kind)
        assert tight.headers["vary"] == "Accept-Encoding"
        assert few < many
    first, _ = await travelled(api, style, **{"accept-encoding": "br"})
    again, _ = await travelled(api, style, **{"accept-encoding": "br", "if-none-match": first.headers["etag"]})
    assert again.status_code == 304


async def test_every_file_a_page_names_is_there(api: httpx.AsyncClient, read_page: ReadPage) -> None:
    for path in ("/", "/services/natal-chart", "/astrologers/sofia", "/articles/zodiac-and-professions"):
        source = (await read_page(path)).source
        files = set(re.findall(r'(?:src|href)="(/static/[^"#]+|/widget\.js|/favicon\.svg)', source))
        assert len(files) > 5
        for file in files:
            assert (await api.get(file)).status_code == 200, file


async def test_widget_may_be_loaded_by_foreign_sites(api: httpx.AsyncClient) -> None:
    answer = await api.get("/widget.js", headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "path",
    ["/static/.vite/manifest.json", "/static/../package.json", "/static/%2e%2e/package.json", "/static//etc/passwd"],
)
async def test_nothing_beside_the_built_files_is_served(api: httpx.AsyncClient, path: str) -> None:
    assert (await api.get(path)).status_code == 404


async def test_crawlers_find_public_pages_and_stay_out_of_private_ones(api: httpx.AsyncClient) -> None:
    robots = (await api.get("/robots.txt")).text
    assert "Disallow: /cabinet\n" in robots
    base = str(api.base_url).rstrip("/")
    assert f"Sitemap: {base}/sitemap.xml" in robots
    sitemap = ElementTree.fromstring((await api.get("/sitemap.xml")).content)  # noqa: S314 (our own answer)
    found = {one.text for one in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert {f"{base}/", f"{base}/services/natal-chart", f"{base}/services/natal-chart?lang=en"} <= found
    assert not any("/cabinet" in (address or "") for address in found)
    for address in sorted(found - {None}, key=str)[:5]:
        assert (await api.get(str(address))).status_code == 200


async def test_a_phone_finds_what_it_needs_for_its_home_screen(api: httpx.AsyncClient, read_page: ReadPage) -> None:
    assert (await read_page("/")).all("link", rel="manifest")
    answer = await api.get("/site.webmanifest")
    assert answer.headers["content-type"] == "application/manifest+json"
    for icon in answer.json()["icons"]:
        assert (await api.get(icon["src"])).headers["content-type"] == icon["type"]


async def test_the_service_worker_is_never_old_and_governs_the_whole_site(api: httpx.AsyncClient) -> None:
    answer = await api.get("/push.js")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"].startswith("text/javascript")
