"""`/api/desk/overdue`, what support does about it, and the client's choice."""

from collections.abc import Sequence
from datetime import datetime

from realtime.contracts import ConversationAnswer, OverduePage
from realtime.errors import ValidationFailed
from server.deadlines import actions
from server.deadlines.contracts import (
    ChooseOffer,
    ExtendConsultation,
    OfferChoice,
    OverdueAnswer,
    ReassignConsultation,
)
from server.http import Access, Call, Endpoint
from server.orders.contracts import PageQuery
from storage.deadlines import Place
from storage.ids import ConversationId, parse_id


def _place(cursor: str | None) -> Place | None:
    if not cursor:
        return None
    moment, _, last_id = cursor.partition("~")
    parsed = parse_id(last_id)
    try:
        at = datetime.fromisoformat(moment)
    except ValueError as error:
        raise ValidationFailed("cursor", field="cursor") from error
    if parsed is None or at.tzinfo is None:
        raise ValidationFailed("cursor", field="cursor")
    return at, ConversationId(parsed)


async def list_overdue(call: Call[None]) -> OverduePage:
    """Consultations whose answer is overdue."""
    query: PageQuery = call.query
    return await actions.list_overdue(after=_place(query.cursor), limit=query.limit, now=call.now)


async def reassign(call: Call[ReassignConsultation]) -> OverdueAnswer:
    """Another astrologer gives it."""
    return await actions.reassign(call.context, call.require_actor(), call.path["id"], call.body, call.now)


async def extend(call: Call[ExtendConsultation]) -> OverdueAnswer:
    """It has some days more."""
    return await actions.extend(call.context, call.require_actor(), call.path["id"], call.body, call.now)


async def make_offer(call: Call[OfferChoice]) -> OverdueAnswer:
    """Let the client choose."""
    return await actions.make_offer(call.context, call.require_actor(), call.path["id"], call.body, call.now)


async def choose_offer(call: Call[ChooseOffer]) -> ConversationAnswer:
    """The client's choice."""
    return await actions.choose_offer(call.context, call.require_actor(), call.path["id"], call.body, call.now)


ENDPOINTS: Sequence[Endpoint] = (
    Endpoint(
        "GET",
        "/api/desk/overdue",
        list_overdue,
        "Consultations whose answer is overdue, the longest first",
        query=PageQuery,
        answer=OverduePage,
        access=Access.STAFF,
    ),
    Endpoint(
        "POST",
        "/api/desk/consultations/{id}/reassign",
        reassign,
        "Give a consultation to another astrologer",
        body=ReassignConsultation,
        answer=OverdueAnswer,
        access=Access.STAFF,
    ),
    Endpoint(
        "POST",
        "/api/desk/consultations/{id}/extend",
        extend,
        "Give a consultation and its answer more days",
        body=ExtendConsultation,
        answer=OverdueAnswer,
        access=Access.STAFF,
    ),
    Endpoint(
        "POST",
        "/api/desk/consultations/{id}/offer",
        make_offer,
        "Offer the client a choice because an answer is late",
        body=OfferChoice,
        answer=OverdueAnswer,
        access=Access.STAFF,
    ),
    Endpoint(
        "POST",
        "/api/conversations/{id}/offer",
        choose_offer,
        "Choose one of what was offered because an answer is late",
        body=ChooseOffer,
        answer=ConversationAnswer,
        access=Access.CLIENT,
    ),
)
