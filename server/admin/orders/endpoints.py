"""Orders over HTTP, for administrators alone."""

from realtime.contract import Contract
from server.admin.asking import count_find
from server.admin.orders import actions
from server.admin.orders.contracts import FindOrders, OrderRecords, OrdersQuery, OrderStory
from server.http import Access, Call, Endpoint


async def list_orders(call: Call[None]) -> Contract:
    return await actions.list_orders(call.require_actor(), call.query)


async def find_orders(call: Call[FindOrders]) -> Contract:
    await count_find(call)
    return await actions.find_orders(call.require_actor(), call.body)


async def show_order(call: Call[None]) -> Contract:
    return await actions.show_order(call.require_actor(), call.path["id"])


ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/admin/orders",
        list_orders,
        "Everybody's orders",
        query=OrdersQuery,
        answer=OrderRecords,
        access=Access.ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/orders/find",
        find_orders,
        "Orders by exact number, phone or e-mail",
        FindOrders,
        answer=OrderRecords,
        access=Access.ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/orders/{id}",
        show_order,
        "One order with all that became of it",
        answer=OrderStory,
        access=Access.ADMIN,
    ),
]
