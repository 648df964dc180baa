"""Fixtures of the tests of paying."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from server.context import Context
from tests.product import Product, free_port, wait_for
from tests.server.payments.quiet import Quiet, acquirer_at, quiet_client
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
def quiet_url(app: Product, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An acquirer whose notices go nowhere."""
    state: Path = tmp_path_factory.mktemp("quiet") / "sandbox.sqlite"
    port, nowhere = free_port(), f"http://127.0.0.1:{free_port()}/"
    ports = ["--http-port", str(port), "--smtp-port", str(free_port())]
    sandbox = app.start("quiet", ["-m", "server.sandbox", *ports, "--state", str(state), "--notify-url", nowhere])
    wait_for(f"http://127.0.0.1:{port}/healthz", sandbox)
    yield f"http://127.0.0.1:{port}/v3"
    app.processes.remove(sandbox)
    sandbox.stop()


@pytest.fixture
async def quiet(context: Context, shop: Shop, quiet_url: str) -> AsyncIterator[Quiet]:
    """A client of that acquirer."""
    acquirer = acquirer_at(context, quiet_url)
    yield await quiet_client(context, shop, acquirer)
    await acquirer.close()
