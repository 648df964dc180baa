"""The organisation over HTTP, for administrators alone."""

from realtime.contract import Contract
from server.admin.organisation import actions
from server.admin.organisation import contracts as wire
from server.http import Access, Call, Endpoint


async def show_organisation(call: Call[None]) -> Contract:
    return await actions.show_organisation()


async def change_organisation(call: Call[wire.ChangeOrganisation]) -> Contract:
    return await actions.change_organisation(call.require_actor(), call.body)


ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/admin/organisation",
        show_organisation,
        "The organisation to edit",
        answer=wire.OrganisationRecord,
        access=Access.ADMIN,
    ),
    Endpoint(
        "PUT",
        "/api/admin/organisation",
        change_organisation,
        "Change the organisation",
        wire.ChangeOrganisation,
        answer=wire.OrganisationRecord,
        access=Access.ADMIN,
    ),
]
