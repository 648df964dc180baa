"""How a person chooses to be reached."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from realtime.actor import Actor
from realtime.errors import Unauthenticated, Unavailable
from server.accounts.secret import keyed_hash
from server.context import Context
from server.limits import Limit
from server.notifications.channels import Person
from server.notifications.contracts import ChannelOut, ChannelState, NotificationChoice, Notifications, TelegramLink
from server.settings import Settings
from storage.reach import Channel, Reach, begin_telegram_link, reach_of, set_reach
from storage.users import user_by_id

LINK_LIVES: Final = timedelta(minutes=30)
LINKS_PER_PERSON: Final = Limit("telegram-links", "20/hour")


async def show(context: Context, actor: Actor, now: datetime) -> Notifications:
    """What holds for the actor."""
    return await _shown(context, actor, (await reach_of([actor.user_id]))[actor.user_id], now)


async def choose(context: Context, actor: Actor, choice: NotificationChoice, now: datetime) -> Notifications:
    """Change what is named; what is not stays."""
    return await _shown(context, actor, await set_reach(actor.user_id, choice.changes()), now)


async def _shown(context: Context, actor: Actor, reach: Reach, now: datetime) -> Notifications:
    user = await user_by_id(actor.user_id)
    if user is None:
        raise Unauthenticated
    person = await Person.of(user, reach.model_copy(update={"channels": list(Channel)}), now)
    offered = [one for one in Channel if one is not Channel.TELEGRAM or context.notifier.telegram.is_set]
    return Notifications(
        channels=[
            ChannelOut(channel=one, state=_state(person, one), is_chosen=one in reach.channels) for one in offered
        ],
        order=[one for one in reach.channels if one in offered],
        quiet=reach.quiet,
        after_minutes=reach.after_minutes,
    )


def _state(person: Person, channel: Channel) -> ChannelState:
    if person.has(channel):
        return ChannelState.READY
    if channel is Channel.TELEGRAM and person.reach.telegram_lost_at is not None:
        return ChannelState.LOST
    return ChannelState.MISSING


async def begin_link(context: Context, actor: Actor, now: datetime) -> TelegramLink:
    """A link that makes the chat in which it is opened the actor's; once, within half an hour."""
    await context.limiter.hit(LINKS_PER_PERSON, str(actor.user_id))
    if not context.notifier.telegram.is_set:
        raise Unavailable("no Telegram bot is set")
    name = await context.notifier.telegram.name()
    token = secrets.token_urlsafe(24)
    expires_at = now + LINK_LIVES
    await begin_telegram_link(actor.user_id, link_hash(context.settings, token), expires_at=expires_at)
    return TelegramLink(url=f"https://t.me/{name}?start={token}", expires_at=expires_at)


def link_hash(settings: Settings, token: str) -> str:
    """How a token is kept."""
    return keyed_hash(settings, "telegram link", token)
