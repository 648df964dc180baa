"""Steps of a walk over HTTP, each of them what somebody does in the product."""

import asyncio
from typing import Any, Final
from uuid import uuid4

import httpx

from server.admin.codes.jobs import make_certificates
from server.context import Context
from server.notifications.channels import LEAVE_LETTERS
from server.notifications.signed import SignedLink, sign
from server.notifications.telegram import webhook_secret
from storage.certificates import Certificate, certificate_digest
from storage.legal_texts import LegalText
from storage.services import ConsultationFormat
from tests.product import Product
from tests.realtime.pictures import picture
from tests.server.admin.forms import (
    ARTICLE_FORM,
    ASTROLOGER_FORM,
    LEGAL_FORM,
    PROMO_FORM,
    QUESTION_FORM,
    SERVICE_FORM,
)
from tests.server.births.conftest import BIRTH
from tests.server.shop import Buyer

PASSWORD: Final = "звёздное небо 1"


async def edited_the_catalogue(http: httpx.AsyncClient) -> None:
    forms: dict[str, dict[str, Any]] = {
        "services": SERVICE_FORM,
        "astrologers": {**ASTROLOGER_FORM, "account_email": f"{uuid4().hex}@example.com"},
        "questions": QUESTION_FORM,
        "articles": ARTICLE_FORM,
    }
    for kind, form in forms.items():
        slug = f"walk-{uuid4().hex[:10]}"
        made = await http.post(f"/api/admin/{kind}", json={**form, "slug": slug})
        assert made.status_code == 201, made.text
        assert (await http.post(f"/api/admin/{kind}", json={**form, "slug": slug})).status_code == 422
        kept = {name: value for name, value in form.items() if name != "account_email"}
        changed = {**kept, "version": 0, **({"hidden": True} if "hidden" in kept else {})}
        assert (await http.put(f"/api/admin/{kind}/{slug}", json=changed)).status_code == 200
        assert (await http.get(f"/api/admin/{kind}/{slug}")).status_code == 200
        listed = (await http.get(f"/api/admin/{kind}?limit=100")).json()["items"]
        if kind != "articles":
            order = {"slugs": [one["slug"] for one in listed]}
            assert (await http.put(f"/api/admin/order/{kind}", json=order)).status_code in (204, 409)
        for part in {"astrologers": ["portrait"], "articles": ["cover"]}.get(kind, []):
            jpeg = {"Content-Type": "image/jpeg"}
            sent = await http.put(f"/api/admin/{kind}/{slug}/{part}", content=picture(size=(900, 600)), headers=jpeg)
            assert sent.status_code == 200, sent.text
            if part == "cover":
                assert (await http.get(sent.json()["cover"])).status_code == 200
        if kind in ("questions", "articles"):
            version = (await http.get(f"/api/admin/{kind}/{slug}")).json()["version"]
            assert (await http.delete(f"/api/admin/{kind}/{slug}?version={version}")).status_code == 204
    assert (await http.post("/api/admin/preview", json={"markdown": "**x**"})).status_code == 200


async def kept_the_books(context: Context, http: httpx.AsyncClient) -> None:
    """Legal texts, codes and the organisation."""
    slug, later = f"walk-{uuid4().hex[:10]}", "2090-01-01T00:00:00Z"
    legal = f"/api/admin/legal/{slug}"
    assert (await http.post("/api/admin/legal", json={**LEGAL_FORM, "slug": slug})).status_code == 201
    planned = {**LEGAL_FORM, "effective_at": later, "title": {"ru": "Иначе", "en": "Otherwise"}, "version": 0}
    assert (await http.put(legal, json=planned)).json()["number"] == 2
    assert (await http.put(legal, json=planned)).status_code == 409
    for part in ("", "/versions", "/versions/2/changes?language=en", "/versions/1/consents?limit=5"):
        assert (await http.get(legal + part)).status_code == 200, part
    assert (await http.delete(f"{legal}/planned?version=1")).status_code == 204
    assert len((await http.get("/api/admin/legal")).json()["items"]) > 1
    for path in (f"/api/legal/{slug}", f"/api/legal/{slug}/1"):
        assert (await http.get(path)).status_code == 200
    await LegalText.find({"slug": slug}).delete()

    code = f"WALK{uuid4().hex[:10]}".upper()
    assert (await http.post("/api/admin/promo-codes", json={**PROMO_FORM, "code": code, "count": 3})).is_success
    (first, *_) = (await http.get(f"/api/admin/promo-codes?limit=2&series={code}")).json()["items"]
    promo = f"/api/admin/promo-codes/{first['code']}"
    assert (await http.put(promo, json={**PROMO_FORM, "percent": 30, "version": 0})).json()["percent"] == 30
    assert (await http.post(f"{promo}/end", json={"version": 1})).json()["ends_at"] is not None
    assert (await http.get(promo)).status_code == 200

    wanted = {"service": "personality-core", "format": "written", "count": 2}
    batch = (await http.post("/api/admin/certificate-batches", json=wanted)).json()
    made = f"/api/admin/certificate-batches/{batch['serial']}"
    await make_certificates(context)
    assert (await http.post(f"{made}/sheet")).content.startswith(b"%PDF")
    assert (await http.get(f"{made}/certificates")).json()["items"][0]["state"] == "unused"
    assert (await http.post(f"{made}/void", json={"reason": "Потеряли"})).json()["void"] == 2
    assert (await http.get(made)).json()["state"] == "printed"
    assert (await http.get("/api/admin/certificate-batches?limit=1")).status_code == 200
    assert (await http.post("/api/admin/certificates/find", json={"code": "ASTARS-DEMO-GIFT"})).status_code == 200

    site = (await http.get("/api/admin/organisation")).json()
    form = {name: value for name, value in site.items() if name != "slug"}
    assert (await http.put("/api/admin/organisation", json=form)).json() == site


async def read_the_orders(http: httpx.AsyncClient) -> None:
    """Everybody's orders, and the story of one."""
    (newest,) = (await http.get("/api/admin/orders?state=paid&limit=1")).json()["items"]
    assert (await http.post("/api/admin/orders/find", json={"q": newest["id"]})).json()["items"] == [newest]
    assert (await http.get(f"/api/admin/orders/{newest['id']}")).json()["paid_at"] is not None


async def read_the_conversations(http: httpx.AsyncClient, conversation_id: str, attachment_id: str) -> None:
    """Everybody's conversations without their words, and what was said in one, once it was said why."""
    listed = (await http.get("/api/admin/conversations?kind=consultation")).json()["items"]
    path = f"/api/admin/conversations/{conversation_id}"
    assert (await http.get(path)).json() in listed
    assert (await http.get(f"{path}/messages")).status_code == 403
    opened = await http.post(f"{path}/open", json={"reason": "complaint", "comment": "Жалоба на долгий ответ"})
    assert opened.json()["conversation"]["id"] == conversation_id
    assert (await http.get(f"{path}/messages?limit=5")).json()["messages"]
    assert (await http.get(f"{path}/attachments/{attachment_id}")).status_code == 302


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


async def chose_how_to_be_reached(http: httpx.AsyncClient) -> None:
    night = {"begins": "22:00", "ends": "08:00", "timezone": "Europe/Moscow"}
    chosen = {"order": ["telegram", "email"], "quiet": night, "after_minutes": 30}
    assert (await http.patch("/api/me/notifications", json={"quiet": night | {"timezone": "Moon"}})).status_code == 422
    assert (await http.patch("/api/me/notifications", json=chosen)).status_code == 200
    kept = (await http.get("/api/me/notifications")).json()
    assert {name: kept[name] for name in chosen} == chosen
    assert (await http.post("/api/me/telegram")).status_code == 201
    assert (await http.delete("/api/me/telegram")).status_code == 204


async def was_called_by_others(context: Context, http: httpx.AsyncClient, leaver: SignedLink) -> None:
    """By Telegram, and by the program that reads somebody's letters."""
    said = {"update_id": 1, "message": {"chat": {"id": 1, "type": "private"}, "text": "Привет"}}
    headers = {"X-Telegram-Bot-Api-Secret-Token": webhook_secret(context.settings)}
    assert (await http.post("/api/telegram/webhook", json=said, headers=headers)).status_code == 200
    leaving = f"/api/notifications/leave/{sign(context.settings, LEAVE_LETTERS, leaver)}"
    assert (await http.get(leaving)).status_code == 303
    assert (await http.post(leaving)).status_code == 204


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
    assert (await http.get("/api/refunds?limit=1")).json()["items"][0]["refusal"] is None
    assert (await http.post(f"/api/orders/{order['id']}/refund")).status_code == 200
    code, slug = uuid4().hex.upper(), buyer.shop.service.slug
    now = buyer.shop.context.clock()
    await Certificate(
        digest=certificate_digest(code), service_slug=slug, format=ConsultationFormat.WRITTEN, created_at=now
    ).insert()
    assert (await http.post("/api/certificates/redeem", json={"code": code})).status_code == 201
    assert (await http.post("/api/certificates/redeem", json={"code": code + "X"})).status_code == 422


async def uploaded_a_file(http: httpx.AsyncClient, conversation_id: str) -> str:
    """A picture that is ready to be sent; its id."""
    content = picture()
    announced = await http.post(
        "/api/attachments",
        json={"conversation_id": conversation_id, "name": "a.jpg", "size": len(content), "content_type": "image/jpeg"},
    )
    upload = announced.json()["upload"]
    async with httpx.AsyncClient() as store:
        stored = await store.request(upload["method"], upload["url"], headers=upload["headers"], content=content)
    assert stored.status_code == 200, stored.text
    attachment_id = str(announced.json()["attachment"]["id"])
    path = f"/api/attachments/{attachment_id}"
    assert (await http.post(f"{path}/complete")).status_code == 200
    assert (await http.get(path)).status_code == 302
    assert (await http.get(f"{path}?as=link&variant=thumbnail")).status_code == 200
    return attachment_id


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


async def wrote_a_long_answer(http: httpx.AsyncClient, conversation_id: str) -> None:
    path = f"/api/console/drafts/{conversation_id}"
    assert (await http.get(path)).json()["draft"]["version"] == 0
    assert (await http.put(path, json={"text": "Ваша карта", "version": 0})).status_code == 200
    assert (await http.put(path, json={"text": "Ваша карта говорит", "version": 0})).status_code == 409
    assert (await http.get(path)).json()["draft"]["text"] == "Ваша карта"


async def decided_when_to_work(http: httpx.AsyncClient) -> None:
    own = (await http.get("/api/console/me")).json()
    day = {"weekday": 1, "opens": "10:00", "closes": "18:00"}
    working = {
        "timezone": "Europe/Moscow",
        "week": [day],
        "exceptions": [{"day": "2030-01-01", "opens": None, "closes": None}],
    }
    body = {"version": own["version"], "working": working, "most_open": 30}
    assert (await http.patch("/api/console/me", json=body)).json()["working"]["week"] == [day]
    assert (await http.patch("/api/console/me", json=body)).status_code == 409
    assert len((await http.get("/api/console/figures")).json()["months"]) == 12


async def looked_at_the_client(http: httpx.AsyncClient, conversation_id: str) -> None:
    card = (await http.get(f"/api/console/clients/{conversation_id}")).json()
    assert (await http.get(f"/api/console/clients/{conversation_id}/transits")).json()["items"]
    assert (await http.get(f"/api/console/clients/{conversation_id}/chart")).json()["bodies"]
    notes = {"text": "Любит подробности", "tags": ["карьера"], "version": 0}
    path = f"/api/console/clients/{card['client_id']}/notes"
    assert (await http.put(path, json=notes)).json()["notes"]["version"] == 1
    assert (await http.put(path, json=notes)).status_code == 409


async def kept_canned_replies(http: httpx.AsyncClient) -> None:
    body = {"folder": "Начало", "title": "Приветствие", "text": "Здравствуйте, {client_name}!"}
    reply = (await http.post("/api/replies", json=body)).json()["reply"]
    assert (await http.post("/api/replies", json={**body, "scope": "team"})).status_code == 403
    assert (await http.get("/api/replies")).json()["items"] == [reply]
    changed = await http.patch(f"/api/replies/{reply['id']}", json={"text": "Добрый день, {client_name}!"})
    assert changed.json()["reply"]["text"] == "Добрый день, {client_name}!"
    assert (await http.delete(f"/api/replies/{reply['id']}")).status_code == 204
    assert (await http.delete(f"/api/replies/{reply['id']}")).status_code == 404


async def wanted_more_time(http: httpx.AsyncClient, entitlement_id: str) -> None:
    placed = await http.post(f"/api/entitlements/{entitlement_id}/extend", json={"consent": True})
    assert placed.status_code == 201, placed.text
    price = {"amount": 1}
    told = await http.post(
        f"/api/entitlements/{entitlement_id}/extend", json={"consent": True, "expected_total": price}
    )
    assert (told.status_code, told.json()["errors"][0]["code"]) == (409, "price_changed")


async def gave_money_back(http: httpx.AsyncClient, order_id: str) -> None:
    path = f"/api/desk/orders/{order_id}"
    assert (await http.get(path)).json()["order"]["refundable"]["amount"]
    part = {"amount": {"amount": 1000}, "reason": "-", "client_refund_id": str(uuid4())}
    assert (await http.post(f"{path}/refund", json=part)).json()["order"]["refunded"]["amount"] == 1000
    assert (await http.post(f"{path}/refund", json={**part, "amount": {"amount": 1001}})).status_code == 409


async def left_an_order_unpaid(http: httpx.AsyncClient, buyer: Buyer) -> None:
    placed = await buyer.order()
    again: dict[str, Any] = (await http.post(f"/api/orders/{placed['order']['id']}/pay")).json()
    assert again["payment"]["url"]
