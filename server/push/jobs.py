"""Tells people of messages that they have not read some seconds after they came.

The messages are looked through by their ids, which carry the second in which they were made: nothing is done for it
when a message is sent. A message that was committed later than that, or more than ten minutes before anybody looked, is
told of in the chat alone.
"""

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from server.context import Context
from server.notifications.unread import Unread, expect, unread_among
from server.push.sender import Handed, PushSender
from server.push.texts import NEW_MESSAGE
from server.settings import Settings
from storage.conversations import conversations_by_id
from storage.ids import MessageId, id_at
from storage.messages import StoredMessage, said_between
from storage.push_progress import (
    PushNotice,
    last_notices,
    note_notices,
    push_position,
    record_push_position,
)
from storage.push_subscriptions import PushSubscription, drop_subscriptions, subscriptions_of
from storage.reach import reach_of
from storage.sessions import users_of_sessions

PATIENCE: Final = timedelta(seconds=8)
"""Whoever reads the message within this time is told nothing."""

STALE: Final = timedelta(minutes=10)
AGAIN_AFTER: Final = timedelta(minutes=5)
"""Somebody who has not read what they were told of is told of more in the same conversation this much later."""

PAGE: Final = 2_000
AT_ONCE: Final = 20


def is_due(unread: Unread, told: PushNotice | None, now: datetime) -> bool:
    """Whether to tell of it, after what was told last: once, until it is read or much later."""
    if told is None or told.seq >= unread.message["seq"]:
        return told is None
    return told.seq <= unread.read_seq or now - told.at >= AGAIN_AFTER


async def tell_of_messages(context: Context) -> None:
    """Look through what was said since the last time, page by page."""
    now = context.clock()
    until = MessageId(id_at(now - PATIENCE))
    known = await push_position()
    if known is None:
        await record_push_position(until)
        return
    position = max(known, MessageId(id_at(now - STALE)))
    while position < until:
        said = await said_between(position, until, PAGE)
        await _tell(context.settings, said, now)
        position = said[-1]["_id"] if len(said) == PAGE else until
        await record_push_position(position)


async def _tell(settings: Settings, said: Sequence[StoredMessage], now: datetime) -> None:
    conversations = await conversations_by_id(list({one["conversation_id"] for one in said})) if said else []
    unread = {(one.person.user_id, one.conversation_id): one for one in unread_among(said, conversations)}
    await expect(unread.values(), now)
    browsers = await subscriptions_of(list({user_id for user_id, _ in unread})) if unread else []
    if not browsers:
        return
    owners = await users_of_sessions([one.session_id for one in browsers], now)
    alive = [one for one in browsers if owners.get(one.session_id) == one.user_id]
    told = await last_notices(list(unread))
    choices = await reach_of({one.user_id for one in alive})
    reached = {user_id for user_id, choice in choices.items() if choice.may_push(now)}
    due = {place: one for place, one in unread.items() if place[0] in reached and is_due(one, told.get(place), now)}
    gone = await _hand_out(settings, alive, due.values()) if due else []
    await drop_subscriptions([one.id for one in browsers if one not in alive] + [one.id for one in gone])
    await note_notices({place: one.message["seq"] for place, one in due.items()}, now)


async def _hand_out(
    settings: Settings, browsers: Collection[PushSubscription], due: Collection[Unread]
) -> list[PushSubscription]:
    """Send what is due to every browser of its person; answers the browsers that are no more."""
    turn = asyncio.Semaphore(AT_ONCE)
    sender = PushSender(settings)

    async def hand(browser: PushSubscription, unread: Unread) -> PushSubscription | None:
        async with turn:
            handed = await sender.send(browser, notice(unread, browser.language), topic=str(unread.conversation_id))
        return browser if handed is Handed.GONE else None

    handing = [hand(browser, one) for one in due for browser in browsers if browser.user_id == one.person.user_id]
    try:
        return [one for one in await asyncio.gather(*handing) if one is not None]
    finally:
        await sender.close()


def notice(unread: Unread, language: str) -> dict[str, object]:
    """What the browser's service worker (`web/push`) shows: who wrote, and where to read it."""
    conversation_id = str(unread.conversation_id)
    return {
        "title": NEW_MESSAGE["en" if language == "en" else "ru"],
        "body": unread.message["sender_name"],
        "conversation_id": conversation_id,
        "seq": unread.message["seq"],
        "url": unread.path,
    }
