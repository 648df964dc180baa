"""What people see by their role: staff, those who have left, and astrologers, who never see how to reach a client."""

from contextlib import AsyncExitStack
from typing import Any
from uuid import uuid4

import httpx
import pytest

from server.context import Context
from storage.entitlements import Entitlement
from storage.users import Role, User
from tests.people import sign_up
from tests.product import Product
from tests.server.deny_table import COMMAND_TABLE, TABLE, belongings_of_two, call
from tests.server.shop import open_shop
from tests.sockets import Client, connected


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.ADMIN])
async def test_staff_read_help_chats_and_no_consultation(role: Role, app: Product, context: Context) -> None:
    belongings = await belongings_of_two(context)
    person = await sign_up(context, role, "Олег")
    writing = ("message.send", "typing.set", "receipt.read", "conversation.complete")
    async with connected(app.base_url, person.token) as client:
        named = {"conversation_id": str(belongings.support.id)}
        assert (await client.do("conversation.history", {**named, "limit": 10}))["messages"] is not None
        for name in writing:
            assert await client.refused(name, {**COMMAND_TABLE[name][1], **named}) == "forbidden", name
        named = {"conversation_id": str(belongings.conversation.id)}
        assert await client.refused("conversation.history", {**named, "limit": 10}) == "not_found"
        for name in writing:
            assert await client.refused(name, {**COMMAND_TABLE[name][1], **named}) == "not_found", name
        point = {"id": str(belongings.conversation.id), "last_seq": 0, "rev": 0}
        assert await client.do("conversation.sync", {"conversations": [point]}) == {"conversations": []}


async def test_support_staff_write_only_where_they_answer(app: Product, context: Context) -> None:
    belongings = await belongings_of_two(context)
    holder, other = await sign_up(context, Role.SUPPORT, "Олег"), await sign_up(context, Role.SUPPORT, "Ира")
    named = {"conversation_id": str(belongings.support.id)}
    async with connected(app.base_url, holder.token) as first, connected(app.base_url, other.token) as second:
        assert await first.refused("message.send", {**COMMAND_TABLE["message.send"][1], **named}) == "forbidden"
        assert await first.refused("queue.resolve", named) == "conflict"
        await first.do("queue.claim", named)
        assert await second.refused("queue.claim", named) == "conflict"
        assert await second.refused("queue.resolve", named) == "conflict"
        await first.send(belongings.support.id, "Здравствуйте")
        assert await second.refused("message.send", {**COMMAND_TABLE["message.send"][1], **named}) == "forbidden"
        await first.do("queue.resolve", named)
        assert await first.refused("message.send", {**COMMAND_TABLE["message.send"][1], **named}) == "forbidden"


@pytest.mark.parametrize("role", [Role.CLIENT, Role.ASTROLOGER])
async def test_whoever_no_longer_works_for_support_reads_and_hears_nothing_more(
    role: Role, app: Product, context: Context
) -> None:
    belongings = await belongings_of_two(context)
    former = await sign_up(context, Role.SUPPORT, "Олег")
    named = {"conversation_id": str(belongings.support.id)}
    async with connected(app.base_url, former.token) as desk:
        await desk.do("queue.claim", named)
        await desk.do("queue.resolve", named)
    await User.find_one({"_id": former.user.id}).update({"$set": {"role": role}})
    async with (
        connected(app.base_url, former.token) as outside,
        connected(app.base_url, belongings.client.token) as client,
    ):
        assert await outside.refused("conversation.history", {**named, "limit": 10}) == "not_found"
        point = {"id": str(belongings.support.id), "last_seq": 0, "rev": 0}
        assert await outside.do("conversation.sync", {"conversations": [point]}) == {"conversations": []}
        await client.send(belongings.support.id, "и ещё вопрос")
        await outside.refused("availability.set", {})  # a full round trip: whatever was sent before has arrived
        assert outside.texts(belongings.support.id) == []
    async with former.http(app.base_url) as http:
        assert (await http.get("/api/conversations")).json()["items"] == []


async def test_a_former_astrologer_reads_nothing_more_of_their_clients(app: Product, context: Context) -> None:
    belongings = await belongings_of_two(context)
    await User.find_one({"_id": belongings.astrologer.user.id}).update({"$set": {"role": Role.CLIENT}})
    async with belongings.astrologer.http(app.base_url) as http:
        assert (await http.get(f"/api/conversations/{belongings.conversation.id}")).status_code == 404
    async with belongings.client.http(app.base_url) as http:
        assert (await http.get(f"/api/conversations/{belongings.conversation.id}")).status_code == 200


async def test_an_astrologer_never_receives_a_clients_phone_or_address(
    app: Product, context: Context, api: httpx.AsyncClient
) -> None:
    secrets = {"phone": "+79167654321", "email": f"hidden-{uuid4().hex}@example.com", "contact_phone": "+79031112233"}
    shop = await open_shop(context)
    buyer = await shop.buyer(api)
    await User.find({"phone": secrets["phone"]}).delete()
    await User.find_one({"_id": buyer.user.id}).update({"$set": secrets})
    astrologer = await shop.sign_in(api, await _user(shop.astrologer.user_id))
    async with AsyncExitStack() as stack:
        console: Client = await stack.enter_async_context(connected(app.base_url, astrologer.token))
        order = await buyer.buy(phone="+7 (985) 444-55-66")
        client: Client = await stack.enter_async_context(connected(app.base_url, buyer.token))
        conversation_id = order["conversation_id"]
        await client.send(conversation_id, "Здравствуйте")
        told = [await console.do("conversation.history", {"conversation_id": conversation_id, "limit": 100})]
        point = {"id": conversation_id, "last_seq": 0, "rev": 0}
        told.append(await console.do("conversation.sync", {"conversations": [point]}))
        told.append(await console.do("conversation.complete", {"conversation_id": conversation_id}))
        await console.event("conversation.changed")
        told += [payload for _, payload in console.events]
        async with httpx.AsyncClient(base_url=app.base_url, headers=astrologer.headers) as http:
            answers = [await call(http, name, conversation_id) for name in TABLE if name.startswith("GET /api/")]
    said = repr(told) + "".join(one.text for one in answers)
    assert conversation_id in said
    assert len(await Entitlement.find({"client_id": buyer.user.id}).to_list()) == 1
    for secret in ("9167654321", "654-32-1", "654-32", secrets["email"], "9031112233", "9854445566", "444-55-66"):
        assert secret not in said


async def _user(user_id: Any) -> User:
    found = await User.get(user_id)
    assert found is not None
    return found
