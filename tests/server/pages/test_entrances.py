"""Sign-in and the shells behind it: who may enter, and where everybody else is led."""

import httpx
import pytest

from server.pages.addresses import own_path
from tests.server.pages.conftest import ReadPage, SignIn

SHELLS = {"/cabinet": "client", "/console": "sofia", "/desk": "support", "/admin": "admin"}
SHARED = {("admin@example.com", "/desk")}


@pytest.mark.parametrize("path", ["/cabinet", "/cabinet/chat/42", "/console", "/console/42", "/desk", "/desk/42"])
async def test_visitor_is_led_to_sign_in_and_back(api: httpx.AsyncClient, path: str) -> None:
    answer = await api.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/sign-in?next={path}"


async def test_query_of_the_wanted_page_survives_sign_in(api: httpx.AsyncClient, read_page: ReadPage) -> None:
    answer = await api.get("/cabinet/services?order=42&x=1")
    location = answer.headers["location"]
    assert (await read_page(location)).page_data["next"] == "/cabinet/services?order=42&x=1"


@pytest.mark.parametrize(
    ("email", "place"),
    [
        ("client@example.com", "/cabinet"),
        ("sofia@example.com", "/console"),
        ("support@example.com", "/desk"),
        ("admin@example.com", "/admin"),
    ],
)
async def test_everybody_has_their_own_place_and_no_other(
    api: httpx.AsyncClient, sign_in: SignIn, read_page: ReadPage, email: str, place: str
) -> None:
    await sign_in(email)
    assert (await api.get("/sign-in")).headers["location"] == place
    shell = await read_page(place)
    assert shell.all("div", id="app")
    assert shell.page_data["user"]["id"]
    assert shell.refused_by_policy() == []
    for other in SHELLS:
        if other != place and (email, other) not in SHARED:
            refused = await read_page(other, status=403)
            assert "Эта страница не для вашей учётной записи" in refused.words


async def test_cabinet_has_the_chat_and_the_workplaces_do_not(sign_in: SignIn, read_page: ReadPage) -> None:
    await sign_in("client@example.com")
    assert (await read_page("/cabinet")).all("script", src="/widget.js")
    await sign_in("sofia@example.com")
    assert not (await read_page("/console")).all("script", src="/widget.js")


async def test_signed_in_person_goes_on_to_where_they_were_heading(api: httpx.AsyncClient, sign_in: SignIn) -> None:
    await sign_in("client@example.com")
    answer = await api.get("/sign-in", params={"next": "/services/natal-chart?buy=1"})
    assert answer.headers["location"] == "/services/natal-chart?buy=1"


FOREIGN = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n//evil.example",
    "javascript:alert(1)",
    "/sign-in?next=/sign-in",
    "evil.example",
    "",
    "/" + "x" * 600,
]


@pytest.mark.parametrize("address", FOREIGN)
async def test_way_back_never_leads_to_another_site(api: httpx.AsyncClient, sign_in: SignIn, address: str) -> None:
    assert own_path(address) is None
    await sign_in("client@example.com")
    answer = await api.get("/sign-in", params={"next": address})
    assert answer.headers["location"] == "/cabinet"


@pytest.mark.parametrize("address", FOREIGN)
async def test_sign_in_page_tells_its_script_no_foreign_way_back(read_page: ReadPage, address: str) -> None:
    page = await read_page(str(httpx.URL("/sign-in", params={"next": address})))
    assert page.page_data["next"] is None


async def test_hostile_values_stay_inert_in_the_page(read_page: ReadPage) -> None:
    hostile = '/x"><script>alert(1)</script>'.replace(" ", "")
    page = await read_page(str(httpx.URL("/sign-in", params={"next": hostile})))
    assert "<script>alert" not in page.source
    assert page.page_data["next"] == hostile


async def test_reset_page_tells_nobody_its_token(api: httpx.AsyncClient) -> None:
    answer = await api.get("/reset-password?token=secret-token")
    assert "secret-token" not in answer.text
    assert answer.headers["referrer-policy"] == "no-referrer"
