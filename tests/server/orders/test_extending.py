"""More days of a consultation are bought like anything else, and given once."""

import asyncio
import dataclasses
from datetime import datetime, timedelta
from typing import Any

import pytest

from server.context import Context
from server.orders.jobs import finish_refunds
from server.payments.actions import settle
from storage.conversations import Conversation
from storage.entitlements import Entitlement
from storage.ids import new_id, parse_id
from storage.orders import Order
from tests.server.shop import EXTENSION_PRICE, Buyer, Shop, eventually, payment_of

WISH = {"consent": True, "expected_total": {"amount": EXTENSION_PRICE}}
DAYS = timedelta(days=30)


async def bought(buyer: Buyer) -> dict[str, Any]:
    """What a fresh purchase of this client grants."""
    await buyer.buy()
    held: dict[str, Any] = (await buyer.get("/api/entitlements"))["items"][0]
    return held


async def ends_at(held: dict[str, Any]) -> datetime:
    """When the consultation ends, which is when the entitlement does."""
    conversation = await Conversation.get(held["conversation_id"])
    granted = await Entitlement.get(held["id"])
    assert conversation is not None
    assert granted is not None
    assert conversation.active_until is not None
    assert conversation.active_until == granted.active_until
    return conversation.active_until


async def move_end(held: dict[str, Any], to: datetime) -> None:
    """As if it had been bought at another time."""
    await Conversation.find({"_id": parse_id(held["conversation_id"])}).update({"$set": {"active_until": to}})
    await Entitlement.find({"_id": parse_id(held["id"])}).update({"$set": {"active_until": to}})


async def test_paid_days_are_added_once_however_often_the_acquirer_tells(buyer: Buyer, context: Context) -> None:
    held = await bought(buyer)
    assert held["extension"] == {"days": 30, "price": {"amount": EXTENSION_PRICE, "currency": "RUB"}}
    before = await ends_at(held)
    path = f"/api/entitlements/{held['id']}/extend"

    answers = await asyncio.gather(*(buyer.post(path, WISH, key="more") for _ in range(5)))
    placed = answers[0].json()
    assert {one.json()["order"]["id"] for one in answers} == {placed["order"]["id"]}
    await buyer.pay(placed)
    order = await buyer.settled(placed["order"]["id"])
    _, payment_id = await payment_of(order["id"])
    await asyncio.gather(*(settle(context, payment_id) for _ in range(10)))

    assert order["extends"] == held["id"]
    assert await ends_at(held) == before + DAYS
    assert len((await buyer.get("/api/entitlements"))["items"]) == 1
    refund = await buyer.post(f"/api/orders/{order['id']}/refund")
    assert (refund.status_code, refund.json()["code"]) == (409, "conflict")


@pytest.mark.parametrize(("over", "status"), [(timedelta(days=14, minutes=-1), 201), (timedelta(days=14), 409)])
async def test_what_has_ended_is_extended_for_fourteen_days_from_now_on(
    buyer: Buyer, context: Context, over: timedelta, status: int
) -> None:
    held = await bought(buyer)
    await move_end(held, context.clock() - over)

    placed = await buyer.post(f"/api/entitlements/{held['id']}/extend", WISH)

    assert placed.status_code == status, placed.text
    if status == 201:
        await buyer.pay(placed.json())
        await buyer.settled(placed.json()["order"]["id"])
        assert await ends_at(held) > context.clock() + DAYS - timedelta(minutes=2)
        shown = await buyer.get(f"/api/conversations/{held['conversation_id']}")
        assert shown["state"] == "active"


async def test_a_completed_consultation_is_not_extended_and_its_late_money_goes_back(
    buyer: Buyer, context: Context
) -> None:
    held = await bought(buyer)
    placed = (await buyer.post(f"/api/entitlements/{held['id']}/extend", WISH)).json()
    now = context.clock()
    await Conversation.find({"_id": parse_id(held["conversation_id"])}).update({"$set": {"completed_at": now}})

    refused = await buyer.post(f"/api/entitlements/{held['id']}/extend", WISH)
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    await buyer.pay(placed)
    path = f"/api/orders/{placed['order']['id']}"
    await eventually(lambda: Order.get(placed["order"]["id"]), lambda seen: seen.refund_requested_at is not None)
    await finish_refunds(dataclasses.replace(context, clock=lambda: context.clock() + timedelta(minutes=1)))

    assert (await buyer.get(path))["state"] == "refunded"


async def test_nobody_extends_what_is_not_theirs(shop: Shop, buyer: Buyer) -> None:
    held = await bought(buyer)
    stranger = await shop.buyer(buyer.api)
    foreign = await stranger.post(f"/api/entitlements/{held['id']}/extend", WISH)
    missing = await stranger.post(f"/api/entitlements/{new_id()}/extend", WISH)
    assert foreign.status_code == 404
    assert foreign.json() == missing.json()
