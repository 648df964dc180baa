"""Notices: hints that may come often, late, out of order, or from anybody."""

import asyncio
import uuid

import httpx
import pytest

from storage.users import User
from tests.product import Product
from tests.server.payments.quiet import granted_to
from tests.server.shop import CARD_DECLINED, CARD_PAYS_WITH_CHAOS, Buyer, eventually, payment_of
from tests.sockets import connected

WEBHOOK = "/api/payments/webhooks/yookassa"


def notice(payment_id: str, status: str = "succeeded") -> dict[str, object]:
    return {"type": "notification", "event": f"payment.{status}", "object": {"id": payment_id, "status": status}}


async def test_notices_three_times_late_and_out_of_order_grant_once(buyer: Buyer) -> None:
    order = await buyer.buy(CARD_PAYS_WITH_CHAOS)

    _, payment_id = await payment_of(order["id"])
    hints = ["waiting_for_capture", "succeeded", "canceled", "succeeded"] * 5
    answers = await asyncio.gather(*(buyer.api.post(WEBHOOK, json=notice(payment_id, status)) for status in hints))

    assert {answer.status_code for answer in answers} == {200}
    assert await granted_to(buyer.user.id) == (1, 1)
    assert (await buyer.get(f"/api/orders/{order['id']}"))["state"] == "paid"


async def test_forged_notice_changes_nothing(buyer: Buyer) -> None:
    placed = await buyer.order()
    _, payment_id = await payment_of(placed["order"]["id"])

    answers = [
        await buyer.api.post(WEBHOOK, json=notice(known))
        for known in (payment_id, str(uuid.uuid4()), placed["order"]["id"])
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert (await buyer.get(f"/api/orders/{placed['order']['id']}"))["state"] == "awaiting_payment"
    assert await granted_to(buyer.user.id) == (0, 0)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"object": {"id": {"$gt": ""}}}', b'{"object": {"id": "../refunds"}}', b"null"]
)
async def test_hostile_notice_is_refused(api: httpx.AsyncClient, body: bytes) -> None:
    assert (await api.post(WEBHOOK, content=body)).status_code == 422
    assert (await api.post("/api/payments/webhooks/other", content=body)).status_code == 404


async def test_declined_payment_leaves_the_order_waiting_and_the_page_shows_the_way_back(buyer: Buyer) -> None:
    placed = await buyer.order()

    page = await buyer.pay(placed, CARD_DECLINED)

    assert page.status_code == 200
    assert f"/cabinet/services?order={placed['order']['id']}" in page.text
    path = f"/api/orders/{placed['order']['id']}"
    order = await eventually(lambda: buyer.get(path), lambda seen: seen["is_declined"])
    assert (order["state"], order["payment_url"]) == ("awaiting_payment", None)
    assert await granted_to(buyer.user.id) == (0, 0)


async def test_payment_is_told_live_to_the_client_and_to_the_astrologer(buyer: Buyer, app: Product) -> None:
    astrologer = await User.get(buyer.shop.astrologer.user_id)
    assert astrologer is not None
    other = await buyer.shop.sign_in(buyer.api, astrologer)
    async with connected(app.base_url, buyer.token) as client, connected(app.base_url, other.token) as console:
        order = await buyer.buy()

        told = await client.event("order.changed", lambda event: bool(event["order"]["conversation_id"]))
        granted = await client.event("entitlement.changed")
        opened = await console.event("conversation.created")

    assert told["order"] == order
    assert granted["entitlement"]["conversation_id"] == opened["conversation"]["id"] == order["conversation_id"]
