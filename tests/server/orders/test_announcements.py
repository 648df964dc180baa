"""Each step of an order and of its consultation is heard at once by the client, the astrologer and support."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from server.context import Context
from storage.users import Role
from tests.people import Person, sign_up
from tests.product import Product
from tests.server.orders.test_desk_refunds import refund, sign_in_astrologer
from tests.server.shop import Buyer, Shop
from tests.sockets import Client, connected

ANNOUNCED_SECONDS = 1.0


@pytest.fixture
async def support(context: Context) -> Person:
    """Somebody of support."""
    return await sign_up(context, Role.SUPPORT, "Олег")


class Desk:
    """What support hears of one order and its consultation; what was heard before an act does not count."""

    def __init__(self, client: Client, order_id: str) -> None:
        self._client = client
        self._order_id = order_id
        self._begun = 0.0

    def begin(self) -> None:
        """An act begins."""
        self._client.events.clear()
        self._begun = time.monotonic()

    async def hears(self, order: str | None = None, consultation: str | None = None) -> None:
        """Support hears that the order and the consultation stand there, in time."""
        if order is not None:
            await self._client.event(
                "order.moved", lambda one: (one["order_id"], one["state"]) == (self._order_id, order)
            )
        if consultation is not None:
            await self._client.event("consultation.moved", lambda one: one["state"] == consultation)
        assert time.monotonic() - self._begun < ANNOUNCED_SECONDS


def _stands(state: str) -> Callable[[dict[str, Any]], bool]:
    return lambda one: one["conversation"]["state"] == state


async def test_from_the_payment_to_the_refund_all_three_hear_each_step(
    app: Product, buyer: Buyer, support: Person
) -> None:
    placed = await buyer.order()
    order_id = placed["order"]["id"]
    async with (
        connected(app.base_url, buyer.token) as client,
        connected(app.base_url, await sign_in_astrologer(buyer)) as console,
        connected(app.base_url, support.token) as staff,
    ):
        desk = Desk(staff, order_id)
        await buyer.pay(placed)
        conversation_id = (await buyer.settled(order_id))["conversation_id"]
        await client.event("order.changed", lambda one: one["order"]["conversation_id"] == conversation_id)
        await client.event("conversation.created", lambda one: one["conversation"]["id"] == conversation_id)
        await console.event("conversation.created", lambda one: one["conversation"]["id"] == conversation_id)

        desk.begin()
        await console.do("conversation.complete", {"conversation_id": conversation_id, "follow_up_days": 3})
        await client.event("conversation.changed", lambda one: one["conversation"]["follow_up_until"] is not None)
        await desk.hears(consultation="follow_up")

        desk.begin()
        answer = await refund(support, app.base_url, order_id)
        assert answer.status_code == 200, answer.text
        await client.event("order.changed", lambda one: one["order"]["state"] == "refunded")
        await client.event("conversation.changed", _stands("inactive"))
        await console.event("conversation.changed", _stands("inactive"))
        await desk.hears(order="refunded", consultation="completed")


async def test_support_hears_that_money_came_and_that_the_consultation_is_open(
    app: Product, buyer: Buyer, support: Person
) -> None:
    placed = await buyer.order()
    async with connected(app.base_url, support.token) as staff:
        await buyer.pay(placed)
        order_id = placed["order"]["id"]
        opened = await staff.event(
            "order.moved", lambda one: one["order_id"] == order_id and one["conversation_id"] is not None
        )

    assert (opened["state"], opened["client_id"]) == ("paid", str(buyer.user.id))


async def test_a_step_tells_the_staff_no_word_and_no_sum(app: Product, buyer: Buyer, support: Person) -> None:
    async with (
        connected(app.base_url, support.token) as staff,
        connected(app.base_url, await sign_in_astrologer(buyer)) as console,
    ):
        order = await buyer.buy()
        await console.do("conversation.complete", {"conversation_id": order["conversation_id"]})
        moved = await staff.event("order.moved", lambda one: one["order_id"] == order["id"])
        stands = await staff.event(
            "consultation.moved",
            lambda one: (one["conversation_id"], one["state"]) == (order["conversation_id"], "completed"),
        )

    assert set(moved) == {"order_id", "client_id", "state", "conversation_id", "extends"}
    assert set(stands) == {"conversation_id", "client_id", "astrologer_id", "state", "active_until", "answer_due_at"}


async def test_nobody_but_the_staff_hears_of_other_peoples_steps(app: Product, buyer: Buyer, shop: Shop) -> None:
    stranger = await shop.buyer(buyer.api)
    async with connected(app.base_url, stranger.token) as other, connected(app.base_url, buyer.token) as client:
        order = await buyer.buy()
        await client.event("order.changed", lambda one: one["order"]["conversation_id"] == order["conversation_id"])

        assert {"order.moved", "consultation.moved"}.isdisjoint({name for name, _ in client.events})
        assert {name for name, _ in other.events} <= {"session.ready", "presence.changed", "availability.changed"}
