"""Editing, deleting and reacting as the official Python client meets them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from realtime import attachments, changes, messages
from realtime.contracts import DeleteMessage, EditMessage, MessageAnswer, ReactToMessage, SendMessage
from realtime.errors import Conflict, NotFound
from realtime.publish import Publisher
from server.context import Context
from storage.changes import revisions_of
from storage.conversations import Conversation
from storage.ids import MessageId, parse_id
from storage.messages import MessageKind
from storage.users import Role
from tests.people import Person, consultation, sign_up
from tests.product import Product
from tests.realtime.uploads import make_room, ready, send
from tests.sockets import Client, connected

THUMB = "👍"


async def _opened(context: Context) -> tuple[Person, Person, Conversation]:
    anna, sofia = await sign_up(context), await sign_up(context, Role.ASTROLOGER, "София")
    return anna, sofia, await consultation(context, anna, sofia)


def _of(message: dict[str, Any], **more: object) -> dict[str, object]:
    return {"conversation_id": message["conversation_id"], "seq": message["seq"], **more}


async def _changed(device: Client, message: dict[str, Any]) -> None:
    """Wait until this device is told of this very change."""
    told = await device.event("message.changed", lambda event: event["message"]["rev"] == message["rev"])
    assert told == {"message": message}


async def test_a_change_reaches_every_device_of_both_sides_as_it_was_acknowledged(
    app: Product, context: Context
) -> None:
    anna, sofia, opened = await _opened(context)
    async with (
        connected(app.base_url, anna.token) as phone,
        connected(app.base_url, anna.token) as laptop,
        connected(app.base_url, sofia.token) as console,
    ):
        sent = await phone.send(opened.id, "Здраствуйте")
        edited = (await phone.do("message.edit", _of(sent, text=" Здравствуйте ")))["message"]
        assert (edited["text"], edited["seq"], edited["rev"] > sent["rev"]) == ("Здравствуйте", sent["seq"], True)
        assert edited["edited_at"]
        reacted = (await console.do("message.react", _of(sent, emoji=THUMB, on=True)))["message"]
        assert reacted["reactions"] == [{"emoji": THUMB, "user_ids": [sofia.id]}]
        deleted = (await phone.do("message.delete", _of(sent)))["message"]
        assert (deleted["text"], deleted["reactions"], bool(deleted["deleted_at"])) == ("", [], True)
        for device in (phone, laptop, console):
            for message in (edited, reacted, deleted):
                await _changed(device, message)
    parsed = parse_id(sent["id"])
    assert parsed
    assert [one.text for one in await revisions_of(MessageId(parsed))] == ["Здраствуйте"], "kept, and never shown"


async def test_who_was_away_is_healed_by_the_rev_they_had(app: Product, context: Context) -> None:
    anna, sofia, opened = await _opened(context)
    async with connected(app.base_url, sofia.token) as console:
        sent = [await console.send(opened.id, f"ответ {number}") for number in range(4)]
        point = {"id": str(opened.id), "last_seq": sent[-1]["seq"], "rev": 0}
        async with connected(app.base_url, anna.token) as client:
            synced = (await client.do("conversation.sync", {"conversations": [point]}))["conversations"][0]
            point["rev"] = synced["rev"]
        edited = (await console.do("message.edit", _of(sent[0], text="исправлено")))["message"]
        deleted = (await console.do("message.delete", _of(sent[3])))["message"]
        reacted = (await console.do("message.react", _of(sent[1], emoji=THUMB, on=True)))["message"]
    async with connected(app.base_url, anna.token) as client:
        synced = (await client.do("conversation.sync", {"conversations": [point]}))["conversations"][0]
        assert synced["changes"] == [edited, deleted, reacted]
        assert synced["conversation"]["last_message"] == deleted, "the inbox shows the tombstone"
        point["rev"] = synced["rev"]
        assert synced["rev"] == reacted["rev"]
        again = (await client.do("conversation.sync", {"conversations": [point]}))["conversations"][0]
        assert again["changes"] == []


class Told:
    """An outlet that remembers what was said."""

    def __init__(self) -> None:
        self.packets: list[bytes] = []

    def send(self, rooms: Sequence[str], packet: bytes, note: bytes = b"") -> None:
        self.packets.append(packet)

    def here(self, rooms: Sequence[str], packet: bytes) -> None:
        self.packets.append(packet)

    def end(self, room: str, packet: bytes) -> None:
        self.packets.append(packet)


async def test_a_repeated_change_is_answered_the_same_and_told_once(context: Context) -> None:
    room = await make_room(context.chat)
    said = SendMessage(
        conversation_id=str(room.conversation.id), client_message_id=uuid4(), kind=MessageKind.TEXT, text="раз"
    )
    await messages.send(room.client, said)
    of: dict[str, Any] = {"conversation_id": str(room.conversation.id), "seq": 1}
    told = Told()
    client = replace(room.client, chat=replace(context.chat, publisher=Publisher(told)))
    once_each: list[Callable[[], Awaitable[MessageAnswer]]] = [
        lambda: changes.edit(client, EditMessage(**of, text="два")),
        lambda: changes.react(client, ReactToMessage(**of, emoji=THUMB, on=True)),
        lambda: changes.react(client, ReactToMessage(**of, emoji=THUMB, on=False)),
        lambda: changes.delete(client, DeleteMessage(**of)),
    ]
    for count, change in enumerate(once_each, start=1):
        first = await change()
        assert await change() == first
        assert len(told.packets) == count


async def test_only_ones_own_messages_are_edited_and_deleted(app: Product, context: Context) -> None:
    anna, sofia, opened = await _opened(context)
    async with connected(app.base_url, anna.token) as client, connected(app.base_url, sofia.token) as console:
        sent = await client.send(opened.id, "моё")
        system = {"conversation_id": str(opened.id), "seq": 1}
        missing = {"conversation_id": str(opened.id), "seq": 1000}
        for command, more in (("message.edit", {"text": "чужое"}), ("message.delete", {})):
            assert await console.refused(command, _of(sent, **more)) == "forbidden"
            assert await client.refused(command, {**system, **more}) == "forbidden"
            assert await client.refused(command, {**missing, **more}) == "not_found"
        like = {"emoji": THUMB, "on": True}
        assert await client.refused("message.react", {**system, **like}) == "forbidden"
        assert await client.refused("message.react", {**missing, **like}) == "not_found"
        assert await client.refused("message.edit", _of(sent, text="  ")) == "validation_failed"
        for emoji in ("ok", "1", "👍👍", "", "\u0000", "x" * 17):
            assert await client.refused("message.react", _of(sent, emoji=emoji, on=True)) == "validation_failed"
        await client.do("message.delete", _of(sent))
        assert await client.refused("message.edit", _of(sent, text="снова")) == "conflict"
        assert await client.refused("message.react", _of(sent, **like)) == "conflict"


async def test_a_message_bears_twenty_emoji_and_counts_people_once(app: Product, context: Context) -> None:
    anna, sofia, opened = await _opened(context)
    emoji = [chr(0x1F600 + number) for number in range(21)]
    async with connected(app.base_url, anna.token) as client, connected(app.base_url, sofia.token) as console:
        sent = await client.send(opened.id, "сколько?")
        for one in emoji[:20]:
            reacted = await client.do("message.react", _of(sent, emoji=one, on=True))
        assert [one["emoji"] for one in reacted["message"]["reactions"]] == emoji[:20]
        assert await console.refused("message.react", _of(sent, emoji=emoji[20], on=True)) == "validation_failed"
        joined = await console.do("message.react", _of(sent, emoji=emoji[0], on=True))
        assert joined["message"]["reactions"][0]["user_ids"] == [anna.id, sofia.id]
        left = await client.do("message.react", _of(sent, emoji=emoji[0], on=False))
        assert left["message"]["reactions"][0]["user_ids"] == [sofia.id]


async def test_after_the_end_nothing_is_changed_any_more(app: Product, context: Context) -> None:
    anna, sofia, opened = await _opened(context)
    async with connected(app.base_url, anna.token) as client, connected(app.base_url, sofia.token) as console:
        sent = await client.send(opened.id, "последнее слово")
        await console.do("conversation.complete", {"conversation_id": str(opened.id)})
        for command, more in (
            ("message.edit", {"text": "другое"}),
            ("message.delete", {}),
            ("message.react", {"emoji": THUMB, "on": True}),
        ):
            assert await client.refused(command, _of(sent, **more)) == "conversation_inactive"
        shown = await client.do("conversation.history", {"conversation_id": str(opened.id), "limit": 10})
        assert shown["messages"][1] == sent


async def test_the_files_of_a_deleted_message_are_nobodys_any_more(context: Context) -> None:
    room = await make_room(context.chat)
    file = await ready(room)
    await send(room, file.id)
    await changes.delete(room.client, DeleteMessage(conversation_id=str(room.conversation.id), seq=1))
    for actor in (room.client, room.astrologer):
        with pytest.raises(NotFound):
            await attachments.link(actor, file.id)
    with pytest.raises(Conflict):
        await send(room, file.id)
