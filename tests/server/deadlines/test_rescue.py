"""What support does about a late answer: another astrologer, more time, or the client's own choice."""

import asyncio
import time
from datetime import timedelta
from typing import Any

import httpx
import pytest

from server.context import Context
from server.deadlines.jobs import meet_choices
from storage.audit import audit_entries
from storage.conversations import Conversation
from storage.entitlements import Entitlement
from storage.ids import UserId
from storage.users import Role, User, user_by_id
from tests.people import Person, sign_up
from tests.product import Product
from tests.server.deadlines.conftest import at, say, stored, waiting_in
from tests.server.shop import Buyer, Shop
from tests.sockets import connected

ANNOUNCED_SECONDS = 1.0


@pytest.fixture
async def support(context: Context) -> Person:
    """Somebody of support."""
    return await sign_up(context, Role.SUPPORT, "Олег")


async def act(app: Product, person: Person, conversation_id: str, what: str, body: dict[str, object]) -> httpx.Response:
    """What support does to a consultation."""
    async with person.http(app.base_url) as http:
        return await http.post(f"/api/desk/consultations/{conversation_id}/{what}", json=body)


async def account(user_id: UserId) -> User:
    """The person with this id."""
    found = await user_by_id(user_id)
    assert found is not None
    return found


async def entitlement_of(conversation_id: str) -> Entitlement:
    """What the consultation was granted by."""
    found = await Entitlement.find_one({"conversation_id": (await stored(conversation_id)).id})
    assert found is not None
    return found


async def test_another_astrologer_goes_on_at_once_and_the_one_before_sees_nothing_more(
    app: Product, api: httpx.AsyncClient, shop: Shop, buyer: Buyer, context: Context, support: Person
) -> None:
    conversation_id = (await buyer.buy())["conversation_id"]
    colleague = await shop.colleague()
    await say(context, buyer.user.id, conversation_id, "Тайный вопрос")
    old, new = [await shop.sign_in(api, await account(one.user_id)) for one in (shop.astrologer, colleague)]
    async with (
        connected(app.base_url, old.token) as left,
        connected(app.base_url, new.token) as came,
        connected(app.base_url, buyer.token) as client,
        connected(app.base_url, support.token) as desk,
    ):
        named = {"conversation_id": conversation_id}
        begun = time.monotonic()
        body: dict[str, object] = {"astrologer": colleague.slug, "note": "Не отвечает"}
        answer = await act(app, support, conversation_id, "reassign", body)
        assert answer.status_code == 200, answer.text
        await left.event("conversation.removed", lambda one: one["conversation_id"] == conversation_id)
        await came.event("conversation.changed", lambda one: one["conversation"]["id"] == conversation_id)
        await client.event("conversation.changed", lambda one: _is_given_by(one["conversation"], str(new.user.id)))
        await desk.event("overdue.changed", lambda one: one["overdue"]["astrologer_id"] == str(new.user.id))
        assert time.monotonic() - begun < ANNOUNCED_SECONDS
        history = await came.do("conversation.history", named | {"limit": 10})
        assert "Тайный вопрос" in {one["text"] for one in history["messages"]}
        assert await left.refused("conversation.history", named | {"limit": 10}) == "not_found"
        sent = {**named, "client_message_id": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", "text": "Я ещё здесь"}
        assert await left.refused("message.send", sent) == "not_found"
        await client.send(conversation_id, "Здравствуйте, новый астролог")
        assert "Здравствуйте, новый астролог" not in left.texts(conversation_id)
    granted = await entitlement_of(conversation_id)
    assert (granted.astrologer_id, granted.astrologer_slug) == (colleague.user_id, colleague.slug)
    (entry,) = await audit_entries(subject=f"conversation:{conversation_id}")
    assert (entry.action, entry.details["note"]) == ("consultation.reassigned", "Не отвечает")
    assert not [one for one in old_list(await old.get("/api/conversations")) if one == conversation_id]


def old_list(page: Any) -> list[str]:
    """The ids of a page of conversations."""
    return [one["id"] for one in page["items"]]


def _is_given_by(conversation: dict[str, Any], user_id: str) -> bool:
    return user_id in {one["user_id"] for one in conversation["participants"]}


async def test_of_two_who_act_at_once_one_is_told_that_it_has_changed(
    app: Product, shop: Shop, buyer: Buyer, context: Context, support: Person
) -> None:
    conversation_id = (await buyer.buy())["conversation_id"]
    before = await stored(conversation_id)
    body: dict[str, object] = {"days": 5, "note": "Задержка"}

    answers = await asyncio.gather(*(act(app, support, conversation_id, "extend", body) for _ in range(8)))

    won = [one for one in answers if one.status_code == 200]
    assert {one.status_code for one in answers} <= {200, 409}
    after = await stored(conversation_id)
    assert before.active_until is not None
    assert after.active_until == before.active_until + len(won) * timedelta(days=5)
    assert (await entitlement_of(conversation_id)).active_until == after.active_until


async def test_extending_moves_the_answer_and_brings_an_expired_consultation_back(
    app: Product, buyer: Buyer, context: Context, support: Person
) -> None:
    conversation_id = (await buyer.buy())["conversation_id"]
    await say(context, buyer.user.id, conversation_id)
    gone = context.clock() - timedelta(days=1)
    await Conversation.find({"_id": (await stored(conversation_id)).id}).update({"$set": {"active_until": gone}})

    answer = await act(app, support, conversation_id, "extend", {"days": 3, "note": "Вина наша"})

    assert answer.status_code == 200, answer.text
    shown = await buyer.get(f"/api/conversations/{conversation_id}")
    assert shown["state"] == "active"
    assert (await waiting_in(conversation_id)).due_at > context.clock() + timedelta(days=2, hours=23)


async def test_the_client_chooses_once_and_gets_exactly_that(
    app: Product, shop: Shop, buyer: Buyer, context: Context, support: Person
) -> None:
    await shop.colleague()
    for choice in ("extend", "reassign", "refund"):
        order = await buyer.buy()
        conversation_id = order["conversation_id"]
        await say(context, buyer.user.id, conversation_id)
        offered = await act(app, support, conversation_id, "offer", {"options": [choice, "extend"], "days": 4})
        assert offered.status_code == 200, offered.text
        assert choice in (await buyer.get(f"/api/conversations/{conversation_id}"))["offer"]["options"]
        before = await stored(conversation_id)

        answers = await asyncio.gather(
            *(buyer.post(f"/api/conversations/{conversation_id}/offer", {"choice": choice}) for _ in range(5))
        )

        assert 200 in {one.status_code for one in answers}
        after = await stored(conversation_id)
        assert after.offer is not None
        assert after.offer.done_at is not None
        assert before.active_until is not None
        assert after.active_until is not None
        if choice == "extend":
            assert after.active_until == before.active_until + timedelta(days=4)
        elif choice == "reassign":
            assert str(shop.astrologer.user_id) not in map(str, after.participant_ids)
        else:
            assert after.completed_at is not None
            assert (await buyer.get(f"/api/orders/{order['id']}"))["state"] == "refunded"


async def test_a_choice_that_nobody_can_meet_yet_stands_until_somebody_can(
    app: Product, shop: Shop, buyer: Buyer, context: Context, support: Person
) -> None:
    conversation_id = (await buyer.buy())["conversation_id"]
    await say(context, buyer.user.id, conversation_id)
    await act(app, support, conversation_id, "offer", {"options": ["reassign", "extend"]})
    chosen = await buyer.post(f"/api/conversations/{conversation_id}/offer", {"choice": "reassign"})
    assert chosen.json()["conversation"]["offer"]["choice"] == "reassign"
    other = await buyer.post(f"/api/conversations/{conversation_id}/offer", {"choice": "extend"})
    assert (other.status_code, other.json()["code"]) == (409, "conflict")
    refused = await act(app, support, conversation_id, "extend", {"days": 1, "note": "-"})
    assert refused.status_code == 409

    colleague = await shop.colleague()
    await meet_choices(at(context, context.clock() + timedelta(minutes=1)))

    assert colleague.user_id in (await stored(conversation_id)).participant_ids


async def test_what_was_not_paid_is_not_offered_back_and_nobody_chooses_what_is_not_offered(
    app: Product, buyer: Buyer, context: Context, support: Person
) -> None:
    conversation_id = (await buyer.buy())["conversation_id"]
    assert (await buyer.post(f"/api/conversations/{conversation_id}/offer", {"choice": "refund"})).status_code == 409
    granted = await entitlement_of(conversation_id)
    await Entitlement.find({"_id": granted.id}).update({"$unset": {"order_id": ""}})
    answer = await act(app, support, conversation_id, "offer", {"options": ["refund"]})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "nothing_was_paid")
