"""Whatever fails, a person gets a page and a program gets problem+json."""

from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.failures import FAILURE_HANDLERS
from server.pages.manifest import FrontEndMissing, Manifest
from server.pages.renderer import WEB, Renderer
from server.settings import Settings
from tests.server.pages.conftest import ReadPage
from tests.server.pages.html import Document

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize("path", ["/nowhere", "/services/nowhere", "/astrologers/nowhere", "/articles/x", "/legal/x"])
async def test_missing_page_is_a_designed_page(read_page: ReadPage, path: str) -> None:
    page = await read_page(path, status=404)
    assert "Такой страницы нет" in page.words
    assert page.all("a", href="/")
    assert page.all("meta", name="robots", content="noindex")


async def test_missing_page_speaks_english_too(read_page: ReadPage) -> None:
    assert "There is no such page" in (await read_page("/nowhere", "en", status=404)).words


async def test_missing_api_address_is_a_problem_even_for_a_browser(api: httpx.AsyncClient) -> None:
    answer = await api.get("/api/nowhere", headers=BROWSER)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


async def test_program_gets_a_problem_where_a_person_gets_a_page(api: httpx.AsyncClient) -> None:
    answer = await api.get("/nowhere", headers={"Accept": "application/json"})
    assert answer.json()["code"] == "not_found"


async def _explode(request: Request) -> Response:
    raise RuntimeError("a secret of the inside")


def _failing_app(web: Path) -> Starlette:
    app = Starlette(routes=[Route("/explode", _explode)], exception_handlers=FAILURE_HANDLERS)
    app.state.renderer = Renderer(web)
    app.state.context = SimpleNamespace(settings=Settings(public_url="http://127.0.0.1:8000"))
    return app


async def test_failed_page_says_nothing_of_the_inside() -> None:
    transport = httpx.ASGITransport(_failing_app(WEB), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        answer = await client.get("/explode", headers=BROWSER)
    assert answer.status_code == 500
    assert "Что-то пошло не так" in Document(answer.text).words
    assert "secret" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_unbuilt_front_end_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "templates").symlink_to(WEB / "templates")
    transport = httpx.ASGITransport(_failing_app(tmp_path), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        answer = await client.get("/explode", headers=BROWSER)
    assert answer.status_code == 503
    assert "make web" in answer.text


def test_damaged_or_incomplete_build_is_named(tmp_path: Path) -> None:
    (tmp_path / ".vite").mkdir()
    (tmp_path / ".vite" / "manifest.json").write_text("{")
    with pytest.raises(FrontEndMissing, match="damaged"):
        Manifest.read(tmp_path)
    with pytest.raises(FrontEndMissing, match=r"cabinet/main\.tsx"):
        Manifest({}).bundle("cabinet/main.tsx")


def test_bundle_links_styles_and_modules_of_everything_imported_once() -> None:
    manifest = Manifest(
        {
            "shared/ui/ui.css": {"file": "assets/ui.css"},
            "a.ts": {"file": "assets/a.js", "css": ["assets/a.css"], "imports": ["b.ts", "c.ts"]},
            "b.ts": {"file": "assets/b.js", "css": ["assets/shared.css"], "imports": ["c.ts"]},
            "c.ts": {"file": "assets/c.js", "css": ["assets/shared.css"], "imports": ["a.ts"]},
        }
    )
    bundle = manifest.bundle("a.ts")
    assert bundle.script == "/static/assets/a.js"
    assert bundle.preloads == ("/static/assets/b.js", "/static/assets/c.js")
    assert bundle.styles == ("/static/assets/ui.css", "/static/assets/a.css", "/static/assets/shared.css")
