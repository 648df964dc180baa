"""How an astrologer works: hours and load decide what clients see and who gets the next consultation; own figures."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from beanie import PydanticObjectId

from realtime.availability import tell_changes
from server.console.jobs import measure_answers
from server.context import Context
from storage.conversations import conversation_by_id
from storage.ids import ConversationId
from storage.users import User
from tests.people import Person
from tests.product import Product
from tests.server.shop import Buyer, Shop, eventually, open_shop
from tests.sockets import connected

OFF = {"day": "2026-12-31", "opens": None, "closes": None}
NEVER = {"timezone": "Europe/Moscow", "week": [], "exceptions": []}


async def _hers(shop: Shop, api: httpx.AsyncClient) -> Buyer:
    user = await User.get(shop.astrologer.user_id)
    assert user is not None
    return await shop.sign_in(api, user)


async def _change(hers: Buyer, **body: object) -> httpx.Response:
    return await hers.api.patch("/api/console/me", json=body, headers=hers.headers)


async def _card(api: httpx.AsyncClient, shop: Shop) -> Any:
    return (await api.get(f"/api/astrologers/{shop.astrologer.slug}")).json()


async def test_hours_are_what_clients_see_and_their_end_is_told_once(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    shop = await open_shop(context)
    buyer, hers = await shop.buyer(api), await _hers(shop, api)
    await buyer.buy()
    async with connected(app.base_url, buyer.token) as client:
        now = context.clock().astimezone(UTC)
        opens = now.replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
        hours = {"weekday": opens.isoweekday(), "opens": f"{opens:%H:%M}", "closes": "00:00"}
        working = {"timezone": "UTC", "week": [hours], "exceptions": []}
        kept = (await _change(hers, version=0, working=working)).json()
        assert (kept["by_hours"], kept["open_now"], kept["version"]) == (True, 1, 1)
        told = await client.event("availability.changed")
        assert told["availability"]["state"] == "away"
        assert datetime.fromisoformat(told["availability"]["until"]) == opens
        assert (await _card(api, shop))["availability"] == kept["availability"]
        async with connected(app.base_url, hers.token) as console:
            await console.do("availability.set", {"state": "available"})
        await client.event("availability.changed", lambda event: event["availability"]["state"] == "available")
        assert (await _card(api, shop))["availability"] == {"state": "available", "until": None}
        own = await hers.get("/api/console/me")
        assert not own["by_hours"], "said outside the hours, it holds until they begin"

        await tell_changes(context.chat, context.clock())
        told_again = await tell_changes(context.chat, context.clock())
        assert told_again == 0, "nothing has changed since"
        client.events.clear()
        assert await tell_changes(context.chat, opens) >= 1
        assert await client.event("availability.changed")


async def test_what_two_devices_change_is_not_overwritten(context: Context, api: httpx.AsyncClient) -> None:
    hers = await _hers(await open_shop(context), api)
    assert (await _change(hers, version=0, most_open=3)).json()["version"] == 1
    refused = await _change(hers, version=0, working=NEVER)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "settings_changed")
    kept = (await _change(hers, version=1, working=NEVER)).json()
    assert (kept["most_open"], kept["working"]) == (3, NEVER), "what is not named stays"
    assert (await _change(hers, version=2, working=None)).json()["working"] is None


async def test_hours_that_make_no_sense_are_refused(context: Context, api: httpx.AsyncClient) -> None:
    hers = await _hers(await open_shop(context), api)
    nine = {"weekday": 1, "opens": "09:00", "closes": "12:00"}
    for wrong in (
        {"timezone": "Mars/Olympus"},
        {"week": [nine, {**nine, "opens": "11:00", "closes": "18:00"}]},
        {"week": [{**nine, "closes": "08:00"}]},
        {"exceptions": [{**OFF, "opens": "10:00"}]},
        {"exceptions": [OFF, {**OFF, "opens": "10:00", "closes": "11:00"}]},
    ):
        assert (await _change(hers, version=0, working=NEVER | wrong)).status_code == 422, wrong


async def test_who_is_full_takes_nobody_new_and_gives_what_is_paid_for(
    context: Context, api: httpx.AsyncClient
) -> None:
    shop = await open_shop(context)
    buyer, hers = await shop.buyer(api), await _hers(shop, api)
    waiting = await buyer.order()
    await buyer.buy()
    await _change(hers, version=0, most_open=1)
    assert (await _card(api, shop))["takes_new"] is False
    full = await buyer.post("/api/orders", buyer.wish())
    assert full.json()["errors"][0]["code"] == "astrologer_full"
    nobody = await buyer.post("/api/orders", buyer.wish(astrologer=None))
    assert nobody.json()["errors"][0]["code"] == "everybody_full"

    await buyer.pay(waiting)
    assert await buyer.settled(waiting["order"]["id"]), "it was paid for"
    other = await shop.colleague()
    bought = await buyer.buy(astrologer=None)
    seen = await buyer.get(f"/api/conversations/{bought['conversation_id']}")
    assert str(other.user_id) in {one["user_id"] for one in seen["participants"]}
    await _change(hers, version=1, most_open=5)
    assert (await _card(api, shop))["takes_new"] is True


async def test_figures_are_counted_from_first_answers_and_reviews(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    shop = await open_shop(context)
    buyer, hers = await shop.buyer(api), await _hers(shop, api)
    user = await User.get(shop.astrologer.user_id)
    assert user is not None
    client, sofia = Person(buyer.user, buyer.token), Person(user, hers.token)
    bought = await buyer.buy()
    async with connected(app.base_url, client.token) as asking, connected(app.base_url, sofia.token) as answering:
        await asking.send(bought["conversation_id"], "Что меня ждёт?")
        await answering.send(bought["conversation_id"], "Здравствуйте!")
        await answering.send(bought["conversation_id"], "Сейчас расскажу.")
    conversation_id = ConversationId(PydanticObjectId(bought["conversation_id"]))
    # The inbox's copy follows by itself.
    await eventually(lambda: conversation_by_id(conversation_id), lambda one: bool(one.answered_seq))
    await measure_answers(context)
    await measure_answers(context)

    figures = await hers.get("/api/console/figures")
    assert (figures["answered"], len(figures["months"])) == (1, 12)
    month = figures["months"][-1]
    assert (month["answered"], month["on_time_share"]) == (1, 1.0)
    assert month["median_first_answer_seconds"] in range(60)
    assert figures["median_first_answer_seconds"] == month["median_first_answer_seconds"]
    assert sum(one["answered"] for one in figures["months"][:-1]) == 0
