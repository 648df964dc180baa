"""What stands before every request, seen from outside."""

import httpx
import pytest
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from server.security import secured
from server.settings import Settings
from tests.product import Product
from tests.server.accounts.people import code_for, new_phone

PUBLIC = "https://astars.example"


def site(**settings: str) -> ASGIApp:
    """A small application behind the guards of these settings; it answers what it was told."""

    async def tell(scope: Scope, receive: Receive, send: Send) -> None:
        told = HTTPConnection(scope)
        client = told.client.host if told.client else None
        await JSONResponse({"client": client, "scheme": scope["scheme"]})(scope, receive, send)

    return secured(
        tell, Settings.model_validate({"public_url": PUBLIC, "s3_public_url": "https://files.example", **settings})
    )


def client_of(app: ASGIApp, peer: str = "203.0.113.9") -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(peer, 1234)), base_url=PUBLIC)


async def test_answers_carry_the_strict_headers() -> None:
    async with client_of(site()) as client:
        headers = (await client.get("/")).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'self'", "'self'", "'self'")
    assert (policy["object-src"], policy["base-uri"], policy["frame-ancestors"]) == ("'none'", "'none'", "'none'")
    assert policy["connect-src"] == "'self' wss://astars.example https://files.example"
    assert policy["img-src"] == "'self' data: blob: https://files.example"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["strict-transport-security"].startswith("max-age=")
    assert "microphone=(self)" in headers["permissions-policy"]


async def test_plain_http_promises_no_tls() -> None:
    async with client_of(site(public_url="http://127.0.0.1:8000")) as client:
        answer = await client.get("http://127.0.0.1:8000/")
    assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize(
    ("trusted", "peer", "told", "seen"),
    [
        ("", "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.0/8", "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.0/8", "10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.0/8", "10.0.0.1", "1.2.3.4, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.0/8", "10.0.0.1", "198.51.100.1, 10.0.0.7", "198.51.100.1"),
        ("10.0.0.0/8", "10.0.0.1", "1.2.3.4, nonsense", "10.0.0.1"),
        ("10.0.0.0/8", "10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.0/8, ::1", "::ffff:10.0.0.1", "::ffff:198.51.100.1", "198.51.100.1"),
    ],
)
async def test_forwarded_address_is_believed_from_trusted_proxies_alone(
    trusted: str, peer: str, told: str, seen: str
) -> None:
    async with client_of(site(trusted_proxies=trusted), peer) as client:
        answer = await client.get("/", headers={"X-Forwarded-For": told, "X-Forwarded-Proto": "https"})
    assert answer.json()["client"] == seen


async def test_other_hosts_find_nothing_but_probes_answer() -> None:
    async with client_of(site()) as client:
        assert (await client.get("/")).status_code == 200
        assert (await client.get("/", headers={"Host": "evil.example"})).status_code == 404
        assert (await client.get("/", headers={"Host": "astars.example:443"})).status_code == 200
        assert (await client.get("/healthz", headers={"Host": "10.0.0.7:8000"})).status_code == 200


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/api/me", {"Cookie": "astars_session=x"}, 403),
        ("/api/me", {"Cookie": "astars_session=x", "Origin": "https://evil.example"}, 403),
        ("/api/me", {"Cookie": "astars_session=x", "Origin": "null"}, 403),
        ("/api/me", {"Cookie": "astars_session=x", "Origin": PUBLIC}, 200),
        ("/api/me", {"Cookie": "astars_session=x", "Sec-Fetch-Site": "same-origin"}, 200),
        ("/api/me", {"Cookie": "astars_session=x", "Sec-Fetch-Site": "same-site"}, 403),
        ("/api/me", {"Origin": "https://evil.example"}, 403),
        ("/api/me", {"Origin": "https://evil.example", "Authorization": "Bearer x"}, 403),
        ("/api/me", {"Authorization": "Bearer x"}, 200),
        ("/api/payments/webhooks/yookassa", {}, 200),
        ("/api/support/guests", {"Origin": "https://foreign.example"}, 200),
        ("/api/support/guests", {"Origin": "https://foreign.example", "Cookie": "astars_session=x"}, 403),
        ("/api/attachments", {"Origin": "https://foreign.example", "Authorization": "Bearer x"}, 200),
    ],
)
async def test_foreign_page_cannot_act_with_a_cookie(path: str, headers: dict[str, str], status: int) -> None:
    async with client_of(site()) as client:
        answer = await client.post(path, headers=headers)
    assert answer.status_code == status


async def test_widgets_api_is_open_to_foreign_pages_without_credentials() -> None:
    asked = {
        "Origin": "https://foreign.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    async with client_of(site()) as client:
        preflight = await client.options("/api/support/guests", headers=asked)
        answer = await client.get("/api/site", headers={"Origin": "https://foreign.example"})
        closed = await client.options("/api/me", headers=asked)
    assert preflight.status_code == 204
    assert "Authorization" in preflight.headers["access-control-allow-headers"]
    for opened in (preflight, answer):
        assert opened.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in opened.headers
    assert "access-control-allow-origin" not in closed.headers


@pytest.mark.parametrize(("given", "kept"), [("abc-123", True), ("a b", False), ("x" * 65, False), ("", False)])
async def test_answer_names_its_request(given: str, kept: bool) -> None:
    async with client_of(site()) as client:
        answer = await client.get("/", headers={"X-Request-ID": given})
    assert (answer.headers["x-request-id"] == given) is kept
    assert answer.headers["x-request-id"]


async def test_running_product_refuses_a_foreign_page(app: Product, api: httpx.AsyncClient) -> None:
    phone = new_phone()
    await api.post("/api/auth/phone/request", json={"phone": phone})
    await api.post("/api/auth/phone/verify", json={"phone": phone, "code": await code_for(app, phone)})
    refused = await api.patch("/api/me", json={"first_name": "Чужой"}, headers={"Origin": "https://evil.example"})
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    accepted = await api.patch("/api/me", json={"first_name": "Анна"})
    assert (accepted.status_code, accepted.headers["cache-control"]) == (200, "no-store")
