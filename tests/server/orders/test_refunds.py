"""Refunds: unused, in time, once, to the card that paid."""

import asyncio
import uuid
from datetime import timedelta
from typing import Any

import httpx
import pytest

from realtime.actor import actor_of
from realtime.contracts import SendMessage
from realtime.errors import Conflict, ConversationInactive
from realtime.messages import send
from server.context import Context
from server.orders.contracts import PageQuery
from server.orders.refunds import list_refunds, refund_order
from storage.ids import SessionId, UserId, new_id, parse_id
from storage.orders import Order, OrderState
from storage.users import user_by_id
from tests.product import Product
from tests.server.shop import PRICE, Buyer, payment_of


async def write(context: Context, user_id: UserId, conversation_id: str) -> None:
    """A message of this person in the conversation."""
    user = await user_by_id(user_id)
    assert user is not None
    actor = actor_of(user, SessionId(new_id()), context.chat)
    command = SendMessage(conversation_id=conversation_id, client_message_id=uuid.uuid4(), text="Здравствуйте!")
    await send(actor, command)


async def at_the_acquirer(app: Product, order_id: str) -> Any:
    """The order's payment, as the acquirer shows it to the shop."""
    _, payment_id = await payment_of(order_id)
    async with httpx.AsyncClient(auth=("demo", "demo")) as shop:
        return (await shop.get(f"{app.sandbox_url}/v3/payments/{payment_id}")).json()


async def test_unused_order_is_refunded_to_the_card_and_its_consultation_ends(
    buyer: Buyer, context: Context, app: Product
) -> None:
    order = await buyer.buy()

    answers = await asyncio.gather(*(buyer.post(f"/api/orders/{order['id']}/refund") for _ in range(5)))

    assert {answer.status_code for answer in answers} == {200}
    assert {answer.json()["state"] for answer in answers} == {"refunded"}
    assert (await at_the_acquirer(app, order["id"]))["refunded_amount"]["value"] == f"{PRICE / 100:.2f}"
    assert (await buyer.get("/api/entitlements?state=active"))["items"] == []
    (past,) = (await buyer.get("/api/entitlements?state=past"))["items"]
    assert past["remaining"] == 0
    with pytest.raises(ConversationInactive):
        await write(context, buyer.user.id, order["conversation_id"])


@pytest.mark.parametrize("writer", ["client", "astrologer"])
async def test_begun_consultation_is_not_refunded(buyer: Buyer, context: Context, app: Product, writer: str) -> None:
    order = await buyer.buy()
    await write(
        context, buyer.user.id if writer == "client" else buyer.shop.astrologer.user_id, order["conversation_id"]
    )

    answer = await buyer.post(f"/api/orders/{order['id']}/refund")

    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert (await at_the_acquirer(app, order["id"]))["refunded_amount"]["value"] == "0.00"
    assert (await buyer.get(f"/api/orders/{order['id']}"))["state"] == "paid"


async def test_the_thirtieth_day_is_the_last_one_to_the_millisecond(buyer: Buyer, context: Context) -> None:
    order = await Order.get((await buyer.buy())["id"])
    assert order is not None
    assert order.paid_at is not None
    end = order.paid_at + timedelta(days=30)
    actor = actor_of(buyer.user, SessionId(new_id()), context.chat)

    for moment, refused in ((end, None), (end + timedelta(milliseconds=1), "refund_too_late")):
        (choice,) = (await list_refunds(actor, PageQuery(), moment)).items
        assert (choice.until, choice.refusal.code if choice.refusal else None) == (end, refused)
    with pytest.raises(Conflict):
        await refund_order(context, order, "ru", end + timedelta(milliseconds=1))
    assert (await refund_order(context, order, "ru", end)).state is OrderState.REFUNDED


async def test_every_paid_order_is_listed_with_the_reason_why_it_is_not_taken_back(
    buyer: Buyer, context: Context
) -> None:
    fresh, begun, old, returned = [await buyer.buy() for _ in range(4)]
    await buyer.order()
    await write(context, buyer.user.id, begun["conversation_id"])
    ago = context.clock() - timedelta(days=31)
    await Order.find({"_id": parse_id(old["id"])}).update({"$set": {"paid_at": ago}})
    assert (await buyer.post(f"/api/orders/{returned['id']}/refund")).status_code == 200
    refused = await buyer.post(f"/api/orders/{old['id']}/refund")
    assert refused.json()["errors"][0]["code"] == "refund_too_late"

    items = (await buyer.get("/api/refunds"))["items"]

    assert [(one["order"]["id"], (one["refusal"] or {}).get("code")) for one in items] == [
        (returned["id"], "refunded"),
        (old["id"], "refund_too_late"),
        (begun["id"], "refund_begun"),
        (fresh["id"], None),
    ]
    assert items[1]["refusal"]["detail"] == "Срок, в который можно вернуть деньги самостоятельно, закончился."
    assert (await buyer.get("/api/refunds?limit=2"))["next_cursor"]


async def test_unpaid_order_is_not_refunded(buyer: Buyer) -> None:
    placed = await buyer.order()

    answer = await buyer.post(f"/api/orders/{placed['order']['id']}/refund")

    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
