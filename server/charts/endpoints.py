"""`/api/charts/natal`: the own chart as data, as a picture, as a document, and by e-mail."""

from starlette.responses import Response

from realtime.texts import Language
from server.charts import actions
from server.charts.contracts import (
    ChartLetterList,
    ChartLetterOut,
    ChartQuery,
    NatalChartOut,
    OutlineProgress,
    SendChart,
)
from server.charts.texts import FILE_NAME
from server.http import Access, Call, Endpoint
from server.limits import Limit

CHARTS = Limit("charts", "300/hour")
# Asked every half second while somebody waits.
_PROGRESS = Limit("chart-progress", "3000/hour")
# A letter goes to whatever address was typed.
_LETTERS = Limit("chart-letters", "10/hour", fails_closed=True)
SVG_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-cache",
    "Vary": "Cookie, Authorization, Accept-Language",
}
PDF_HEADERS = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"', "Cache-Control": "private, no-cache"}


async def show(call: Call[None]) -> NatalChartOut:
    actor = call.require_actor()
    await call.context.limiter.hit(CHARTS, str(actor.user_id))
    return NatalChartOut.of(await actions.show(call.context, actor, _language(call)), _language(call))


async def show_svg(call: Call[None]) -> Response:
    actor = call.require_actor()
    await call.context.limiter.hit(CHARTS, str(actor.user_id))
    return Response(await actions.draw(call.context, actor, _language(call)), 200, SVG_HEADERS, "image/svg+xml")


async def show_pdf(call: Call[None]) -> Response:
    actor = call.require_actor()
    await call.context.limiter.hit(CHARTS, str(actor.user_id))
    pdf = await actions.print_outline(call.context, actor, _language(call))
    return Response(pdf, 200, PDF_HEADERS, "application/pdf")


async def show_progress(call: Call[None]) -> OutlineProgress:
    actor = call.require_actor()
    await call.context.limiter.hit(_PROGRESS, str(actor.user_id))
    return OutlineProgress(stage=await actions.outline_stage(call.context, actor, _language(call)))


async def show_letters(call: Call[None]) -> ChartLetterList:
    actor = call.require_actor()
    await call.context.limiter.hit(_PROGRESS, str(actor.user_id))
    return ChartLetterList(items=[ChartLetterOut.of(one) for one in await actions.letters(actor)])


async def send(call: Call[SendChart]) -> Response:
    actor = call.require_actor()
    await call.context.limiter.hit(_LETTERS, str(actor.user_id))
    await actions.send(call.context, actor, call.body.email, call.language, key=call.idempotency_key)
    return Response(status_code=202)


def _language(call: Call[None]) -> Language:
    query: ChartQuery = call.query
    return query.language or call.language


ENDPOINTS = [
    Endpoint(
        "GET",
        "/api/charts/natal",
        show,
        "The own natal chart",
        query=ChartQuery,
        answer=NatalChartOut,
        access=Access.CLIENT,
    ),
    Endpoint(
        "GET",
        "/api/charts/natal.svg",
        show_svg,
        "Its wheel, in the colours of the page it stands in",
        query=ChartQuery,
        access=Access.CLIENT,
    ),
    Endpoint(
        "GET",
        "/api/charts/natal.pdf",
        show_pdf,
        "Its outline: one page with the wheel, positions and aspects in words",
        query=ChartQuery,
        access=Access.CLIENT,
    ),
    Endpoint(
        "GET",
        "/api/charts/natal/outline",
        show_progress,
        "How far the outline is; the first question begins it",
        query=ChartQuery,
        answer=OutlineProgress,
        access=Access.CLIENT,
    ),
    Endpoint(
        "GET",
        "/api/charts/natal/letters",
        show_letters,
        "The letters of the last day, and how far each is",
        answer=ChartLetterList,
        access=Access.CLIENT,
    ),
    Endpoint(
        "POST",
        "/api/charts/natal/send",
        send,
        "Have the outline sent to an e-mail address",
        body=SendChart,
        status=202,
        access=Access.CLIENT,
    ),
]
