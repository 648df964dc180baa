"""An extension that is refunded takes its days back: once, never into the past, told to everybody at once."""

import asyncio
import dataclasses
import time
from datetime import datetime, timedelta
from typing import Any

import pytest

from realtime.chat import Chat
from realtime.errors import ConversationInactive
from realtime.expiry import announce, extend_for, take_back
from server.context import Context
from server.orders.jobs import finish_refunds
from server.orders.refunding import Wish, claim_refund
from storage.conversations import Conversation, conversation_by_id
from storage.endings import begin_follow_up, copy_end, shorten_for
from storage.ids import ConversationId, EntitlementId, OrderId, new_id, parse_id
from storage.messages import page_after
from storage.orders import Order
from storage.users import Role
from tests.people import Person, sign_up
from tests.product import Product
from tests.server.orders.test_desk_refunds import later, money_of, refund, sign_in_astrologer, stored
from tests.server.orders.test_extending import DAYS, WISH, bought, ends_at, move_end
from tests.server.orders.test_refunds import at_the_acquirer, write
from tests.server.shop import EXTENSION_PRICE, Buyer
from tests.sockets import connected

ANNOUNCED_SECONDS = 1.0
REFUNDED = "consultation.extension_refunded"


@pytest.fixture
async def support(context: Context) -> Person:
    """Somebody of support."""
    return await sign_up(context, Role.SUPPORT, "Олег")


@pytest.fixture
async def held(buyer: Buyer) -> dict[str, Any]:
    """What the client holds."""
    return await bought(buyer)


async def extension(buyer: Buyer, held: dict[str, Any]) -> Order:
    """More days of it, bought and given."""
    placed = await buyer.post(f"/api/entitlements/{held['id']}/extend", WISH)
    await buyer.pay(placed.json())
    return await stored((await buyer.settled(placed.json()["order"]["id"]))["id"])


async def conversation_of(held: dict[str, Any]) -> Conversation:
    """Its consultation as it is stored."""
    found = await conversation_by_id(ConversationId(named(held["conversation_id"])))
    assert found is not None
    return found


def named(text: str) -> Any:
    """The id that is written so."""
    parsed = parse_id(text)
    assert parsed is not None
    return parsed


async def said(held: dict[str, Any]) -> list[str]:
    """What the product has said in it."""
    messages = await page_after(named(held["conversation_id"]), 0, 100)
    return [one["system"]["code"] for one in messages if one["system"]]


async def test_its_days_are_taken_back_and_client_astrologer_and_support_hear_at_once(
    app: Product, buyer: Buyer, held: dict[str, Any], support: Person
) -> None:
    before = await ends_at(held)
    order = await extension(buyer, held)
    assert await ends_at(held) == before + DAYS
    async with (
        connected(app.base_url, buyer.token) as client,
        connected(app.base_url, await sign_in_astrologer(buyer)) as console,
        connected(app.base_url, support.token) as desk,
    ):
        begun = time.monotonic()
        answer = await refund(support, app.base_url, str(order.id))
        assert answer.status_code == 200, answer.text
        for side in (client, console):
            await side.event("message.created", lambda one: _says(one["message"], REFUNDED))
            await side.event("conversation.changed", lambda one: one["conversation"]["active_until"] == _at(before))
        told = await client.event("entitlement.changed", lambda one: one["entitlement"]["active_until"] == _at(before))
        await client.event("order.changed", lambda one: one["order"]["state"] == "refunded")
        await desk.event("consultation.moved", lambda one: one["active_until"] == _at(before))
        await desk.event("order.moved", lambda one: (one["order_id"], one["state"]) == (str(order.id), "refunded"))
        await desk.event("order.refunded", lambda one: one["order_id"] == str(order.id))
        assert time.monotonic() - begun < ANNOUNCED_SECONDS
    assert told["entitlement"]["extension"] is not None
    assert await ends_at(held) == before
    assert (await buyer.get(f"/api/conversations/{held['conversation_id']}"))["state"] == "active"


def _says(message: dict[str, Any], code: str) -> bool:
    return bool(message["system"]) and message["system"]["code"] == code


def _at(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


async def test_where_its_days_were_all_that_was_left_the_consultation_ends_now_and_says_so(
    app: Product, buyer: Buyer, context: Context, held: dict[str, Any], support: Person
) -> None:
    order = await extension(buyer, held)
    await move_end(held, context.clock() + DAYS - timedelta(days=1))
    asked_at = context.clock()
    async with connected(app.base_url, buyer.token) as client:
        begun = time.monotonic()
        await refund(support, app.base_url, str(order.id))
        await client.event("message.created", lambda one: _says(one["message"], "consultation.expired"))
        await client.event("conversation.changed", lambda one: one["conversation"]["state"] == "inactive")
        assert time.monotonic() - begun < ANNOUNCED_SECONDS

    assert asked_at <= await ends_at(held) <= context.clock()
    assert (await said(held))[-2:] == [REFUNDED, "consultation.expired"]
    with pytest.raises(ConversationInactive):
        await write(context, buyer.user.id, held["conversation_id"])
    (past,) = (await buyer.get("/api/entitlements?state=past"))["items"]
    assert past["id"] == held["id"]


async def test_what_has_ended_keeps_its_end_and_what_was_given_its_window_for_questions(
    app: Product, buyer: Buyer, context: Context, held: dict[str, Any], support: Person
) -> None:
    ended = context.clock() - timedelta(days=3)
    first = await extension(buyer, held)
    await move_end(held, ended)
    assert (await refund(support, app.base_url, str(first.id))).status_code == 200
    assert await ends_at(held) == ended

    second = await extension(buyer, held)
    window = context.clock() + timedelta(days=5)
    assert await begin_follow_up(named(held["conversation_id"]), until=window, at=context.clock()) is not None
    assert (await refund(support, app.base_url, str(second.id))).status_code == 200

    assert (await conversation_of(held)).active_until == window
    assert (await said(held)).count(REFUNDED) == 2


async def test_a_part_that_goes_back_leaves_the_days_and_the_rest_takes_them(
    app: Product, buyer: Buyer, held: dict[str, Any], support: Person
) -> None:
    before = await ends_at(held)
    order = await extension(buyer, held)
    await refund(support, app.base_url, str(order.id), EXTENSION_PRICE // 2)
    assert await ends_at(held) == before + DAYS

    await refund(support, app.base_url, str(order.id))

    assert await ends_at(held) == before
    assert (await said(held))[-2:] == ["consultation.partly_refunded", REFUNDED]


async def test_one_of_two_extensions_is_taken_back_once_by_however_many_at_once(
    buyer: Buyer, context: Context, held: dict[str, Any]
) -> None:
    before = await ends_at(held)
    first = await extension(buyer, held)
    conversation_id = ConversationId(named(held["conversation_id"]))
    more = [OrderId(new_id()) for _ in range(4)]

    async def give(order_id: OrderId) -> None:
        await extend_for(context.chat, conversation_id, order_id, days=30, now=context.clock())
        await copy_end(EntitlementId(named(held["id"])))

    async def take() -> None:
        await take_back(context.chat, conversation_id, first.id, days=30, now=context.clock())
        await copy_end(EntitlementId(named(held["id"])))

    await asyncio.gather(*(take() for _ in range(8)), *(give(one) for one in more * 2))

    assert await ends_at(held) == before + len(more) * DAYS
    assert (await said(held)).count(REFUNDED) == 1


async def test_days_that_were_not_given_yet_when_the_money_went_back_are_never_given(
    buyer: Buyer, context: Context, held: dict[str, Any]
) -> None:
    before = await ends_at(held)
    conversation_id, order_id = ConversationId(named(held["conversation_id"])), OrderId(new_id())

    await take_back(context.chat, conversation_id, order_id, days=30, now=context.clock())
    await extend_for(context.chat, conversation_id, order_id, days=30, now=context.clock())

    assert (await conversation_of(held)).active_until == before


async def test_a_crash_between_the_days_and_what_the_client_holds_is_healed_by_the_job(
    app: Product, buyer: Buyer, context: Context, held: dict[str, Any]
) -> None:
    before = await ends_at(held)
    order = await extension(buyer, held)
    await claim_refund(context, order, Wish(), context.clock())
    await shorten_for(await conversation_of(held), order.id, before)
    # Here the process dies: nobody has heard of it, and the entitlement shows the old end.

    await asyncio.gather(*(finish_refunds(later(context)) for _ in range(3)))

    assert await ends_at(held) == before
    assert (await said(held)).count(REFUNDED) == 1
    assert (await money_of(str(order.id))).open_refund is None
    back = (await at_the_acquirer(app, str(order.id)))["refunded_amount"]["value"]
    assert back == f"{EXTENSION_PRICE / 100:.2f}"


async def test_a_refund_by_support_tells_nobody_once_more_of_days_that_were_given_long_ago(
    app: Product, buyer: Buyer, held: dict[str, Any], support: Person
) -> None:
    order = await extension(buyer, held)
    async with connected(app.base_url, buyer.token) as client:
        await refund(support, app.base_url, str(order.id), 100_00)
        await client.event("order.changed", lambda one: bool(one["order"]["refunded"]))
        assert [name for name, _ in client.events].count("entitlement.changed") == 0
        assert [name for name, _ in client.events].count("order.changed") == 1


def _clocked(context: Context, moment: datetime) -> Chat:
    return dataclasses.replace(context.chat, clock=lambda: moment)


async def test_an_end_that_came_twice_is_said_twice(context: Context, buyer: Buyer, held: dict[str, Any]) -> None:
    for _ in range(2):
        await move_end(held, context.clock())
        moment = context.clock() + timedelta(seconds=1)
        await announce(_clocked(context, moment), moment)
        await extension(buyer, held)

    assert (await said(held)).count("consultation.expired") == 2
