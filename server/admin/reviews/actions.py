"""What clients say, moderated. The rating on the pages follows in the same transaction (`storage/reviews.py`)."""

from collections.abc import Sequence

from realtime.actor import Actor
from realtime.audit import audit
from realtime.errors import NotFound
from server.admin.asking import id_asked
from server.admin.reviews.contracts import ModerateReview, ReviewRecord, ReviewRecords, ReviewsQuery
from storage.astrologers import any_astrologer_by_slug, astrologers_by_user
from storage.audit import AuditedAction
from storage.ids import ReviewId, parse_id
from storage.reviews import Review, ReviewStatus, review_by_id, reviews_listed, set_review_status
from storage.users import users_by_id


async def list_reviews(query: ReviewsQuery) -> ReviewRecords:
    """A part of the reviews that fit, newest first."""
    before = id_asked(query.cursor, "cursor")
    page = await any_astrologer_by_slug(query.astrologer) if query.astrologer else None
    if query.astrologer and page is None:
        return ReviewRecords(items=[], next_cursor=None)
    found = await reviews_listed(
        status=query.status,
        astrologer_id=page.user_id if page else None,
        before=ReviewId(before) if before else None,
        limit=query.limit + 1,
    )
    shown = found[: query.limit]
    cursor = str(shown[-1].id) if len(found) > query.limit else None
    return ReviewRecords(items=await _records(shown), next_cursor=cursor)


async def moderate(actor: Actor, review_id: str, command: ModerateReview) -> ReviewRecord:
    """Hide or show a review; repeating it changes nothing and is written down once."""
    parsed = parse_id(review_id)
    review = await review_by_id(ReviewId(parsed)) if parsed else None
    if review is None:
        raise NotFound
    if review.status is not command.status:
        hides = command.status is ReviewStatus.HIDDEN
        await audit(
            actor,
            AuditedAction.REVIEW_HIDDEN if hides else AuditedAction.REVIEW_PUBLISHED,
            f"review:{review.id}",
            person_id=review.client_id,
            reason=command.reason,
        )
        review = await set_review_status(review.id, command.status) or review
    (record,) = await _records([review])
    return record


async def _records(reviews: Sequence[Review]) -> list[ReviewRecord]:
    people = await users_by_id(list({one.client_id for one in reviews})) if reviews else []
    names = {one.id: one.display_name for one in people}
    pages = await astrologers_by_user(list({one.astrologer_id for one in reviews})) if reviews else []
    slugs = {one.user_id: one.slug for one in pages}
    return [
        ReviewRecord(
            id=str(one.id),
            conversation_id=str(one.conversation_id),
            astrologer=slugs.get(one.astrologer_id),
            client=names.get(one.client_id, ""),
            stars=one.stars,
            text=one.text,
            status=one.status,
            created_at=one.created_at,
            changed_at=one.changed_at,
        )
        for one in reviews
    ]
