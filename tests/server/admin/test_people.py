"""Administrators say who works here and who is let in; there is always one of them left."""

import asyncio
import re
from uuid import uuid4

import httpx
import pytest

from server.context import Context
from storage.audit import AuditedAction
from storage.sessions import create_session
from storage.standing import change_standing
from storage.users import Role, user_by_id
from tests.people import Person, sign_up
from tests.product import Product
from tests.server.admin.conftest import Editor
from tests.server.shop import eventually
from tests.sockets import connected

WHY = {"reason": "Ушёл из команды"}


def _path(person: Person) -> str:
    return f"/api/admin/people/{person.id}"


async def test_a_role_takes_effect_on_every_open_device_and_is_written_down(
    app: Product, editor: Editor, context: Context
) -> None:
    oleg = await sign_up(context, Role.CLIENT, "Олег")
    async with connected(app.base_url, oleg.token) as client:
        answer = await editor.http.post(f"{_path(oleg)}/role", json={"becomes": "support", "reason": "Принят"})
        assert (answer.status_code, answer.json()["role"]) == (200, "support"), answer.text
        await client.event("session.ended")
    (entry,) = await editor.did(f"person:{oleg.id}")
    assert (entry.action, entry.person_id) == (AuditedAction.ROLE_GIVEN, oleg.user.id)
    assert entry.details == {"role": "client → support", "reason": "Принят"}


async def test_whoever_is_blocked_is_let_in_nowhere_until_it_is_taken_back(
    app: Product, editor: Editor, context: Context
) -> None:
    oleg = await sign_up(context, Role.SUPPORT, "Олег")
    assert (await editor.http.post(f"{_path(oleg)}/block", json={})).status_code == 422
    assert (await editor.http.post(f"{_path(oleg)}/block", json=WHY)).json()["blocked_at"]
    async with oleg.http(app.base_url) as http:
        assert (await http.get("/api/me")).status_code == 401
    blocked = (await editor.http.get("/api/admin/people?who=support&blocked=true")).json()["items"]
    assert oleg.id in {one["id"] for one in blocked}
    assert (await editor.http.post(f"{_path(oleg)}/unblock", json=WHY)).json()["blocked_at"] is None
    token, _ = await create_session(oleg.user.id, user_agent="tests", now=context.clock())
    async with Person(oleg.user, token).http(app.base_url) as http:
        assert (await http.get("/api/me")).status_code == 200


async def test_nobody_decides_of_themselves(editor: Editor) -> None:
    for what, body in (("role", {"becomes": "client", **WHY}), ("block", WHY), ("unblock", WHY), ("sign-out", WHY)):
        answer = await editor.http.post(f"{_path(editor.person)}/{what}", json=body)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "oneself"), what
    mine = (await editor.http.get(_path(editor.person))).json()
    assert (mine["role"], mine["is_me"]) == ("admin", True)


async def test_of_two_administrators_who_shut_each_other_out_at_once_one_stays(context: Context) -> None:
    for _ in range(5):
        one, other = [await sign_up(context, Role.ADMIN) for _ in range(2)]
        pairs = ((one, other), (other, one))
        done = await asyncio.gather(
            *(change_standing(who.user.id, {"role": Role.CLIENT}, by=by.user.id) for by, who in pairs)
        )
        left = [await user_by_id(person.user.id) for person in (one, other)]
        assert sorted(person.role for person in left if person) == [Role.ADMIN, Role.CLIENT]
        assert done.count(None) == 1


async def test_whoever_is_no_administrator_any_more_changes_nothing(context: Context) -> None:
    gone, oleg = await sign_up(context, Role.ADMIN), await sign_up(context, Role.CLIENT)
    await gone.user.set({"blocked_at": context.clock()})
    assert await change_standing(oleg.user.id, {"role": Role.ADMIN}, by=gone.user.id) is None
    stored = await user_by_id(oleg.user.id)
    assert stored is not None
    assert stored.role == Role.CLIENT


async def test_somebody_is_invited_by_a_letter_and_begins_with_a_password(
    app: Product, api: httpx.AsyncClient, editor: Editor
) -> None:
    email = f"{uuid4().hex}@example.com"
    wanted = {"email": email, "first_name": "Ира", "becomes": "support"}
    made = await editor.http.post("/api/admin/people/invite", json=wanted)
    assert (made.status_code, made.json()["role"]) == (200, "support"), made.text

    async def letters() -> list[str]:
        sent = (await api.get("/dev/outbox.json")).json()
        return [one["text"] for one in sent if one["channel"] == "email" and one["to"] == email]

    (letter,) = await eventually(letters, lambda found: len(found) == 1)
    assert "поддержка" in letter
    token = re.search(r"token=([\w-]+)", letter)
    assert token
    async with httpx.AsyncClient(base_url=app.base_url) as http:
        chosen = {"token": token[1], "password": "звёздное небо 7"}
        assert (await http.post("/api/auth/password/reset", json=chosen)).is_success
        signed_in = await http.post("/api/auth/email/login", json={"email": email, "password": chosen["password"]})
        assert signed_in.is_success, signed_in.text
    again = await editor.http.post("/api/admin/people/invite", json={**wanted, "becomes": "admin"})
    assert (again.status_code, again.json()["errors"][0]["code"]) == (409, "has_standing")
    assert [one.action for one in await editor.did(f"person:{made.json()['id']}")] == [
        AuditedAction.PERSON_INVITED,
    ]


async def test_people_are_found_by_the_whole_of_what_is_known_and_guests_are_nobody(
    editor: Editor, context: Context
) -> None:
    anna, guest = await sign_up(context, Role.CLIENT, "Анна"), await sign_up(context, Role.GUEST)
    phone = f"+7916{uuid4().int % 10_000_000:07d}"
    await anna.user.set({"phone": phone})

    async def found(q: str) -> list[str]:
        return [one["id"] for one in (await editor.http.post("/api/admin/people/find", json={"q": q})).json()["items"]]

    for q in (anna.user.email or "", phone, anna.id):
        assert await found(q) == [anna.id], q
    assert await found(guest.id) == []
    assert await found((anna.user.email or "")[1:]) == []
    assert (await editor.http.get(f"/api/admin/people/{guest.id}")).status_code == 404
    shown = (await editor.http.get(_path(anna))).json()
    assert (shown["phone"], shown["devices"]) == (phone, 1)
    assert AuditedAction.PERSON_READ in [one.action for one in await editor.did(f"person:{anna.id}")]
    listed = (await editor.http.get("/api/admin/people?limit=100")).json()["items"]
    assert {one["role"] for one in listed} <= {"admin", "support", "astrologer"}
    assert "@" not in str(listed)


@pytest.mark.parametrize("what", ["role", "block", "unblock", "sign-out"])
async def test_nobody_is_found_where_nobody_is(editor: Editor, what: str) -> None:
    body = {"becomes": "client", **WHY} if what == "role" else WHY
    assert (await editor.http.post(f"/api/admin/people/{'0' * 24}/{what}", json=body)).status_code == 404
