"""Steps of a walk over HTTP, each of them what somebody does in the product."""

import asyncio
from typing import Any, Final
from uuid import uuid4

import httpx

from storage.certificates import Certificate
from storage.services import ConsultationFormat
from tests.product import Product
from tests.realtime.pictures import picture
from tests.server.births.conftest import BIRTH
from tests.server.shop import Buyer

PASSWORD: Final = "звёздное небо 1"


async def left(http: httpx.AsyncClient) -> None:
    devices = (await http.get("/api/me/sessions")).json()["items"]
    assert (await http.delete(f"/api/me/sessions/{devices[-1]['id']}")).status_code == 204
    assert (await http.delete("/api/me/sessions")).status_code == 204
    assert (await http.get("/api/me/consents?limit=1")).status_code == 200
    assert (await http.get("/api/me/export")).status_code == 200
    assert (await http.request("DELETE", "/api/me", json={"password": "wrong"})).status_code == 422
    assert (await http.request("DELETE", "/api/me", json={"password": PASSWORD})).status_code == 204


async def reviewed(http: httpx.AsyncClient, conversation_id: str) -> None:
    review = f"/api/conversations/{conversation_id}/review"
    assert (await http.get(review)).json()["review"] is None
    assert (await http.post(review, json={"stars": 6, "text": ""})).status_code == 422
    assert (await http.post(review, json={"stars": 5, "text": "Спасибо"})).status_code == 200


async def was_told_by_push(app: Product, http: httpx.AsyncClient) -> None:
    assert (await http.get("/api/push")).status_code == 200
    async with httpx.AsyncClient(base_url=app.sandbox_url) as sandbox:
        browser = (await sandbox.post("/push/browsers")).json()
    assert (await http.put("/api/me/push", json=browser)).status_code == 204
    gone = await http.request("DELETE", "/api/me/push", json={"endpoint": browser["endpoint"]})
    assert gone.status_code == 204


async def looked_around(http: httpx.AsyncClient) -> None:
    for path in ("/api/countries", "/api/faq", "/api/recommendations", "/api/site"):
        assert (await http.get(path)).status_code == 200
    for kind in ("services", "astrologers", "articles"):
        for item in (await http.get(f"/api/{kind}?limit=20")).json()["items"]:
            assert (await http.get(f"/api/{kind}/{item['slug']}")).status_code == 200
    assert (await http.get("/api/astrologers/sofia/reviews")).status_code == 200
    for text in (await http.get("/api/site")).json()["legal"]:
        assert (await http.get(f"/api/legal/{text['slug']}")).status_code == 200
    avatar = await http.put("/api/me/avatar", content=picture(size=(300, 300)), headers={"Content-Type": "image/jpeg"})
    assert (await http.get(avatar.json()["avatar_url"])).status_code == 200
    assert (await http.delete("/api/me/avatar")).is_success


async def held(http: httpx.AsyncClient, order_id: str) -> None:
    service = (await http.get("/api/services")).json()["items"][0]["slug"]
    await http.get("/api/orders")
    await http.get(f"/api/orders/{order_id}")
    for state in ("active", "past"):
        await http.get(f"/api/entitlements?state={state}")
    assert (await http.post("/api/promo-codes/check", json={"code": "STARS20", "service": service})).status_code == 200


async def saw_the_chart(http: httpx.AsyncClient) -> None:
    (moscow, *_) = (await http.get("/api/places", params={"q": "Москва"})).json()["items"]
    place = {name: moscow[name] for name in ("id", "name", "lat", "lon", "timezone")}
    birth = {"date": "2010-10-31", "time": "02:30", "place": place}
    await http.patch("/api/me", json={"birth": birth})
    assert (await http.get("/api/charts/natal")).status_code == 422
    await http.patch("/api/me", json={"birth": {**birth, "fold": 1}})
    for kind in ("", ".svg", "/outline", ".pdf", "/letters"):
        assert (await http.get(f"/api/charts/natal{kind}")).status_code == 200
    sent = await http.post("/api/charts/natal/send", json={"email": f"{uuid4().hex}@example.com"})
    assert sent.status_code == 202


async def took_back_and_was_given(http: httpx.AsyncClient, buyer: Buyer) -> None:
    order = await buyer.buy()
    assert (await http.post(f"/api/orders/{order['id']}/refund")).status_code == 200
    code, slug = uuid4().hex.upper(), buyer.shop.service.slug
    now = buyer.shop.context.clock()
    await Certificate(code=code, service_slug=slug, format=ConsultationFormat.WRITTEN, created_at=now).insert()
    assert (await http.post("/api/certificates/redeem", json={"code": code})).status_code == 201
    assert (await http.post("/api/certificates/redeem", json={"code": code + "X"})).status_code == 422


async def sent_a_file(http: httpx.AsyncClient, conversation_id: str) -> None:
    content = picture()
    announced = await http.post(
        "/api/attachments",
        json={"conversation_id": conversation_id, "name": "a.jpg", "size": len(content), "content_type": "image/jpeg"},
    )
    upload = announced.json()["upload"]
    async with httpx.AsyncClient() as store:
        stored = await store.request(upload["method"], upload["url"], headers=upload["headers"], content=content)
    assert stored.status_code == 200, stored.text
    path = f"/api/attachments/{announced.json()['attachment']['id']}"
    assert (await http.post(f"{path}/complete")).status_code == 200
    assert (await http.get(path)).status_code == 302
    assert (await http.get(f"{path}?as=link&variant=thumbnail")).status_code == 200


async def read_back(http: httpx.AsyncClient, conversation_id: str) -> None:
    await http.get("/api/conversations?kind=consultation&state=active")
    await http.get(f"/api/conversations/{conversation_id}")
    await http.get(f"/api/conversations/{conversation_id}/messages?after_seq=0&limit=2")
    assert (await http.get(f"/api/conversations/{conversation_id}/messages?limit=0")).status_code == 422
    await http.get(f"/api/conversations/{conversation_id}/messages?from_at=2020-01-01T00:00:00Z")
    async with asyncio.timeout(15):
        while True:
            if (await http.get("/api/search", params={"q": "добрый"})).json()["items"]:
                break
            await asyncio.sleep(0.1)


async def gave_a_birth(http: httpx.AsyncClient, conversation_id: str) -> None:
    birth = f"/api/conversations/{conversation_id}/birth"
    assert (await http.get(birth)).json()["may_give"]
    assert (await http.put(birth, json={"birth": BIRTH | {"date": "2200-01-01"}})).status_code == 422
    assert (await http.put(birth, json={"birth": BIRTH})).status_code == 200
    for kind in ("svg", "pdf"):
        assert (await http.get(f"{birth}/chart.{kind}")).status_code == 200


async def left_an_order_unpaid(http: httpx.AsyncClient, buyer: Buyer) -> None:
    placed = await buyer.order()
    again: dict[str, Any] = (await http.post(f"/api/orders/{placed['order']['id']}/pay")).json()
    assert again["payment"]["url"]
