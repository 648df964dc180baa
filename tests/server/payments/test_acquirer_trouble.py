"""An acquirer that is silent or says no: nothing is lost, nothing is doubled, and the client is told which."""

import pytest

from realtime.errors import PaymentFailed, Unavailable
from server.orders.jobs import finish_refunds
from server.orders.refunds import refund_order
from server.payments.actions import settle
from storage.orders import Order, OrderState
from storage.payments import Payment
from tests.product import free_port
from tests.server.payments.quiet import Quiet, acquirer_at


async def test_order_placed_while_the_acquirer_was_silent_goes_on_with_the_same_key(quiet: Quiet) -> None:
    silent = acquirer_at(quiet.context, f"http://127.0.0.1:{free_port()}/v3")
    with pytest.raises(Unavailable):
        await quiet.with_acquirer(silent).place(key="patience")
    await silent.close()

    placed = await quiet.place(key="patience")

    assert placed.payment.url.startswith("http://127.0.0.1")
    assert await Order.find({"client_id": quiet.actor.user_id}).count() == 1


async def test_refused_payment_cancels_the_order(quiet: Quiet, quiet_url: str) -> None:
    refusing = acquirer_at(quiet.context, f"{quiet_url}/no-such-api")
    with pytest.raises(PaymentFailed):
        await quiet.with_acquirer(refusing).place()
    await refusing.close()

    (order,) = await Order.find({"client_id": quiet.actor.user_id}).to_list()
    assert (order.state, order.cancel_reason) == (OrderState.CANCELLED, "refused")


async def test_refund_asked_while_the_acquirer_was_silent_is_finished_by_the_job(quiet: Quiet) -> None:
    placed, order, payment_id = await quiet.order()
    await quiet.pay(placed)
    await settle(quiet.context, payment_id)
    paid = await Order.get(order.id)
    assert paid is not None
    silent = acquirer_at(quiet.context, f"http://127.0.0.1:{free_port()}/v3")

    with pytest.raises(Unavailable):
        await refund_order(quiet.with_acquirer(silent).context, paid, "ru", quiet.context.clock())
    await silent.close()
    assert await quiet.state_of(order) is OrderState.PAID
    await finish_refunds(quiet.later(minutes=1))

    assert await quiet.state_of(order) is OrderState.REFUNDED


async def test_refused_refund_leaves_the_purchase_as_it_was(quiet: Quiet, quiet_url: str) -> None:
    placed, order, payment_id = await quiet.order()
    await quiet.pay(placed)
    await settle(quiet.context, payment_id)
    refusing = acquirer_at(quiet.context, f"{quiet_url}/no-such-api")
    paid = await Order.get(order.id)
    assert paid is not None

    with pytest.raises(PaymentFailed):
        await refund_order(quiet.with_acquirer(refusing).context, paid, "ru", quiet.context.clock())
    await refusing.close()

    fresh = await Order.get(order.id)
    assert fresh is not None
    assert (fresh.state, fresh.refund_requested_at) == (OrderState.PAID, None)
    await refund_order(quiet.context, fresh, "ru", quiet.context.clock())
    assert await quiet.state_of(order) is OrderState.REFUNDED


async def test_late_notice_after_a_refund_grants_nothing_again(quiet: Quiet) -> None:
    placed, order, payment_id = await quiet.order()
    await quiet.pay(placed)
    await settle(quiet.context, payment_id)
    paid = await Order.get(order.id)
    assert paid is not None
    await refund_order(quiet.context, paid, "ru", quiet.context.clock())
    await Payment.find({"provider_payment_id": payment_id}).update({"$set": {"succeeded_at": None}})

    await settle(quiet.context, payment_id)

    assert await quiet.state_of(order) is OrderState.REFUNDED
