"""Support gives money back: whole or in part, never more than was paid, once, told to everybody at once."""

import asyncio
import dataclasses
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from realtime.actor import actor_of
from realtime.errors import PaymentFailed
from server.context import Context
from server.orders.contracts import RefundAmount, RefundOrder, StaffOrderOut
from server.orders.desk import refund_order, show_order
from server.orders.jobs import finish_refunds
from server.orders.refunding import Wish, claim_refund
from storage.audit import audit_entries
from storage.conversations import Conversation
from storage.ids import OrderId, SessionId, new_id, parse_id
from storage.orders import Order
from storage.payments import Payment, payment_of_order
from storage.users import Role, user_by_id
from tests.people import Person, sign_up
from tests.product import Product
from tests.server.orders.test_refunds import at_the_acquirer, write
from tests.server.payments.quiet import acquirer_at
from tests.server.shop import EXTENSION_PRICE, PRICE, Buyer
from tests.sockets import connected

ANNOUNCED_SECONDS = 1.0
HALF = PRICE // 2


@pytest.fixture
async def support(context: Context) -> Person:
    """Somebody of support."""
    return await sign_up(context, Role.SUPPORT, "Олег")


def wanted(amount: int | None = None, key: str | None = None) -> dict[str, object]:
    """The body of a refund."""
    body: dict[str, object] = {"reason": "Ошибка астролога", "client_refund_id": key or str(uuid4())}
    return body if amount is None else body | {"amount": {"amount": amount}}


async def refund(
    person: Person, base_url: str, order_id: str, amount: int | None = None, key: str | None = None
) -> httpx.Response:
    """What support asks for."""
    async with person.http(base_url) as http:
        return await http.post(f"/api/desk/orders/{order_id}/refund", json=wanted(amount, key))


async def seen_at(context: Context, person: Person, order_id: str, share: float) -> StaffOrderOut:
    """The order as support sees it when this share of its time has passed."""
    order = await stored(order_id)
    assert order.paid_at is not None
    moment = order.paid_at + share * (order.validity.until(order.paid_at) - order.paid_at)
    return (await show_order(actor_of(person.user, SessionId(new_id()), context.chat), order_id, moment)).order


async def stored(order_id: str) -> Order:
    """The order as it is stored."""
    found = await Order.get(order_id)
    assert found is not None
    return found


async def money_of(order_id: str) -> Payment:
    """Its payment as it is stored."""
    parsed = parse_id(order_id)
    found = await payment_of_order(OrderId(parsed)) if parsed else None
    assert found is not None
    return found


def later(context: Context) -> Context:
    """When the job looks after what was left half-way."""
    return dataclasses.replace(context, clock=lambda: context.clock() + timedelta(minutes=1))


async def test_support_sees_what_was_used_and_what_it_is_worth(buyer: Buyer, context: Context, support: Person) -> None:
    order = await buyer.buy()
    untouched = await seen_at(context, support, order["id"], 0.5)
    assert (untouched.has_begun, untouched.suggested.amount, untouched.client_refusal) == (False, PRICE, None)
    await write(context, buyer.user.id, order["conversation_id"])

    half = await seen_at(context, support, order["id"], 0.5)
    over = await seen_at(context, support, order["id"], 1.5)

    assert (half.paid.amount, half.refundable.amount, half.suggested.amount) == (PRICE, PRICE, HALF)
    assert (half.used_percent, half.refusal, half.client_name) == (50, None, "Анна Белова")
    assert half.client_refusal is not None
    assert half.client_refusal.code == "refund_begun"
    assert (over.used_percent, over.suggested.amount, over.refundable.amount) == (100, 0, PRICE)
    assert "+7999" not in half.model_dump_json()
    (entry, *_) = await audit_entries(subject=f"order:{order['id']}")
    assert (entry.action, entry.person_id) == ("order.read", buyer.user.id)


async def test_a_part_goes_back_at_once_and_everybody_hears_while_the_consultation_goes_on(
    app: Product, buyer: Buyer, api: httpx.AsyncClient, context: Context, support: Person
) -> None:
    order = await buyer.buy()
    hers = await sign_in_astrologer(buyer)
    async with (
        connected(app.base_url, buyer.token) as client,
        connected(app.base_url, hers) as console,
        connected(app.base_url, support.token) as desk,
    ):
        begun = time.monotonic()
        answer = await refund(support, app.base_url, order["id"], HALF)
        assert answer.status_code == 200, answer.text
        told = await client.event("order.changed", lambda one: one["order"]["id"] == order["id"])
        assert told["order"]["refunded"] == {"amount": HALF, "currency": "RUB"}
        for side in (client, console):
            await side.event("message.created", lambda one: _says(one["message"], "consultation.partly_refunded"))
        seen = await desk.event("order.refunded", lambda one: one["order_id"] == order["id"])
        assert time.monotonic() - begun < ANNOUNCED_SECONDS
    assert (seen["amount"]["amount"], seen["is_whole"], seen["conversation_id"]) == (
        HALF,
        False,
        order["conversation_id"],
    )
    facts = answer.json()["order"]
    assert (facts["refunded"]["amount"], facts["refundable"]["amount"]) == (HALF, PRICE - HALF)
    assert (await buyer.get(f"/api/orders/{order['id']}"))["state"] == "paid"
    assert (await buyer.get(f"/api/conversations/{order['conversation_id']}"))["state"] == "active"
    (entry, *_) = await audit_entries(subject=f"order:{order['id']}")
    assert (entry.action, entry.details["reason"]) == ("order.refunded", "Ошибка астролога")

    rest = await refund(support, app.base_url, order["id"])

    assert (rest.json()["order"]["refunded"]["amount"], rest.json()["order"]["refusal"]["code"]) == (PRICE, "refunded")
    assert (await buyer.get(f"/api/orders/{order['id']}"))["state"] == "refunded"
    assert (await buyer.get(f"/api/conversations/{order['conversation_id']}"))["state"] == "inactive"
    assert (await buyer.get("/api/entitlements?state=active"))["items"] == []
    assert (await at_the_acquirer(app, order["id"]))["refunded_amount"]["value"] == f"{PRICE / 100:.2f}"


def _says(message: dict[str, Any], code: str) -> bool:
    return bool(message["system"]) and message["system"]["code"] == code


async def sign_in_astrologer(buyer: Buyer) -> str:
    """A session of whoever gives the shop's consultations."""
    user = await user_by_id(buyer.shop.astrologer.user_id)
    assert user is not None
    return (await buyer.shop.sign_in(buyer.api, user)).token


async def test_of_fifty_parallel_tries_on_two_processes_nothing_is_given_back_twice_or_too_much(
    app: Product, buyer: Buyer, context: Context, support: Person, second_url: str
) -> None:
    order = await buyer.buy()
    keys = [str(uuid4()) for _ in range(5)]
    part = PRICE // 3
    for _ in range(2):
        answers = await asyncio.gather(
            *(
                refund(support, second_url if number % 2 else app.base_url, order["id"], part, keys[number % 5])
                for number in range(50)
            )
        )
        assert {one.status_code for one in answers} <= {200, 409, 422}
    # Whoever was refused while another was on its way asks again: each gets its own, or nothing is left.
    for key in keys:
        await refund(support, app.base_url, order["id"], part, key)

    payment = await money_of(order["id"])
    assert payment.open_refund is None
    assert [one.amount for one in payment.refunds] == [part] * 3
    assert len({one.key for one in payment.refunds}) == 3
    at_acquirer = (await at_the_acquirer(app, order["id"]))["refunded_amount"]["value"]
    assert at_acquirer == f"{3 * part / 100:.2f}"
    assert payment.refunded_amount == 3 * part


async def test_a_crash_after_the_acquirer_has_answered_is_healed_without_a_second_refund(
    app: Product, buyer: Buyer, context: Context, support: Person
) -> None:
    order = await buyer.buy()
    await claim_refund(context, await stored(order["id"]), Wish(HALF, "k", support.user.id), context.clock())
    payment = await money_of(order["id"])
    open_one = payment.open_refund
    assert open_one is not None
    assert payment.provider_payment_id is not None
    await context.acquirer.refund(
        key=f"refund-{open_one.id}",
        payment_id=payment.provider_payment_id,
        amount=open_one.amount,
        receipt=open_one.receipt,
    )
    # Here the process dies: nothing of the answer is kept.
    other = await refund(support, app.base_url, order["id"], 100_00)
    assert other.json()["errors"][0]["code"] == "refund_under_way"

    await asyncio.gather(*(finish_refunds(later(context)) for _ in range(3)))

    payment = await money_of(order["id"])
    assert (payment.open_refund, payment.refunded_amount) == (None, HALF)
    assert (await at_the_acquirer(app, order["id"]))["refunded_amount"]["value"] == f"{HALF / 100:.2f}"


async def test_a_silent_acquirer_leaves_it_on_its_way_and_a_refusing_one_as_it_was(
    app: Product, buyer: Buyer, context: Context, support: Person
) -> None:
    order = await buyer.buy()
    actor = actor_of(support.user, SessionId(new_id()), context.chat)
    command = RefundOrder(amount=RefundAmount(amount=HALF), reason="-", client_refund_id=uuid4())
    refusing = acquirer_at(context, f"{app.sandbox_url}/no-such-api")
    with pytest.raises(PaymentFailed):
        await refund_order(
            dataclasses.replace(context, acquirer=refusing), actor, order["id"], command, context.clock()
        )
    await refusing.close()
    assert (await money_of(order["id"])).open_refund is None

    silent = acquirer_at(context, "http://127.0.0.1:9/v3")
    answer = await refund_order(
        dataclasses.replace(context, acquirer=silent), actor, order["id"], command, context.clock()
    )
    await silent.close()
    assert answer.order.refunding is not None
    assert (answer.order.refunding.amount, answer.order.refundable.amount) == (HALF, 0)

    again = await refund_order(context, actor, order["id"], command, context.clock())

    assert (again.order.refunding, again.order.refunded.amount) == (None, HALF)


async def test_what_is_too_much_unpaid_or_gone_is_refused_and_why(app: Product, buyer: Buyer, support: Person) -> None:
    unpaid = (await buyer.order())["order"]["id"]
    order = (await buyer.buy())["id"]
    too_much = await refund(support, app.base_url, order, PRICE + 1)
    assert (too_much.status_code, too_much.json()["errors"][0]["code"]) == (422, "refund_exceeds")
    assert (await refund(support, app.base_url, order, 99)).status_code == 422
    nothing = await refund(support, app.base_url, unpaid)
    assert (nothing.status_code, nothing.json()["errors"][0]["code"]) == (409, "nothing_was_paid")
    key = str(uuid4())
    assert (await refund(support, app.base_url, order, key=key)).status_code == 200
    assert (await refund(support, app.base_url, order, key=key)).status_code == 200
    assert (await refund(support, app.base_url, order)).json()["errors"][0]["code"] == "refunded"


async def test_a_given_consultation_is_refunded_and_so_is_an_extension(
    app: Product, buyer: Buyer, context: Context, support: Person
) -> None:
    order = await buyer.buy()
    (held,) = (await buyer.get("/api/entitlements"))["items"]
    placed = await buyer.post(f"/api/entitlements/{held['id']}/extend", {"consent": True})
    await buyer.pay(placed.json())
    extension = (await buyer.settled(placed.json()["order"]["id"]))["id"]
    assert (await seen_at(context, support, extension, 0.5)).suggested.amount == EXTENSION_PRICE

    assert (await refund(support, app.base_url, extension)).json()["order"]["refunded"]["amount"] == EXTENSION_PRICE

    after = await buyer.get(f"/api/conversations/{order['conversation_id']}")
    assert (after["state"], after["active_until"]) == ("active", held["active_until"])
    done = context.clock() - timedelta(minutes=1)
    await Conversation.find({"_id": parse_id(order["conversation_id"])}).update({"$set": {"completed_at": done}})
    assert (await refund(support, app.base_url, order["id"])).status_code == 200
    page = await buyer.get(f"/api/conversations/{order['conversation_id']}/messages?limit=50")
    said = [one["system"]["code"] for one in page["messages"] if one["system"]]
    assert said[-2:] == ["consultation.extension_refunded", "consultation.refunded"]
