"""How the last run of each job went. One document a job; what is older is in the logs."""

from datetime import datetime
from typing import Any, ClassVar

from beanie import Document
from pymongo import IndexModel


class JobRun(Document):
    """The last run of the job named by the id. `failures` since it succeeded last, `error` the kind of the last."""

    id: str  # type: ignore[assignment]  # beanie allows any type here
    started_at: datetime
    finished_at: datetime
    failures: int = 0
    failed_at: datetime | None = None
    error: str | None = None

    class Settings:
        name = "job_runs"
        indexes: ClassVar[list[IndexModel]] = []


async def note_run(name: str, *, started_at: datetime, finished_at: datetime, error: str | None) -> None:
    """Write down how it went; a failure stays told until the next one."""
    facts: dict[str, Any] = {"started_at": started_at, "finished_at": finished_at}
    change: dict[str, Any] = {"$set": facts | {"failures": 0}}
    if error is not None:
        change = {"$set": facts | {"failed_at": finished_at, "error": error}, "$inc": {"failures": 1}}
    await JobRun.get_motor_collection().update_one({"_id": name}, change, upsert=True)


async def job_runs() -> list[JobRun]:
    """Of every job that has run."""
    return await JobRun.find_all().to_list()
