"""Administrators see what became of notices, without where they went, and have one that failed tried once more."""

from datetime import timedelta
from uuid import uuid4

from server.admin.records.delivery_log import masked_email, masked_phone
from server.context import Context
from server.notifications.jobs import bring
from storage.audit import AuditedAction, AuditEntry
from storage.deliveries import Attempt, Delivery, NoticeKind, Outcome, resend_delivery
from storage.ids import ConversationId, UserId, new_id
from storage.reach import Channel
from storage.users import Role
from tests.people import sign_up
from tests.product import Product
from tests.server.admin.conftest import Editor
from tests.server.orders.test_extension_refunds import named
from tests.server.shop import Buyer
from tests.sockets import connected


async def _failed(context: Context, user_id: UserId) -> Delivery:
    """A notice that nobody got."""
    now = context.clock()
    return await Delivery(
        key=uuid4().hex,
        user_id=user_id,
        kind=NoticeKind.ANSWER_DUE,
        path="/cabinet",
        params={"service": "Натальная карта", "until": "18:00"},
        conversation_id=ConversationId(new_id()),
        created_at=now - timedelta(days=3),
        due_at=now,
        tries=6,
        attempts=[Attempt(channel=Channel.EMAIL, at=now - timedelta(days=3), code="unavailable")],
        settled_at=now,
        outcome=Outcome.GAVE_UP,
    ).insert()


async def test_where_it_went_is_masked_and_found_by_the_whole_of_it(editor: Editor, context: Context) -> None:
    person = await sign_up(context, Role.CLIENT, "Мира")
    email = person.user.email or ""
    failed = await _failed(context, person.user.id)
    (listed,) = (await editor.http.get(f"/api/admin/deliveries?user_id={person.id}")).json()["items"]
    assert (listed["outcome"], listed["address"], listed["may_be_resent"]) == ("gave_up", masked_email(email), True)
    assert email not in str(listed)
    found = await editor.http.post("/api/admin/deliveries/find", json={"q": f" {email.upper()} "})
    assert [one["id"] for one in found.json()["items"]] == [str(failed.id)]
    assert email not in repr(await AuditEntry.find({"actor_id": editor.person.user.id}).to_list()).lower()


async def test_what_failed_is_wanted_once_more_and_that_is_written_down(editor: Editor, context: Context) -> None:
    person = await sign_up(context, Role.CLIENT, "Мира")
    failed = await _failed(context, person.user.id)
    path = f"/api/admin/deliveries/{failed.id}/resend"
    assert (await editor.http.post(path)).json()["resent_at"]
    assert [one.action for one in await editor.did(f"delivery:{failed.id}")] == [AuditedAction.DELIVERY_RESENT]
    sent, lost = await _failed(context, person.user.id), await _failed(context, person.user.id)
    await sent.set({"outcome": Outcome.SENT})
    await lost.set({"params": {}})
    for one in (sent, lost):
        assert (await editor.http.post(f"/api/admin/deliveries/{one.id}/resend")).json()["code"] == "conflict"
    for unknown in ("0" * 24, "x"):
        assert (await editor.http.post(f"/api/admin/deliveries/{unknown}/resend")).json()["code"] == "not_found"


async def test_asked_for_twice_it_is_due_once_and_is_not_stale(context: Context) -> None:
    person = await sign_up(context, Role.CLIENT, "Мира")
    failed = await _failed(context, person.user.id)
    now = context.clock()
    # Due in a minute, so that the worker leaves it alone.
    soon = now + timedelta(minutes=1)
    again = await resend_delivery(failed.id, failed.params, soon)
    assert again is not None
    assert await resend_delivery(failed.id, failed.params, soon) is None
    await bring(context, again, now)
    tried = await Delivery.get(failed.id)
    assert tried is not None
    assert tried.outcome not in (None, Outcome.NOT_NEEDED)


async def test_who_wrote_is_looked_up_and_never_kept(editor: Editor, buyer: Buyer, app: Product) -> None:
    bought = await buyer.buy(first_name="Мира")
    async with connected(app.base_url, buyer.token) as client:
        sent = await client.send(bought["conversation_id"], "Здравствуйте")
    failed = await _failed(buyer.shop.context, UserId(new_id()))
    conversation_id = ConversationId(named(bought["conversation_id"]))
    facts = {"kind": NoticeKind.UNREAD_MESSAGE, "params": {}, "seq": sent["seq"], "conversation_id": conversation_id}
    await failed.set(facts)
    assert (await editor.http.post(f"/api/admin/deliveries/{failed.id}/resend")).json()["resent_at"]


def test_an_address_is_masked() -> None:
    assert masked_phone("+79161234567") == "+7 ••• 67"
    assert masked_email("mira@example.com") == "m•••@e•••.com"
