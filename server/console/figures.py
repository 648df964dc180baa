"""How an astrologer's consultations go: counted from facts of their own, each read from an index."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

from realtime.actor import Actor
from realtime.errors import NotFound
from server.console.own_contracts import MonthFigures, OwnFigures
from storage.astrologers import Rating, astrologer_by_user
from storage.first_answers import first_answers_of
from storage.reviews import stars_since
from storage.waiting import FirstAnswer

MONTHS: Final = 12
TIMEZONE: Final = "Europe/Moscow"
"""Whose months are counted where the astrologer named none."""


async def show(actor: Actor, now: datetime) -> OwnFigures:
    """The caller's own. `not_found` for an account without an astrologer's page."""
    page = await astrologer_by_user(actor.user_id)
    if page is None:
        raise NotFound
    zone = ZoneInfo(page.working.timezone if page.working else TIMEZONE)
    names = _months(now.astimezone(zone))
    since = datetime(*names[0], 1, tzinfo=zone).astimezone(UTC)
    answers = await first_answers_of(actor.user_id, since)
    by_month: dict[tuple[int, int], list[FirstAnswer]] = defaultdict(list)
    for answer in answers:
        by_month[_month(answer.answered_at.astimezone(zone))].append(answer)
    stars: dict[tuple[int, int], Rating] = defaultdict(Rating)
    for given_at, count in await stars_since(actor.user_id, since):
        stars[_month(given_at.astimezone(zone))] += Rating(stars=count, count=1)
    return OwnFigures(
        answered=len(answers),
        median_first_answer_seconds=_median(answers),
        on_time_share=_on_time(answers),
        rating=page.total_rating.average,
        reviews=page.total_rating.count,
        months=[_figures(name, by_month[name], stars[name]) for name in names],
    )


def _months(local: datetime) -> list[tuple[int, int]]:
    """The last twelve, the present one last."""
    last = local.year * 12 + local.month - 1
    return [(one // 12, one % 12 + 1) for one in range(last - MONTHS + 1, last + 1)]


def _month(local: datetime) -> tuple[int, int]:
    return local.year, local.month


def _figures(name: tuple[int, int], answers: Sequence[FirstAnswer], stars: Rating) -> MonthFigures:
    return MonthFigures(
        month=f"{name[0]}-{name[1]:02}",
        answered=len(answers),
        median_first_answer_seconds=_median(answers),
        on_time_share=_on_time(answers),
        rating=stars.average,
        reviews=stars.count,
    )


def _median(answers: Sequence[FirstAnswer]) -> int | None:
    return round(median(one.seconds for one in answers)) if answers else None


def _on_time(answers: Sequence[FirstAnswer]) -> float | None:
    promised = [one.on_time for one in answers if one.on_time is not None]
    return round(sum(promised) / len(promised), 3) if promised else None
