"""Orders as the support staff see them: what was paid, how much of it was used, and money back for it.

Reading and refunding are written down first. The client's rule binds the client alone; support decides, within what was
paid.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from realtime.actor import Actor
from realtime.audit import audit
from realtime.contracts import Money
from realtime.errors import Conflict, NotFound, Unavailable, ValidationFailed
from server.context import Context
from server.orders.contracts import RefundOrder, RefundOut, StaffOrderAnswer, StaffOrderOut
from server.orders.fulfilment import fulfil_order
from server.orders.refund_rule import has_begun, refund_term, why_not, why_not_by_client
from server.orders.refunding import Wish, claim_refund, finish_refund
from server.orders.texts import explanation, refusal
from server.orders.views import order_out
from storage.audit import AuditedAction
from storage.conversations import Conversation, conversation_by_id
from storage.entitlements import Entitlement, entitlement_by_id, entitlement_of_order
from storage.ids import OrderId, parse_id
from storage.orders import Order, order_by_id
from storage.payments import Payment, payment_of_order
from storage.users import user_by_id


@dataclass(frozen=True)
class Purchase:
    """An order with its money, what it granted (or prolonged), and that consultation."""

    order: Order
    payment: Payment | None
    granted: Entitlement | None
    consultation: Conversation | None

    @classmethod
    async def of(cls, order: Order) -> "Purchase":
        """As it is stored now."""
        granted = await (entitlement_by_id(order.extends) if order.extends else entitlement_of_order(order.id))
        opened = granted.conversation_id if granted else None
        consultation = await conversation_by_id(opened) if opened else None
        return cls(order, await payment_of_order(order.id), granted, consultation)

    @property
    def left_amount(self) -> int:
        """What may still go back, in kopecks."""
        return self.payment.left_amount if self.payment and self.order.paid_at else 0

    def unused_share(self, now: datetime) -> float:
        """The share of the time that was bought and has not passed, from 1 to 0; 0 once the consultation was given."""
        if self.granted is None or self.order.paid_at is None:
            return 1.0
        if self.granted.ended_at or (self.consultation and self.consultation.completed_at):
            return 0.0
        # An order's own time: more days that were bought later are another order's.
        begun, until = self.order.paid_at, self.order.validity.until(self.order.paid_at)
        if self.order.extends is not None:
            until = self.granted.active_until
            begun = until - timedelta(days=self.order.validity.days)
        return min(max((until - now) / (until - begun), 0.0), 1.0) if until > begun else 0.0


async def show_order(actor: Actor, order_id: str, now: datetime) -> StaffOrderAnswer:
    """The order with everything a refund is decided by."""
    order = await _order(order_id)
    await audit(actor, AuditedAction.ORDER_READ, f"order:{order.id}", person_id=order.client_id)
    return await _answer(actor, order, now)


async def refund_order(
    context: Context, actor: Actor, order_id: str, command: RefundOrder, now: datetime
) -> StaffOrderAnswer:
    """Give money back, all of it or a part, to the card that paid; once for each `client_refund_id`.

    When the acquirer is silent it is answered as being on its way, and a job brings it to its end.
    """
    order = await _order(order_id)
    await fulfil_order(context, order, now)
    payment = await payment_of_order(order.id)
    wish = Wish(command.amount.amount if command.amount else None, str(command.client_refund_id), actor.user_id)
    known = payment.refund_of_key(wish.key) if payment else None
    if known is None:
        await _check(actor, order, payment, wish)
        await _write_down(actor, order, payment, command)
        await claim_refund(context, order, wish, now)
    elif wish.amount not in (None, known.amount):
        raise Conflict("the same refund with another amount")
    # Without an answer it stands: whoever asked sees it on its way.
    with suppress(Unavailable):
        await finish_refund(context, order, now)
    return await _answer(actor, await _order(order_id), now)


async def _order(order_id: str) -> Order:
    parsed = parse_id(order_id)
    order = await order_by_id(OrderId(parsed)) if parsed else None
    if order is None:
        raise NotFound
    return order


async def _check(actor: Actor, order: Order, payment: Payment | None, wish: Wish) -> None:
    refused = why_not(order, payment)
    if refused is not None:
        raise Conflict(refused, errors=[refusal("order", refused, actor.language)])
    assert payment is not None
    if wish.amount is not None and wish.amount > payment.left_amount:
        raise ValidationFailed("amount", errors=[refusal("amount", "refund_exceeds", actor.language)])


async def _write_down(actor: Actor, order: Order, payment: Payment | None, command: RefundOrder) -> None:
    assert payment is not None
    amount = command.amount.amount if command.amount else payment.left_amount
    await audit(
        actor,
        AuditedAction.ORDER_REFUNDED,
        f"order:{order.id}",
        person_id=order.client_id,
        amount=str(amount),
        refunded_before=str(payment.refunded_amount),
        reason=command.reason,
    )


async def _answer(actor: Actor, order: Order, now: datetime) -> StaffOrderAnswer:
    purchase = await Purchase.of(order)
    payment, granted, consultation = purchase.payment, purchase.granted, purchase.consultation
    client = await user_by_id(order.client_id)
    begun = await has_begun(granted)
    unused = purchase.unused_share(now)
    refused = why_not(order, payment)
    by_client = await why_not_by_client(order, payment, granted, await refund_term(), now)
    refundable = 0 if refused else purchase.left_amount
    paid = payment.amount if payment and order.paid_at else 0
    is_untouched = not begun and (consultation is None or consultation.completed_at is None)
    on_its_way = payment.open_refund if payment else None
    return StaffOrderAnswer(
        order=StaffOrderOut(
            order=order_out(order, entitlement=granted),
            client_id=str(order.client_id),
            client_name=client.display_name if client else "",
            paid=Money(amount=paid),
            refunded=Money(amount=payment.refunded_amount if payment else 0),
            refunding=Money(amount=on_its_way.amount) if on_its_way else None,
            refundable=Money(amount=refundable),
            suggested=Money(amount=refundable if is_untouched else min(refundable, round(paid * unused))),
            used_percent=round(100 * (1 - unused)),
            has_begun=begun,
            active_until=granted.active_until if granted else None,
            completed_at=consultation.completed_at if consultation else None,
            refunds=[
                RefundOut(amount=Money(amount=one.amount), done_at=one.done_at or one.asked_at)
                for one in (payment.refunds if payment else ())
            ],
            refusal=explanation(refused, actor.language) if refused else None,
            client_refusal=explanation(by_client, actor.language) if by_client else None,
        )
    )
