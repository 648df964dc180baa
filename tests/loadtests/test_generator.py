"""The saturation generator against the running product: what it counts is what MongoDB holds."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from loadtests.generator import Generator, Load, NoCompiler, Report, compile_generator, compiler
from loadtests.people import Member, stored_of, write_members
from server.context import Context
from storage.users import Role
from tests.people import consultation, sign_up
from tests.product import Product

PAIRS = 4


@pytest.fixture(scope="module")
def generator(tmp_path_factory: pytest.TempPathFactory) -> Generator:
    """The compiled program."""
    return compile_generator(tmp_path_factory.mktemp("generator"))


def _port(app: Product) -> int:
    port = urlsplit(app.base_url).port
    assert port is not None
    return port


async def _members(context: Context) -> list[Member]:
    members = []
    for _ in range(PAIRS):
        client, astrologer = await sign_up(context), await sign_up(context, Role.ASTROLOGER)
        opened = await consultation(context, client, astrologer)
        members += [Member(one.token, one.id, (str(opened.id),)) for one in (client, astrologer)]
    return members


async def _run(generator: Generator, load: Load) -> Report:
    return await asyncio.to_thread(generator.run, load)


async def test_everything_acknowledged_is_stored_once_and_delivered_to_the_other(
    app: Product, context: Context, generator: Generator, tmp_path: Path
) -> None:
    members = await _members(context)
    load = Load(write_members(tmp_path, members), (_port(app),), rate=80, warm=0.2, seconds=1)
    report = await _run(generator, load)
    assert report.whole
    assert (report.errors, report.out_of_order, report.all.late) == (0, 0, 0)
    assert report.all.acks == report.all.sent >= 80
    assert report.all.deliveries == report.all.acks
    assert report.ack_ms.count == report.recorded.acks > 0
    assert 0 < report.ack_ms.p50 <= report.ack_ms.p99 <= report.ack_ms.max
    stored = await stored_of(app.environment["MONGODB_URL"], members)
    openings = PAIRS  # every consultation opens with a message of the product's own
    assert stored.messages == report.all.acks + openings
    assert stored.is_gapless


async def test_closed_loop_keeps_as_many_unanswered_as_its_window(
    app: Product, context: Context, generator: Generator, tmp_path: Path
) -> None:
    members = (await _members(context))[:2]
    load = Load(write_members(tmp_path, members), (_port(app),), senders=1, window=3, warm=0, seconds=0.3)
    report = await _run(generator, load)
    assert report.all.sent > 3
    assert report.all.acks + report.all.refused == report.all.sent


async def test_storm_ends_when_everybody_has_every_message(
    app: Product, context: Context, generator: Generator, tmp_path: Path
) -> None:
    members = await _members(context)
    file = write_members(tmp_path, members)
    await _run(generator, Load(file, (_port(app),), rate=80, warm=0, seconds=1))
    stored = await stored_of(app.environment["MONGODB_URL"], members)
    report = await _run(generator, Load(file, (_port(app),), mode="storm"))
    assert report.whole
    assert report.caught_up == len(members)
    both = 2
    assert report.synced == both * stored.messages
    assert report.catching_up_ms.count == len(members)


async def test_refused_command_is_an_error_with_its_code(
    app: Product, context: Context, generator: Generator, tmp_path: Path
) -> None:
    mine, _, theirs, _ = (await _members(context))[:4]
    stranger = [Member(mine.token, mine.user_id, theirs.conversations)]
    report = await _run(generator, Load(write_members(tmp_path, stranger), (_port(app),), rate=10, warm=0, seconds=1))
    assert report.all.acks == 0
    assert report.errors == report.all.refused == report.all.sent > 0
    assert report.first_refusal == "not_found"


async def test_refused_handshake_is_an_error_with_its_code(app: Product, generator: Generator, tmp_path: Path) -> None:
    nobody = [Member("no-such-token", "", ("0" * 24,))]
    load = Load(write_members(tmp_path, nobody), (_port(app),), mode="idle", warm=0, seconds=0, patience=1)
    report = await _run(generator, load)
    assert not report.whole
    assert report.ready == 0
    assert report.errors > 0
    assert report.first_refusal == "unauthenticated"


def test_missing_compiler_is_said_clearly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CC", raising=False)
    with pytest.raises(NoCompiler, match="install gcc or clang"):
        compiler()
