"""Reviews over HTTP."""

from typing import Any

from realtime.errors import NotFound
from server.catalog.contracts import PageQuery
from server.http import Access, Call, Endpoint
from server.reviews import actions
from server.reviews.contracts import GiveReview, ReviewAnswer, ReviewPage
from storage.ids import parse_id


def _id(call: Call[Any]) -> str:
    """The id of the path; what cannot be any is not found."""
    if parse_id(call.path["id"]) is None:
        raise NotFound
    return call.path["id"]


async def give_review(call: Call[GiveReview]) -> ReviewAnswer:
    """The client's own review; once more changes it."""
    return await actions.give(call.context, call.require_actor(), _id(call), call.body, call.now)


async def show_review(call: Call[None]) -> ReviewAnswer:
    """To the consultation's client and astrologer."""
    return await actions.show(call.require_actor(), _id(call), call.now)


async def list_reviews(call: Call[None]) -> ReviewPage:
    """To everybody."""
    return await actions.list_reviews(call.path["slug"], call.query)


ENDPOINTS = [
    Endpoint(
        "POST",
        "/api/conversations/{id}/review",
        give_review,
        "Review a consultation that has ended, or change the review",
        body=GiveReview,
        answer=ReviewAnswer,
        access=Access.CLIENT,
    ),
    Endpoint(
        "GET",
        "/api/conversations/{id}/review",
        show_review,
        "The consultation's review",
        answer=ReviewAnswer,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "GET",
        "/api/astrologers/{slug}/reviews",
        list_reviews,
        "Reviews of an astrologer, newest first",
        query=PageQuery,
        answer=ReviewPage,
    ),
]
