"""Promo codes of the back office: what orders were told of a code stays true."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.server.admin.conftest import Editor
from tests.server.admin.forms import PROMO_FORM
from tests.server.shop import Buyer, Shop

PATH = "/api/admin/promo-codes"


async def made(editor: Editor, **facts: object) -> dict[str, Any]:
    """A promo code of this test's own."""
    answer = await editor.http.post(PATH, json={**PROMO_FORM, "code": f"T{uuid4().hex[:12]}", **facts})
    assert answer.status_code == 201, answer.text
    record: dict[str, Any] = answer.json()["items"][0]
    return record


def form_of(record: dict[str, Any], **changes: object) -> dict[str, Any]:
    """The form as it is saved, but for these changes."""
    return {name: record[name] for name in (*PROMO_FORM, "version")} | changes


async def test_an_amount_comes_off_but_never_more_than_the_price(editor: Editor, buyer: Buyer) -> None:
    code = await made(
        editor, percent=None, amount={"amount": 100_000, "currency": "RUB"}, code=f"руб-{uuid4().hex[:6]}"
    )
    assert (await buyer.order(promo_code=code["code"].lower()))["order"]["total"]["amount"] == 149_900
    large = await made(editor, percent=None, amount={"amount": 90_000_000, "currency": "RUB"})
    assert (await buyer.order(promo_code=large["code"]))["order"]["state"] == "paid"
    assert (await editor.http.get(f"{PATH}/{code['code']}")).json()["uses"] == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"percent": 30}, "percent"),
        ({"percent": None, "amount": {"amount": 100, "currency": "RUB"}}, "percent"),
        ({"starts_at": "2090-01-01T00:00:00Z"}, "starts_at"),
        ({"uses_each": 1}, "uses_each"),
        ({"uses_limit": 1}, "uses_limit"),
    ],
)
async def test_what_orders_were_told_of_a_code_stays(
    editor: Editor, shop: Shop, api: httpx.AsyncClient, changes: dict[str, Any], field: str
) -> None:
    code = await made(editor, uses_limit=5)
    for _ in range(2):
        await (await shop.buyer(api)).order(promo_code=code["code"])
    answer = await editor.http.put(f"{PATH}/{code['code']}", json=form_of(code, **changes))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field
    kept = await editor.http.put(f"{PATH}/{code['code']}", json=form_of(code, uses_limit=2, services=["natal-chart"]))
    assert (kept.status_code, kept.json()["uses"], kept.json()["version"]) == (200, 2, 1)
    stale = await editor.http.put(f"{PATH}/{code['code']}", json=form_of(code, uses_limit=9))
    assert stale.json()["code"] == "conflict"
    (_, changed) = await editor.did(f"promo_code:{code['code']}")
    assert changed.details == {"uses_limit": "5 → 2", "services": "[] → ['natal-chart']"}


async def test_a_series_is_of_readable_codes_and_each_can_be_ended(editor: Editor, buyer: Buyer) -> None:
    prefix = f"S{uuid4().hex[:8]}".upper()
    answer = await editor.http.post(PATH, json={**PROMO_FORM, "uses_limit": 1, "code": prefix, "count": 120})
    codes = [one["code"] for one in answer.json()["items"]]
    assert len(set(codes)) == 120
    assert all(not set(code.removeprefix(f"{prefix}-")) & set("01OIL") for code in codes)
    listed: list[str] = []
    cursor = ""
    while True:
        part = (await editor.http.get(f"{PATH}?series={prefix}&limit=50{cursor}")).json()
        listed += [one["code"] for one in part["items"]]
        if part["next_cursor"] is None:
            break
        cursor = f"&cursor={part['next_cursor']}"
    assert listed == codes
    ended = (await editor.http.post(f"{PATH}/{codes[0]}/end", json={"version": 0})).json()
    assert ended["ends_at"] is not None
    refused = await buyer.post("/api/orders", buyer.wish(promo_code=codes[0]))
    assert refused.json()["errors"][0]["code"] == "promo_over"
    assert (await buyer.order(promo_code=codes[1]))["order"]["discount"]["amount"] > 0
    taken = await editor.http.post(PATH, json={**PROMO_FORM, "code": codes[1].lower()})
    assert taken.json()["errors"][0] == {"field": "code", "code": "taken", "detail": "Уже занято."}
