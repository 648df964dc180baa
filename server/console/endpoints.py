"""`/api/console/…`: for astrologers."""

from typing import Any

from realtime.errors import NotFound
from server.charts.contracts import NatalChartOut
from server.charts.endpoints import CHARTS
from server.console import actions, clients, figures, own
from server.console.contracts import ClientCard, DraftAnswer, NotesAnswer, SaveDraft, SaveNotes, TransitList
from server.console.own_contracts import ChangeOwnSettings, OwnFigures, OwnSettings
from server.http import Access, Call, Endpoint
from storage.ids import parse_id


def _id(call: Call[Any]) -> str:
    """The id of the path; what cannot be any is not found."""
    if parse_id(call.path["id"]) is None:
        raise NotFound
    return call.path["id"]


async def show_draft(call: Call[None]) -> DraftAnswer:
    """The caller's own."""
    return await actions.show_draft(call.require_actor(), _id(call))


async def save_draft(call: Call[SaveDraft]) -> DraftAnswer:
    """The caller's own."""
    return await actions.save_draft(call.context, call.require_actor(), _id(call), call.body, call.now)


async def show_client(call: Call[None]) -> ClientCard:
    """The client of one of the caller's consultations."""
    return await clients.show(call.require_actor(), _id(call), call.now)


async def show_chart(call: Call[None]) -> NatalChartOut:
    """Of the birth that the consultation is about."""
    actor = call.require_actor()
    await call.context.limiter.hit(CHARTS, str(actor.user_id))
    return await clients.show_chart(call.context, actor, _id(call))


async def show_transits(call: Call[None]) -> TransitList:
    """Over the chart of the birth that the consultation is about."""
    actor = call.require_actor()
    await call.context.limiter.hit(CHARTS, str(actor.user_id))
    return await clients.show_transits(call.context, actor, _id(call), call.now)


async def save_notes(call: Call[SaveNotes]) -> NotesAnswer:
    """The caller's own, of one of their clients."""
    return await clients.save_notes(call.context, call.require_actor(), _id(call), call.body, call.now)


async def show_own(call: Call[None]) -> OwnSettings:
    """The caller's own."""
    return await own.show(call.require_actor(), call.now)


async def change_own(call: Call[ChangeOwnSettings]) -> OwnSettings:
    """The caller's own."""
    return await own.change(call.context, call.require_actor(), call.body, call.now)


async def show_figures(call: Call[None]) -> OwnFigures:
    """The caller's own."""
    return await figures.show(call.require_actor(), call.now)


ENDPOINTS = [
    Endpoint(
        "GET",
        "/api/console/me",
        show_own,
        "How the caller works: availability, hours, load",
        answer=OwnSettings,
        access=Access.ASTROLOGER,
    ),
    Endpoint(
        "PATCH",
        "/api/console/me",
        change_own,
        "Change hours and load, unless another device has",
        body=ChangeOwnSettings,
        answer=OwnSettings,
        access=Access.ASTROLOGER,
    ),
    Endpoint(
        "GET",
        "/api/console/figures",
        show_figures,
        "How the caller's consultations went, by month",
        answer=OwnFigures,
        access=Access.ASTROLOGER,
    ),
    Endpoint(
        "GET",
        "/api/console/drafts/{id}",
        show_draft,
        "The long answer that is being written in a consultation",
        answer=DraftAnswer,
        access=Access.ASTROLOGER,
    ),
    Endpoint(
        "PUT",
        "/api/console/drafts/{id}",
        save_draft,
        "Keep it, unless another device has gone on with it",
        body=SaveDraft,
        answer=DraftAnswer,
        access=Access.ASTROLOGER,
    ),
    Endpoint(
        "GET",
        "/api/console/clients/{id}",
        show_client,
        "The client of a consultation, by its id: birth, consultations together, private notes",
        answer=ClientCard,
        access=Access.ASTROLOGER,
    ),
    Endpoint(
        "GET",
        "/api/console/clients/{id}/chart",
        show_chart,
        "The natal chart that the consultation is about, in words",
        answer=NatalChartOut,
        access=Access.ASTROLOGER,
    ),
    Endpoint(
        "GET",
        "/api/console/clients/{id}/transits",
        show_transits,
        "Transits of the next month over the chart that the consultation is about",
        answer=TransitList,
        access=Access.ASTROLOGER,
    ),
    Endpoint(
        "PUT",
        "/api/console/clients/{id}/notes",
        save_notes,
        "Keep private notes and tags of a client, by the client's id",
        body=SaveNotes,
        answer=NotesAnswer,
        access=Access.ASTROLOGER,
    ),
]
