"""The composition root: connections, the Starlette application and the Socket.IO hub as one ASGI application."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Any, Final

from redis.asyncio import Redis
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from realtime.arrivals import vanished
from realtime.chat import Chat
from realtime.hearsay import hear
from realtime.hub import Hub
from realtime.lifeline import keep_delivering
from realtime.lookups import Lookups
from realtime.presence import Presence
from realtime.publish import Publisher
from realtime.recent import RecentConversations
from realtime.texts import Language
from realtime.transport.codec import Codec, JsonPacket
from realtime.transport.delivery import Delivery
from server.charts.pool import ChartPool
from server.context import Context
from server.documents import DOCUMENTS
from server.failures import FAILURE_HANDLERS
from server.identity import preferred_language, token_of
from server.limits import Limiter
from server.notifications.notifier import Notifier
from server.pages.renderer import Renderer
from server.payments.acquirer import Acquirer
from server.routes import routes
from server.security import secured
from server.settings import Settings
from storage.append import MessageAppender
from storage.database import open_database
from storage.objects import ObjectStore
from storage.times import utc_now

MAX_PACKET_BYTES: Final = 100_000
PING_INTERVAL_SECONDS: Final = 25
PING_TIMEOUT_SECONDS: Final = 20
DRAIN_SECONDS: Final = 8.0


@asynccontextmanager
async def open_context(settings: Settings, outlet: Delivery | None = None) -> AsyncIterator[Context]:
    """Everything one process needs, opened in order and closed in reverse.

    `outlet` brings events to the hub's sockets; a process without sockets leaves it out and only sends.
    """
    async with AsyncExitStack() as stack:
        database = await open_database(settings.mongodb_url.get_secret_value(), DOCUMENTS)
        stack.callback(database.close)
        redis = Redis.from_url(
            settings.redis_url.get_secret_value(), socket_timeout=2, socket_connect_timeout=2, health_check_interval=15
        )
        stack.push_async_callback(redis.aclose)
        objects = open_objects(settings)
        stack.callback(objects.close)
        limiter = Limiter(settings.redis_url.get_secret_value())
        stack.push_async_callback(limiter.close)
        notifier = Notifier(settings)
        stack.push_async_callback(notifier.close)
        acquirer = Acquirer(settings)
        stack.push_async_callback(acquirer.close)
        outlet = outlet or Delivery(settings.redis_url.get_secret_value())
        await outlet.start()
        stack.push_async_callback(outlet.close)
        appender = MessageAppender(database)
        stack.push_async_callback(appender.close)
        outlet.on_note = partial(hear, appender)
        chat = Chat(
            appender=appender,
            outlet=outlet,
            publisher=Publisher(outlet),
            presence=Presence(redis),
            objects=objects,
            clock=utc_now,
            recent=RecentConversations(appender.copies),
            lookups=Lookups(utc_now),
        )
        stack.callback(chat.images.close)
        charts = ChartPool()
        stack.callback(charts.close)
        yield Context(
            settings=settings,
            database=database,
            redis=redis,
            objects=objects,
            chat=chat,
            notifier=notifier,
            acquirer=acquirer,
            limiter=limiter,
            clock=utc_now,
            charts=charts,
        )


def open_objects(settings: Settings) -> ObjectStore:
    """The object store of these settings."""
    return ObjectStore(
        settings.s3_endpoint_url,
        settings.s3_public_url,
        settings.s3_access_key.get_secret_value(),
        settings.s3_secret_key.get_secret_value(),
        settings.s3_bucket,
        settings.s3_region,
    )


class Application:
    """The whole web process as one ASGI application. `drain()` before the listener closes lets commands finish."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.hub = Hub(
            self._handshake,
            commands_per_second=settings.commands_per_second,
            transport=settings.transport,
            sockets_per_address=settings.sockets_per_address,
            json=Codec,
            serializer=JsonPacket,
            async_mode="asgi",
            cors_allowed_origins="*",
            cors_credentials=False,
            max_http_buffer_size=MAX_PACKET_BYTES,
            ping_interval=PING_INTERVAL_SECONDS,
            ping_timeout=PING_TIMEOUT_SECONDS,
            http_compression=False,
            allow_upgrades=True,
            logger=False,
            engineio_logger=False,
        )
        self._outlet = Delivery(settings.redis_url.get_secret_value(), self.hub.server)
        self._http = Starlette(routes=routes(), lifespan=self._lifespan, exception_handlers=FAILURE_HANDLERS)
        self._http.state.renderer = Renderer()
        self._app: ASGIApp = secured(self._route, settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    async def drain(self) -> None:
        """Take no new sockets and let every command in flight finish; for SIGTERM, before connections are closed."""
        await self.hub.close(DRAIN_SECONDS)

    async def _route(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan" and scope["path"].startswith("/socket.io/"):
            await self.hub.server.handle_request(scope, receive, send)
        elif scope["type"] != "websocket":
            await self._http(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _handshake(self, environ: Mapping[str, Any]) -> tuple[str, Language]:
        """The cookie counts only for pages of our own origins; a foreign page brings a token or is a visitor."""
        language = preferred_language(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
        if environ.get("HTTP_ORIGIN", "") not in self._settings.origins:
            return "", language
        return token_of(environ.get("HTTP_COOKIE", ""), ""), language

    @asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        async with open_context(self._settings, self._outlet) as context:
            app.state.context = context
            self.hub.attach(context.chat)
            watching = [
                asyncio.create_task(
                    context.chat.presence.renew_forever(partial(vanished, context.chat)), name="presence"
                ),
                asyncio.create_task(self.hub.recheck_sessions_forever(), name="sessions"),
                asyncio.create_task(keep_delivering(context.chat), name="lifeline"),
            ]
            try:
                yield
            finally:
                for task in watching:
                    task.cancel()
                await asyncio.gather(*watching, return_exceptions=True)
