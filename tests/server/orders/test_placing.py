"""Placing an order: the server's price, one order per click, nobody else's business."""

import asyncio

import httpx
import pytest

from server.context import Context
from storage.orders import Order
from storage.promo_codes import PromoCode
from storage.services import Service
from storage.users import Role, User, user_by_id
from tests.server.shop import CARD_PAYS, PRICE, Buyer, Shop


async def test_paid_order_opens_the_consultation_with_the_chosen_astrologer(buyer: Buyer) -> None:
    placed = await buyer.order()
    assert placed["order"]["state"] == "awaiting_payment"
    assert placed["order"]["total"] == {"amount": PRICE, "currency": "RUB"}

    answer = await buyer.pay(placed, CARD_PAYS)

    assert answer.status_code == 303
    assert answer.headers["location"].endswith(f"/cabinet/services?order={placed['order']['id']}")
    order = await buyer.settled(placed["order"]["id"])
    assert order["state"] == "paid"
    assert order["payment_url"] is None
    (entitlement,) = (await buyer.get("/api/entitlements?state=active"))["items"]
    assert entitlement["conversation_id"] == order["conversation_id"]
    assert entitlement["astrologer"] == buyer.shop.astrologer.slug
    assert entitlement["remaining"] == 1
    assert (await buyer.get("/api/entitlements?state=past"))["items"] == []


async def test_price_is_the_catalogues_and_later_changes_do_not_touch_the_order(buyer: Buyer) -> None:
    placed = await buyer.order()
    await Service.find({"slug": buyer.shop.service.slug}).update({"$set": {"price_amount": 1}})

    order = await buyer.get(f"/api/orders/{placed['order']['id']}")

    assert order["total"]["amount"] == PRICE
    assert order["payment_url"] == placed["payment"]["url"]


@pytest.mark.parametrize(
    "smuggled", [{"price": 1}, {"total": {"amount": 1}}, {"state": "paid"}, {"client_id": "0" * 24}, {"discount": 100}]
)
async def test_fields_that_are_the_servers_own_are_refused(buyer: Buyer, smuggled: dict[str, object]) -> None:
    answer = await buyer.post("/api/orders", buyer.wish(**smuggled))

    assert answer.status_code == 422
    assert answer.json()["code"] == "validation_failed"
    assert (await buyer.get("/api/orders"))["items"] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("consent", False),
        ("first_name", "  "),
        ("phone", "not a phone"),
        ("format", "video"),
        ("service", "there-is-no-such"),
        ("astrologer", "nobody"),
    ],
)
async def test_order_that_cannot_be_kept_is_refused_by_its_field(buyer: Buyer, field: str, value: object) -> None:
    answer = await buyer.post("/api/orders", buyer.wish(**{field: value}))

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_double_click_is_one_order_and_the_same_answer(buyer: Buyer, second_url: str) -> None:
    clicks = [
        buyer.post("/api/orders", buyer.wish(), key="one-click", base=base)
        for base in ("", second_url)
        for _ in range(5)
    ]

    answers = await asyncio.gather(*clicks)

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["order"]["id"] for answer in answers}) == 1
    assert len({answer.json()["payment"]["url"] for answer in answers}) == 1
    assert await Order.find({"client_id": buyer.user.id}).count() == 1


async def test_same_key_with_another_request_is_a_conflict(buyer: Buyer) -> None:
    first = await buyer.post("/api/orders", buyer.wish(), key="again")
    other = await buyer.post("/api/orders", buyer.wish(format="audio"), key="again")

    assert first.status_code == 201
    assert (other.status_code, other.json()["code"]) == (409, "conflict")


async def test_somebody_elses_order_is_not_found(buyer: Buyer, shop: Shop, api: httpx.AsyncClient) -> None:
    placed = await buyer.order()
    stranger = await shop.buyer(api)
    path = f"/api/orders/{placed['order']['id']}"

    foreign = await api.get(path, headers=stranger.headers)
    missing = await api.get(f"/api/orders/{'0' * 24}", headers=stranger.headers)
    refund = await stranger.post(f"{path}/refund")

    assert foreign.status_code == missing.status_code == refund.status_code == 404
    assert foreign.json() == missing.json()
    assert (await stranger.get("/api/orders"))["items"] == []


@pytest.mark.parametrize("role", [Role.ASTROLOGER, Role.SUPPORT, Role.ADMIN, Role.GUEST])
async def test_only_clients_order(shop: Shop, api: httpx.AsyncClient, context: Context, role: Role) -> None:
    user = User(role=role, created_at=context.clock())
    await user.insert()
    somebody = await shop.sign_in(api, user)

    answer = await somebody.post("/api/orders", somebody.wish())

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert (await api.post("/api/orders", json=somebody.wish())).status_code == 401


async def test_buyers_name_and_phone_are_kept_where_nothing_was_known(buyer: Buyer) -> None:
    await buyer.order()
    await buyer.order(first_name="Другая", last_name="Особа", phone="+79990001122")

    user = await user_by_id(buyer.user.id)

    assert user is not None
    assert (user.display_name, user.contact_phone, user.phone) == ("Анна Белова", "+79991234567", None)


async def test_promo_code_takes_its_part_off(buyer: Buyer) -> None:
    code = PromoCode(code=f"P{buyer.user.id}".upper(), percent=20)
    await code.insert()
    body = {"code": f" {code.code.lower()} ", "service": buyer.shop.service.slug}

    checked = await buyer.post("/api/promo-codes/check", body)
    placed = await buyer.order(promo_code=code.code.lower())

    assert checked.json() == {
        "discount": {"amount": 49_980, "currency": "RUB"},
        "total": {"amount": 199_920, "currency": "RUB"},
    }
    assert placed["order"]["total"]["amount"] == 199_920
    assert placed["order"]["discount"]["amount"] == 49_980


async def test_unknown_promo_code_is_refused(buyer: Buyer) -> None:
    checked = await buyer.post("/api/promo-codes/check", {"code": "NOPE", "service": buyer.shop.service.slug})
    placed = await buyer.post("/api/orders", buyer.wish(promo_code="NOPE"))

    assert checked.json()["code"] == placed.json()["code"] == "promo_invalid"


async def test_order_that_costs_nothing_is_paid_at_once(buyer: Buyer) -> None:
    code = PromoCode(code=f"FREE{buyer.user.id}".upper(), percent=100)
    await code.insert()

    placed = await buyer.order(promo_code=code.code)

    assert placed["order"]["state"] == "paid"
    assert placed["order"]["conversation_id"]
    assert placed["payment"]["url"].endswith(f"/cabinet/services?order={placed['order']['id']}")


async def test_last_use_of_a_promo_code_is_one_of_fifty(shop: Shop, api: httpx.AsyncClient, second_url: str) -> None:
    code = PromoCode(code=f"ONCE-{shop.service.slug}".upper(), percent=50, uses_limit=1)
    await code.insert()
    buyers = [await shop.buyer(api) for _ in range(50)]

    answers = await asyncio.gather(
        *(
            one.post("/api/orders", one.wish(promo_code=code.code), key="k", base=second_url if number % 2 else "")
            for number, one in enumerate(buyers)
        )
    )

    assert sorted(answer.status_code for answer in answers) == [201] + [422] * 49
    assert {answer.json()["code"] for answer in answers if answer.status_code == 422} == {"promo_invalid"}


async def test_a_client_uses_a_code_no_more_often_than_it_allows_even_at_once(
    shop: Shop, api: httpx.AsyncClient, second_url: str
) -> None:
    code = PromoCode(code=f"EACH-{shop.service.slug}".upper(), percent=50, uses_each=2)
    await code.insert()
    buyer, other = await shop.buyer(api), await shop.buyer(api)

    answers = await asyncio.gather(
        *(
            buyer.post("/api/orders", buyer.wish(promo_code=code.code), key=f"k{n}", base=second_url if n % 2 else "")
            for n in range(20)
        )
    )

    assert sorted(answer.status_code for answer in answers) == [201] * 2 + [422] * 18
    refused = {answer.json()["errors"][0]["code"] for answer in answers if answer.status_code == 422}
    assert refused == {"promo_used_by_you"}
    assert (await other.order(promo_code=code.code))["order"]["discount"]["amount"] > 0
