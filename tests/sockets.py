"""The official Python Socket.IO client, with the contract's manners."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import socketio

WAIT_SECONDS = 15.0


class Client:
    """A connected client that remembers every event it was sent."""

    def __init__(self) -> None:
        self.events: list[tuple[str, dict[str, Any]]] = []
        self._news = asyncio.Condition()
        self.io = socketio.AsyncClient(reconnection=False)
        self.io.on("*", self._remember)

    async def _remember(self, event: str, payload: dict[str, Any]) -> None:
        async with self._news:
            self.events.append((event, payload))
            self._news.notify_all()

    async def ask(self, command: str, payload: object) -> dict[str, Any]:
        """Send a command; answers its acknowledgement whole."""
        answer: dict[str, Any] = await self.io.call(command, payload, timeout=WAIT_SECONDS)
        return answer

    async def do(self, command: str, payload: object) -> dict[str, Any]:
        """Send a command that must succeed; answers its data."""
        answer = await self.ask(command, payload)
        assert answer["ok"], answer
        data: dict[str, Any] = answer["data"]
        return data

    async def refused(self, command: str, payload: object) -> str:
        """Send a command that must be refused; answers the code."""
        answer = await self.ask(command, payload)
        assert not answer["ok"], answer
        code: str = answer["error"]["code"]
        return code

    async def send(self, conversation_id: object, text: str, client_message_id: str | None = None) -> dict[str, Any]:
        """Send a text message that must be accepted; answers the message."""
        payload = {
            "conversation_id": str(conversation_id),
            "client_message_id": client_message_id or str(uuid4()),
            "kind": "text",
            "text": text,
        }
        data = await self.do("message.send", payload)
        message: dict[str, Any] = data["message"]
        return message

    async def event(self, name: str, matches: Callable[[dict[str, Any]], bool] = lambda _: True) -> dict[str, Any]:
        """The first event of this name that matches, waiting for it if need be."""

        def found() -> dict[str, Any] | None:
            return next((payload for event, payload in self.events if event == name and matches(payload)), None)

        async with asyncio.timeout(WAIT_SECONDS), self._news:
            await self._news.wait_for(lambda: found() is not None)
        payload = found()
        assert payload is not None
        return payload

    def texts(self, conversation_id: object) -> list[str]:
        """The texts of the messages that were delivered live, in order of arrival."""
        return [
            payload["message"]["text"]
            for event, payload in self.events
            if event == "message.created"
            and payload["message"]["conversation_id"] == str(conversation_id)
            and payload["message"]["kind"] != "system"
        ]


@asynccontextmanager
async def connected(base_url: str, token: str) -> AsyncIterator[Client]:
    """A client that has been greeted."""
    client = Client()
    await client.io.connect(base_url, auth={"token": token}, transports=["websocket"])
    try:
        await client.event("session.ready")
        yield client
    finally:
        await client.io.disconnect()
