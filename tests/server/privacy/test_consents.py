"""When somebody agreed to what: to the texts as they stood, whatever they say later."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from server.context import Context
from storage.legal_texts import LegalText, legal_text
from storage.orders import Order
from storage.text import Text
from tests.server.shop import Shop


@pytest.fixture
async def privacy(context: Context) -> AsyncIterator[LegalText]:
    """The privacy policy; it is again what it was when the test is over."""
    text = await legal_text("privacy", context.clock())
    assert text is not None
    yield text
    await LegalText.find({"slug": "privacy", "number": {"$gt": text.number}}).delete()


async def test_an_order_keeps_when_and_to_which_versions_the_client_agreed(shop: Shop, api: httpx.AsyncClient) -> None:
    buyer = await shop.buyer(api)
    placed = await buyer.order()
    (consent,) = (await buyer.get("/api/me/consents"))["items"]
    assert consent["order_id"] == placed["order"]["id"]
    assert consent["given_at"] == placed["order"]["created_at"]
    assert consent["service_title"] == placed["order"]["service_title"]
    texts = {one["slug"]: one for one in consent["texts"]}
    assert set(texts) == {"privacy", "terms"}
    assert texts["privacy"]["title"]["ru"] == "Политика конфиденциальности"
    assert all(one["is_current"] and len(one["digest"]) == 64 for one in texts.values())
    for one in texts.values():
        shown = (await api.get(f"/api{one['url']}")).json()
        assert shown["effective_at"] == one["effective_at"]


async def test_a_text_that_changes_later_changes_nothing_of_what_was_agreed_to(
    shop: Shop, api: httpx.AsyncClient, privacy: LegalText
) -> None:
    buyer = await shop.buyer(api)
    await buyer.order()
    now = shop.context.clock()
    for days, number in ((0, 2), (30, 3)):
        facts = {
            "id": None,
            "number": privacy.number + number - 1,
            "body": Text(ru=f"{privacy.body.ru}\n\nИ ещё {number}.", en=privacy.body.en),
            "effective_at": now + timedelta(days=days),
        }
        await LegalText.model_validate({**dict(privacy), **facts}).insert()
    await buyer.order()
    newest, oldest = (await buyer.get("/api/me/consents"))["items"]
    new, old = (next(text for text in one["texts"] if text["slug"] == "privacy") for one in (newest, oldest))
    assert (new["is_current"], old["is_current"]) == (True, False)
    assert new["digest"] != old["digest"]
    assert (new["url"], old["url"]) == ("/legal/privacy", f"/legal/privacy/{privacy.number}")
    for text, word in ((new, True), (old, False)):
        shown = (await api.get(f"/api{text['url']}")).json()
        assert ("И ещё 2." in shown["plain"], shown["is_in_force"]) == (word, word)


async def test_consents_come_in_pages_and_nobody_elses_are_among_them(shop: Shop, api: httpx.AsyncClient) -> None:
    buyer, stranger = await shop.buyer(api), await shop.buyer(api)
    ids = [(await buyer.order())["order"]["id"] for _ in range(3)]
    await stranger.order()
    first = await buyer.get("/api/me/consents?limit=2")
    rest = await buyer.get(f"/api/me/consents?limit=2&cursor={first['next_cursor']}")
    assert [one["order_id"] for one in [*first["items"], *rest["items"]]] == ids[::-1]
    assert rest["next_cursor"] is None


async def test_an_order_from_before_names_no_texts(shop: Shop, api: httpx.AsyncClient, context: Context) -> None:
    buyer = await shop.buyer(api)
    placed = await buyer.order()
    query = {"client_id": buyer.user.id}
    await context.database.collection(Order.Settings.name).update_one(query, {"$unset": {"consented_to": 1}})
    (consent,) = (await buyer.get("/api/me/consents"))["items"]
    assert (consent["order_id"], consent["texts"]) == (placed["order"]["id"], [])
