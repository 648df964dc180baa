"""Canned replies: one's own are nobody else's business, the team's are everybody's and written by few."""

from typing import Any

import httpx

from server.context import Context
from storage.audit import AuditedAction, audit_entries
from storage.replies import MOST_LISTED, Reply, ReplyScope
from storage.users import Role
from tests.people import Person, sign_up
from tests.product import Product

GREETING = {"folder": "Начало", "title": "Приветствие", "text": "Здравствуйте, {client_name}!"}


class Team:
    """People who answer, and calls in their names."""

    def __init__(self, app: Product, context: Context) -> None:
        self.app = app
        self.context = context

    async def ask(self, person: Person, method: str, path: str = "", body: object = None) -> httpx.Response:
        async with person.http(self.app.base_url) as http:
            return await http.request(method, f"/api/replies{path}", json=body)

    async def sees(self, person: Person) -> list[Any]:
        """The titles this person may use, and whether they may change them."""
        items = (await self.ask(person, "GET")).json()["items"]
        return [(one["title"], one["scope"], one["may_change"]) for one in items]

    async def keeps(self, person: Person, **body: object) -> str:
        answer = await self.ask(person, "POST", body={**GREETING, **body})
        assert answer.status_code == 201, answer.text
        reply_id: str = answer.json()["reply"]["id"]
        return reply_id


async def test_ones_own_are_seen_changed_and_deleted_by_oneself_alone(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    team = Team(app, context)
    sofia, elizaveta = [await sign_up(context, Role.ASTROLOGER) for _ in range(2)]
    reply_id = await team.keeps(sofia)
    await team.keeps(sofia, folder="", title="Прощание", text="  Всего доброго! ")
    assert await team.sees(sofia) == [("Прощание", "own", True), ("Приветствие", "own", True)]
    assert ("Приветствие", "own", True) not in await team.sees(elizaveta)
    changed = await team.ask(sofia, "PATCH", f"/{reply_id}", {"text": "Добрый день!"})
    assert (changed.json()["reply"]["text"], changed.json()["reply"]["title"]) == ("Добрый день!", "Приветствие")
    for person in (elizaveta, await sign_up(context, Role.SUPPORT), await sign_up(context, Role.ADMIN)):
        assert (await team.ask(person, "PATCH", f"/{reply_id}", {"text": "!"})).status_code == 404
        assert (await team.ask(person, "DELETE", f"/{reply_id}")).status_code == 404
    assert (await team.ask(sofia, "DELETE", f"/{reply_id}")).status_code == 204
    assert await team.sees(sofia) == [("Прощание", "own", True)]


async def test_a_teams_are_written_by_administrators_and_by_support_for_support(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    team = Team(app, context)
    people = {role: await sign_up(context, role) for role in (Role.ASTROLOGER, Role.SUPPORT, Role.ADMIN)}
    admin, support, sofia = people[Role.ADMIN], people[Role.SUPPORT], people[Role.ASTROLOGER]
    told = await team.keeps(admin, scope="team", team="astrologer", title="Для астрологов")
    own = await team.keeps(support, scope="team", title="Для поддержки")
    assert ("Для астрологов", "team", False) in await team.sees(sofia)
    assert ("Для поддержки", "team", True) in await team.sees(support)
    assert {("Для астрологов", "team", True), ("Для поддержки", "team", True)} <= set(await team.sees(admin))
    assert "Для поддержки" not in {title for title, *_ in await team.sees(sofia)}
    for person, body in [
        (sofia, {"scope": "team"}),
        (support, {"scope": "team", "team": "astrologer"}),
        (sofia, {"team": "support"}),
    ]:
        assert (await team.ask(person, "POST", body={**GREETING, **body})).status_code == 403, body
    for body, field in (({"scope": "own", "team": "support"}, "scope"), ({"scope": "team"}, "team")):
        refused = await team.ask(admin, "POST", body={**GREETING, **body})
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)
    assert (await team.ask(sofia, "DELETE", f"/{told}")).status_code == 403
    assert (await team.ask(support, "DELETE", f"/{told}")).status_code == 404
    assert (await team.ask(support, "PATCH", f"/{own}", {"title": "Для всех"})).status_code == 200
    assert (await team.ask(admin, "DELETE", f"/{told}")).status_code == 204


async def test_what_a_whole_team_says_is_written_down(app: Product, context: Context, api: httpx.AsyncClient) -> None:
    team = Team(app, context)
    admin = await sign_up(context, Role.ADMIN)
    reply_id = await team.keeps(admin, scope="team", team="support")
    await team.ask(admin, "PATCH", f"/{reply_id}", {"text": "Тайные слова"})
    await team.ask(admin, "DELETE", f"/{reply_id}")
    entries = await audit_entries(actor_id=admin.user.id, action=AuditedAction.REPLY_CHANGED)
    assert [one.details for one in reversed(entries)] == [{"how": "created"}, {"how": "changed"}, {"how": "deleted"}]
    assert {one.subject for one in entries} == {f"reply:{reply_id}"}


async def test_nobody_keeps_more_than_are_listed(app: Product, context: Context, api: httpx.AsyncClient) -> None:
    team = Team(app, context)
    sofia = await sign_up(context, Role.ASTROLOGER)
    said = {"scope": ReplyScope.OWN, "role": Role.ASTROLOGER, "owner_id": sofia.user.id, "title": "Ответ", "text": "Да"}
    await Reply.insert_many([Reply.model_validate({**said, "changed_at": context.clock()}) for _ in range(MOST_LISTED)])
    refused = await team.ask(sofia, "POST", body=GREETING)
    assert refused.status_code == 409
    assert refused.json()["errors"][0]["code"] == "too_many_replies"
