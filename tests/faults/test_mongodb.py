"""Members of the replica set that hand over, die, freeze, come back, or answer wrongly, while people write."""

import time
from functools import partial
from typing import Any, Final

import pytest

from tests.faults.checker import check
from tests.faults.device import present
from tests.faults.load import load
from tests.faults.proxy import proxy_to
from tests.faults.servers import until
from tests.faults.site import Site

STEP_DOWN_SECONDS: Final = 5.0
PRIMARY_LOST_SECONDS: Final = 20.0
# Longer than the server itself tries, so that its own answer is heard.
PATIENCE_SECONDS: Final = 28.0
RETRIED: Final = {"unavailable"}

FAILURES: Final[dict[str, dict[str, Any]]] = {
    "connections closed instead of answers": {"closeConnection": True},
    "commits done and reported as undone": {"writeConcernError": {"code": 91, "errmsg": "shutting down"}},
    "a primary that says it is none": {"errorCode": 10107, "errorLabels": ["RetryableWriteError"]},
}


async def test_a_step_down_pauses_sends_for_five_seconds_at_most(site: Site) -> None:
    async with load(site, patience_seconds=PATIENCE_SECONDS) as chat:
        began = time.monotonic()
        await site.mongodb.step_down()
        await chat.acks(200)
    assert set(chat.errors) <= RETRIED
    assert chat.longest_pause(began) <= STEP_DOWN_SECONDS


async def test_a_killed_primary_pauses_sends_for_twenty_seconds_at_most(site: Site) -> None:
    async with load(site, patience_seconds=PATIENCE_SECONDS) as chat:
        began = time.monotonic()
        primary = await site.mongodb.primary()
        primary.kill()
        await chat.acks(200)
        primary.start()
        await site.mongodb.ready()
        await chat.acks(100)
    assert set(chat.errors) <= RETRIED
    assert chat.longest_pause(began) <= PRIMARY_LOST_SECONDS


async def test_an_old_primary_that_wakes_up_brings_back_nothing(site: Site) -> None:
    async with load(site, patience_seconds=PATIENCE_SECONDS) as chat:
        primary = await site.mongodb.primary()
        primary.freeze()
        assert await site.mongodb.primary() is not primary
        await chat.acks(200, within_seconds=90)
        primary.thaw()
        await site.mongodb.ready()
        await chat.acks(100)
    assert set(chat.errors) <= RETRIED


async def test_without_a_majority_every_send_ends_in_a_definite_answer(site: Site) -> None:
    async with load(site, patience_seconds=PATIENCE_SECONDS) as chat:
        for member in await site.mongodb.secondaries():
            member.kill()
        caught = [sent for sent in chat.sends if sent.answered is None]
        await until(lambda: all(sent.answered for sent in caught), "an answer for everybody", within_seconds=32)
        await site.mongodb.ready()
        await chat.acks(100)
    assert set(chat.errors) <= RETRIED


async def test_a_crashed_secondary_is_not_noticed(site: Site) -> None:
    async with load(site, patience_seconds=PATIENCE_SECONDS) as chat:
        began = time.monotonic()
        (await site.mongodb.secondaries())[0].kill()
        await chat.acks(200)
    assert chat.errors == []
    assert chat.longest_pause(began) <= STEP_DOWN_SECONDS


async def test_when_all_members_crash_at_once_what_was_acknowledged_is_on_their_disks(site: Site) -> None:
    async with load(site, patience_seconds=PATIENCE_SECONDS) as chat:
        for member in site.mongodb.members:
            member.kill()
        await site.mongodb.ready()
        await chat.acks(100)
    assert set(chat.errors) <= RETRIED


@pytest.mark.parametrize("failure", FAILURES)
async def test_sends_outlive(failure: str, site: Site) -> None:
    async with load(site, patience_seconds=PATIENCE_SECONDS) as chat:
        await site.mongodb.struck(await site.mongodb.fail(["insert"], times=20, **FAILURES[failure]))
        await chat.acks(100)
    assert chat.errors == []


async def test_a_commit_whose_reply_is_lost_is_acknowledged_once(site: Site) -> None:
    (pair,) = await site.pairs(1)
    primary = await site.mongodb.primary()
    async with proxy_to(site.mongodb.port_of(primary)) as way:
        url = f"mongodb://127.0.0.1:{way.port}/astars?directConnection=true"
        address, process = await site.start_web({"MONGODB_URL": url})
        try:
            async with present(pair.client, [address], [pair.conversation_id], patience_seconds=60) as client:
                for number in range(3):
                    way.lose_answers(after=b"client_message_id")
                    sent = client.begin(pair.conversation_id, f"ответ базы потерян {number}")
                    await way.lost.wait()
                    await until(partial(site.holds, sent), "the message is stored")
                    assert sent.acked is None
                    await way.mend()
                    await sent.ended.wait()
                    assert (sent.carried, sent.errors) == (1, [])
                await client.heal()
                check(pair.conversation_id, await site.stored(pair.conversation_id), [client])
        finally:
            await site.stop_web(process)
