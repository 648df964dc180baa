"""The second receipt of a prepayment (54-FZ): once, when the service is finished, whatever fails on the way."""

import asyncio
import dataclasses
import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx
import pytest

from server.context import Context
from server.orders.refunding import Wish, claim_refund, finish_refund
from server.payments.actions import settle
from server.payments.closing import close_prepayment
from server.payments.jobs import close_prepayments
from storage.closing_receipts import open_closing, prepayments_to_close
from storage.conversations import Conversation
from storage.entitlements import entitlement_of_order
from storage.orders import Order, OrderState
from storage.payments import ClosingReceipt, Payment, Refund, open_refund
from storage.waiting import Waiting
from tests.product import free_port
from tests.server.payments.quiet import Quiet, acquirer_at
from tests.server.payments.test_sandbox_acquirer import ITEM, NEW_PAYMENT, RECEIPT
from tests.server.shop import PRICE, payment_of

HALF = PRICE // 2


@pytest.fixture
async def prepaid(quiet: Quiet) -> Quiet:
    """A client of a shop that takes the money before it gives the service."""
    settings = quiet.context.settings.model_copy(
        update={"yookassa_payment_mode": "full_prepayment", "yookassa_tax_system_code": 2}
    )
    return dataclasses.replace(quiet, context=dataclasses.replace(quiet.context, settings=settings))


async def bought(quiet: Quiet) -> Order:
    """A paid order whose consultation is open."""
    placed, order, payment_id = await quiet.order()
    await quiet.pay(placed)
    await settle(quiet.context, payment_id)
    # The running product has another acquirer and would ask that one: it is to leave this payment alone.
    aside = {"closing_check_at": quiet.later(minutes=30).clock()}
    await Payment.find({"order_id": order.id, "is_prepayment": True}).update({"$set": aside})
    fresh = await Order.get(order.id)
    assert fresh is not None
    return fresh


async def ended(order: Order, **facts: object) -> None:
    """Its consultation is over."""
    granted = await entitlement_of_order(order.id)
    assert granted is not None
    await Conversation.find({"_id": granted.conversation_id}).update({"$set": facts})


async def money(order: Order) -> Payment:
    """Its payment as it is stored."""
    return (await payment_of(str(order.id)))[0]


async def registered(quiet_url: str, order: Order) -> list[dict[str, Any]]:
    """The receipts of its payment, as the acquirer registered them."""
    _, payment_id = await payment_of(str(order.id))
    async with httpx.AsyncClient(base_url=quiet_url + "/", auth=("demo", "demo")) as shop:
        items: list[dict[str, Any]] = (await shop.get(f"receipts?payment_id={payment_id}")).json()["items"]
    return items


def told(receipt: Mapping[str, Any]) -> tuple[str, str, str]:
    """What kind a receipt is, of which money, and how much."""
    (item,) = receipt["items"]
    return receipt["type"], item["payment_mode"], item["amount"]["value"]


async def test_a_finished_service_has_its_receipt_registered_once(prepaid: Quiet, quiet_url: str) -> None:
    order = await bought(prepaid)
    await close_prepayments(prepaid.later(days=1))
    assert [told(one) for one in await registered(quiet_url, order)] == [("payment", "full_prepayment", "2499.00")]

    await ended(order, completed_at=prepaid.context.clock())
    for hours in (26, 27, 28):
        await asyncio.gather(*(close_prepayments(prepaid.later(hours=hours)) for _ in range(3)))

    first, second = await registered(quiet_url, order)
    assert (told(first), told(second)) == (
        ("payment", "full_prepayment", "2499.00"),
        ("payment", "full_payment", "2499.00"),
    )
    assert second["settlements"] == [{"type": "prepayment", "amount": {"value": "2499.00", "currency": "RUB"}}]
    assert (second["tax_system_code"], second["items"][0]["payment_subject"]) == (2, "service")
    payment = await money(order)
    assert payment.closing is not None
    assert payment.closing.provider_receipt_id == second["id"]
    assert (payment.closing.receipt, payment.closing_check_at) == (None, None)
    assert payment.closing.done_at is not None


async def test_time_ends_a_service_too_but_not_while_an_answer_is_owed(prepaid: Quiet, quiet_url: str) -> None:
    order = await bought(prepaid)
    now = prepaid.context.clock()
    over = now + timedelta(hours=2)
    waiting = Waiting(seq=2, since=now, due_at=now + timedelta(hours=1))
    await ended(order, active_until=over, waiting=waiting.model_dump())

    async def receipts(moment: timedelta) -> int:
        context = dataclasses.replace(prepaid.context, clock=lambda: over + moment)
        await Payment.find({"order_id": order.id}).update({"$set": {"closing_check_at": over}})
        await close_prepayments(context)
        return len(await registered(quiet_url, order))

    assert await receipts(timedelta(days=14, milliseconds=-1)) == 1
    await ended(order, waiting=None)
    await ended(order, active_until=over + timedelta(milliseconds=1))
    assert await receipts(timedelta()) == 1
    await ended(order, active_until=over)
    assert await receipts(timedelta()) == 2


async def test_what_was_paid_for_at_once_has_one_receipt(quiet: Quiet, quiet_url: str) -> None:
    order = await bought(quiet)
    await ended(order, completed_at=quiet.context.clock())

    await close_prepayments(quiet.later(days=40))

    assert [told(one) for one in await registered(quiet_url, order)] == [("payment", "full_payment", "2499.00")]


async def test_only_what_did_not_go_back_is_accounted_for(prepaid: Quiet, quiet_url: str) -> None:
    order = await bought(prepaid)
    await claim_refund(prepaid.context, order, Wish(HALF, "a part"), prepaid.context.clock())
    await ended(order, completed_at=prepaid.context.clock())
    await close_prepayments(prepaid.later(hours=2))
    assert (await money(order)).closing is None
    await finish_refund(prepaid.context, order, prepaid.context.clock())

    await close_prepayments(prepaid.later(hours=4))
    await claim_refund(prepaid.context, order, Wish(), prepaid.context.clock())
    await finish_refund(prepaid.context, order, prepaid.context.clock())

    assert [told(one) for one in await registered(quiet_url, order)] == [
        ("payment", "full_prepayment", "2499.00"),
        ("refund", "full_prepayment", "1249.50"),
        ("payment", "full_payment", "1249.50"),
        ("refund", "full_payment", "1249.50"),
    ]


async def test_all_that_goes_back_before_the_end_has_nothing_to_be_accounted_for(
    prepaid: Quiet, quiet_url: str
) -> None:
    order = await bought(prepaid)
    await claim_refund(prepaid.context, order, Wish(), prepaid.context.clock())
    await finish_refund(prepaid.context, order, prepaid.context.clock())
    assert await prepaid.state_of(order) is OrderState.REFUNDED

    await close_prepayments(prepaid.later(days=1))

    assert len(await registered(quiet_url, order)) == 1
    assert (await money(order)).closing_check_at is None


async def test_the_whole_that_goes_back_after_its_second_receipt_has_a_receipt_of_its_own(
    prepaid: Quiet, quiet_url: str
) -> None:
    order = await bought(prepaid)
    await ended(order, completed_at=prepaid.context.clock())
    for hours in (1, 2):
        await close_prepayments(prepaid.later(hours=hours))

    await claim_refund(prepaid.context, order, Wish(), prepaid.context.clock())
    await finish_refund(prepaid.context, order, prepaid.context.clock())

    assert told((await registered(quiet_url, order))[-1]) == ("refund", "full_payment", "2499.00")


async def test_a_silent_acquirer_is_asked_again_and_a_crash_after_its_answer_registers_nothing_twice(
    prepaid: Quiet, quiet_url: str
) -> None:
    order = await bought(prepaid)
    await ended(order, completed_at=prepaid.context.clock())
    silent = acquirer_at(prepaid.context, f"http://127.0.0.1:{free_port()}/v3")
    await close_prepayments(prepaid.with_acquirer(silent).later(hours=1))
    await silent.close()
    claimed = await money(order)
    assert claimed.closing is not None
    assert claimed.closing.receipt is not None
    key = f"closing-{claimed.closing.id}"
    await prepaid.context.acquirer.register_receipt(key=key, receipt=claimed.closing.receipt)
    # Here the process dies: nothing of the answer is kept.

    for minutes in (62, 64):
        await asyncio.gather(*(close_prepayments(prepaid.later(minutes=minutes)) for _ in range(3)))

    assert len(await registered(quiet_url, order)) == 2
    closed = await money(order)
    assert closed.closing is not None
    assert (closed.closing.id, closed.closing.done_at is None) == (claimed.closing.id, False)


async def test_a_refused_receipt_is_tried_anew_the_next_day(prepaid: Quiet, quiet_url: str) -> None:
    order = await bought(prepaid)
    await ended(order, completed_at=prepaid.context.clock())
    refusing = acquirer_at(prepaid.context, f"{quiet_url}/no-such-api")
    await close_prepayments(prepaid.with_acquirer(refusing).later(hours=1))
    await refusing.close()
    assert (await money(order)).closing is None

    await close_prepayments(prepaid.later(hours=24))
    assert len(await registered(quiet_url, order)) == 1
    await close_prepayments(prepaid.later(hours=26))
    assert len(await registered(quiet_url, order)) == 2


async def test_of_a_refund_and_a_closing_receipt_at_once_one_waits_for_the_other(prepaid: Quiet) -> None:
    order = await bought(prepaid)
    payment = await money(order)
    now = prepaid.context.clock()
    assert await open_closing(payment, ClosingReceipt(amount=payment.amount, asked_at=now)) is not None
    # Whoever read the payment before that has the wrong receipt in hand.
    stale = Refund(key="stale", amount=payment.amount, is_whole=True, asked_at=now)
    assert await open_refund(payment, stale) is None
    await claim_refund(prepaid.context, order, Wish(), now)
    assert await open_closing(await money(order), ClosingReceipt(amount=1, asked_at=now)) is None


async def test_each_prepayment_is_looked_at_once_an_hour(prepaid: Quiet) -> None:
    order = await bought(prepaid)
    context: Context = prepaid.later(hours=1)
    await close_prepayment(context, await money(order), context.clock())

    async def is_due(**distance: float) -> bool:
        return order.id in {one.order_id for one in await prepayments_to_close(prepaid.later(**distance).clock())}

    assert not await is_due(hours=1, minutes=59)
    assert await is_due(hours=2, minutes=1)


CLOSING: dict[str, object] = RECEIPT | {
    "type": "payment",
    "send": True,
    "settlements": [{"type": "prepayment", "amount": {"value": "10.00", "currency": "RUB"}}],
}


@pytest.mark.parametrize(
    ("prepaid_as", "changes", "status"),
    [
        ("full_prepayment", {}, 200),
        ("full_payment", {}, 400),
        ("full_prepayment", {"send": False}, 400),
        ("full_prepayment", {"type": "refund"}, 400),
        ("full_prepayment", {"settlements": []}, 400),
        ("full_prepayment", {"customer": {}}, 400),
        ("full_prepayment", {"items": [ITEM | {"payment_mode": "full_prepayment"}]}, 400),
        ("full_prepayment", {"items": [ITEM | {"amount": {"value": "9.00", "currency": "RUB"}}]}, 400),
        ("full_prepayment", {"payment_id": str(uuid.uuid4())}, 404),
    ],
)
async def test_the_sandbox_takes_a_closing_receipt_that_is_right_and_no_other(
    quiet_url: str, prepaid_as: str, changes: dict[str, object], status: int
) -> None:
    receipt = RECEIPT | {"items": [ITEM | {"payment_mode": prepaid_as}]}
    async with httpx.AsyncClient(base_url=quiet_url + "/", auth=("shop", "secret")) as shop:

        async def post(path: str, body: Mapping[str, object], key: str) -> httpx.Response:
            return await shop.post(path, json=body, headers={"Idempotence-Key": key})

        payment = (await post("payments", NEW_PAYMENT | {"receipt": receipt}, uuid.uuid4().hex)).json()
        body = CLOSING | {"payment_id": payment["id"]} | changes
        assert (await post("receipts", body, uuid.uuid4().hex)).status_code in (400, 404)
        await shop.post(payment["confirmation"]["confirmation_url"], data={"card": "4111111111111111"})
        key = uuid.uuid4().hex

        answers = [await post("receipts", body, key) for _ in range(2)]

        assert [one.status_code for one in answers] == [status, status], answers[0].text
        if status == 200:
            first, again = [one.json() for one in answers]
            assert first == again
            assert first["status"] == "pending"
            assert (await shop.get(f"receipts/{first['id']}")).json() == first | {"status": "succeeded"}
            assert (await post("receipts", body, uuid.uuid4().hex)).status_code == 400
            assert (await shop.get(f"receipts/{first['id']}", auth=("other", "secret"))).status_code == 404
            refund = {"payment_id": payment["id"], "amount": payment["amount"]}
            assert (await post("refunds", refund, uuid.uuid4().hex)).status_code == 400
            right = refund | {"receipt": RECEIPT}
            assert (await post("refunds", right, uuid.uuid4().hex)).status_code == 200
