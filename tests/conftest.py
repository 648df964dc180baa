"""Fixtures: one product for the whole run, fresh people for every test."""

from collections.abc import AsyncIterator, Iterator, Mapping

import httpx
import pytest
from redis.asyncio import Redis

from server.app import open_context
from server.context import Context
from storage import embedded
from tests.product import Product, start_product


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """Real MongoDB, Valkey and S3 on loopback, as the variables that point at them."""
    with embedded.start(tmp_path_factory.mktemp("stores")) as running:
        yield running.environment()


@pytest.fixture(scope="session")
def app(stores: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The running product in demo mode: sandbox, one web process, the worker, a seeded catalogue."""
    product = start_product(tmp_path_factory.mktemp("product"), stores)
    try:
        yield product
    finally:
        product.stop()


@pytest.fixture(scope="session")
async def context(app: Product) -> AsyncIterator[Context]:
    """A context of the test's own on the product's stores, for looking at facts and for calling actions directly."""
    async with open_context(app.settings) as opened:
        yield opened


@pytest.fixture
async def api(app: Product) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client of the running product, as a browser page of its own origin; limits start fresh."""
    redis = Redis.from_url(app.environment["REDIS_URL"])
    keys = [key async for key in redis.scan_iter("*astars:limits*")]
    if keys:
        await redis.delete(*keys)
    await redis.aclose()
    async with httpx.AsyncClient(base_url=app.base_url, headers={"Origin": app.base_url}, timeout=20) as client:
        yield client
