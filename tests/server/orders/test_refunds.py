"""Refunds: unused, in time, once, to the card that paid."""

import asyncio
import uuid
from datetime import timedelta
from typing import Any

import httpx
import pytest

from realtime.actor import actor_of
from realtime.contracts import SendMessage
from realtime.errors import ConversationInactive
from realtime.messages import send
from server.context import Context
from storage.ids import SessionId, UserId, new_id
from storage.orders import Order
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


async def test_refund_is_refused_after_thirty_days(buyer: Buyer, context: Context) -> None:
    order = await buyer.buy()
    await Order.find({"client_id": buyer.user.id}).update(
        {"$set": {"paid_at": context.clock() - timedelta(days=30, minutes=1)}}
    )

    answer = await buyer.post(f"/api/orders/{order['id']}/refund")

    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


async def test_unpaid_order_is_not_refunded(buyer: Buyer) -> None:
    placed = await buyer.order()

    answer = await buyer.post(f"/api/orders/{placed['order']['id']}/refund")

    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
