"""Services, astrologers and the order of things over HTTP, for administrators alone."""

from typing import Final

from realtime.avatars import MAX_AVATAR_BYTES
from realtime.contract import Contract
from realtime.errors import NotFound
from server.admin.catalogue import astrologers, questions, services
from server.admin.catalogue import contracts as wire
from server.admin.catalogue.editing import arrange
from server.admin.legal.texts import filled_in
from server.catalog.markdown import to_html
from server.http import Access, Call, Endpoint, read_limited

ADMIN: Final = Access.ADMIN


async def list_services(call: Call[None]) -> Contract:
    return await services.list_services(call.query)


async def show_service(call: Call[None]) -> Contract:
    return await services.show_service(call.path["slug"])


async def create_service(call: Call[wire.NewService]) -> Contract:
    return await services.create_service(call.require_actor(), call.body)


async def change_service(call: Call[wire.ChangeService]) -> Contract:
    return await services.change_service(call.require_actor(), call.path["slug"], call.body)


async def list_astrologers(call: Call[None]) -> Contract:
    return await astrologers.list_astrologers(call.query)


async def show_astrologer(call: Call[None]) -> Contract:
    return await astrologers.show_astrologer(call.path["slug"])


async def create_astrologer(call: Call[wire.NewAstrologer]) -> Contract:
    return await astrologers.create_astrologer(call.require_actor(), call.body)


async def change_astrologer(call: Call[wire.ChangeAstrologer]) -> Contract:
    return await astrologers.change_astrologer(call.require_actor(), call.path["slug"], call.body)


async def replace_portrait(call: Call[None]) -> Contract:
    content = await read_limited(call.request, MAX_AVATAR_BYTES)
    return await astrologers.replace_portrait(call.require_actor(), call.path["slug"], content)


async def arrange_kind(call: Call[wire.NewOrder]) -> None:
    actor, name, slugs = call.require_actor(), call.path["name"], call.body.slugs
    if name == "services":
        await arrange(actor, services.SERVICES, slugs)
    elif name == "astrologers":
        await arrange(actor, astrologers.ASTROLOGERS, slugs)
    elif name == "questions":
        await arrange(actor, questions.QUESTIONS, slugs)
    else:
        raise NotFound


async def preview(call: Call[wire.Draft]) -> Contract:
    draft = call.body
    return wire.Preview(html=to_html(await filled_in(draft.markdown, draft.facts) if draft.facts else draft.markdown))


ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/admin/services",
        list_services,
        "Services, hidden ones too",
        query=wire.RecordQuery,
        answer=wire.ServiceRecords,
        access=ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/services",
        create_service,
        "Make a service",
        wire.NewService,
        answer=wire.ServiceRecord,
        status=201,
        access=ADMIN,
    ),
    Endpoint(
        "GET", "/api/admin/services/{slug}", show_service, "A service to edit", answer=wire.ServiceRecord, access=ADMIN
    ),
    Endpoint(
        "PUT",
        "/api/admin/services/{slug}",
        change_service,
        "Change a service",
        wire.ChangeService,
        answer=wire.ServiceRecord,
        access=ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/astrologers",
        list_astrologers,
        "Astrologers, hidden ones too",
        query=wire.RecordQuery,
        answer=wire.AstrologerRecords,
        access=ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/astrologers",
        create_astrologer,
        "Make an astrologer's page",
        wire.NewAstrologer,
        answer=wire.AstrologerRecord,
        status=201,
        access=ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/astrologers/{slug}",
        show_astrologer,
        "An astrologer to edit",
        answer=wire.AstrologerRecord,
        access=ADMIN,
    ),
    Endpoint(
        "PUT",
        "/api/admin/astrologers/{slug}",
        change_astrologer,
        "Change an astrologer's page",
        wire.ChangeAstrologer,
        answer=wire.AstrologerRecord,
        access=ADMIN,
    ),
    Endpoint(
        "PUT",
        "/api/admin/astrologers/{slug}/portrait",
        replace_portrait,
        "Give an astrologer a portrait (JPEG, PNG or WebP as the body)",
        answer=wire.AstrologerRecord,
        access=ADMIN,
    ),
    Endpoint(
        "PUT",
        "/api/admin/order/{name}",
        arrange_kind,
        "Order services, astrologers or questions",
        wire.NewOrder,
        status=204,
        access=ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/preview",
        preview,
        "Markdown as readers will see it",
        wire.Draft,
        answer=wire.Preview,
        access=ADMIN,
    ),
]
