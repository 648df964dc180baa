"""Administrators read the audit log, see how jobs go, and take lists as files."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from server.admin.records.headers import HEADERS
from server.context import Context
from server.jobs import JOBS, PERIODS, PeriodicJob, run_job
from storage.audit import AuditedAction, AuditEntry
from storage.ids import new_id_of
from storage.job_runs import JobRun, job_runs
from storage.leases import Lease, take_lease
from storage.promo_codes import PromoCode
from storage.users import Role
from tests.people import sign_up
from tests.product import Product
from tests.server.admin.conftest import Editor
from tests.server.shop import eventually


async def test_what_somebody_did_is_found_by_who_what_whose_and_when(editor: Editor, context: Context) -> None:
    anna = await sign_up(context, Role.CLIENT, "Анна")
    first, last = datetime(2031, 5, 1, 10, tzinfo=UTC), datetime(2031, 5, 2, 10, tzinfo=UTC)
    for at in (first, last):
        await AuditEntry(
            id=new_id_of(at),
            at=at,
            actor_id=editor.person.user.id,
            actor_role=Role.ADMIN,
            action=AuditedAction.ORDER_READ,
            subject="order:one",
            person_id=anna.user.id,
            details={"why": "просила"},
        ).insert()

    async def found(**asked: str) -> list[str]:
        answer = await editor.http.get("/api/admin/audit", params={"actor": editor.person.id, **asked})
        assert answer.status_code == 200, answer.text
        return [one["at"] for one in answer.json()["items"]]

    both = ["2031-05-02T10:00:00.000Z", "2031-05-01T10:00:00.000Z"]
    assert await found(person=anna.id) == both
    assert await found(subject="order:one", action="order.read") == both
    assert await found(person=anna.id, since=last.isoformat()) == both[:1]
    assert await found(person=anna.id, until=last.isoformat()) == both[1:]
    assert await found(person=anna.id, action="order.refunded") == []
    item = (await editor.http.get(f"/api/admin/audit?person={anna.id}&limit=1")).json()["items"][0]
    assert (item["actor"]["name"], item["person"]["name"]) == (editor.person.user.display_name, "Анна")
    assert item["details"] == {"why": "просила"}
    assert (await editor.http.get("/api/admin/audit?person=x")).status_code == 422


async def test_parts_of_the_log_follow_each_other_without_a_gap(editor: Editor, context: Context) -> None:
    subject = f"test:{uuid4().hex}"
    for number in range(5):
        await AuditEntry(
            at=context.clock(),
            actor_id=editor.person.user.id,
            actor_role=Role.ADMIN,
            action=AuditedAction.ORDER_READ,
            subject=subject,
            details={"n": str(number)},
        ).insert()
    seen, cursor = [], ""
    while cursor is not None:
        params = {"subject": subject, "limit": "2"} | ({"cursor": cursor} if cursor else {})
        part = (await editor.http.get("/api/admin/audit", params=params)).json()
        seen += [one["details"]["n"] for one in part["items"]]
        cursor = part["next_cursor"]
    assert seen == ["4", "3", "2", "1", "0"]


async def test_what_an_operator_commands_stands_in_the_log_without_a_person(
    app: Product, editor: Editor, context: Context
) -> None:
    oleg = await sign_up(context, Role.CLIENT, "Олег")
    for becomes in ("support", "blocked"):
        await asyncio.to_thread(app.run, "person", oleg.user.email or "", becomes)
    entries = (await editor.http.get(f"/api/admin/audit?person={oleg.id}")).json()["items"]
    assert [(one["actor"], one["actor_role"], one["action"], one["details"]) for one in entries] == [
        (None, None, "person.blocked", {}),
        (None, None, "role.given", {"role": "client → support"}),
    ]


async def test_a_failed_job_is_told_until_it_succeeds(context: Context) -> None:
    broken = True

    async def work(_: Context) -> None:
        if broken:
            raise LookupError("the name of somebody")

    name = f"tests.{uuid4().hex}"
    job = PeriodicJob(name, work, "* * * * *", seconds=20)
    for _ in range(2):
        with pytest.raises(LookupError):
            await run_job(context, job, "one")
    (told,) = [one for one in await job_runs() if one.id == name]
    assert (told.failures, told.error) == (2, "LookupError")
    broken = False
    await run_job(context, job, "one")
    (told,) = [one for one in await job_runs() if one.id == name]
    assert (told.failures, told.error) == (0, "LookupError")
    await JobRun.find({"_id": name}).delete()


async def test_jobs_are_listed_as_they_stand(editor: Editor, context: Context) -> None:
    now = context.clock()
    name = "reviews.recount"
    await take_lease(f"job:{name}", holder="test", until=now + timedelta(minutes=5), now=now)
    listed = {one["name"]: one for one in (await editor.http.get("/api/admin/jobs")).json()["items"]}
    await Lease.find({"_id": f"job:{name}", "holder": "test"}).delete()
    assert list(listed) == [one.name for one in JOBS]
    assert (listed[name]["state"], listed[name]["every_seconds"]) == ("running", 3600)
    assert {one.cron for one in JOBS} <= set(PERIODS)


async def test_a_job_is_done_when_somebody_asks_for_it(editor: Editor) -> None:
    name = "reviews.recount"
    before = {one.id: one.started_at for one in await job_runs()}.get(name)
    assert (await editor.http.post(f"/api/admin/jobs/{name}/run")).status_code == 204

    async def started() -> datetime | None:
        return {one.id: one.started_at for one in await job_runs()}.get(name)

    await eventually(started, lambda at: at is not None and at != before)
    (entry,) = await editor.did(f"job:{name}")
    assert entry.action == AuditedAction.JOB_ASKED
    assert (await editor.http.post("/api/admin/jobs/no.such/run")).status_code == 404


async def test_a_list_is_taken_as_a_file_and_that_is_written_down(editor: Editor, context: Context) -> None:
    code = f"T{uuid4().hex[:8].upper()}"
    await PromoCode(code=code, percent=10, series="=SUM(A1)").insert()
    answer = await editor.http.get("/api/admin/promo-codes.csv", params={"series": "=SUM(A1)"})
    await PromoCode.find({"code": code}).delete()
    lines = answer.text.removeprefix("\ufeff").splitlines()
    assert lines[0].split(";") == list(HEADERS["promo-codes"]["ru"])
    assert lines[1].split(";")[0] == code
    assert lines[1].endswith(";'=SUM(A1)")
    assert (await editor.http.get("/api/admin/audit.csv?action=order.read&subject=x")).status_code == 200
    (entry,) = await editor.did("records:promo-codes")
    assert (entry.action, entry.details) == (AuditedAction.RECORDS_EXPORTED, {"asked": "series=%3DSUM%28A1%29"})
