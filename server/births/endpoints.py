"""The birth that a consultation is about, over HTTP."""

from typing import Any

from starlette.responses import Response

from realtime.errors import NotFound
from realtime.texts import Language
from server.births import actions
from server.births.contracts import BirthAnswer, BirthChartQuery, GiveBirth
from server.charts.endpoints import CHARTS, PDF_HEADERS, SVG_HEADERS
from server.http import Access, Call, Endpoint
from storage.ids import parse_id


def _id(call: Call[Any]) -> str:
    """The id of the path; what cannot be any is not found."""
    if parse_id(call.path["id"]) is None:
        raise NotFound
    return call.path["id"]


async def show(call: Call[None]) -> BirthAnswer:
    """To the consultation's client and astrologer."""
    return await actions.show(call.require_actor(), _id(call), call.now)


async def give(call: Call[GiveBirth]) -> BirthAnswer:
    """Said or changed by the client."""
    return await actions.give(call.context, call.require_actor(), _id(call), call.body, call.now)


async def show_svg(call: Call[None]) -> Response:
    """The wheel, in the colours of the page it stands in."""
    actor = call.require_actor()
    await call.context.limiter.hit(CHARTS, str(actor.user_id))
    drawing = await actions.draw(call.context, actor, _id(call), _language(call))
    return Response(drawing, 200, SVG_HEADERS, "image/svg+xml")


async def show_pdf(call: Call[None]) -> Response:
    """The outline."""
    actor = call.require_actor()
    await call.context.limiter.hit(CHARTS, str(actor.user_id))
    pdf = await actions.print_outline(call.context, actor, _id(call), _language(call))
    return Response(pdf, 200, PDF_HEADERS, "application/pdf")


def _language(call: Call[None]) -> Language:
    query: BirthChartQuery = call.query
    return query.language or call.language


ENDPOINTS = [
    Endpoint(
        "GET",
        "/api/conversations/{id}/birth",
        show,
        "The birth that a consultation is about",
        answer=BirthAnswer,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "PUT",
        "/api/conversations/{id}/birth",
        give,
        "Give or change it, until the astrologer has begun",
        body=GiveBirth,
        answer=BirthAnswer,
        access=Access.CLIENT,
    ),
    Endpoint(
        "GET",
        "/api/conversations/{id}/birth/chart.svg",
        show_svg,
        "The wheel of its natal chart",
        query=BirthChartQuery,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "GET",
        "/api/conversations/{id}/birth/chart.pdf",
        show_pdf,
        "The outline of its natal chart",
        query=BirthChartQuery,
        access=Access.SIGNED_IN,
    ),
]
