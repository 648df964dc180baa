"""Giving, changing, showing and listing reviews."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from realtime.actor import Actor
from realtime.conversations import access_conversation
from realtime.errors import DomainError, Forbidden, NotFound, ValidationFailed
from realtime.system_messages import write_system_message
from server.catalog.contracts import PageQuery
from server.catalog.cursor import read_time_cursor, time_place, write_cursor
from server.context import Context
from server.limits import Limit
from server.reviews.contracts import GiveReview, PublicReviewOut, ReviewAnswer, ReviewOut, ReviewPage
from server.reviews.texts import refused
from storage.astrologers import astrologer_by_slug
from storage.conversations import Conversation, ConversationKind, ConversationState, Participant
from storage.entitlements import entitlement_by_id
from storage.ids import ReviewId, UserId, parse_id
from storage.reviews import Review, give_review, newest_reviews, review_of_conversation
from storage.users import Role, users_by_id

log = logging.getLogger(__name__)

REVIEWS_PER_CLIENT: Final = Limit("review", "30/hour")


async def give(context: Context, actor: Actor, conversation_id: str, given: GiveReview, now: datetime) -> ReviewAnswer:
    """The client's word on a consultation that has ended; a second one changes the first for 14 days.

    The same again is the same review. `conflict` before the end, after the 14 days, and where the money went back.
    """
    await context.limiter.hit(REVIEWS_PER_CLIENT, str(actor.user_id))
    conversation = await _access_consultation(actor, conversation_id)
    refusal = await _refusal(actor, conversation, now)
    if refusal is not None:
        raise refusal
    wanted = Review(
        conversation_id=conversation.id,
        astrologer_id=_astrologer_of(conversation).user_id,
        client_id=actor.user_id,
        stars=given.stars,
        text=given.text,
        created_at=now,
    )
    review, is_new = await give_review(wanted)
    if (review.stars, review.text) != (given.stars, given.text):
        raise refused("review_too_late", actor.language)
    log.info(
        "review_given" if is_new else "review_changed",
        extra={"conversation_id": str(conversation.id), "user_id": str(actor.user_id), "stars": review.stars},
    )
    # Written at every repetition, stored once: whoever asks again after a crash makes up for it.
    await write_system_message(actor.chat, conversation, "consultation.reviewed", key="reviewed", now=now)
    return ReviewAnswer(review=_review_out(review), may_review=now < review.changeable_until)


async def show(actor: Actor, conversation_id: str, now: datetime) -> ReviewAnswer:
    """The consultation's review, to whoever may read the consultation."""
    conversation = await _access_consultation(actor, conversation_id)
    review = await review_of_conversation(conversation.id)
    may_review = (review is None or now < review.changeable_until) and not await _refusal(actor, conversation, now)
    return ReviewAnswer(review=_review_out(review) if review else None, may_review=may_review)


async def list_reviews(slug: str, query: PageQuery) -> ReviewPage:
    """What clients say of the astrologer shown under `slug`, newest first."""
    astrologer = await astrologer_by_slug(slug)
    if astrologer is None:
        raise NotFound
    found = await newest_reviews(astrologer.user_id, after=_place(query.cursor), limit=query.limit + 1)
    shown = found[: query.limit]
    cursor = write_cursor(time_place(shown[-1].created_at, str(shown[-1].id))) if len(found) > query.limit else None
    return ReviewPage(items=await _to_everybody(shown), next_cursor=cursor)


async def _access_consultation(actor: Actor, conversation_id: str) -> Conversation:
    conversation = await access_conversation(actor, conversation_id, to="read")
    if conversation.kind is not ConversationKind.CONSULTATION:
        raise Forbidden("only consultations are reviewed")
    return conversation


async def _refusal(actor: Actor, conversation: Conversation, now: datetime) -> DomainError | None:
    """Why the actor may not review the consultation now; None when they may."""
    participant = conversation.participant(actor.user_id)
    if actor.role is not Role.CLIENT or participant is None or participant.role is not Role.CLIENT:
        return Forbidden("only the client reviews a consultation")
    if conversation.state_at(now) is ConversationState.ACTIVE:
        return refused("review_too_early", actor.language)
    bought = conversation.consultation
    granted = await entitlement_by_id(bought.entitlement_id) if bought else None
    if granted is not None and granted.ended_at is not None:
        return refused("review_withdrawn", actor.language)
    return None


def _astrologer_of(conversation: Conversation) -> Participant:
    return next(one for one in conversation.participants if one.role is Role.ASTROLOGER)


def _review_out(review: Review) -> ReviewOut:
    return ReviewOut(
        stars=review.stars,
        text=review.text,
        created_at=review.created_at,
        changed_at=review.changed_at,
        changeable_until=review.changeable_until,
    )


async def _to_everybody(reviews: Sequence[Review]) -> list[PublicReviewOut]:
    """Names are read from the people, so that one that is changed or gone is so here at once."""
    people = await users_by_id(list({one.client_id for one in reviews})) if reviews else []
    names: dict[UserId, str] = {one.id: one.first_name for one in people}
    return [
        PublicReviewOut(
            stars=one.stars,
            text=one.text,
            name=next(iter(names.get(one.client_id, "").split()), None),
            created_at=one.created_at,
        )
        for one in reviews
    ]


def _place(cursor: str | None) -> tuple[datetime, ReviewId] | None:
    place = read_time_cursor(cursor)
    if place is None:
        return None
    review_id = parse_id(place[1])
    if review_id is None:
        raise ValidationFailed("cursor", field="cursor")
    return place[0], ReviewId(review_id)
