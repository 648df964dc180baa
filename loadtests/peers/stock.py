"""The peer that a home-made server would be: stock python-socketio, one majority-committed insert a message.

It does less than the product: no session look-up, no access check, no limits, no once-only. It speaks the same events,
so that the same generator measures both.
"""

import os
from typing import Any

import socketio
import uvicorn
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import WriteConcern

server = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins="*")
application = socketio.ASGIApp(server)
client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(os.environ["MONGODB_URL"])
messages = client["peer_stock"].get_collection("messages", write_concern=WriteConcern(w="majority", j=True))
last: dict[str, int] = {}


@server.on("connect")  # type: ignore[untyped-decorator]
async def connect(sid: str, environ: dict[str, Any], auth: dict[str, str]) -> None:
    """Anybody may join the conversation that their token names."""
    await server.enter_room(sid, auth["token"].partition(":")[2])
    server.start_background_task(server.emit, "session.ready", {}, to=sid)


@server.on("message.send")  # type: ignore[untyped-decorator]
async def send(sid: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Number, insert, deliver, acknowledge."""
    room = payload["conversation_id"]
    seq = last[room] = last.get(room, 0) + 1
    message = {"conversation_id": room, "seq": seq, "sender": sid, "text": payload["text"]}
    await messages.insert_one(dict(message))
    await server.emit("message.created", {"message": message}, room=room)
    return {"ok": True, "data": {"message": message}}


if __name__ == "__main__":
    uvicorn.run(application, host="127.0.0.1", port=int(os.environ["PORT"]), log_level="error", loop="uvloop")
