"""Our own transport without a database: the server and the uvicorn settings that the product runs on, and nothing else.

Whoever connects is in the room that their token names; exactly what `transport.mjs` does.
"""

import os
from typing import Any

import orjson
import uvicorn

from realtime.transport.codec import Codec, JsonPacket
from realtime.transport.direct import DirectServer
from realtime.transport.websocket import WebSocketProtocol


class Rooms:
    """Numbers what is said in a room and passes it on."""

    def __init__(self) -> None:
        self.server = DirectServer(
            answer=self.answer,
            after_connect=self.greet,
            async_mode="asgi",
            json=Codec,
            serializer=JsonPacket,
            cors_allowed_origins="*",
            http_compression=False,
            sockets_per_address=1_000_000,
        )
        self.server.on("connect", self.connect)
        self._rooms: dict[str, str] = {}
        self._seqs: dict[str, int] = {}

    async def connect(self, sid: str, environ: dict[str, Any], auth: dict[str, str]) -> None:
        """Into the room."""
        self._rooms[sid] = auth["token"]
        await self.server.enter_room(sid, auth["token"])

    async def greet(self, sid: str) -> None:
        """They may begin."""
        self.server.deliver([sid], b'["session.ready",{}]')

    async def answer(self, event: str, sid: str, payload: Any) -> bytes:
        """To everybody else in the room, and back."""
        room = self._rooms[sid]
        seq = self._seqs[room] = self._seqs.get(room, 0) + 1
        message = orjson.dumps(
            {
                "conversation_id": room,
                "seq": seq,
                "sender": sid,
                "client_message_id": payload["client_message_id"],
                "kind": payload["kind"],
                "text": payload["text"],
            }
        )
        self.server.deliver([room], b'["message.created",{"message":%b}]' % message, but=sid)
        return b'{"ok":true,"data":{"message":%b}}' % message


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Socket.IO, and a word for whoever asks whether it is ready."""
    if scope["type"] == "lifespan":
        await receive()
        scope["state"]["rooms"] = Rooms()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    await scope["state"]["rooms"].server.handle_request(scope, receive, send)


if __name__ == "__main__":
    uvicorn.run(
        application,
        host="127.0.0.1",
        port=int(os.environ["PORT"]),
        log_level="error",
        loop="uvloop",
        http="httptools",
        ws=WebSocketProtocol,
        backlog=4096,
    )
