"""Brings deliveries to people: `notifications.deliver`, every five seconds, by any number of workers.

A delivery is claimed in MongoDB before anything is sent, every try is written down before the next, and what a process
that died had in hands is due again after a minute and a half. So nobody is forgotten, and hardly anybody told twice.
"""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Final

from realtime.errors import Unavailable
from server.context import Context
from server.notifications.channels import Person, hand_over
from server.notifications.unread import is_unread_still
from storage.conversations import conversation_by_id
from storage.deliveries import Attempt, Delivery, NoticeKind, Outcome, claim_delivery, note_attempt, postpone, settle
from storage.queue_place import QueueState
from storage.reach import Channel, reach_of
from storage.site import load_site
from storage.users import user_by_id

AT_ONCE: Final = 8
STALE: Final = timedelta(hours=24)
"""What could not be told for a day is not told any more."""

BACKOFF: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))

LONGEST_SECONDS: Final = 60
"""Less than a claim lasts."""

log = logging.getLogger(__name__)


async def deliver(context: Context) -> None:
    """Tell people what is due, a few at once, until nothing is."""

    async def go_on() -> None:
        while (delivery := await claim_delivery(context.clock())) is not None:
            try:
                async with asyncio.timeout(LONGEST_SECONDS):
                    await bring(context, delivery, context.clock())
            except Exception:
                # The others go on; this one is due again when its claim is over, and given up after some tries.
                log.exception("delivery_failed", extra={"delivery_id": str(delivery.id)})

    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(go_on())


async def listen_to_telegram(context: Context) -> None:
    """Telegram knows where to call; said again now and then, because somebody else may have told it otherwise."""
    if context.notifier.telegram.is_set:
        await context.notifier.telegram.listen(context.settings)


async def bring(context: Context, delivery: Delivery, now: datetime) -> None:
    """One delivery, claimed by the caller: put off, given up, not needed any more, or sent through the first channel
    that takes it."""
    user = await user_by_id(delivery.user_id)
    if user is None or user.blocked_at or user.erased_at or now - delivery.asked_at > STALE:
        await settle(delivery, Outcome.NOT_NEEDED, at=now)
        return
    if delivery.tries > len(BACKOFF) + 1:
        await settle(delivery, Outcome.GAVE_UP, at=now)
        return
    reach = (await reach_of([user.id]))[user.id]
    if reach.quiet is not None and (until := reach.quiet.until(now)) is not None:
        await postpone(delivery, until=until, is_try=False)
        return
    if delivery.kind is NoticeKind.UNREAD_MESSAGE:
        if not await is_unread_still(delivery):
            await settle(delivery, Outcome.NOT_NEEDED, at=now)
            return
        if await context.chat.presence.online([user.id]):
            await postpone(delivery, until=now + timedelta(minutes=reach.after_minutes), is_try=False)
            return
    if delivery.kind is NoticeKind.CHAT_WAITING:
        opens_at = await _work_begins(now) if await _waits_still(context, delivery) else None
        if opens_at is None:
            await settle(delivery, Outcome.NOT_NEEDED, at=now)
            return
        if opens_at > now:
            await postpone(delivery, until=opens_at, is_try=False)
            return
    await _try_channels(context, await Person.of(user, reach, now), delivery, now)


async def _waits_still(context: Context, delivery: Delivery) -> bool:
    """Whether the visitor waits and nobody has taken the chat, and the person is not at the desk, where it is heard."""
    chat = await conversation_by_id(delivery.conversation_id) if delivery.conversation_id else None
    place = chat.queue if chat is not None else None
    if place is None or place.state is not QueueState.WAITING or place.snoozed_until or place.blocked_at:
        return False
    return delivery.user_id not in await context.chat.presence.online([delivery.user_id])


async def _work_begins(now: datetime) -> datetime | None:
    """`now` within the hours of support, else when they begin; None where nobody answers for more than a year."""
    site = await load_site()
    if site is None or site.support_hours.open_at(now):
        return now
    return site.support_hours.next_opening(now)


async def _try_channels(context: Context, person: Person, delivery: Delivery, now: datetime) -> None:
    may_work_later = False
    for channel in person.channels_for(delivery):
        if channel is Channel.SMS:
            # Written down before: an SMS that may have gone out is not sent again, whoever dies now.
            await note_attempt(delivery, Attempt(channel=channel, at=now, code="trying"))
        try:
            became = await hand_over(context, person, delivery, channel, now)
        except Unavailable:
            became, may_work_later = "unavailable", True
        if channel is not Channel.SMS or became != "taken":
            await note_attempt(delivery, Attempt(channel=channel, at=now, code=became))
        if became == "taken":
            await settle(delivery, Outcome.SENT, at=now, channel=channel)
            return
    if may_work_later and delivery.tries <= len(BACKOFF):
        await postpone(delivery, until=now + BACKOFF[delivery.tries - 1], is_try=True)
        return
    outcome = Outcome.GAVE_UP if may_work_later else Outcome.UNREACHABLE
    log.info("delivery_ended", extra={"delivery_id": str(delivery.id), "outcome": outcome})
    await settle(delivery, outcome, at=now)
