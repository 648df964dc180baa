"""`/api/orders`, `/api/entitlements`, promo codes and certificates."""

from collections.abc import Sequence

from realtime.contracts import OrderOut
from server.http import Access, Call, Endpoint
from server.limits import Limit
from server.orders import actions, desk, entitlements, extending, refunds
from server.orders.contracts import (
    CheckPromoCode,
    EntitlementAnswer,
    EntitlementPage,
    EntitlementsQuery,
    ExtendEntitlement,
    OrderPage,
    PageQuery,
    PlacedOrder,
    PlaceOrder,
    PromoCodeAnswer,
    RedeemCertificate,
    RefundOrder,
    RefundPage,
    StaffOrderAnswer,
)

_ORDERS = Limit("orders", "300/hour")
_CODES = Limit("order-codes", "300/hour")


async def place(call: Call[PlaceOrder]) -> PlacedOrder:
    """Order a service."""
    actor = call.require_actor()
    await call.context.limiter.hit(_ORDERS, str(actor.user_id))
    return await actions.place_order(call.context, actor, call.body, key=call.idempotency_key, now=call.now)


async def list_own(call: Call[None]) -> OrderPage:
    """The caller's orders."""
    return await actions.list_orders(call.require_actor(), cursor=call.query.cursor, limit=call.query.limit)


async def show(call: Call[None]) -> OrderOut:
    """One of the caller's orders."""
    return await actions.show_order(await actions.own_order(call.require_actor(), call.path["id"]))


async def pay(call: Call[None]) -> PlacedOrder:
    """Go on paying for an order that waits."""
    actor = call.require_actor()
    await call.context.limiter.hit(_ORDERS, str(actor.user_id))
    return await actions.pay_order(call.context, await actions.own_order(actor, call.path["id"]), call.now)


async def refund(call: Call[None]) -> OrderOut:
    """Take an order back."""
    order = await actions.own_order(call.require_actor(), call.path["id"])
    return await actions.show_order(await refunds.refund_order(call.context, order, call.language, call.now))


async def list_refunds(call: Call[None]) -> RefundPage:
    """What the caller may take back."""
    return await refunds.list_refunds(call.require_actor(), call.query, call.now)


async def show_to_staff(call: Call[None]) -> StaffOrderAnswer:
    """One order with everything a refund is decided by."""
    return await desk.show_order(call.require_actor(), call.path["id"], call.now)


async def refund_by_staff(call: Call[RefundOrder]) -> StaffOrderAnswer:
    """Money back, as support decides."""
    return await desk.refund_order(call.context, call.require_actor(), call.path["id"], call.body, call.now)


async def extend(call: Call[ExtendEntitlement]) -> PlacedOrder:
    """Order more days of what the caller holds."""
    actor = call.require_actor()
    await call.context.limiter.hit(_ORDERS, str(actor.user_id))
    return await extending.extend_entitlement(
        call.context, actor, call.path["id"], call.body, key=call.idempotency_key, now=call.now
    )


async def check_promo_code(call: Call[CheckPromoCode]) -> PromoCodeAnswer:
    """What a code takes off."""
    actor = call.require_actor()
    await call.context.limiter.hit(_CODES, str(actor.user_id))
    return await actions.check_promo_code(actor, call.body, call.now)


async def redeem(call: Call[RedeemCertificate]) -> EntitlementAnswer:
    """Turn a certificate into a consultation."""
    actor = call.require_actor()
    await call.context.limiter.hit(_CODES, str(actor.user_id))
    return await entitlements.redeem_certificate(
        call.context, actor, call.body.code, key=call.idempotency_key, now=call.now
    )


async def list_entitlements(call: Call[None]) -> EntitlementPage:
    """What the caller holds."""
    query: EntitlementsQuery = call.query
    return await entitlements.list_entitlements(
        call.require_actor(), state=query.state, cursor=query.cursor, limit=query.limit, now=call.now
    )


ENDPOINTS: Sequence[Endpoint] = (
    Endpoint(
        "POST",
        "/api/orders",
        place,
        "Order a service and get the page to pay on",
        body=PlaceOrder,
        answer=PlacedOrder,
        status=201,
        access=Access.CLIENT,
    ),
    Endpoint("GET", "/api/orders", list_own, "Own orders", query=PageQuery, answer=OrderPage, access=Access.CLIENT),
    Endpoint("GET", "/api/orders/{id}", show, "One own order", answer=OrderOut, access=Access.CLIENT),
    Endpoint(
        "POST",
        "/api/orders/{id}/pay",
        pay,
        "The way to pay for an order that waits; after a declined card a new one",
        answer=PlacedOrder,
        access=Access.CLIENT,
    ),
    Endpoint(
        "POST",
        "/api/orders/{id}/refund",
        refund,
        "Take an unused order back: the money returns to the card that paid",
        answer=OrderOut,
        access=Access.CLIENT,
    ),
    Endpoint(
        "GET",
        "/api/refunds",
        list_refunds,
        "Own paid orders: until when each may be taken back, or why it may not",
        query=PageQuery,
        answer=RefundPage,
        access=Access.CLIENT,
    ),
    Endpoint(
        "GET",
        "/api/desk/orders/{id}",
        show_to_staff,
        "An order: what was paid, used, given back, and what may still be",
        answer=StaffOrderAnswer,
        access=Access.STAFF,
    ),
    Endpoint(
        "POST",
        "/api/desk/orders/{id}/refund",
        refund_by_staff,
        "Give back all that is left of an order, or a part of it, to the card that paid",
        body=RefundOrder,
        answer=StaffOrderAnswer,
        access=Access.STAFF,
    ),
    Endpoint(
        "POST",
        "/api/promo-codes/check",
        check_promo_code,
        "What a promo code takes off a service's price",
        body=CheckPromoCode,
        answer=PromoCodeAnswer,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "POST",
        "/api/certificates/redeem",
        redeem,
        "Turn a certificate into a consultation",
        body=RedeemCertificate,
        answer=EntitlementAnswer,
        status=201,
        access=Access.CLIENT,
    ),
    Endpoint(
        "GET",
        "/api/entitlements",
        list_entitlements,
        "What was bought and what of it is left",
        query=EntitlementsQuery,
        answer=EntitlementPage,
        access=Access.CLIENT,
    ),
    Endpoint(
        "POST",
        "/api/entitlements/{id}/extend",
        extend,
        "Order more days of a consultation and get the page to pay on",
        body=ExtendEntitlement,
        answer=PlacedOrder,
        status=201,
        access=Access.CLIENT,
    ),
)
