"""Money back for a consultation nobody has begun: to the card that paid, within the rule, once."""

from datetime import datetime

from realtime.actor import Actor
from realtime.errors import Conflict, ValidationFailed
from realtime.texts import Language
from server.context import Context
from server.orders.contracts import PageQuery, RefundChoice, RefundPage
from server.orders.fulfilment import fulfil_order
from server.orders.refund_rule import refund_term, why_not_by_client
from server.orders.refunding import Wish, claim_refund, finish_refund
from server.orders.texts import explanation, refusal
from server.orders.views import order_out
from storage.entitlements import entitlement_of_order, entitlements_of_orders
from storage.ids import OrderId, parse_id
from storage.orders import Order, OrderState, order_by_id, orders_of_client
from storage.payments import payment_of_order, payments_of_orders


async def refund_order(context: Context, order: Order, language: Language, now: datetime) -> Order:
    """Refund the order; one that is refunded already is answered as it is.

    `conflict` when the rule does not allow it, and why. `unavailable` when the acquirer does not answer: the request
    stands, and a job brings it to its end.
    """
    if order.state is OrderState.REFUNDED:
        return order
    payment = await payment_of_order(order.id)
    if payment is None or payment.refund_of_key(Wish().key) is None:
        await fulfil_order(context, order, now)
        granted = await entitlement_of_order(order.id)
        refused = await why_not_by_client(order, payment, granted, await refund_term(), now)
        if refused is not None:
            raise Conflict(refused, errors=[refusal("order", refused, language)])
        await _claim_unless_claimed(context, order, now)
    return await finish_refund(context, order, now)


async def give_back(context: Context, order_id: OrderId, now: datetime) -> None:
    """Refund the order whatever the rule says: because it was promised to the client. Repeating it changes nothing.

    Raises as `refund_order` does.
    """
    order = await order_by_id(order_id)
    if order is None or order.refunded_at is not None:
        return
    await _claim_unless_claimed(context, order, now)
    await finish_refund(context, order, now)


async def _claim_unless_claimed(context: Context, order: Order, now: datetime) -> None:
    """Of several who ask for the whole at once all go on with the same refund."""
    try:
        await claim_refund(context, order, Wish(), now)
    except Conflict:
        payment = await payment_of_order(order.id)
        if payment is None or payment.refund_of_key(Wish().key) is None:
            raise


async def list_refunds(actor: Actor, query: PageQuery, now: datetime) -> RefundPage:
    """What the caller has paid for, newest first: until when it may be taken back, or why it may not."""
    before = parse_id(query.cursor) if query.cursor else None
    if query.cursor and before is None:
        raise ValidationFailed("cursor", field="cursor")
    orders = await orders_of_client(actor.user_id, before=OrderId(before) if before else None, limit=query.limit)
    ids, term = [one.id for one in orders], await refund_term()
    payments, granted = await payments_of_orders(ids), await entitlements_of_orders(ids)
    choices = []
    for order in orders:
        if order.paid_at is None or order.total_amount == 0:
            continue
        payment, held = payments.get(order.id), granted.get(order.id)
        refused = await why_not_by_client(order, payment, held, term, now)
        choices.append(
            RefundChoice(
                order=order_out(order, payment, held),
                until=order.paid_at + term,
                refusal=explanation(refused, actor.language) if refused else None,
            )
        )
    return RefundPage(items=choices, next_cursor=str(ids[-1]) if len(ids) == query.limit else None)
