"""The own profile: what was named changes, the rest stays, required stays filled."""

import httpx
import pytest

from tests.product import Product
from tests.server.accounts.people import bearer, new_email, new_phone, sign_in

MOSCOW = {"id": "524901", "name": "Москва", "lat": 55.75, "lon": 37.62, "timezone": "Europe/Moscow"}
BIRTH = {"date": "1990-05-17", "time": "14:30", "fold": None, "place": MOSCOW}
NOWHERE = {**MOSCOW, "timezone": "../../etc"}


@pytest.fixture
async def person(app: Product, api: httpx.AsyncClient) -> dict[str, str]:
    """The header of a new client."""
    return bearer(await sign_in(app, api, new_phone()))


async def test_visitor_has_no_profile(api: httpx.AsyncClient) -> None:
    assert (await api.get("/api/me")).status_code == 401
    assert (await api.patch("/api/me", json={})).status_code == 401


async def test_new_client_has_an_empty_profile(api: httpx.AsyncClient, person: dict[str, str]) -> None:
    profile = (await api.get("/api/me", headers=person)).json()
    empty = {
        name: profile[name] for name in ("first_name", "last_name", "email", "birth", "avatar_url", "has_password")
    }
    assert empty == {
        "first_name": "", "last_name": "", "email": None, "birth": None, "avatar_url": None, "has_password": False,
    }  # fmt: skip


async def test_named_fields_change_and_the_others_stay(api: httpx.AsyncClient, person: dict[str, str]) -> None:
    first = await api.patch("/api/me", json={"first_name": " Анна ", "birth": BIRTH}, headers=person)
    assert first.status_code == 200, first.text
    await api.patch("/api/me", json={"last_name": "Орлова"}, headers=person)
    profile = (await api.get("/api/me", headers=person)).json()
    assert (profile["name"], profile["birth"]) == ("Анна Орлова", BIRTH)


async def test_last_name_and_birth_time_may_be_cleared(api: httpx.AsyncClient, person: dict[str, str]) -> None:
    await api.patch("/api/me", json={"last_name": "Орлова", "birth": BIRTH}, headers=person)
    cleared = await api.patch("/api/me", json={"last_name": None, "birth": {**BIRTH, "time": None}}, headers=person)
    assert (cleared.json()["last_name"], cleared.json()["birth"]["time"]) == ("", None)


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"first_name": " "}, "first_name", "required"),
        ({"first_name": None}, "first_name", "required"),
        ({"email": None}, "email", "required"),
        ({"birth": None}, "birth", "required"),
        ({"birth": {"date": "2999-01-01"}}, "birth.date", "future_date"),
        ({"birth": {"date": "1800-01-01"}}, "birth.date", "value_error"),
        ({"birth": {"date": "1990-05-17", "time": "14:30+03:00"}}, "birth.time", "value_error"),
        ({"birth": {**BIRTH, "fold": 2}}, "birth.fold", "less_than_equal"),
        ({"birth": {**BIRTH, "place": NOWHERE}}, "birth.place.timezone", "value_error"),
        ({"email": "not an address"}, "email", "value_error"),
        ({"first_name": "a\u202eb"}, "first_name", "value_error"),
        ({"role": "admin"}, "role", "extra_forbidden"),
        ({"phone": "+79990000009"}, "phone", "extra_forbidden"),
        ({"first_name": {"$ne": ""}}, "first_name", "string_type"),
    ],
)  # fmt: skip
async def test_bad_change_is_refused_at_its_field(
    api: httpx.AsyncClient, person: dict[str, str], change: dict[str, object], field: str, code: str
) -> None:
    before = (await api.get("/api/me", headers=person)).json()
    refused = await api.patch("/api/me", json=change, headers=person)
    assert refused.status_code == 422
    assert [(one["field"], one["code"]) for one in refused.json()["errors"]] == [(field, code)]
    assert (await api.get("/api/me", headers=person)).json() == before


async def test_email_of_somebody_else_is_a_conflict(
    app: Product, api: httpx.AsyncClient, person: dict[str, str]
) -> None:
    email = new_email()
    assert (await api.patch("/api/me", json={"email": email}, headers=person)).status_code == 200
    assert (await api.patch("/api/me", json={"email": email}, headers=person)).status_code == 200
    other = bearer(await sign_in(app, api, new_phone()))
    refused = await api.patch("/api/me", json={"email": email.upper(), "first_name": "Кто-то"}, headers=other)
    assert refused.status_code == 409
    assert refused.json()["errors"] == [{"field": "email", "code": "conflict", "detail": "Этот адрес уже занят."}]
    assert (await api.get("/api/me", headers=other)).json()["first_name"] == ""


async def test_countries_are_alphabetical_in_the_readers_language(api: httpx.AsyncClient) -> None:
    russian = (await api.get("/api/countries", headers={"Accept-Language": "ru"})).json()["items"]
    english = (await api.get("/api/countries", headers={"Accept-Language": "en"})).json()["items"]
    assert russian[0]["name"] == "Азербайджан"
    assert english[0]["name"] == "Armenia"
    for items in (russian, english):
        assert [one["name"] for one in items] == sorted(one["name"] for one in items)
    assert {"code": "RU", "name": "Россия", "dial_code": "+7", "mask": "+7 (999) 999-99-99"} in russian
    assert {"code": "US", "name": "United States", "dial_code": "+1", "mask": "+1 (999) 999-9999"} in english
    assert {"code": "GB", "name": "United Kingdom", "dial_code": "+44", "mask": "+44 9999 999999"} in english
