"""The audit log, notices, jobs and files over HTTP, for administrators alone."""

from collections.abc import AsyncIterator
from typing import Final

from starlette.responses import Response

from realtime.contract import Contract
from server.admin.asking import count_find
from server.admin.codes.promo_contracts import PromoQuery
from server.admin.orders.contracts import OrdersQuery
from server.admin.records import delivery_log, exports, job_queue
from server.admin.records.audit_log import list_entries
from server.admin.records.contracts import (
    AuditQuery,
    AuditRecords,
    DeliveriesQuery,
    DeliveryOut,
    DeliveryPage,
    FindDeliveries,
    JobRecords,
)
from server.csv_files import Rows, csv_file
from server.http import Access, Call, Endpoint
from server.limits import Limit

EXPORTS_PER_PERSON: Final = Limit("record-exports", "20/hour")
RUNS_PER_PERSON: Final = Limit("job-runs", "30/hour")


async def list_audit(call: Call[None]) -> Contract:
    return await list_entries(call.require_actor(), call.query)


async def list_deliveries(call: Call[None]) -> Contract:
    return await delivery_log.list_deliveries(call.query)


async def find_deliveries(call: Call[FindDeliveries]) -> Contract:
    await count_find(call)
    return await delivery_log.find_deliveries(call.require_actor(), call.body)


async def resend_delivery(call: Call[None]) -> Contract:
    return await delivery_log.resend(call.require_actor(), call.path["id"])


async def list_jobs(call: Call[None]) -> Contract:
    return await job_queue.list_jobs(call.now)


async def run_job(call: Call[None]) -> None:
    actor = call.require_actor()
    await call.context.limiter.hit(RUNS_PER_PERSON, str(actor.user_id))
    await job_queue.run_now(call.context, actor, call.path["name"])


async def orders_file(call: Call[None]) -> Response:
    return await _file(call, "orders", exports.orders(call.query))


async def promo_codes_file(call: Call[None]) -> Response:
    return await _file(call, "promo-codes", exports.promo_codes(call.query))


async def audit_file(call: Call[None]) -> Response:
    return await _file(call, "audit", exports.audit_log(call.require_actor(), call.query))


async def _file(call: Call[None], name: str, rows: AsyncIterator[Rows]) -> Response:
    actor = call.require_actor()
    await call.context.limiter.hit(EXPORTS_PER_PERSON, str(actor.user_id))
    header = await exports.begin_export(actor, name, call.query)
    return csv_file(name, call.now.date(), header, rows)


ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/admin/audit",
        list_audit,
        "What the team did, and whose data it saw",
        query=AuditQuery,
        answer=AuditRecords,
        access=Access.ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/audit.csv",
        audit_file,
        "The audit log as a file",
        query=AuditQuery,
        access=Access.ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/orders.csv",
        orders_file,
        "Everybody's orders as a file",
        query=OrdersQuery,
        access=Access.ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/promo-codes.csv",
        promo_codes_file,
        "Promo codes as a file",
        query=PromoQuery,
        access=Access.ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/deliveries",
        list_deliveries,
        "What became of notices",
        query=DeliveriesQuery,
        answer=DeliveryPage,
        access=Access.ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/deliveries/find",
        find_deliveries,
        "What became of notices to exactly this phone or e-mail",
        FindDeliveries,
        answer=DeliveryPage,
        access=Access.ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/deliveries/{id}/resend",
        resend_delivery,
        "Have a failed notice tried once more",
        answer=DeliveryOut,
        access=Access.ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/jobs",
        list_jobs,
        "The worker's jobs and how they went last",
        answer=JobRecords,
        access=Access.ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/jobs/{name}/run",
        run_job,
        "Do a job as soon as the worker can",
        status=204,
        access=Access.ADMIN,
    ),
]
