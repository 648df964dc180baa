"""How an astrologer works: hours, load, and what everybody sees of whether they are there."""

from datetime import datetime
from typing import Final

from realtime.actor import Actor
from realtime.availability import tell
from realtime.errors import NotFound
from realtime.people import availability_out
from server.console.own_contracts import ChangeOwnSettings, OwnSettings, WorkingHoursForm
from server.console.texts import refused
from server.context import Context
from server.limits import Limit
from storage.astrologers import Astrologer, astrologer_by_user, save_own_settings
from storage.inbox import count_active_by_participant

SAVES_PER_PERSON: Final = Limit("own-settings", "600/hour")


async def show(actor: Actor, now: datetime) -> OwnSettings:
    """The caller's own. `not_found` for an account without an astrologer's page."""
    return await _settings(actor, await _page(actor), now)


async def change(context: Context, actor: Actor, wanted: ChangeOwnSettings, now: datetime) -> OwnSettings:
    """Change what is named, and tell the clients what they see by it. `conflict` at `version` when another device

    has changed it: nothing is overwritten.
    """
    await context.limiter.hit(SAVES_PER_PERSON, str(actor.user_id))
    before = await _page(actor)
    working, most_open = before.working, before.most_open
    if "working" in wanted.model_fields_set:
        working = wanted.working.kept() if wanted.working else None
    if "most_open" in wanted.model_fields_set:
        most_open = wanted.most_open
    kept = None
    # What is left out was read from this version.
    if before.own_version == wanted.version:
        kept = await save_own_settings(actor.user_id, wanted.version, working=working, most_open=most_open, at=now)
    if kept is None:
        raise refused("settings_changed", "version", actor.language)
    await tell(context.chat, kept, now)
    return await _settings(actor, kept, now)


async def _page(actor: Actor) -> Astrologer:
    page = await astrologer_by_user(actor.user_id)
    if page is None:
        raise NotFound
    return page


async def _settings(actor: Actor, page: Astrologer, now: datetime) -> OwnSettings:
    open_now = await count_active_by_participant([actor.user_id], now)
    return OwnSettings(
        name=page.name.in_language(actor.language),
        availability=availability_out(page, now),
        by_hours=page.is_by_hours(now),
        working=WorkingHoursForm.of(page.working) if page.working else None,
        most_open=page.most_open,
        open_now=open_now[actor.user_id],
        version=page.own_version,
    )
