"""The worker's jobs: how the last run went, when the next one is, and one now."""

from datetime import datetime
from typing import Final

from redis.exceptions import RedisError

from realtime.actor import Actor
from realtime.audit import audit
from realtime.errors import NotFound, Unavailable
from server.admin.records.contracts import JobRecord, JobRecords, JobState
from server.context import Context
from server.job_queue import ask_for
from server.jobs import JOBS, PERIODS, PeriodicJob, lease_of
from storage.audit import AuditedAction
from storage.job_runs import JobRun, job_runs
from storage.leases import held_leases

_MS: Final = 1000


async def list_jobs(now: datetime) -> JobRecords:
    """All of them as they stand."""
    runs = {one.id: one for one in await job_runs()}
    running = await held_leases([lease_of(one) for one in JOBS], now)
    return JobRecords(items=[_record(one, runs.get(one.name), lease_of(one) in running) for one in JOBS])


async def run_now(context: Context, actor: Actor, name: str) -> None:
    """Have the worker do it as soon as it can; whoever asks while it runs gets that run.

    Raises NotFound, and Unavailable when the queue cannot be reached.
    """
    job = next((one for one in JOBS if one.name == name), None)
    if job is None:
        raise NotFound
    await audit(actor, AuditedAction.JOB_ASKED, f"job:{name}")
    try:
        await ask_for(context.settings, job)
    except (RedisError, OSError) as error:
        raise Unavailable("the queue does not answer", retry_after_seconds=5) from error


def _record(job: PeriodicJob, run: JobRun | None, is_running: bool) -> JobRecord:
    return JobRecord(
        name=job.name,
        state=_state(run, is_running),
        every_seconds=PERIODS[job.cron],
        started_at=run.started_at if run else None,
        took_ms=round((run.finished_at - run.started_at).total_seconds() * _MS) if run else None,
        failures=run.failures if run else 0,
        failed_at=run.failed_at if run else None,
        error=run.error if run else None,
    )


def _state(run: JobRun | None, is_running: bool) -> JobState:
    if is_running:
        return JobState.RUNNING
    if run is None:
        return JobState.NEVER_RUN
    return JobState.FAILING if run.failures else JobState.FINE
