"""Stock python-socketio on uvicorn with uvloop, without a database."""

import os

import socketio
import uvicorn

from loadtests.peers.rooms import serve_rooms

if __name__ == "__main__":
    server = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins="*")
    port = int(os.environ["PORT"])
    uvicorn.run(serve_rooms(server), host="127.0.0.1", port=port, log_level="error", loop="uvloop", backlog=4096)
