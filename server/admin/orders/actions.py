"""Reading orders: whose they are is somebody's data, so that each reading is written down first."""

from collections.abc import Sequence
from typing import Final

import phonenumbers

from realtime.actor import Actor
from realtime.audit import audit
from realtime.errors import NotFound
from server.admin.asking import id_asked
from server.admin.orders.contracts import FindOrders, OrderRecords, OrdersQuery, OrderStory
from server.admin.orders.views import Slugs, order_record, order_story
from server.orders.actions import DEFAULT_REGION
from storage.astrologers import any_astrologer_by_slug, astrologers_by_user
from storage.audit import AuditedAction
from storage.entitlements import Entitlement, entitlement_by_id, entitlement_of_order
from storage.ids import OrderId, parse_id
from storage.order_search import found_orders, orders_by_buyer
from storage.orders import Order, order_by_id
from storage.payments import payment_of_order
from storage.users import user_by_email, user_by_phone

MOST_FOUND: Final = 100


async def list_orders(actor: Actor, query: OrdersQuery) -> OrderRecords:
    """As `orders_page`, and written down."""
    client = id_asked(query.client, "client")
    asked = query.model_dump(mode="json", exclude_none=True, exclude={"cursor", "limit", "client"})
    await audit(actor, AuditedAction.ORDERS_READ, "orders:list", person_id=client, **asked)
    return await orders_page(query)


async def orders_page(query: OrdersQuery) -> OrderRecords:
    """A part of the orders that fit, newest first."""
    before, client = id_asked(query.cursor, "cursor"), id_asked(query.client, "client")
    page = await any_astrologer_by_slug(query.astrologer) if query.astrologer else None
    if query.astrologer and page is None:
        return OrderRecords(items=[], next_cursor=None)
    found = await found_orders(
        state=query.state,
        service_slug=query.service,
        astrologer_id=page.user_id if page else None,
        client_id=client,
        since=query.since,
        until=query.until,
        before=OrderId(before) if before else None,
        limit=query.limit + 1,
    )
    shown = found[: query.limit]
    cursor = str(shown[-1].id) if len(found) > query.limit else None
    slugs = await _slugs_of(shown)
    return OrderRecords(items=[order_record(one, slugs) for one in shown], next_cursor=cursor)


async def find_orders(actor: Actor, command: FindOrders) -> OrderRecords:
    """The newest orders with exactly this number, phone or e-mail; none when it is nothing of the kind."""
    way = "email" if "@" in command.q else "number" if parse_id(command.q) else "phone"
    await audit(actor, AuditedAction.ORDERS_FOUND, "orders:find", by=way)
    found = await _found(command.q, way)
    slugs = await _slugs_of(found)
    return OrderRecords(items=[order_record(one, slugs) for one in found], next_cursor=None)


async def show_order(actor: Actor, order_id: str) -> OrderStory:
    """One order with all that became of it."""
    parsed = parse_id(order_id)
    order = await order_by_id(OrderId(parsed)) if parsed else None
    if order is None:
        raise NotFound
    await audit(actor, AuditedAction.ORDER_READ, f"order:{order.id}", person_id=order.client_id)
    payment = await payment_of_order(order.id)
    return order_story(order, await _slugs_of([order]), payment, await _granted(order))


async def _found(q: str, way: str) -> list[Order]:
    if way == "number":
        number = parse_id(q)
        order = await order_by_id(OrderId(number)) if number else None
        return [order] if order else []
    if way == "email":
        owner = await user_by_email(q)
        return await orders_by_buyer(client_ids=[owner.id], limit=MOST_FOUND) if owner else []
    try:
        parsed = phonenumbers.parse(q, DEFAULT_REGION)
    except phonenumbers.NumberParseException:
        return []
    phone = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    owner = await user_by_phone(phone)
    return await orders_by_buyer(phone=phone, client_ids=[owner.id] if owner else [], limit=MOST_FOUND)


async def _granted(order: Order) -> Entitlement | None:
    if order.extends is not None:
        return await entitlement_by_id(order.extends)
    return await entitlement_of_order(order.id)


async def _slugs_of(orders: Sequence[Order]) -> Slugs:
    accounts = {one.astrologer_id for one in orders if one.astrologer_id}
    return {page.user_id: page.slug for page in await astrologers_by_user(list(accounts))}
