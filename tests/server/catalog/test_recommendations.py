"""What is recommended follows from one's own choices and from what others hold beside them, and says so."""

from datetime import timedelta

import httpx

from server.context import Context
from storage.entitlements import Entitlement
from storage.ids import UserId, new_id
from storage.services import ConsultationFormat
from tests.server.shop import Shop, open_shop


async def _grant(shop: Shop, client_id: UserId, *, refunded: bool = False) -> None:
    now = shop.context.clock()
    await Entitlement(
        client_id=client_id,
        order_id=new_id(),
        service_slug=shop.service.slug,
        service_title=shop.service.title,
        format=ConsultationFormat.WRITTEN,
        astrologer_id=shop.astrologer.user_id,
        astrologer_slug=shop.astrologer.slug,
        active_until=now + timedelta(days=30),
        created_at=now,
        conversation_id=new_id(),
        ended_at=now if refunded else None,
    ).insert()


async def test_what_others_hold_beside_comes_first_and_says_beside_what(
    context: Context, api: httpx.AsyncClient
) -> None:
    mine, often, once, related = [await open_shop(context) for _ in range(4)]
    await mine.service.set({"related": [related.service.slug]})
    for number in range(3):
        somebody = UserId(new_id())
        await _grant(mine, somebody)
        await _grant(often, somebody)
        if number == 0:
            await _grant(once, somebody)
    client = await mine.buyer(api)
    await _grant(mine, client.user.id)

    items = (await client.get("/api/recommendations"))["items"]

    assert [(one["slug"], one["reason"]) for one in items[:2]] == [
        (often.service.slug, "Часто берут вместе с «Ядро личности»"),
        (related.service.slug, "Хорошо дополняет «Ядро личности»"),
    ]
    # One person's choices are nobody's business.
    assert once.service.slug not in {one["slug"] for one in items}
    assert mine.service.slug not in {one["slug"] for one in items}
    assert [one["reason"] for one in items[2:]] == [None] * len(items[2:])


async def test_what_was_refunded_is_no_choice_of_anybody(context: Context, api: httpx.AsyncClient) -> None:
    mine, returned, related = [await open_shop(context) for _ in range(3)]
    await returned.service.set({"related": [related.service.slug]})
    for _ in range(3):
        somebody = UserId(new_id())
        await _grant(mine, somebody)
        await _grant(returned, somebody, refunded=True)
    holder, returner = await mine.buyer(api), await mine.buyer(api)
    await _grant(mine, holder.user.id)
    await _grant(returned, returner.user.id, refunded=True)

    for client in (holder, returner):
        items = (await client.get("/api/recommendations"))["items"]
        assert {returned.service.slug, related.service.slug}.isdisjoint(one["slug"] for one in items)
        assert {one["reason"] for one in items} == {None}


async def test_whoever_has_bought_nothing_is_shown_what_is_featured_without_a_reason(api: httpx.AsyncClient) -> None:
    items = (await api.get("/api/recommendations")).json()["items"]
    assert items
    assert {one["reason"] for one in items} == {None}
