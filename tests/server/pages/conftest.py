"""A reader of pages: fetches as a browser would and parses what came."""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from tests.server.pages.html import Document

ReadPage = Callable[..., Awaitable[Document]]
SignIn = Callable[[str], Awaitable[None]]

PASSWORD = "astars-demo"


@pytest.fixture
def read_page(api: httpx.AsyncClient) -> ReadPage:
    """Fetch a page that must be there, in Russian unless told otherwise."""

    async def read(path: str, language: str = "ru", status: int = 200) -> Document:
        answer = await api.get(path, headers={"Accept": "text/html", "Accept-Language": language})
        assert answer.status_code == status, answer.text[:500]
        assert answer.headers["content-type"].startswith("text/html")
        return Document(answer.text)

    return read


@pytest.fixture
def sign_in(api: httpx.AsyncClient) -> SignIn:
    """Sign in as one of the demo's people; the session's cookie stays in `api`."""

    async def enter(email: str) -> None:
        answer = await api.post("/api/auth/email/login", json={"email": email, "password": PASSWORD})
        assert answer.status_code == 200, answer.text

    return enter
