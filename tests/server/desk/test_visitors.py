"""What the desk knows of a visitor: where they are, what they bought, which client they are; and who may know it."""

from uuid import uuid4

import httpx

from realtime.erasure import erase_from
from realtime.support import open_support_chat
from server.context import Context
from server.desk.visitors import plain_address
from storage.audit import AuditedAction, audit_entries
from storage.users import Role, User
from storage.visits import PAGES_KEPT, visit_of
from tests.product import Product
from tests.server.accounts.people import new_phone
from tests.server.desk.conftest import stored, support, visitor
from tests.server.shop import Buyer, open_shop
from tests.sockets import connected

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1"


def test_an_address_loses_all_that_may_be_secret() -> None:
    assert plain_address("https://anna:secret@astars.example:8443/a/b?token=1#x") == "https://astars.example:8443/a/b"
    for none in ("", "javascript:alert(1)", "data:text/html,x", "/a", "https://", "https://a:b:c/", "ftp://a/b"):
        assert plain_address(none) is None, none


async def test_the_desk_sees_where_a_visitor_is_and_with_what(app: Product, context: Context) -> None:
    anna, chat = await visitor(context, Role.GUEST)
    oleg = await support(context)
    path = f"/api/conversations/{chat.id}/page"
    async with anna.http(app.base_url) as http:
        for number in range(PAGES_KEPT + 3):
            page = {
                "url": f"https://astars.example/services/{number}?code=secret#part",
                "title": f"Услуга {number}",
                "referrer": "https://search.example/?q=secret",
                "language": "ru-RU",
                "timezone": "Asia/Omsk",
            }
            for _ in range(2):
                answer = await http.post(path, json=page, headers={"User-Agent": IPHONE})
                assert answer.status_code == 204, answer.text
        assert (await http.post(path, json={"url": "javascript:alert(1)"})).status_code == 204
        assert (await http.get(f"/api/desk/visitors/{chat.id}")).status_code == 403
    async with oleg.http(app.base_url) as http:
        assert (await http.post(path, json={"url": "https://astars.example/"})).status_code == 403
        seen = await http.get(f"/api/desk/visitors/{chat.id}")
    told = seen.json()
    assert "secret" not in seen.text
    assert [one["title"] for one in told["pages"]] == [f"Услуга {n}" for n in range(PAGES_KEPT + 2, 2, -1)]
    assert told["pages"][0]["referrer"] == "https://search.example/"
    assert (told["device"], told["language"]) == ({"browser": "Safari", "platform": "iPhone"}, "ru-RU")
    assert (told["timezone"], told["person"]["is_recognised"]) == ("Asia/Omsk", False)
    (entry,) = await audit_entries(subject=f"conversation:{chat.id}")
    assert (entry.action, entry.person_id) == (AuditedAction.VISITOR_READ, anna.user.id)


async def test_a_recognised_visitor_comes_with_orders_and_what_they_hold(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    buyer: Buyer = await (await open_shop(context)).buyer(api)
    await buyer.buy()
    oleg = await support(context)
    chat = await open_support_chat(context.chat, buyer.user, now=context.clock())
    async with oleg.http(app.base_url) as http:
        told = (await http.get(f"/api/desk/visitors/{chat.id}")).json()
    (order,) = told["orders"]
    assert order["order"]["state"] == "paid"
    assert (order["payment"]["paid_at"] is not None, order["payment"]["tries"]) == (True, 1)
    assert order["order"]["payment_url"] is None
    assert [one["state"] for one in told["entitlements"]] == ["active"]
    assert (told["person"]["is_recognised"], told["person"]["phone"]) == (True, "+79991234567")


async def test_a_guest_is_given_to_the_client_they_are(app: Product, context: Context) -> None:
    guest, chat = await visitor(context, Role.GUEST)
    oleg, phone = await support(context), new_phone()
    client = User(first_name="Анна", phone=phone, email=f"{uuid4().hex}@example.com", created_at=context.clock())
    await client.insert()
    merge = f"/api/desk/conversations/{chat.id}/merge"
    async with connected(app.base_url, guest.token) as widget, oleg.http(app.base_url) as http:
        await widget.send(chat.id, "Это я, Анна")
        for part in (phone[:-2], str(client.email)[3:]):
            answer = await http.post("/api/desk/clients/find", json={"q": part})
            assert answer.status_code == 422 or answer.json()["items"] == [], "a part finds nobody"
        for whole in (phone, phone.removeprefix("+"), str(client.email).upper()):
            (found,) = (await http.post("/api/desk/clients/find", json={"q": whole})).json()["items"]
            assert (found["id"], found["conversation_id"]) == (str(client.id), None)
        given = await http.post(merge, json={"client_id": found["id"]})
        assert given.status_code == 200, given.text
        assert (await http.post(merge, json={"client_id": found["id"]})).status_code == 409, (
            "there is no guest any more"
        )
        (found,) = (await http.post("/api/desk/clients/find", json={"q": phone})).json()["items"]
        assert found["conversation_id"] == str(chat.id)
        assert (await widget.event("session.ended"))["code"] == "unauthenticated"
    taken = await stored(chat)
    assert (taken.visitor_id, taken.participant_ids) == (client.id, [client.id])
    entries = await audit_entries(actor_id=oleg.user.id)
    told = [(one.action, one.person_id) for one in entries]
    assert (AuditedAction.VISITOR_MERGED, client.id) in told
    assert told.count((AuditedAction.CLIENTS_SEARCHED, client.id)) == 4
    assert phone not in repr(entries), "what was searched for is not in the log"


async def test_who_has_a_help_chat_or_is_no_client_gets_no_second_one(app: Product, context: Context) -> None:
    _, chat = await visitor(context, Role.GUEST)
    anna, _ = await visitor(context)
    oleg = await support(context)
    async with oleg.http(app.base_url) as http:
        merge = f"/api/desk/conversations/{chat.id}/merge"
        assert (await http.post(merge, json={"client_id": anna.id})).status_code == 409
        assert (await http.post(merge, json={"client_id": oleg.id})).status_code == 404
        found = await http.post("/api/desk/clients/find", json={"q": oleg.user.email})
        assert found.json()["items"] == []


async def test_where_somebody_was_is_in_their_export_and_goes_with_their_account(
    app: Product, context: Context
) -> None:
    anna, chat = await visitor(context)
    oleg = await support(context)
    named = {"conversation_id": str(chat.id)}
    async with anna.http(app.base_url) as http, connected(app.base_url, oleg.token) as desk:
        page = {"url": "https://astars.example/blog", "title": "Блог", "timezone": "Nowhere/Land"}
        await http.post(f"/api/conversations/{chat.id}/page", json=page)
        await desk.do("queue.claim", named)
        await desk.do("queue.tag", {**named, "tags": ["чек"]})
        await desk.do("queue.resolve", named)
        rating = {"stars": 4, "words": "Вежливо"}
        assert (await http.post(f"/api/conversations/{chat.id}/support-rating", json=rating)).status_code == 200
        (exported,) = (await http.get("/api/me/export")).json()["conversations"]
        assert exported["visit"]["pages"][0]["title"] == "Блог"
        assert exported["visit"]["timezone"] is None
        assert exported["support_rating"]["words"] == "Вежливо"
        await erase_from(context.chat, chat.id, [anna.user.id], now=context.clock())
        assert await desk.refused("queue.reopen", named) == "conflict"
        note = {**named, "client_note_id": str(uuid4()), "text": "Анна ушла"}
        assert await desk.refused("note.add", note) == "conflict"
        assert await desk.refused("queue.transfer", {**named, "to": oleg.id, "note": "Анна"}) == "conflict"
    left = await stored(chat)
    assert await visit_of(chat.id) is None
    assert left.queue is not None
    assert (left.queue.tags, left.queue.rating) == ([], None)
