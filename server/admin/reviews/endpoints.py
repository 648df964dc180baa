"""Reviews over HTTP, for administrators alone."""

from realtime.contract import Contract
from server.admin.reviews import actions
from server.admin.reviews.contracts import ModerateReview, ReviewRecord, ReviewRecords, ReviewsQuery
from server.http import Access, Call, Endpoint


async def list_reviews(call: Call[None]) -> Contract:
    return await actions.list_reviews(call.query)


async def moderate(call: Call[ModerateReview]) -> Contract:
    return await actions.moderate(call.require_actor(), call.path["id"], call.body)


ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/admin/reviews",
        list_reviews,
        "Everybody's reviews, hidden ones too",
        query=ReviewsQuery,
        answer=ReviewRecords,
        access=Access.ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/reviews/{id}/moderate",
        moderate,
        "Hide a review, or show it again",
        ModerateReview,
        answer=ReviewRecord,
        access=Access.ADMIN,
    ),
]
