"""What one would build with stock python-socketio and motor instead: the same promises, an insert a message."""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import socketio
import uvicorn
from bson import ObjectId
from motor.motor_asyncio import AsyncIOMotorClient

from loadtests.peers.stock_store import Inbox, Messages, Person, Recent, Refused, access, person_of

Document = dict[str, Any]
Command = Callable[[Person, Document], Awaitable[Document]]
MAX_TEXT_LENGTH = 10_000
SYNC_PAGE = 200


class Chat:
    """One process: handshake, commands, delivery to the rooms of people."""

    def __init__(self, server: socketio.AsyncServer, database: Any, per_second: float) -> None:
        self._server = server
        self._database = database
        self._messages = Messages(database["messages"])
        self._recent = Recent(database["conversations"])
        self._inbox = Inbox(database["conversations"])
        self._per_second = per_second
        self._levels: dict[str, tuple[float, float]] = {}
        self._people: dict[str, Person] = {}
        server.on("connect", self._connect)
        server.on("disconnect", self._disconnect)
        server.on("message.send", self._answering(self._send))
        server.on("conversation.sync", self._answering(self._sync))

    async def prepare(self) -> None:
        """The unique indexes."""
        await self._messages.create_indexes()

    async def _connect(self, sid: str, environ: Document, auth: Document) -> None:
        person = await person_of(self._database, auth.get("token"))
        if person is None:
            raise socketio.exceptions.ConnectionRefusedError("unauthenticated")
        self._people[sid] = person
        await self._server.enter_room(sid, f"user:{person.id}")
        self._server.start_background_task(self._greet, sid, person)

    async def _disconnect(self, sid: str, reason: str) -> None:
        self._people.pop(sid, None)

    async def _greet(self, sid: str, person: Person) -> None:
        found = await self._inbox.newest_of(person.id)
        user = {"id": str(person.id), "role": person.role, "name": person.name, "language": person.language}
        greeting = {
            "user": user,
            "server_time": datetime.now(UTC).isoformat(),
            "limits": {"max_text_length": MAX_TEXT_LENGTH},
            "conversations": [_ready_out(one, person) for one in found],
        }
        await self._server.emit("session.ready", greeting, to=sid)

    def _answering(self, command: Command) -> Callable[[str, Document], Awaitable[Document]]:
        async def answer(sid: str, payload: Document) -> Document:
            person = self._people[sid]
            try:
                self._take(str(person.id))
                return {"ok": True, "data": await command(person, payload)}
            except Refused as refusal:
                return {"ok": False, "error": {"code": str(refusal), "detail": str(refusal), "retryable": False}}

        return answer

    def _take(self, key: str) -> None:
        now = time.monotonic()
        level, at = self._levels.get(key, (self._per_second * 3, now))
        level = min(self._per_second * 3, level + (now - at) * self._per_second)
        self._levels[key] = (max(0.0, level - 1), now)
        if level < 1:
            raise Refused("rate_limited")

    async def _send(self, person: Person, payload: Document) -> Document:
        text = _checked_text(payload)
        conversation = await access(self._recent, person, payload["conversation_id"], to="write")
        draft = _draft(person, conversation["_id"], payload, text)
        message, is_new = await self._messages.append(draft)
        out = _message_out(message)
        if is_new:
            self._inbox.copy_soon(message)
            rooms = [f"user:{one}" for one in conversation["participant_ids"]]
            await self._server.emit("message.created", {"message": out}, room=rooms)
        return {"message": out}

    async def _sync(self, person: Person, payload: Document) -> Document:
        synced = []
        for point in payload["conversations"][:SYNC_PAGE]:
            conversation = await access(self._recent, person, point["id"], to="read")
            found = await self._messages.page_after(conversation["_id"], point["last_seq"], SYNC_PAGE)
            answer = _ready_out(conversation, person) | {
                "messages": [_message_out(one) for one in found],
                "changes": [],
                "complete": len(found) < SYNC_PAGE,
            }
            synced.append(answer)
        return {"conversations": synced}


def _checked_text(payload: Document) -> str:
    text = payload.get("text")
    if not isinstance(text, str) or not text.strip() or len(text) > MAX_TEXT_LENGTH or payload.get("kind") != "text":
        raise Refused("validation_failed")
    try:
        UUID(payload["client_message_id"])
    except (KeyError, ValueError, AttributeError) as error:
        raise Refused("validation_failed") from error
    return text.strip()


def _draft(person: Person, conversation_id: ObjectId, payload: Document, text: str) -> Document:
    return {
        "_id": ObjectId(),
        "conversation_id": conversation_id,
        "seq": 0,
        "rev": 0,
        "sender_id": person.id,
        "sender_role": person.role,
        "sender_name": person.name,
        "client_message_id": payload["client_message_id"],
        "kind": "text",
        "text": text,
        "attachments": [],
        "reply_to_seq": None,
        "reactions": [],
        "system": None,
        "created_at": datetime.now(UTC),
        "edited_at": None,
        "deleted_at": None,
    }


def _message_out(message: Document) -> Document:
    sender = {"id": str(message["sender_id"]), "role": message["sender_role"], "name": message["sender_name"]}
    same = ("seq", "rev", "client_message_id", "kind", "text", "attachments", "reply_to_seq", "reactions", "system")
    return {
        "id": str(message["_id"]),
        "conversation_id": str(message["conversation_id"]),
        "sender": sender,
        **{key: message[key] for key in same},
        "created_at": message["created_at"].isoformat(),
        "edited_at": None,
        "deleted_at": None,
    }


def _ready_out(conversation: Document, person: Person) -> Document:
    read = conversation["receipts"].get(str(person.id), {}).get("read_seq", 0)
    return {
        "id": str(conversation["_id"]),
        "kind": conversation["kind"],
        "state": "active",
        "last_seq": conversation["last_seq"],
        "rev": conversation["rev"],
        "unread": max(0, conversation["last_seq"] - read),
    }


async def main() -> None:
    """Serve until told to end."""
    client: AsyncIOMotorClient[Document] = AsyncIOMotorClient(os.environ["MONGODB_URL"], tz_aware=True)
    server = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins="*")
    per_second = float(os.environ.get("ASTARS_COMMANDS_PER_SECOND", "20"))
    chat = Chat(server, client.get_default_database(), per_second)
    await chat.prepare()
    port = int(os.environ["PORT"])
    config = uvicorn.Config(
        socketio.ASGIApp(server), host="127.0.0.1", port=port, log_level="error", loop="uvloop", backlog=4096
    )
    await uvicorn.Server(config).serve()


if __name__ == "__main__":
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main())
