"""A deletion that was begun is finished, once, whatever dies on the way."""

import asyncio
from dataclasses import replace
from typing import Any

import httpx
import pytest

from server.context import Context
from server.privacy.jobs import SETTLED_AFTER, finish_erasures
from storage.conversations import Conversation
from storage.erasures import Erasure, begin_erasure
from storage.ids import ConversationId, parse_id
from storage.messages import Message
from storage.objects import ObjectNotFound, ObjectStore
from storage.orders import Order
from storage.phone_codes import forget_code
from storage.users import User
from tests.product import Product
from tests.server.accounts.test_errors import logs_with
from tests.server.privacy.life import PASSWORD, Life, delete, everything_in
from tests.server.shop import Shop, eventually


async def test_what_was_begun_is_finished_after_a_crash(app: Product, context: Context, life: Life) -> None:
    # The process died right after it had written down what it was about to do; all it had done was to forget a code.
    begun = Erasure(id=life.user_id, person_ids=[life.user_id], requested_at=context.clock() - SETTLED_AFTER)
    await begin_erasure(begun)
    await forget_code(life.phone)
    await _finished(context, life)
    assert (await delete(app, life.person, password=PASSWORD)).status_code == 401
    assert [one for one in life.secrets[:-1] if one in await everything_in(context)] == []


async def test_a_store_that_is_away_only_delays(app: Product, context: Context, life: Life) -> None:
    nowhere = ObjectStore("http://127.0.0.1:9", "", "x", "x", "astars", "us-east-1")
    user = await User.get(life.user_id)
    assert user is not None
    erasure = Erasure(
        id=life.user_id,
        person_ids=[life.user_id],
        avatar_paths=[user.avatar_path or ""],
        requested_at=context.clock() - SETTLED_AFTER,
    )
    await begin_erasure(erasure)
    await finish_erasures(replace(context, objects=nowhere))
    nowhere.close()
    await _finished(context, life)
    with pytest.raises(ObjectNotFound):
        await context.objects.head(user.avatar_path or "")


async def _finished(context: Context, life: Life) -> None:
    async def done() -> Any:
        await finish_erasures(context)
        return await Erasure.get(life.user_id)

    kept = await eventually(done, lambda seen: seen.done_at is not None)
    assert (kept.avatar_paths, kept.conversation_ids) == ([], [])


async def test_asked_twice_at_once_it_is_done_once(app: Product, context: Context, life: Life) -> None:
    answers = await asyncio.gather(*(delete(app, life.person, password=PASSWORD) for _ in range(4)))
    assert {one.status_code for one in answers} <= {204, 401}
    assert 204 in {one.status_code for one in answers}
    await finish_erasures(context)
    assert await Erasure.find({"_id": life.user_id}).count() == 1
    changed = await Message.find({"conversation_id": _id(life.conversation_id), "rev": {"$gt": 0}}).to_list()
    await finish_erasures(context)
    again = await Message.find({"conversation_id": _id(life.conversation_id), "rev": {"$gt": 0}}).to_list()
    assert changed == again


def _id(text: str) -> ConversationId:
    parsed = parse_id(text)
    assert parsed is not None
    return ConversationId(parsed)


async def test_money_that_comes_afterwards_opens_nothing(
    app: Product, context: Context, shop: Shop, api: httpx.AsyncClient
) -> None:
    buyer = await shop.buyer(api)
    placed = await buyer.order()
    await begin_erasure(Erasure(id=buyer.user.id, person_ids=[buyer.user.id], requested_at=context.clock()))
    await finish_erasures(context)
    await buyer.pay(placed)
    order_id = placed["order"]["id"]

    async def order() -> Order | None:
        return await Order.get(order_id)

    paid = await eventually(order, lambda seen: seen.paid_at is not None)
    assert (paid.cancel_reason, paid.first_name) == ("account_deleted", "")
    await logs_with(app, "paid_for_nobody", order_id)
    assert await Conversation.find({"participant_ids": buyer.user.id}).count() == 0
