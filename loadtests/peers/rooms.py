"""The transport-alone dialect on any python-socketio server: whoever connects is in the room that their token names."""

from typing import Any

import socketio


def serve_rooms(server: socketio.AsyncServer) -> socketio.ASGIApp:
    """Give `server` the handlers of the comparison; exactly what `transport.mjs` does."""
    rooms: dict[str, str] = {}
    seqs: dict[str, int] = {}

    async def connect(sid: str, environ: dict[str, Any], auth: dict[str, str]) -> None:
        rooms[sid] = auth["token"]
        await server.enter_room(sid, auth["token"])
        server.start_background_task(server.emit, "session.ready", {}, to=sid)

    async def disconnect(sid: str, reason: str) -> None:
        rooms.pop(sid, None)

    async def send(sid: str, payload: dict[str, Any]) -> dict[str, Any]:
        room = rooms[sid]
        seq = seqs[room] = seqs.get(room, 0) + 1
        message = {
            "conversation_id": room,
            "seq": seq,
            "sender": sid,
            "client_message_id": payload["client_message_id"],
            "kind": payload["kind"],
            "text": payload["text"],
        }
        await server.emit("message.created", {"message": message}, room=room, skip_sid=sid)
        return {"ok": True, "data": {"message": message}}

    server.on("connect", connect)
    server.on("disconnect", disconnect)
    server.on("message.send", send)
    return socketio.ASGIApp(server)
