"""Legal texts over HTTP, for administrators alone."""

from typing import Final

from realtime.contract import Contract
from server.admin.catalogue.contracts import SeenVersion
from server.admin.legal import contracts as wire
from server.admin.legal import history, texts
from server.http import Access, Call, Endpoint

ADMIN: Final = Access.ADMIN


async def list_legal(call: Call[None]) -> Contract:
    return await texts.list_legal(call.require_actor())


async def show_legal(call: Call[None]) -> Contract:
    return await texts.show_legal(call.require_actor(), call.path["slug"])


async def create_legal(call: Call[wire.NewLegal]) -> Contract:
    return await texts.create_legal(call.require_actor(), call.body)


async def change_legal(call: Call[wire.ChangeLegal]) -> Contract:
    return await texts.change_legal(call.require_actor(), call.path["slug"], call.body)


async def withdraw_planned(call: Call[None]) -> None:
    await texts.withdraw_planned(call.require_actor(), call.path["slug"], call.query)


async def list_versions(call: Call[None]) -> Contract:
    return await history.list_versions(call.require_actor(), call.path["slug"])


async def show_changes(call: Call[None]) -> Contract:
    return await history.show_changes(call.path["slug"], call.path["number"], call.query)


async def list_consents(call: Call[None]) -> Contract:
    return await history.list_consents(call.require_actor(), call.path["slug"], call.path["number"], call.query)


ENDPOINTS: list[Endpoint] = [
    Endpoint("GET", "/api/admin/legal", list_legal, "Legal texts", answer=wire.LegalRecords, access=ADMIN),
    Endpoint(
        "POST",
        "/api/admin/legal",
        create_legal,
        "Make a legal text",
        wire.NewLegal,
        answer=wire.LegalRecord,
        status=201,
        access=ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/legal/{slug}",
        show_legal,
        "A legal text to edit",
        answer=wire.LegalRecord,
        access=ADMIN,
    ),
    Endpoint(
        "PUT",
        "/api/admin/legal/{slug}",
        change_legal,
        "Make a new version of a legal text, or change a planned one",
        wire.ChangeLegal,
        answer=wire.LegalRecord,
        access=ADMIN,
    ),
    Endpoint(
        "DELETE",
        "/api/admin/legal/{slug}/planned",
        withdraw_planned,
        "Withdraw a version that has not taken effect",
        query=SeenVersion,
        status=204,
        access=ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/legal/{slug}/versions",
        list_versions,
        "All versions of a legal text",
        answer=wire.LegalVersions,
        access=ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/legal/{slug}/versions/{number}/changes",
        show_changes,
        "What a version says otherwise than the one before",
        query=wire.ChangesQuery,
        answer=wire.LegalChanges,
        access=ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/legal/{slug}/versions/{number}/consents",
        list_consents,
        "Who agreed to a version (audited)",
        query=wire.ConsentsQuery,
        answer=wire.ConsentRecords,
        access=ADMIN,
    ),
]
