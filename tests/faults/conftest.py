"""One installation for the whole folder; every test finds it whole."""

from collections.abc import AsyncIterator

import pytest

from tests.faults import site as installation
from tests.faults.site import Site


@pytest.fixture(scope="package")
async def installed(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    """Replica set, Valkey, S3, two web processes, the worker, and proxies between them."""
    async with installation.site(tmp_path_factory.mktemp("faults")) as running:
        yield running


@pytest.fixture
async def site(installed: Site) -> AsyncIterator[Site]:
    """The installation; whatever the test breaks is brought back afterwards."""
    yield installed
    await installed.mend()
