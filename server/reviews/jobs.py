"""Ratings are counted with every review; this makes sure that they are what the reviews say."""

import logging

from server.context import Context
from storage.astrologers import reviewable_astrologers
from storage.ids import UserId
from storage.reviews import recount

log = logging.getLogger(__name__)

_PAGE = 100


async def recount_ratings(context: Context) -> None:
    """Recount every astrologer's reviews. A rating that was wrong is put right and logged. Safe to repeat."""
    after: UserId | None = None
    while astrologers := await reviewable_astrologers(after=after, limit=_PAGE):
        for astrologer_id in astrologers:
            if await recount(astrologer_id):
                log.warning("rating_recounted", extra={"user_id": str(astrologer_id)})
        after = astrologers[-1]
