"""For whoever runs the product: liveness, readiness, metrics."""

import asyncio
import hmac

import orjson
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from redis.exceptions import RedisError
from starlette.responses import Response

from realtime.errors import NotFound
from server.context import Context
from server.http import Call, Endpoint
from server.identity import token_of

PROBE_SECONDS = 3.0


async def healthz(call: Call[None]) -> Response:
    """The process answers; says nothing about what it depends on."""
    return Response(b'{"status":"ok"}', media_type="application/json")


async def readyz(call: Call[None]) -> Response:
    """503 without MongoDB, the only store that nothing works without; the others are reported and survived."""
    names = ("mongodb", "redis", "s3")
    alive = await asyncio.gather(_mongodb(call.context), _redis(call.context), _s3(call.context))
    content = {name: "up" if one else "down" for name, one in zip(names, alive, strict=True)}
    return Response(orjson.dumps(content), 200 if alive[0] else 503, media_type="application/json")


async def metrics(call: Call[None]) -> Response:
    """Prometheus text, for a bearer of `ASTARS_METRICS_TOKEN`; without that setting only in the demo."""
    settings = call.context.settings
    expected = settings.metrics_token.get_secret_value()
    given = token_of("", call.request.headers.get("authorization", ""))
    if not (hmac.compare_digest(given, expected) if expected else settings.demo):
        raise NotFound
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _mongodb(context: Context) -> bool:
    try:
        async with asyncio.timeout(PROBE_SECONDS):
            return await context.database.ping()
    except TimeoutError:
        return False


async def _redis(context: Context) -> bool:
    try:
        async with asyncio.timeout(PROBE_SECONDS):
            return bool(await context.redis.ping())
    except (RedisError, OSError, TimeoutError):
        return False


async def _s3(context: Context) -> bool:
    try:
        async with asyncio.timeout(PROBE_SECONDS):
            return await context.objects.ping()
    except TimeoutError:
        return False


ENDPOINTS = [
    Endpoint("GET", "/healthz", healthz, "Liveness"),
    Endpoint("GET", "/readyz", readyz, "Readiness and what is down"),
    Endpoint("GET", "/metrics", metrics, "Prometheus metrics"),
]
