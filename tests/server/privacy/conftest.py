"""Somebody who has used the whole product, so that there is something to take away."""

import httpx
import pytest

from server.context import Context
from tests.product import Product
from tests.server.privacy.life import Life, live
from tests.server.shop import Shop, open_shop


@pytest.fixture
async def shop(context: Context) -> Shop:
    """A shop of the test's own."""
    return await open_shop(context)


@pytest.fixture
async def life(app: Product, api: httpx.AsyncClient, shop: Shop) -> Life:
    """A client with a profile, a purchase, conversations and files."""
    return await live(app, api, shop)
