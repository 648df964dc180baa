"""From a payment at the acquirer to a consultation: once, whatever notices stay away and wherever a process dies."""

import asyncio

from server.orders.jobs import complete_grants, expire_unpaid_orders
from server.payments.actions import settle
from server.payments.jobs import reconcile_payments
from storage.entitlements import Entitlement
from storage.orders import OrderState, mark_order_cancelled, mark_order_paid
from storage.payments import Payment
from tests.server.payments.quiet import Quiet, granted_to


async def test_missed_notice_is_reconciled_by_the_job(quiet: Quiet) -> None:
    placed, order, _ = await quiet.order()
    await quiet.pay(placed)
    assert await quiet.state_of(order) is OrderState.AWAITING_PAYMENT

    await reconcile_payments(quiet.later(seconds=30))

    assert await quiet.state_of(order) is OrderState.PAID
    assert await granted_to(quiet.actor.user_id) == (1, 1)


async def test_missed_notice_of_an_old_payment_is_seen_within_ten_minutes(quiet: Quiet) -> None:
    placed, order, payment_id = await quiet.order()
    for hours in (1, 5, 20):
        await reconcile_payments(quiet.later(hours=hours))
    checked = await Payment.find_one({"provider_payment_id": payment_id})
    assert checked is not None
    assert checked.next_check_at <= quiet.later(hours=20, minutes=9).clock()
    await quiet.pay(placed)

    await reconcile_payments(quiet.later(hours=20, minutes=9))

    assert await quiet.state_of(order) is OrderState.PAID


async def test_crash_after_the_order_was_marked_paid_is_healed(quiet: Quiet) -> None:
    placed, order, payment_id = await quiet.order()
    await quiet.pay(placed)
    await mark_order_paid(order.id, at=quiet.context.clock())
    assert await granted_to(quiet.actor.user_id) == (0, 0)

    await settle(quiet.context, payment_id)

    assert await granted_to(quiet.actor.user_id) == (1, 1)


async def test_crash_before_the_consultation_opened_is_healed_by_the_job(quiet: Quiet) -> None:
    placed, order, payment_id = await quiet.order()
    await quiet.pay(placed)
    paid = await mark_order_paid(order.id, at=quiet.context.clock())
    assert paid is not None
    entitlement = Entitlement(
        client_id=order.client_id,
        order_id=order.id,
        service_slug=order.service_slug,
        service_title=order.service_title,
        format=order.format,
        astrologer_id=quiet.shop.astrologer.user_id,
        astrologer_slug=quiet.shop.astrologer.slug,
        active_until=order.validity.until(quiet.context.clock()),
        created_at=quiet.context.clock(),
    )
    await entitlement.insert()

    await complete_grants(quiet.later(minutes=1))

    assert await granted_to(quiet.actor.user_id) == (1, 1)
    await settle(quiet.context, payment_id)
    assert await granted_to(quiet.actor.user_id) == (1, 1)


async def test_twenty_settlements_at_once_grant_once(quiet: Quiet) -> None:
    placed, order, payment_id = await quiet.order()
    await quiet.pay(placed)

    await asyncio.gather(*(settle(quiet.context, payment_id) for _ in range(20)))

    assert await quiet.state_of(order) is OrderState.PAID
    assert await granted_to(quiet.actor.user_id) == (1, 1)


async def test_money_that_comes_after_the_cancellation_wins(quiet: Quiet) -> None:
    placed, order, payment_id = await quiet.order()
    await expire_unpaid_orders(quiet.later(hours=25))
    assert await quiet.state_of(order) is OrderState.CANCELLED
    await quiet.pay(placed)

    await settle(quiet.context, payment_id)

    assert await quiet.state_of(order) is OrderState.PAID
    assert await granted_to(quiet.actor.user_id) == (1, 1)
    assert await mark_order_cancelled(order.id, reason="late", at=quiet.context.clock()) is None


async def test_payment_of_another_amount_grants_nothing(quiet: Quiet) -> None:
    placed, order, payment_id = await quiet.order()
    await Payment.find({"provider_payment_id": payment_id}).update({"$inc": {"amount": 1}})
    await quiet.pay(placed)

    await settle(quiet.context, payment_id)

    assert await quiet.state_of(order) is OrderState.AWAITING_PAYMENT
