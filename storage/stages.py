"""Where an order and a consultation stand in their lives, computed from their facts; the strongest fact wins.

The ways from one to another are in the picture of `server/orders/README.md`, which a test walks.
"""

from datetime import datetime
from enum import StrEnum

from storage.conversations import Conversation
from storage.orders import Order, OrderState


class OrderStage(StrEnum):
    """What is being done about the money of an order."""

    AWAITING_PAYMENT = "awaiting_payment"
    CANCELLED = "cancelled"
    PAID = "paid"
    REFUNDING = "refunding"
    REFUNDED = "refunded"


class ConsultationStage(StrEnum):
    """What is being waited for in a consultation.

    `offered`: support has let the client choose; `chosen`: what was chosen is still to be met. `follow_up`: it has been
    given and is open for questions. What has ended by time may still be extended, what is completed may not.
    """

    ACTIVE = "active"
    WAITING = "waiting"
    OVERDUE = "overdue"
    OFFERED = "offered"
    CHOSEN = "chosen"
    FOLLOW_UP = "follow_up"
    EXPIRED = "expired"
    COMPLETED = "completed"


def order_stage(order: Order) -> OrderStage:
    """Where the order stands."""
    if order.state is OrderState.PAID and order.refund_requested_at is not None:
        return OrderStage.REFUNDING
    return OrderStage(order.state.value)


def consultation_stage(conversation: Conversation, now: datetime) -> ConsultationStage:
    """Where the consultation stands at `now`."""
    has_run_out = conversation.active_until is not None and now >= conversation.active_until
    was_given = conversation.follow_up_until is not None
    if conversation.completed_at is not None or (was_given and has_run_out):
        return ConsultationStage.COMPLETED
    if has_run_out:
        return ConsultationStage.EXPIRED
    if was_given:
        return ConsultationStage.FOLLOW_UP
    return _stage_of_answer(conversation, now)


def _stage_of_answer(conversation: Conversation, now: datetime) -> ConsultationStage:
    offer, waiting = conversation.offer, conversation.waiting
    if offer is not None and offer.done_at is None:
        return ConsultationStage.OFFERED if offer.choice is None else ConsultationStage.CHOSEN
    if waiting is None:
        return ConsultationStage.ACTIVE
    return ConsultationStage.OVERDUE if now >= waiting.due_at else ConsultationStage.WAITING
