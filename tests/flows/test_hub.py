"""The hub as the official Python client meets it."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
import socketio

from realtime.commands import COMMANDS
from realtime.expiry import announce
from server.context import Context
from storage.conversations import conversation_by_id
from storage.messages import page_after
from storage.times import utc_now
from storage.users import Role
from tests.people import Person, consultation, sign_up
from tests.product import Product
from tests.sockets import Client, connected


async def _pair(context: Context) -> tuple[Person, Person]:
    return await sign_up(context), await sign_up(context, Role.ASTROLOGER, "София")


async def test_a_message_is_acknowledged_and_reaches_every_device_of_both_sides(app: Product, context: Context) -> None:
    anna, sofia = await _pair(context)
    opened = await consultation(context, anna, sofia)
    async with (
        connected(app.base_url, anna.token) as phone,
        connected(app.base_url, anna.token) as laptop,
        connected(app.base_url, sofia.token) as console,
    ):
        sent = await phone.send(opened.id, "Здравствуйте")
        assert sent["seq"] == 2
        assert sent["sender"] == {"id": anna.id, "role": "client", "name": "Анна"}
        for device in (phone, laptop, console):
            seen = await device.event("message.created", lambda event: event["message"]["seq"] == 2)
            assert seen["message"] == sent


async def test_the_same_id_again_is_the_same_message(app: Product, context: Context) -> None:
    anna, sofia = await _pair(context)
    opened = await consultation(context, anna, sofia)
    once = str(uuid4())
    async with connected(app.base_url, anna.token) as client:
        first = await client.send(opened.id, "раз", once)
        again = await client.send(opened.id, "раз", once)
    assert again == first
    assert [one["text"] for one in await page_after(opened.id, 1, 10)] == ["раз"]


async def test_a_client_that_was_away_catches_up_by_sync(app: Product, context: Context) -> None:
    anna, sofia = await _pair(context)
    opened = await consultation(context, anna, sofia)
    async with connected(app.base_url, sofia.token) as console:
        for number in range(5):
            await console.send(opened.id, f"ответ {number}")
    async with connected(app.base_url, anna.token) as client:
        greeting = await client.event("session.ready")
        assert [(one["id"], one["last_seq"], one["unread"]) for one in greeting["conversations"]] == [
            (str(opened.id), 6, 6)
        ]
        point = {"id": str(opened.id), "last_seq": 3, "rev": 0}
        answer = await client.do("conversation.sync", {"conversations": [point]})
    synced = answer["conversations"][0]
    assert [one["text"] for one in synced["messages"]] == ["ответ 2", "ответ 3", "ответ 4"]
    assert (synced["last_seq"], synced["complete"]) == (6, True)


async def test_a_foreign_conversation_is_not_found_by_any_command(app: Product, context: Context) -> None:
    anna, sofia = await _pair(context)
    opened = await consultation(context, anna, sofia)
    stranger = await sign_up(context, name="Чужой")
    foreign, missing = str(opened.id), "0" * 24
    payloads: dict[str, dict[str, object]] = {
        "message.send": {"client_message_id": str(uuid4()), "text": "?"},
        "message.edit": {"seq": 1, "text": "?"},
        "message.delete": {"seq": 1},
        "message.react": {"seq": 1, "emoji": "👍", "on": True},
        "conversation.history": {"limit": 10},
        "conversation.complete": {},
        "receipt.read": {"seq": 1},
        "receipt.delivered": {"seq": 1},
        "typing.set": {"state": "typing"},
        "queue.claim": {},
        "queue.resolve": {},
        "queue.transfer": {},
        "queue.reopen": {},
        "queue.view": {"doing": "typing"},
        "queue.snooze": {},
        "queue.tag": {"tags": []},
        "queue.block": {"blocked": True},
        "note.add": {"client_note_id": str(uuid4()), "text": "?"},
    }
    assert set(payloads) | {"conversation.sync", "availability.set"} == set(COMMANDS), "a new command stands here too"
    async with connected(app.base_url, stranger.token) as client:
        for command, payload in payloads.items():
            answers = [await client.ask(command, payload | {"conversation_id": one}) for one in (foreign, missing)]
            assert answers[0] == answers[1]
            assert answers[0]["error"]["code"] == "not_found", command
        points = [{"id": one, "last_seq": 0, "rev": 0} for one in (foreign, missing)]
        assert (await client.do("conversation.sync", {"conversations": points})) == {"conversations": []}
        assert await client.refused("availability.set", {"state": "away"}) == "forbidden"
    assert len(await page_after(opened.id, 0, 10)) == 1


async def test_receipts_grow_and_reach_the_other_side(app: Product, context: Context) -> None:
    anna, sofia = await _pair(context)
    opened = await consultation(context, anna, sofia)
    async with connected(app.base_url, anna.token) as client, connected(app.base_url, sofia.token) as console:
        sent = await client.send(opened.id, "вопрос")
        await console.do("receipt.delivered", {"conversation_id": str(opened.id), "seq": sent["seq"]})
        receipt = await client.event("receipt.updated", lambda event: event["delivered_seq"] == sent["seq"])
        assert (receipt["user_id"], receipt["read_seq"]) == (sofia.id, 0)
        await console.do("receipt.read", {"conversation_id": str(opened.id), "seq": sent["seq"]})
        await client.event("receipt.updated", lambda event: event["read_seq"] == sent["seq"])
        await console.do("receipt.read", {"conversation_id": str(opened.id), "seq": 1})
        await console.do("receipt.read", {"conversation_id": str(opened.id), "seq": 10_000})
    stored = await conversation_by_id(opened.id)
    assert stored is not None
    assert stored.receipt_of(sofia.user.id).read_seq == sent["seq"]


async def test_typing_reaches_the_other_side_alone_and_is_not_stored(app: Product, context: Context) -> None:
    anna, sofia = await _pair(context)
    opened = await consultation(context, anna, sofia)
    async with connected(app.base_url, anna.token) as client, connected(app.base_url, sofia.token) as console:
        await console.do("typing.set", {"conversation_id": str(opened.id), "state": "recording"})
        seen = await client.event("typing.changed")
        assert seen == {"conversation_id": str(opened.id), "user_id": sofia.id, "state": "recording"}
        assert not [one for one in console.events if one[0] == "typing.changed"]


async def test_completion_ends_the_conversation_for_both_at_once(app: Product, context: Context) -> None:
    anna, sofia = await _pair(context)
    opened = await consultation(context, anna, sofia)
    once = str(uuid4())
    async with connected(app.base_url, anna.token) as client, connected(app.base_url, sofia.token) as console:
        sent = await client.send(opened.id, "спасибо", once)
        assert await client.refused("conversation.complete", {"conversation_id": str(opened.id)}) == "forbidden"
        data = await console.do("conversation.complete", {"conversation_id": str(opened.id)})
        assert data["conversation"]["state"] == "inactive"
        for side in (client, console):
            changed = await side.event("conversation.changed", lambda e: e["conversation"]["state"] == "inactive")
            assert changed["conversation"]["completed_at"]
            late = {"conversation_id": str(opened.id), "client_message_id": str(uuid4()), "text": "ещё"}
            assert await side.refused("message.send", late) == "conversation_inactive"
        assert await client.send(opened.id, "спасибо", once) == sent, "a retry of what was accepted is still answered"


async def test_past_active_until_nobody_writes_even_though_no_job_ran(app: Product, context: Context) -> None:
    anna, sofia = await _pair(context)
    opened = await consultation(context, anna, sofia, lasts=timedelta(seconds=-1))
    payload = {"conversation_id": str(opened.id), "client_message_id": str(uuid4()), "text": "успел?"}
    async with connected(app.base_url, anna.token) as client:
        assert await client.refused("message.send", payload) == "conversation_inactive"
        async with anna.http(app.base_url) as http:
            shown = (await http.get(f"/api/conversations/{opened.id}")).json()
        assert shown["state"] == "inactive"
        await announce(context.chat, context.clock())
        ended = await client.event(
            "message.created", lambda e: e["message"]["kind"] == "system" and e["message"]["seq"] == 2
        )
        assert ended["message"]["system"]["code"] == "consultation.expired"
        await client.event("conversation.changed", lambda e: e["conversation"]["state"] == "inactive")


async def test_presence_follows_the_last_device(app: Product, context: Context) -> None:
    anna, sofia = await _pair(context)
    await consultation(context, anna, sofia)
    async with connected(app.base_url, sofia.token) as console:
        async with connected(app.base_url, anna.token), connected(app.base_url, anna.token):
            online = await console.event("presence.changed", lambda e: e["user_id"] == anna.id)
            assert online["state"] == "online"
        offline = await console.event("presence.changed", lambda e: e["state"] == "offline")
        assert offline["last_seen_at"]
    changes = [payload["state"] for event, payload in console.events if event == "presence.changed"]
    assert changes == ["online", "offline"], "two devices are one presence"


@pytest.mark.parametrize("event", ["connect", "disconnect", "connect_error"])
async def test_a_reserved_event_cuts_the_socket(app: Product, context: Context, event: str) -> None:
    anna = await sign_up(context)
    async with connected(app.base_url, anna.token) as client:
        gone = _disconnection(client)
        await client.io.emit(event, {"any": "thing"})
        await asyncio.wait_for(gone.wait(), 10)


async def test_a_binary_packet_cuts_the_socket(app: Product, context: Context) -> None:
    anna = await sign_up(context)
    async with connected(app.base_url, anna.token) as client:
        gone = _disconnection(client)
        await client.io.emit("message.send", {"file": b"\x00" * 10})
        await asyncio.wait_for(gone.wait(), 10)


async def test_unknown_and_malformed_commands_are_acknowledged_as_refused(app: Product, context: Context) -> None:
    anna = await sign_up(context)
    async with connected(app.base_url, anna.token) as client:
        assert await client.refused("message.explode", {}) == "validation_failed"
        payload: object
        for payload in (
            None,
            1,
            "text",
            [],
            {"conversation_id": 5},
            {"unexpected": True},
            {"conversation_id": {"$ne": 1}},
        ):
            assert await client.refused("message.send", payload) == "validation_failed"


async def test_a_flood_is_refused_with_the_time_to_wait(app: Product, context: Context) -> None:
    anna = await sign_up(context)
    async with connected(app.base_url, anna.token) as client:
        payload = {"conversation_id": "0" * 24, "state": "typing"}
        answers = [await client.ask("typing.set", payload) for _ in range(120)]
    limited = [one["error"] for one in answers if one["error"]["code"] == "rate_limited"]
    assert limited
    assert limited[0]["retryable"] is True
    assert limited[0]["retry_after_seconds"] > 0


@pytest.mark.parametrize("auth", [None, {}, {"token": "forged"}, {"token": {"$ne": None}}, {"token": 5}, "text"])
async def test_without_a_session_the_handshake_is_refused(app: Product, auth: object) -> None:
    client = socketio.AsyncClient(reconnection=False)
    refusals: list[object] = []
    client.on("connect_error", refusals.append)
    with pytest.raises(socketio.exceptions.ConnectionError):
        await client.connect(app.base_url, auth=auth, transports=["websocket"])
    assert refusals == [
        {"message": "unauthenticated", "data": {"code": "unauthenticated", "detail": "Войдите, чтобы продолжить."}}
    ]
    await client.disconnect()


async def test_an_ended_session_loses_its_sockets(app: Product, context: Context) -> None:
    anna = await sign_up(context)
    async with connected(app.base_url, anna.token) as client, anna.http(app.base_url) as http:
        gone = _disconnection(client)
        assert (await http.post("/api/auth/logout")).status_code == 204
        assert (await client.event("session.ended"))["code"] == "unauthenticated"
        await asyncio.wait_for(gone.wait(), 10)
        assert (await http.get("/api/me")).status_code == 401


@pytest.mark.parametrize("change", [{"role": "client"}, {"blocked_at": utc_now()}])
async def test_a_socket_ends_when_its_person_is_blocked_or_demoted_though_no_event_told(
    app: Product, context: Context, change: dict[str, object]
) -> None:
    sofia = await sign_up(context, Role.ASTROLOGER, "София")
    async with connected(app.base_url, sofia.token) as console:
        gone = _disconnection(console)
        await context.database.collection("users").update_one({"_id": sofia.user.id}, {"$set": change})
        await asyncio.wait_for(gone.wait(), 25)
    assert ("session.ended", {"code": "unauthenticated"}) in console.events


def _disconnection(client: Client) -> asyncio.Event:
    gone = asyncio.Event()

    async def note(*_: object) -> None:
        gone.set()

    client.io.on("disconnect", note)
    return gone
