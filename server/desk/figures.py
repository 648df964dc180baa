"""The desk at this moment, and over the last week. Nothing is scanned: counts come from ranges of indexes."""

from datetime import datetime, timedelta
from statistics import median

from realtime.actor import Actor
from realtime.avatars import avatar_url
from realtime.chat import Chat
from server.desk.contracts import ColleagueOut, DeskCounts, DeskFigures, RatingFigure
from storage.desk_facts import FactKind, values_since
from storage.queue import DeskCount, count_desk, held_by
from storage.site import load_site
from storage.support_rules import SupportRules
from storage.users import Role, people_of_role

DAYS_BEFORE = timedelta(days=6)


async def colleagues(chat: Chat, now: datetime) -> list[ColleagueOut]:
    """Who answers help chats: whoever is here first, of these whoever has least to do."""
    people = await people_of_role(Role.SUPPORT)
    ids = [one.id for one in people]
    online, load = await chat.presence.online(ids), await held_by(ids)
    shown = [
        ColleagueOut(
            id=str(one.id),
            name=one.display_name,
            avatar_url=avatar_url(one.avatar_path) if one.avatar_path else None,
            presence="online" if one.id in online else "offline",
            availability=one.availability_at(now),
            load=load.get(one.id, 0),
        )
        for one in people
    ]
    return sorted(shown, key=lambda one: (one.presence == "offline", one.load, one.name))


async def show(actor: Actor, now: datetime) -> DeskFigures:
    """See `DeskFigures`. Without a site the day begins in UTC."""
    site = await load_site()
    rules = (site.support_rules if site else SupportRules()).assignment
    today = site.support_hours.today_since(now) if site else now.replace(hour=0, minute=0, second=0, microsecond=0)
    week = today - DAYS_BEFORE
    answered = await values_since(FactKind.FIRST_ANSWER, week)
    answered_today = [value for at, value in answered if at >= today]
    stars = [value for _, value in await values_since(FactKind.RATED, week)]
    counts = await count_desk(actor.user_id)
    return DeskFigures(
        counts=_counts(counts),
        waiting_now=counts.new,
        longest_waiting_since=counts.longest_since,
        first_answer_today_seconds=_middle(answered_today),
        first_answer_week_seconds=_middle([value for _, value in answered]),
        answered_today=len(answered_today),
        resolved_today=len(await values_since(FactKind.RESOLVED, today)),
        rating_week=RatingFigure(stars=round(sum(stars) / len(stars), 2), count=len(stars)) if stars else None,
        is_assigning=rules.is_on,
        chats_per_person=rules.chats_per_person,
        people=await colleagues(actor.chat, now),
    )


def _counts(counts: DeskCount) -> DeskCounts:
    return DeskCounts(new=counts.new, mine=counts.mine, open=counts.open, snoozed=counts.snoozed)


def _middle(seconds: list[int]) -> int | None:
    return round(median(seconds)) if seconds else None
