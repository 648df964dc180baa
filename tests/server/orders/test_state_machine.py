"""The picture of lives in the README is what the code does: every arrow is walked, and nothing else can be."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import pytest

from server.context import Context
from storage import conversations, deadlines, endings, entitlements, orders, payments
from storage.conversations import Consultation, Conversation, ConversationKind, Participant
from storage.entitlements import Entitlement, EntitlementState, HeldEntitlement
from storage.ids import ConversationId, EntitlementId, OrderId, UserId, new_id
from storage.inbox_copy import record_newest
from storage.messages import MessageKind, new_message
from storage.orders import Order
from storage.payments import Payment, Refund
from storage.services import ConsultationFormat, Validity
from storage.stages import consultation_stage, order_stage
from storage.text import Text
from storage.users import Role
from storage.waiting import Offer, OfferOption, Waiting

PICTURE: Final = Path(__file__).parents[3] / "server/orders/README.md"
NOW: Final = datetime(2031, 5, 17, 12, tzinfo=UTC)
DAY: Final = timedelta(days=1)
TITLE: Final = Text(ru="Ядро личности", en="Core of personality")

Arrow = tuple[str, str]
Thing = TypeVar("Thing")


def drawn(machine: str) -> set[Arrow]:
    """The arrows of one machine in the picture, without the beginning."""
    picture = PICTURE.read_text().partition("```mermaid")[2].partition("```")[0]
    block = picture.partition(f"state {machine} {{")[2].partition("}")[0]
    return {(one, other) for one, other in re.findall(r"^\s*(\w+) --> (\w+)", block, re.MULTILINE) if one != other}


def differences(gone: set[Arrow], machine: str) -> tuple[list[Arrow], list[Arrow]]:
    """Arrows that were gone without being in the picture, and those of the picture that nothing goes."""
    return sorted(gone - drawn(machine)), sorted(drawn(machine) - gone)


async def walked(
    facts: Sequence[tuple[str, Mapping[str, object]]],
    made: Callable[..., Awaitable[Thing]],
    state_of: Callable[[Thing, datetime], str],
    look: Callable[[Thing], Awaitable[Thing]],
    acts: Sequence[Callable[[Thing], Awaitable[object]]],
    times: Sequence[datetime] = (),
) -> set[Arrow]:
    """From every state every act is tried; answers which arrows were gone."""
    found: set[Arrow] = set()
    for state, known in facts:
        for act in acts:
            thing = await made(**known)
            assert state_of(thing, NOW) == state
            await act(thing)
            found.add((state, state_of(await look(thing), NOW)))
        for moment in times:
            found.add((state, state_of(await made(**known), moment)))
    return {(one, other) for one, other in found if one != other}


# ---------------------------------------------------------------- orders
async def an_order(**facts: object) -> Order:
    """An order with these facts."""
    known: dict[str, Any] = {
        "client_id": UserId(new_id()),
        "service_slug": "none",
        "service_title": TITLE,
        "format": ConsultationFormat.WRITTEN,
        "validity": Validity(days=30),
        "first_name": "Анна",
        "phone": "",
        "consent_at": NOW,
        "price_amount": 100,
        # So long ago that nobody else does anything about it.
        "created_at": NOW,
    }
    return await Order(**(known | facts)).insert()


async def test_orders_go_the_ways_of_the_picture_and_no_other(context: Context) -> None:
    facts: dict[str, dict[str, object]] = {
        "awaiting_payment": {},
        "cancelled": {"cancelled_at": NOW, "cancel_reason": "refused"},
        "paid": {"paid_at": NOW},
        "refunding": {"paid_at": NOW, "refund_requested_at": NOW},
        "refunded": {"paid_at": NOW, "refund_requested_at": NOW, "refunded_at": NOW},
    }
    acts = [
        lambda one: orders.mark_order_paid(one.id, at=NOW),
        lambda one: orders.mark_order_cancelled(one.id, reason="late", at=NOW),
        lambda one: orders.mark_refund_requested(one.id, at=NOW),
        lambda one: orders.withdraw_refund_request(one.id),
        lambda one: orders.mark_order_refunded(one.id, at=NOW),
    ]

    gone = await walked(list(facts.items()), an_order, lambda one, _: order_stage(one).value, _order_again, acts)

    assert differences(gone, "Order") == ([], [])


async def _order_again(order: Order) -> Order:
    found = await orders.order_by_id(order.id)
    assert found is not None
    await found.delete()
    return found


# ---------------------------------------------------------------- payments
def _payment_state(payment: Payment, _: datetime) -> str:
    if payment.left_amount == 0:
        return "given_back"
    if payment.open_refund is not None:
        return "giving_back"
    if payment.succeeded_at is not None:
        return "succeeded"
    return "open" if payment.cancelled_at is None else "declined"


def a_refund(amount: int) -> Refund:
    """A refund that is on its way."""
    return Refund(key="one", amount=amount, is_whole=amount == 100, asked_at=NOW)


async def a_payment(**facts: Any) -> Payment:
    """A payment of 100 kopecks with these facts."""
    known: dict[str, Any] = {"order_id": OrderId(new_id()), "provider": "none", "amount": 100, "created_at": NOW}
    return await Payment(**(known | {"next_check_at": NOW} | facts)).insert()


async def test_payments_go_the_ways_of_the_picture_and_no_other(context: Context) -> None:
    facts: dict[str, dict[str, object]] = {
        "open": {},
        "declined": {"cancelled_at": NOW},
        "succeeded": {"succeeded_at": NOW},
        "giving_back": {"succeeded_at": NOW, "open_refund": a_refund(100)},
        "given_back": {"succeeded_at": NOW, "refunds": [a_refund(100)], "refunded_amount": 100},
    }

    async def again(payment: Payment) -> Payment:
        found = await Payment.get(payment.id)
        assert found is not None
        await found.delete()
        return found

    async def with_open(payment: Payment, do: Callable[..., Awaitable[object]], **more: object) -> None:
        if payment.open_refund is not None:
            await do(payment.id, payment.open_refund, **more)

    acts = [
        lambda one: payments.record_succeeded(one, at=NOW),
        lambda one: payments.record_reopened(one.id),
        lambda one: payments.record_cancelled(one.id, one.attempt, at=NOW),
        lambda one: payments.begin_next_attempt(one, now=NOW),
        lambda one: payments.open_refund(one, a_refund(one.left_amount or 1)),
        lambda one: with_open(one, payments.close_refund, at=NOW),
        lambda one: with_open(one, payments.drop_refund),
    ]
    gone = await walked(list(facts.items()), a_payment, _payment_state, again, acts)
    # Money that came for what can no longer be given goes back before anything was granted.
    early = {"giving_back": {"open_refund": a_refund(100)}}
    gone |= await walked(list(early.items()), a_payment, _payment_state, again, acts)

    assert differences(gone, "Payment") == ([], [])


# ---------------------------------------------------------------- what the client holds
async def test_entitlements_go_the_ways_of_the_picture_and_no_other(context: Context) -> None:
    async def made(**facts: object) -> Entitlement:
        known: dict[str, Any] = {
            "client_id": UserId(new_id()),
            "order_id": OrderId(new_id()),
            "service_slug": "none",
            "service_title": TITLE,
            "format": ConsultationFormat.WRITTEN,
            "astrologer_id": UserId(new_id()),
            "astrologer_slug": "none",
            "conversation_id": ConversationId(new_id()),
            "active_until": NOW + DAY,
            "created_at": NOW,
        }
        return await Entitlement(**(known | facts)).insert()

    async def again(entitlement: Entitlement) -> Entitlement:
        found = await entitlements.entitlement_by_id(entitlement.id)
        assert found is not None
        await found.delete()
        return found

    def state_of(one: Entitlement, now: datetime) -> str:
        is_held = HeldEntitlement(one, None).state_at(now) is EntitlementState.ACTIVE
        return "held" if is_held else "taken_back" if one.ended_at else "past"

    facts: dict[str, dict[str, object]] = {
        "held": {},
        "past": {"active_until": NOW},
        "taken_back": {"ended_at": NOW},
    }
    acts = [
        lambda one: entitlements.end_entitlement(one.id, at=NOW),
        lambda one: entitlements.move_end(one.id, NOW + 2 * DAY),
        lambda one: entitlements.move_end(one.id, NOW),
        lambda one: entitlements.hand_over(one.id, UserId(new_id()), "other"),
        lambda one: entitlements.set_conversation(one.id, ConversationId(new_id())),
    ]
    times = [NOW + DAY - timedelta(milliseconds=1), NOW + DAY]

    assert differences(await walked(list(facts.items()), made, state_of, again, acts, times), "Entitlement") == ([], [])


# ---------------------------------------------------------------- consultations
CLIENT: Final = UserId(new_id())
ASTROLOGER: Final = UserId(new_id())
GAVE: Final = OrderId(new_id())


async def a_consultation(**facts: object) -> Conversation:
    """A consultation with these facts."""
    people = {CLIENT: Role.CLIENT, ASTROLOGER: Role.ASTROLOGER}
    known: dict[str, Any] = {
        "kind": ConversationKind.CONSULTATION,
        "participants": [Participant(user_id=one, role=role, name="") for one, role in people.items()],
        "participant_ids": list(people),
        "consultation": Consultation(
            entitlement_id=EntitlementId(new_id()),
            service_slug="none",
            service_title=TITLE,
            format="written",
            answer_within_hours=48,
        ),
        "active_until": NOW + 5 * DAY,
        # The same as if it had been announced: the running product leaves it alone.
        "expiry_announced_at": NOW,
        "extended_by": [GAVE],
        "last_seq": 2,
        "last_message_at": NOW,
        "created_at": NOW - 25 * DAY,
    }
    return await Conversation(**(known | facts)).insert()


def _waiting(due_in: timedelta) -> dict[str, object]:
    since = NOW + due_in - timedelta(hours=48)
    return {"waiting": Waiting(seq=2, since=since, due_at=NOW + due_in)}


def _offer(**facts: Any) -> Offer:
    return Offer(options=list(OfferOption), days=3, made_by=UserId(new_id()), made_at=NOW, **facts)


_CHOICE: Final = {"choice": OfferOption.EXTEND, "chosen_at": NOW}
CONSULTATIONS: Final[list[tuple[str, dict[str, object]]]] = [
    ("active", {}),
    ("waiting", _waiting(DAY)),
    ("overdue", _waiting(-DAY)),
    ("offered", {"offer": _offer()}),
    ("offered", _waiting(-DAY) | {"offer": _offer()}),
    ("chosen", {"offer": _offer(**_CHOICE)}),
    ("chosen", _waiting(-DAY) | {"offer": _offer(**_CHOICE)}),
    ("expired", {"active_until": NOW}),
    ("expired", _waiting(-DAY) | {"active_until": NOW}),
    ("expired", _waiting(-DAY) | {"active_until": NOW, "offer": _offer()}),
    ("expired", _waiting(-DAY) | {"active_until": NOW, "offer": _offer(**_CHOICE)}),
    ("follow_up", {"follow_up_until": NOW + 5 * DAY}),
    ("follow_up", _waiting(-DAY) | {"follow_up_until": NOW + 5 * DAY, "offer": _offer()}),
    ("completed", {"completed_at": NOW}),
    ("completed", _waiting(-DAY) | {"completed_at": NOW, "offer": _offer(**_CHOICE)}),
    ("completed", {"follow_up_until": NOW, "active_until": NOW}),
]


def _wrote(sender: UserId, role: Role) -> Callable[[Conversation], Awaitable[object]]:
    """Whoever writes is asked first whether it is still active, as the appender does."""

    async def write(conversation: Conversation) -> None:
        if conversation.state_at(NOW) is conversations.ConversationState.INACTIVE:
            return
        message = new_message(
            conversation_id=conversation.id,
            sender_id=sender,
            sender_role=role,
            sender_name="",
            client_message_id="one",
            kind=MessageKind.TEXT,
            created_at=NOW,
        )
        await record_newest([message | {"seq": 3}])

    return write


async def _met(conversation: Conversation, *, with_time: bool) -> None:
    """What the client chose is done, and nothing else while they wait for it."""
    offer = conversation.offer if conversation.offer and conversation.offer.choice else None
    until = conversation.active_until or NOW
    waiting = conversation.waiting.until(NOW + DAY, NOW) if conversation.waiting else None
    change = deadlines.Change(max(until, NOW) + DAY, waiting, offer)
    if with_time:
        await deadlines.extend(conversation, change)
    else:
        new = Participant(user_id=UserId(new_id()), role=Role.ASTROLOGER, name="")
        await deadlines.reassign(conversation, ASTROLOGER, new, change)


async def _nothing() -> None:
    """Nobody does that here."""


ACTS: Final[list[Callable[[Conversation], Awaitable[object]]]] = [
    _wrote(CLIENT, Role.CLIENT),
    _wrote(ASTROLOGER, Role.ASTROLOGER),
    lambda one: deadlines.make_offer(one.id, _offer()),
    lambda one: deadlines.choose(one.id, CLIENT, OfferOption.EXTEND, at=NOW),
    lambda one: _met(one, with_time=True),
    lambda one: _met(one, with_time=False),
    lambda one: endings.extend_for(one, OrderId(new_id()), max(one.active_until or NOW, NOW) + DAY),
    lambda one: endings.shorten_for(one, GAVE, NOW),
    lambda one: endings.begin_follow_up(one.id, until=NOW + DAY, at=NOW),
    lambda one: conversations.complete(one.id, at=NOW),
    lambda one: endings.close(one.id, at=NOW),
    lambda one: endings.mark_expiry_announced(one.id, at=NOW),
    lambda one: endings.complete_follow_up(one) if one.follow_up_until == NOW else _nothing(),
    lambda one: deadlines.end_offer(one.id, one.offer, at=NOW) if one.offer and one.offer.choice else _nothing(),
]


async def test_consultations_go_the_ways_of_the_picture_and_no_other(context: Context) -> None:
    async def again(conversation: Conversation) -> Conversation:
        found = await conversations.conversation_by_id(conversation.id)
        assert found is not None
        await found.delete()
        return found

    times = [NOW + DAY, NOW + 5 * DAY]

    gone = await walked(
        CONSULTATIONS, a_consultation, lambda one, now: consultation_stage(one, now).value, again, ACTS, times
    )

    assert differences(gone, "Consultation") == ([], [])
    await Conversation.find({"participant_ids": CLIENT}).delete()


@pytest.mark.parametrize("machine", ["Order", "Payment", "Entitlement", "Consultation"])
def test_the_picture_draws_every_machine(machine: str) -> None:
    assert drawn(machine)
