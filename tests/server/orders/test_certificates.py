"""Certificates: one consultation, once."""

import asyncio
from datetime import timedelta

import httpx

from server.context import Context
from server.orders.jobs import complete_grants
from storage.certificates import Certificate, certificate_digest, claim_certificate
from storage.entitlements import Entitlement
from storage.services import ConsultationFormat
from tests.server.shop import Buyer, Shop, eventually


def code_of(shop: Shop) -> str:
    """The code of `certificate_of`."""
    return f"GIFT-{shop.service.slug}".upper()


async def certificate_of(shop: Shop, **facts: object) -> Certificate:
    values = {
        "digest": certificate_digest(code_of(shop)),
        "service_slug": shop.service.slug,
        "format": ConsultationFormat.WRITTEN,
        "created_at": shop.context.clock(),
    }
    certificate: Certificate = Certificate.model_validate(values | facts)
    await certificate.insert()
    return certificate


async def test_certificate_becomes_a_consultation(buyer: Buyer) -> None:
    await certificate_of(buyer.shop)

    answer = await buyer.post("/api/certificates/redeem", {"code": f" {code_of(buyer.shop).lower()} "})

    assert answer.status_code == 201
    granted = answer.json()["entitlement"]
    assert (granted["state"], granted["order_id"], granted["remaining"]) == ("active", None, 1)
    assert granted["conversation_id"]
    assert (await buyer.get("/api/entitlements?state=active"))["items"] == [granted]


async def test_one_of_fifty_parallel_tries_redeems(shop: Shop, api: httpx.AsyncClient, second_url: str) -> None:
    certificate = await certificate_of(shop)
    buyers = [await shop.buyer(api) for _ in range(5)]

    answers = await asyncio.gather(
        *(
            buyers[number % 5].post(
                "/api/certificates/redeem", {"code": code_of(shop)}, base=second_url if number % 2 else ""
            )
            for number in range(50)
        )
    )

    assert sorted(answer.status_code for answer in answers) == [201] + [422] * 49
    assert {answer.json()["code"] for answer in answers if answer.status_code == 422} == {"certificate_invalid"}
    assert await Entitlement.find({"certificate_id": certificate.id}).count() == 1


async def test_lost_answer_can_be_asked_for_again_with_the_same_key(buyer: Buyer) -> None:
    await certificate_of(buyer.shop)
    body: dict[str, object] = {"code": code_of(buyer.shop)}

    first = await buyer.post("/api/certificates/redeem", body, key="redeem")
    again = await buyer.post("/api/certificates/redeem", body, key="redeem")
    other = await buyer.post("/api/certificates/redeem", body)

    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert other.json()["code"] == "certificate_invalid"


async def test_certificate_claimed_before_a_crash_is_granted_by_the_job(buyer: Buyer, context: Context) -> None:
    certificate = await certificate_of(buyer.shop)
    long_ago = context.clock() - timedelta(minutes=1)
    await claim_certificate(certificate.id, by=buyer.user.id, key=None, now=long_ago)

    await complete_grants(context)
    await Entitlement.find({"certificate_id": certificate.id}).update({"$set": {"created_at": long_ago}})
    await complete_grants(context)

    seen = await eventually(lambda: buyer.get("/api/entitlements"), lambda page: bool(page["items"]))
    assert seen["items"][0]["conversation_id"]
