"""The web process: uvicorn around the application, with a shutdown that finishes what was begun."""

import ctypes
import gc
import signal
import socket
import sys
from types import FrameType

import uvicorn

from realtime.transport.websocket import WebSocketProtocol
from server.app import Application
from server.logs import configure
from server.settings import Settings

GRACE_SECONDS = 5
GARBAGE_THRESHOLDS = (20_000, 20, 50)
# glibc's mallopt(3); other C libraries have none and need none.
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
LARGE_BYTES = 256 * 1024
ARENAS = 2


class _Server(uvicorn.Server):
    """Drains the hub while sockets can still be answered, then lets uvicorn close everything."""

    def __init__(self, config: uvicorn.Config, application: Application) -> None:
        super().__init__(config)
        self._application = application

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        # What is there now stays; looking through it again and again would cost every thousandth message dearly.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GARBAGE_THRESHOLDS)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._application.drain()
        await super().shutdown(sockets)


def _give_memory_back() -> None:
    """Have the C library return what large answers took, instead of keeping it for each thread."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)
        mallopt(M_ARENA_MAX, ARENAS)


def main() -> None:
    """Serve until SIGTERM or SIGINT; then finish within 15 seconds and leave."""
    # uvicorn raises the signal again after its graceful stop; a stop that was asked for is no failure.
    signal.signal(signal.SIGTERM, _leave)
    _give_memory_back()
    settings = Settings()
    configure(settings.log_level)
    application = Application(settings)
    config = uvicorn.Config(
        application,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        ws=WebSocketProtocol if settings.transport == "direct" else "websockets-sansio",
        ws_max_size=256 * 1024,
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=True,
        timeout_graceful_shutdown=GRACE_SECONDS,
        backlog=4096,
    )
    _Server(config, application).run()


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(0)
