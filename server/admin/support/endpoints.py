"""`/api/admin/support`: for administrators."""

from server.admin.support import actions
from server.admin.support.contracts import ChangeSupport, SupportRecord
from server.http import Access, Call, Endpoint


async def show_rules(call: Call[None]) -> SupportRecord:
    """As they are."""
    return await actions.show_rules()


async def change_rules(call: Call[ChangeSupport]) -> SupportRecord:
    """All of them at once."""
    return await actions.change_rules(call.require_actor(), call.body)


ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/admin/support",
        show_rules,
        "Support hours, assignment and automatic replies",
        answer=SupportRecord,
        access=Access.ADMIN,
    ),
    Endpoint(
        "PUT",
        "/api/admin/support",
        change_rules,
        "Change them; whoever saw an older version is told",
        body=ChangeSupport,
        answer=SupportRecord,
        access=Access.ADMIN,
    ),
]
