"""Orders of the back office: found by what is asked, told whole, and never read without a trace."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from storage.audit import AuditedAction, AuditEntry
from storage.ids import parse_id
from storage.orders import Order, OrderState
from storage.users import User
from tests.server.admin.conftest import Editor
from tests.server.shop import Buyer, Shop

PATH = "/api/admin/orders"


async def listed(editor: Editor, **query: str) -> list[str]:
    """The numbers of all orders that fit, asked for in parts of two."""
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        answer = await editor.http.get(PATH, params={**query, "limit": "2", **cursor})
        assert answer.status_code == 200, answer.text
        found += [one["id"] for one in answer.json()["items"]]
        if answer.json()["next_cursor"] is None:
            return found
        cursor = {"cursor": answer.json()["next_cursor"]}


async def find(editor: Editor, q: str) -> list[str]:
    """The numbers of the orders found by exactly this."""
    answer = await editor.http.post(f"{PATH}/find", json={"q": q})
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["items"]]


async def placed(buyer: Buyer, *, with_facts: dict[str, Any] | None = None) -> str:
    """The number of a new order, with these facts of its life."""
    number: str = (await buyer.order())["order"]["id"]
    if with_facts:
        await Order.find({"_id": parse_id(number)}).update({"$set": with_facts})
    return number


async def test_orders_are_found_by_every_filter_newest_first(
    editor: Editor, shop: Shop, buyer: Buyer, api: httpx.AsyncClient
) -> None:
    now = shop.context.clock()
    paid = await placed(buyer, with_facts={"paid_at": now})
    refunded = await placed(
        buyer, with_facts={"paid_at": now, "cancelled_at": now, "refund_requested_at": now, "refunded_at": now}
    )
    cancelled = await placed(buyer, with_facts={"cancelled_at": now})
    other = await shop.buyer(api)
    waiting = await placed(other)
    newest_first = [waiting, cancelled, refunded, paid]
    mine = {"service": shop.service.slug}
    assert await listed(editor, **mine) == newest_first
    assert await listed(editor, astrologer=shop.astrologer.slug) == newest_first
    assert await listed(editor, client=str(buyer.user.id)) == newest_first[1:]
    for state, number in zip(OrderState, (waiting, paid, cancelled, refunded), strict=True):
        assert await listed(editor, **mine, state=state.value) == [number]
        kept = await Order.get(number)
        assert kept is not None
        assert kept.state is state
    day = timedelta(days=1)
    assert await listed(editor, **mine, since=(now - day).isoformat(), until=(now + day).isoformat()) == newest_first
    assert await listed(editor, **mine, since=(now + day).isoformat()) == []
    assert await listed(editor, **mine, until=(now - day).isoformat()) == []
    assert await listed(editor, astrologer="nobody-of-this-name") == []


async def test_an_order_is_found_by_its_exact_number_phone_or_address(editor: Editor, shop: Shop, buyer: Buyer) -> None:
    phone, email = f"+7916{uuid4().int % 10_000_000:07}", f"{uuid4().hex}@example.com"
    await User.find({"_id": buyer.user.id}).update({"$set": {"email": email}})
    first = (await buyer.order(phone=phone))["order"]["id"]
    second = await placed(buyer)
    assert await find(editor, first) == [first]
    assert await find(editor, f"8 ({phone[2:5]}) {phone[5:]}") == [first]
    assert await find(editor, f" {email.upper()} ") == [second, first]
    for nothing in (phone[:-1], email[1:], first[:-1] + ("0" if first[-1] != "0" else "1"), "Анна", "$ne"):
        assert await find(editor, nothing) == []


async def test_the_story_of_an_order_is_told_whole_and_its_reading_is_written_down(
    editor: Editor, shop: Shop, buyer: Buyer
) -> None:
    bought = await buyer.buy()
    story = (await editor.http.get(f"{PATH}/{bought['id']}")).json()
    assert (story["state"], story["buyer"], story["phone"]) == ("paid", "Анна Белова", "+79991234567")
    assert story["payment"]["amount"] == story["total"] == bought["total"]
    assert story["payment"]["provider_id"]
    assert story["granted"]["conversation_id"] == bought["conversation_id"]
    assert (story["astrologer"], story["granted"]["astrologer"]) == (shop.astrologer.slug, shop.astrologer.slug)
    (read,) = await editor.did(f"order:{bought['id']}")
    assert (read.action, read.person_id) == (AuditedAction.ORDER_READ, buyer.user.id)
    await listed(editor, client=str(buyer.user.id))
    await find(editor, "+79991234567")
    entries = await AuditEntry.find({"actor_id": editor.person.user.id}).sort("+_id").to_list()
    assert [one.action for one in entries[1:]] == [AuditedAction.ORDERS_READ, AuditedAction.ORDERS_FOUND]
    assert "9991234567" not in repr([one.details for one in entries])
    again = (await buyer.post(f"/api/orders/{bought['id']}/refund")).json()
    assert again["state"] == "refunded", again
    story = (await editor.http.get(f"{PATH}/{bought['id']}")).json()
    assert story["refunded_at"]
    assert [bool(one["provider_id"] and one["done_at"]) for one in story["payment"]["refunds"]] == [True]
    assert story["granted"]["ended_at"]


@pytest.mark.parametrize("number", ["0" * 24, "x", "a" * 64])
async def test_an_order_that_is_none_is_not_found(editor: Editor, number: str) -> None:
    assert (await editor.http.get(f"{PATH}/{number}")).json()["code"] == "not_found"
    assert (await editor.http.get(PATH, params={"cursor": "?"})).json()["errors"][0]["field"] == "cursor"
