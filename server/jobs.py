"""The jobs: what is done again and again, how often, by one process at a time. JOBS is the table of contents."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from realtime.availability import tell_changes
from realtime.expiry import announce, warn
from realtime.inbox_repair import repair
from server.admin.codes.jobs import make_certificates
from server.attachments.jobs import sweep_attachments
from server.charts.jobs import deliver_chart_letters
from server.console.jobs import measure_answers
from server.context import Context
from server.deadlines.jobs import meet_choices, watch_deadlines
from server.desk.jobs import tend_desk
from server.notifications.jobs import deliver, listen_to_telegram
from server.orders.jobs import complete_grants, expire_unpaid_orders, finish_refunds
from server.payments.jobs import close_prepayments, reconcile_payments
from server.privacy.jobs import finish_erasures
from server.push.jobs import tell_of_messages
from server.reviews.jobs import recount_ratings
from storage.job_runs import note_run
from storage.leases import give_back_lease, take_lease

_EVERY_MINUTE: Final = "* * * * *"
_EVERY_5_SECONDS: Final = "* * * * * */5"
_EVERY_15_SECONDS: Final = "* * * * * */15"
_EVERY_20_SECONDS: Final = "* * * * * */20"
_EVERY_5_MINUTES: Final = "*/5 * * * *"
_EVERY_10_MINUTES: Final = "*/10 * * * *"
_EVERY_HOUR: Final = "17 * * * *"
PERIODS: Final[Mapping[str, int]] = {
    _EVERY_5_SECONDS: 5,
    _EVERY_15_SECONDS: 15,
    _EVERY_20_SECONDS: 20,
    _EVERY_MINUTE: 60,
    _EVERY_5_MINUTES: 300,
    _EVERY_10_MINUTES: 600,
    _EVERY_HOUR: 3600,
}
"""How many seconds lie between two runs."""


@dataclass(frozen=True)
class PeriodicJob:
    """Work done again and again by one worker at a time; it is stopped, and its lease ends, after `seconds`."""

    name: str
    run: Callable[[Context], Awaitable[object]]
    cron: str
    seconds: int


async def announce_expiry(context: Context) -> None:
    """Tell people of consultations that time has ended, and of those that it is about to end."""
    await announce(context.chat, context.clock())
    await warn(context.chat, context.clock())


async def repair_inbox(context: Context) -> None:
    """Bring the inbox's copies up to the messages."""
    await repair(context.chat, context.clock())


async def tell_availability(context: Context) -> None:
    """Tell people of astrologers whose hours begin or end, or whose word of being away is over."""
    await tell_changes(context.chat, context.clock())


JOBS: Final = (
    PeriodicJob("payments.reconcile", reconcile_payments, _EVERY_MINUTE, seconds=55),
    PeriodicJob("payments.close_prepayments", close_prepayments, _EVERY_MINUTE, seconds=55),
    PeriodicJob("orders.complete_grants", complete_grants, _EVERY_MINUTE, seconds=55),
    PeriodicJob("orders.finish_refunds", finish_refunds, _EVERY_MINUTE, seconds=55),
    PeriodicJob("orders.expire_unpaid", expire_unpaid_orders, _EVERY_5_MINUTES, seconds=55),
    PeriodicJob("charts.deliver_letters", deliver_chart_letters, _EVERY_MINUTE, seconds=55),
    PeriodicJob("conversations.announce_expiry", announce_expiry, _EVERY_15_SECONDS, seconds=30),
    PeriodicJob("astrologers.tell_availability", tell_availability, _EVERY_15_SECONDS, seconds=30),
    PeriodicJob("astrologers.measure_answers", measure_answers, _EVERY_5_MINUTES, seconds=55),
    PeriodicJob("deadlines.watch", watch_deadlines, _EVERY_15_SECONDS, seconds=55),
    PeriodicJob("desk.tend", tend_desk, _EVERY_5_SECONDS, seconds=55),
    PeriodicJob("deadlines.meet_choices", meet_choices, _EVERY_MINUTE, seconds=55),
    PeriodicJob("accounts.finish_erasures", finish_erasures, _EVERY_15_SECONDS, seconds=55),
    PeriodicJob("attachments.sweep", sweep_attachments, _EVERY_10_MINUTES, seconds=300),
    PeriodicJob("conversations.repair_inbox", repair_inbox, _EVERY_20_SECONDS, seconds=30),
    PeriodicJob("push.tell", tell_of_messages, _EVERY_5_SECONDS, seconds=55),
    PeriodicJob("notifications.deliver", deliver, _EVERY_5_SECONDS, seconds=85),
    PeriodicJob("notifications.listen_to_telegram", listen_to_telegram, _EVERY_10_MINUTES, seconds=55),
    PeriodicJob("certificates.make", make_certificates, _EVERY_5_SECONDS, seconds=120),
    PeriodicJob("reviews.recount", recount_ratings, _EVERY_HOUR, seconds=300),
)


def lease_of(job: PeriodicJob) -> str:
    """What whoever does it holds meanwhile."""
    return f"job:{job.name}"


async def run_job(context: Context, job: PeriodicJob, holder: str) -> bool:
    """Do the work unless somebody else is at it, False then; and write down how it went."""
    now = context.clock()
    if not await take_lease(lease_of(job), holder=holder, until=now + timedelta(seconds=job.seconds), now=now):
        return False
    error: str | None = None
    try:
        async with asyncio.timeout(job.seconds):
            await job.run(context)
    except Exception as failure:
        error = type(failure).__name__
        raise
    finally:
        await note_run(job.name, started_at=now, finished_at=context.clock(), error=error)
        await give_back_lease(lease_of(job), holder=holder)
    return True
