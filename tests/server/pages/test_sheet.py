"""Whoever comes from elsewhere gets the styles within the page; whoever walks on has them already."""

import base64
import hashlib
import re
from pathlib import Path

import httpx
import pytest

from server.pages.manifest import FrontEndMissing
from server.pages.sheet import Sheet

ELSEWHERE = {"Accept": "text/html", "Sec-Fetch-Site": "cross-site"}
OURS = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
LINKED = re.compile(r'<link rel="stylesheet" href="([^"]+)"( disabled)?>')


def style_of(page: str) -> str:
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    return str(style)


@pytest.mark.parametrize("path", ["/", "/services/natal-chart", "/search?q=карта", "/sign-in"])
async def test_a_first_page_brings_its_styles_and_the_policy_allows_exactly_these(
    api: httpx.AsyncClient, path: str
) -> None:
    page = await api.get(path, headers=ELSEWHERE)
    style = style_of(page.text)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{digest}';" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    # Named, so that scripts which need them find them here, but not waited for.
    assert {off for _, off in LINKED.findall(page.text)} == {" disabled"}


async def test_the_next_page_links_the_same_styles_and_allows_nothing_inline(api: httpx.AsyncClient) -> None:
    first = await api.get("/", headers=ELSEWHERE)
    fetched = re.findall(r'<link rel="prefetch" href="([^"]+)" as="style">', first.text)
    page = await api.get("/services/natal-chart", headers=OURS)
    assert "<style" not in page.text
    assert "sha256" not in page.headers["content-security-policy"]
    assert LINKED.findall(page.text) == [(address, "") for address in fetched]
    assert "Sec-Fetch-Site" in page.headers["vary"]


async def test_what_the_sheet_names_is_there(api: httpx.AsyncClient) -> None:
    named = re.findall(r"url\(([^)]+)\)", style_of((await api.get("/", headers=ELSEWHERE)).text))
    assert any(one.endswith(".woff2") for one in named)
    for address in named:
        assert (await api.get(address)).status_code == 200, address


async def test_a_page_that_is_known_already_keeps_its_policy(api: httpx.AsyncClient) -> None:
    first = await api.get("/", headers=ELSEWHERE)
    again = await api.get("/", headers=ELSEWHERE | {"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]


def test_a_build_without_one_of_its_sheets_is_named(tmp_path: Path) -> None:
    with pytest.raises(FrontEndMissing, match=r"gone\.css"):
        Sheet.read(tmp_path, ["/static/assets/gone.css"], "/static/")
