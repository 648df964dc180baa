"""HTTP of the support desk."""

from typing import Any, Final

from realtime.contracts import ConversationAnswer
from realtime.errors import NotFound, ValidationFailed
from realtime.notes import notes_page
from server.desk import figures, ratings, visitors
from server.desk.contracts import (
    ColleaguePage,
    DeskFigures,
    FindClient,
    FoundClients,
    MergeGuest,
    NotePage,
    NotesQuery,
    RateSupport,
    ShowPage,
    VisitorOut,
)
from server.http import Access, Call, Endpoint
from server.limits import Limit
from storage.ids import NoteId, parse_id

PAGES_PER_PERSON: Final = Limit("visitor-pages", "120/hour")
FINDS_PER_PERSON: Final = Limit("find-clients", "240/hour")


def _id(call: Call[Any]) -> str:
    """The id of the path; what cannot be any is not found."""
    if parse_id(call.path["id"]) is None:
        raise NotFound
    return call.path["id"]


async def list_notes(call: Call[None]) -> NotePage:
    """Internal notes beside a help chat, newest first."""
    query: NotesQuery = call.query
    before = parse_id(query.cursor) if query.cursor else None
    if query.cursor and before is None:
        raise ValidationFailed("cursor", field="cursor")
    items, following = await notes_page(
        call.require_actor(), _id(call), before=NoteId(before) if before else None, limit=query.limit
    )
    return NotePage(items=items, next_cursor=str(following) if following else None)


async def list_colleagues(call: Call[None]) -> ColleaguePage:
    """Whom a chat may be given to: whoever is here first, of these whoever has least to do."""
    return ColleaguePage(items=await figures.colleagues(call.context.chat, call.now), next_cursor=None)


async def show_figures(call: Call[None]) -> DeskFigures:
    """The desk at this moment."""
    return await figures.show(call.require_actor(), call.now)


async def show_page(call: Call[ShowPage]) -> None:
    """The visitor of a help chat tells where they are; nobody else can."""
    actor = call.require_actor()
    await call.context.limiter.hit(PAGES_PER_PERSON, str(actor.user_id))
    agent = call.request.headers.get("user-agent", "")
    await visitors.show_page(actor, _id(call), call.body, agent, call.now)


async def show_visitor(call: Call[None]) -> VisitorOut:
    """Whom support talks to."""
    return await visitors.show(call.require_actor(), _id(call), call.now)


async def find_clients(call: Call[FindClient]) -> FoundClients:
    """By a whole phone number or address."""
    actor = call.require_actor()
    await call.context.limiter.hit(FINDS_PER_PERSON, str(actor.user_id))
    return await visitors.find(call.context, actor, call.body.q)


async def merge(call: Call[MergeGuest]) -> ConversationAnswer:
    """The guest is this client."""
    return await visitors.merge(call.require_actor(), _id(call), call.body.client_id)


async def rate(call: Call[RateSupport]) -> ConversationAnswer:
    """The visitor's word on how it was resolved."""
    return await ratings.rate(call.require_actor(), _id(call), call.body, call.now)


ENDPOINTS = [
    Endpoint(
        "GET",
        "/api/desk/conversations/{id}/notes",
        list_notes,
        "Internal notes beside a help chat",
        query=NotesQuery,
        answer=NotePage,
        access=Access.STAFF,
    ),
    Endpoint(
        "GET",
        "/api/desk/colleagues",
        list_colleagues,
        "Whom a help chat may be given to",
        answer=ColleaguePage,
        access=Access.STAFF,
    ),
    Endpoint(
        "GET",
        "/api/desk/figures",
        show_figures,
        "The desk at this moment: who waits, who answers, how fast, how well",
        answer=DeskFigures,
        access=Access.STAFF,
    ),
    Endpoint(
        "GET",
        "/api/desk/visitors/{id}",
        show_visitor,
        "The visitor of a help chat, by its id: person, pages, orders, ratings",
        answer=VisitorOut,
        access=Access.STAFF,
    ),
    Endpoint(
        "POST",
        "/api/desk/clients/find",
        find_clients,
        "Clients by a whole phone number or e-mail address",
        body=FindClient,
        answer=FoundClients,
        access=Access.STAFF,
    ),
    Endpoint(
        "POST",
        "/api/desk/conversations/{id}/merge",
        merge,
        "Give a guest's help chat to the client who the guest is",
        body=MergeGuest,
        answer=ConversationAnswer,
        access=Access.STAFF,
    ),
    Endpoint(
        "POST",
        "/api/conversations/{id}/page",
        show_page,
        "Where the visitor of a help chat is",
        body=ShowPage,
        status=204,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "POST",
        "/api/conversations/{id}/support-rating",
        rate,
        "How a question to support was resolved, in the visitor's eyes",
        body=RateSupport,
        answer=ConversationAnswer,
        access=Access.SIGNED_IN,
    ),
]
