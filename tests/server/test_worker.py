"""The worker: one at a time does a job, and a lost Redis only delays it."""

import asyncio
import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from server.context import Context
from server.job_queue import open_queue
from server.jobs import JOBS, PeriodicJob, run_job
from server.worker import build_worker
from storage import embedded
from storage.leases import give_back_lease, take_lease


async def test_job_is_done_by_one_of_twenty_workers_at_once(context: Context) -> None:
    runs: list[int] = []
    finish = asyncio.Event()

    async def work(_: Context) -> None:
        runs.append(1)
        await finish.wait()

    job = PeriodicJob("tests.once", work, "* * * * *", seconds=20)
    workers = [asyncio.create_task(run_job(context, job, f"worker-{number}")) for number in range(20)]
    refused, _ = await asyncio.wait(workers, return_when=asyncio.FIRST_COMPLETED)
    while len(refused) < 19:
        refused, _ = await asyncio.wait(workers, return_when=asyncio.FIRST_COMPLETED, timeout=0.05)
    finish.set()

    assert sorted(await asyncio.gather(*workers)) == [False] * 19 + [True]
    assert len(runs) == 1


async def test_lease_of_a_dead_worker_ends_by_itself(context: Context) -> None:
    now = context.clock()
    until = now + timedelta(seconds=30)

    assert await take_lease("tests.lease", holder="dead", until=until, now=now)
    assert not await take_lease("tests.lease", holder="alive", until=until, now=now)
    assert await take_lease("tests.lease", holder="alive", until=until + timedelta(minutes=1), now=until)
    await give_back_lease("tests.lease", holder="dead")
    assert not await take_lease("tests.lease", holder="third", until=until + timedelta(minutes=1), now=until)
    await give_back_lease("tests.lease", holder="alive")
    assert await take_lease("tests.lease", holder="third", until=until + timedelta(minutes=1), now=until)


async def test_failing_job_gives_its_lease_back(context: Context) -> None:
    async def fail(_: Context) -> None:
        raise LookupError

    job = PeriodicJob("tests.failing", fail, "* * * * *", seconds=20)
    for holder in ("one", "other"):
        with pytest.raises(LookupError):
            await run_job(context, job, holder)


async def test_jobs_have_names_of_their_own() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)


@pytest.mark.filterwarnings("ignore:Call to deprecated setex")  # saq 0.26 calls what redis-py 8 deprecates
async def test_worker_outlives_its_redis(context: Context, tmp_path: Path) -> None:
    done = asyncio.Event()

    async def work(_: Context) -> None:
        done.set()

    def start_redis() -> embedded.Embedded:
        return embedded.start(tmp_path, mongodb=False, s3=False)

    redis = start_redis()
    settings = context.settings.model_copy(update={"redis_url": SecretStr(redis.redis_url)})
    queue = open_queue(settings)
    worker = build_worker(
        dataclasses.replace(context, settings=settings),
        queue,
        [PeriodicJob("tests.each_second", work, "* * * * * *", seconds=5)],
    )
    working = asyncio.create_task(worker.start())
    try:
        async with asyncio.timeout(30):
            await done.wait()
            redis.stop()
            done.clear()
            redis = start_redis()
            await done.wait()
    finally:
        worker.event.set()
        await working
        await queue.disconnect()
        redis.stop()
