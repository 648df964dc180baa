"""The card of a client: what the astrologer needs, never how to reach the person; each look is written down."""

import httpx

from server.context import Context
from server.privacy.erasure import erase
from storage.audit import AuditedAction, audit_entries
from storage.client_notes import notes_of
from storage.entitlements import Entitlement, GivenBirth
from storage.erasures import Erasure
from storage.ids import new_id
from storage.users import Role, User
from tests.people import Person, consultation, sign_up
from tests.product import Product
from tests.server.accounts.people import new_phone
from tests.server.births.conftest import BIRTH
from tests.server.shop import open_shop


class Pair:
    """A client with everything one can have, and an astrologer with two consultations of theirs."""

    def __init__(self, app: Product, client: Person, astrologer: Person, ids: tuple[str, str]) -> None:
        self.app = app
        self.client = client
        self.astrologer = astrologer
        self.older, self.newer = ids

    async def ask(self, method: str, path: str, body: object = None, by: Person | None = None) -> httpx.Response:
        async with (by or self.astrologer).http(self.app.base_url) as http:
            return await http.request(method, f"/api/console/clients/{path}", json=body)

    async def keep(self, text: str, version: int, **more: object) -> httpx.Response:
        return await self.ask("PUT", f"{self.client.id}/notes", {"text": text, "tags": [], "version": version, **more})


async def _pair(app: Product, context: Context) -> Pair:
    anna, sofia = await sign_up(context, name="Анна"), await sign_up(context, Role.ASTROLOGER, "София")
    known = {"phone": new_phone(), "contact_phone": new_phone(), "last_name": "Белова"}
    await User.find_one(User.id == anna.user.id).update({"$set": known})
    older, newer = [await consultation(context, anna, sofia) for _ in range(2)]
    await consultation(context, anna, await sign_up(context, Role.ASTROLOGER, "Елизавета"))
    return Pair(app, anna, sofia, (str(older.id), str(newer.id)))


async def test_it_says_who_it_is_and_what_there_was_and_nothing_to_reach_them_by(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    pair = await _pair(app, context)
    async with pair.astrologer.http(app.base_url) as http:
        assert (await http.post(f"/api/conversations/{pair.older}/complete", json={})).status_code == 200
    answer = await pair.ask("GET", pair.newer)
    card = answer.json()
    assert (card["client_id"], card["name"], card["birth"]) == (pair.client.id, "Анна", None)
    states = {one["conversation_id"]: one["state"] for one in card["consultations"]}
    assert states == {pair.older: "inactive", pair.newer: "active"}, "none with another astrologer"
    person = await User.get(pair.client.user.id)
    assert person is not None
    for secret in (person.phone, person.email, person.contact_phone):
        assert secret
        assert secret not in answer.text
    (entry,) = await audit_entries(actor_id=pair.astrologer.user.id, action=AuditedAction.CLIENT_READ)
    assert (entry.subject, entry.person_id) == (f"conversation:{pair.newer}", pair.client.user.id)


async def test_it_has_the_birth_the_consultation_is_about_and_the_transits_of_the_next_month(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    pair = await _pair(app, context)
    assert (await pair.ask("GET", f"{pair.newer}/transits")).status_code == 404
    shop = await open_shop(context)
    given = GivenBirth.model_validate({"name": "Анна", "is_self": True, "born": BIRTH, "given_at": context.clock()})
    bought = (await consultation(context, pair.client, pair.astrologer)).consultation
    assert bought is not None
    await Entitlement(
        id=bought.entitlement_id,
        client_id=pair.client.user.id,
        order_id=new_id(),
        service_slug="core",
        service_title=shop.service.title,
        format="written",
        astrologer_id=pair.astrologer.user.id,
        astrologer_slug="sofia",
        active_until=context.clock(),
        created_at=context.clock(),
        birth=given,
    ).insert()
    newest = (await pair.ask("GET", pair.newer)).json()["consultations"][0]["conversation_id"]
    card = (await pair.ask("GET", newest)).json()
    assert card["birth"]["birth"]["date"] == BIRTH["date"]
    transits = (await pair.ask("GET", f"{newest}/transits")).json()
    assert len(transits["items"]) > 5
    assert all(transits["since"] <= one["at"][:10] <= transits["until"] for one in transits["items"])
    assert " в " in transits["items"][0]["text"]


async def test_notes_are_ones_own_and_no_change_is_overwritten(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    pair = await _pair(app, context)
    assert (await pair.keep("Любит подробности", 0, tags=["карьера", "карьера", " семья "])).status_code == 200
    assert (await pair.keep("от первого", 0)).json()["errors"][0]["code"] == "notes_changed"
    assert (await pair.keep("Любит краткость", 1, tags=["карьера"])).json()["notes"]["version"] == 2
    for conversation_id in (pair.older, pair.newer):
        notes = (await pair.ask("GET", conversation_id)).json()["notes"]
        assert (notes["text"], notes["tags"]) == ("Любит краткость", ["карьера"])
    stranger = await sign_up(context, Role.ASTROLOGER)
    body = {"text": "чужое", "tags": [], "version": 0}
    for by, subject in (
        (stranger, pair.client.id),
        (pair.astrologer, stranger.id),
        (pair.astrologer, pair.astrologer.id),
    ):
        assert (await pair.ask("PUT", f"{subject}/notes", body, by)).status_code == 404
    assert (await pair.ask("GET", pair.newer, by=stranger)).status_code == 404


async def test_a_client_who_leaves_for_good_is_not_remembered(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    pair = await _pair(app, context)
    await pair.keep("Живёт в Перми", 0)
    client_id, now = pair.client.user.id, context.clock()
    await erase(context, Erasure(id=client_id, person_ids=[client_id], requested_at=now), now)
    assert await notes_of(client_id, pair.astrologer.user.id) is None
