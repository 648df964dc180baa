"""Our own transport without a database: the server and the uvicorn settings that the product runs on, and nothing else.

Until `realtime/transport/` has a server that stands alone, this is the stock server with the product's settings.
"""

import os

import socketio
import uvicorn

from loadtests.peers.rooms import serve_rooms
from realtime.transport.codec import Codec, JsonPacket

if __name__ == "__main__":
    server = socketio.AsyncServer(
        async_mode="asgi",
        async_handlers=False,
        json=Codec,
        serializer=JsonPacket,
        cors_allowed_origins="*",
        http_compression=False,
    )
    uvicorn.run(
        serve_rooms(server),
        host="127.0.0.1",
        port=int(os.environ["PORT"]),
        log_level="error",
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        backlog=4096,
    )
