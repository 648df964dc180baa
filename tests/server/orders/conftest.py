"""Fixtures of the tests of buying."""

from collections.abc import Iterator

import httpx
import pytest

from server.context import Context
from tests.product import Product
from tests.server.shop import Buyer, Shop, open_shop


@pytest.fixture
async def shop(context: Context) -> Shop:
    """A shop of the test's own in the running product."""
    return await open_shop(context)


@pytest.fixture
async def buyer(shop: Shop, api: httpx.AsyncClient) -> Buyer:
    """A signed-in client at that shop."""
    return await shop.buyer(api)


@pytest.fixture(scope="package")
def second_url(app: Product) -> Iterator[str]:
    """The address of a second web process of the running product."""
    url, process = app.start_web()
    yield url
    app.processes.remove(process)
    process.stop()
