"""Every way an order can fail: it is said which, nothing is sold twice, and one goes on from where one was."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from server.context import Context
from server.orders.jobs import expire_unpaid_orders
from storage.astrologers import Astrologer
from storage.certificates import Certificate, certificate_digest
from storage.orders import Order
from storage.payments import Payment
from storage.promo_codes import PromoCode
from storage.services import ConsultationFormat, Service
from storage.users import User
from tests.server.shop import CARD_DECLINED, CARD_PAYS, PRICE, Buyer, Shop, eventually


def _complaint(answer: httpx.Response) -> tuple[int, str, str, str]:
    """Status, code, and the first field with what is wrong about it."""
    problem = answer.json()
    field = problem["errors"][0]
    assert field["detail"]
    return answer.status_code, problem["code"], field["field"], field["code"]


async def test_after_a_declined_card_the_same_order_is_paid_with_another(buyer: Buyer) -> None:
    placed = await buyer.order()
    path = f"/api/orders/{placed['order']['id']}"
    await buyer.pay(placed, CARD_DECLINED)
    declined = await eventually(lambda: buyer.get(path), lambda seen: seen["is_declined"])
    assert (declined["state"], declined["payment_url"]) == ("awaiting_payment", None)

    tries = await asyncio.gather(*(buyer.post(f"{path}/pay") for _ in range(5)))

    assert {one.status_code for one in tries} == {200}
    (url,) = {one.json()["payment"]["url"] for one in tries}
    assert url != placed["payment"]["url"]
    assert (await buyer.get(path))["is_declined"] is False
    await buyer.pay(tries[0].json(), CARD_PAYS)
    assert (await buyer.settled(declined["id"]))["state"] == "paid"
    (order,) = await Order.find({"client_id": buyer.user.id}).to_list()
    assert await Payment.find({"order_id": order.id}).count() == 1


async def test_a_closed_payment_page_leaves_an_order_that_says_how_long_it_waits(
    buyer: Buyer, context: Context
) -> None:
    placed = await buyer.order()
    path = f"/api/orders/{placed['order']['id']}"
    waiting = await buyer.get(path)
    assert waiting["pay_until"] > waiting["created_at"]
    again = await buyer.post(f"{path}/pay")
    assert again.json()["payment"] == placed["payment"]

    await Order.find({"client_id": buyer.user.id}).update(
        {"$set": {"created_at": context.clock() - timedelta(hours=25)}}
    )
    late = await buyer.post(f"{path}/pay")
    assert (late.status_code, late.json()["code"]) == (402, "payment_failed")
    await expire_unpaid_orders(context)
    over = await buyer.get(path)
    assert (over["state"], over["is_expired"], over["pay_until"], over["payment_url"]) == (
        "cancelled",
        True,
        None,
        None,
    )


async def test_nobody_pays_a_price_they_have_not_seen(buyer: Buyer) -> None:
    seen = {"amount": PRICE, "currency": "RUB"}
    await Service.find({"slug": buyer.shop.service.slug}).update({"$set": {"price_amount": PRICE + 100}})

    refused = await buyer.post("/api/orders", buyer.wish(expected_total=seen), key="one")

    assert _complaint(refused) == (409, "conflict", "expected_total", "price_changed")
    assert (await buyer.get("/api/orders"))["items"] == []
    now = await buyer.post("/api/orders", buyer.wish(expected_total=seen | {"amount": PRICE + 100}), key="two")
    assert now.json()["order"]["total"]["amount"] == PRICE + 100
    # Asked for once more after a lost answer it is the same order, whatever the price is by then.
    await Service.find({"slug": buyer.shop.service.slug}).update({"$set": {"price_amount": PRICE + 200}})
    once_more = await buyer.post("/api/orders", buyer.wish(expected_total=seen | {"amount": PRICE + 100}), key="two")
    assert once_more.json()["order"]["id"] == now.json()["order"]["id"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (None, "promo_unknown"),
        ({"starts_at": 1}, "promo_early"),
        ({"ends_at": -1}, "promo_over"),
        ({"services": ["another"]}, "promo_other_service"),
        ({"uses_limit": 1}, "promo_used_up"),
    ],
)
async def test_a_promo_code_that_takes_nothing_off_says_why(
    buyer: Buyer, shop: Shop, api: httpx.AsyncClient, facts: dict[str, object] | None, code: str
) -> None:
    word = f"C{buyer.user.id}".upper()
    if facts is not None:
        moments = {
            name: buyer.shop.context.clock() + timedelta(hours=value) if isinstance(value, int) else value
            for name, value in facts.items()
            if name.endswith("_at")
        }
        await PromoCode.model_validate({"code": word, "percent": 10} | facts | moments).insert()
    if code == "promo_used_up":
        await (await shop.buyer(api)).order(promo_code=word)

    checked = await buyer.post("/api/promo-codes/check", {"code": word, "service": shop.service.slug})
    placed = await buyer.post("/api/orders", buyer.wish(promo_code=word))

    assert _complaint(checked) == _complaint(placed) == (422, "promo_invalid", "promo_code", code)


async def test_what_is_not_given_any_more_is_said_at_what_was_chosen(buyer: Buyer, shop: Shop) -> None:
    formats = [one.model_dump() for one in shop.service.formats if one.format is ConsultationFormat.AUDIO]
    await Service.find({"slug": shop.service.slug}).update({"$set": {"formats": formats}})
    gone = await buyer.post("/api/orders", buyer.wish())
    assert _complaint(gone) == (422, "validation_failed", "format", "format_gone")

    await User.find({"_id": shop.astrologer.user_id}).update({"$set": {"blocked_at": shop.context.clock()}})
    left = await buyer.post("/api/orders", buyer.wish(format="audio"))
    assert _complaint(left) == (422, "validation_failed", "astrologer", "astrologer_gone")
    nobody = await buyer.post("/api/orders", buyer.wish(format="audio", astrologer=None))
    assert _complaint(nobody) == (422, "validation_failed", "service", "service_withdrawn")

    await User.find({"_id": shop.astrologer.user_id}).update({"$set": {"blocked_at": None}})
    await Astrologer.find({"slug": shop.astrologer.slug}).update({"$set": {"services": []}})
    other = await buyer.post("/api/orders", buyer.wish(format="audio"))
    assert _complaint(other) == (422, "validation_failed", "astrologer", "astrologer_gone")
    await Service.find({"slug": shop.service.slug}).update({"$set": {"hidden_at": shop.context.clock()}})
    withdrawn = await buyer.post("/api/orders", buyer.wish(format="audio"))
    assert _complaint(withdrawn) == (422, "validation_failed", "service", "service_withdrawn")
    assert (await buyer.get("/api/orders"))["items"] == []


async def test_a_certificate_that_opens_nothing_says_why(buyer: Buyer, shop: Shop, api: httpx.AsyncClient) -> None:
    now = shop.context.clock()
    good, over, void = (f"{kind}{buyer.user.id}".upper() for kind in "GOV")
    for code, facts in (
        (good, {"expires_at": now + timedelta(days=1)}),
        (over, {"expires_at": now - timedelta(days=1)}),
        (void, {"voided_at": now}),
    ):
        await Certificate(
            digest=certificate_digest(code),
            service_slug=shop.service.slug,
            format=ConsultationFormat.WRITTEN,
            created_at=now,
            **facts,
        ).insert()
    assert (await buyer.post("/api/certificates/redeem", {"code": good})).status_code == 201
    stranger = await shop.buyer(api)
    for who, code, reason in (
        (buyer, good, "certificate_yours"),
        (stranger, good, "certificate_used"),
        (buyer, over, "certificate_over"),
        (buyer, void, "certificate_void"),
        (buyer, "NOPE", "certificate_unknown"),
    ):
        answer = await who.post("/api/certificates/redeem", {"code": code})
        assert _complaint(answer) == (422, "certificate_invalid", "code", reason)
