"""Placing and showing orders."""

import hashlib
from datetime import datetime

import phonenumbers

from realtime.actor import Actor
from realtime.contracts import Money, OrderOut
from realtime.errors import Conflict, NotFound, PaymentFailed, PromoInvalid, Unavailable, ValidationFailed
from realtime.texts import Language
from server.catalog.capacity import full_among
from server.context import Context
from server.orders.assignment import assign_astrologer, is_working_astrologer
from server.orders.consent import present_versions
from server.orders.contracts import (
    CheckPromoCode,
    OrderPage,
    PaymentLink,
    PlacedOrder,
    PlaceOrder,
    PromoCodeAnswer,
)
from server.orders.fulfilment import fulfil_order, tell_order
from server.orders.pricing import Quote, quote
from server.orders.texts import refusal
from server.orders.views import order_out
from server.payments.actions import return_url, settle, start_payment
from storage.astrologers import astrologer_by_slug
from storage.entitlements import entitlement_by_id, entitlement_of_order, entitlements_of_orders
from storage.ids import OrderId, UserId, parse_id
from storage.orders import (
    EXPIRED,
    Order,
    OrderInsertion,
    OrderState,
    insert_order,
    mark_order_cancelled,
    mark_order_paid,
    order_by_id,
    order_by_key,
    order_of_client,
    orders_of_client,
)
from storage.payments import payment_of_order, payments_of_orders
from storage.services import Service, service_by_slug
from storage.users import keep_contact, user_by_id

DEFAULT_REGION = "RU"


async def place_order(
    context: Context, actor: Actor, command: PlaceOrder, *, key: str | None, now: datetime
) -> PlacedOrder:
    """Store the order at the server's price and start its payment.

    The same `key` with the same request answers the same order and page, however often and however parallel; with
    another request it is a `conflict`.
    """
    fingerprint = hashlib.sha256(command.model_dump_json().encode()).hexdigest()
    order = await _known(actor, key) or await _store(actor, command, key=key, fingerprint=fingerprint, now=now)
    if order.fingerprint != fingerprint:
        raise Conflict("idempotency key used for another order")
    await keep_contact(actor.user_id, first_name=order.first_name, last_name=order.last_name, phone=order.phone)
    return await proceed(context, order, now)


async def _store(actor: Actor, command: PlaceOrder, *, key: str | None, fingerprint: str, now: datetime) -> Order:
    service = await _service_on_sale(command, actor.language)
    wish = await _wish(actor, command, service, now)
    while True:
        try:
            price = await quote(service, command.promo_code, actor.user_id, actor.language, now)
        except PromoInvalid:
            # The code's last use may be this very request, sent twice.
            if (known := await _known(actor, key)) is not None:
                return known
            raise
        _check_price(command, price, actor.language)
        order: Order = wish.model_copy(
            update={
                "price_amount": price.price_amount,
                "discount_amount": price.discount_amount,
                "promo_code": price.promo_code,
                "promo_slot": price.promo_slot,
                "promo_turn": price.promo_turn,
                "idempotency_key": key,
                "fingerprint": fingerprint,
            }
        )
        inserted = await insert_order(order)
        if inserted is OrderInsertion.STORED:
            return order
        if (known := await _known(actor, key)) is not None:
            return known


async def _wish(actor: Actor, command: PlaceOrder, service: Service, now: datetime) -> Order:
    """The order as it was asked for, at the list price."""
    client = await user_by_id(actor.user_id)
    return Order(
        client_id=actor.user_id,
        service_slug=service.slug,
        service_title=service.title,
        format=command.format,
        validity=service.validity,
        grants_chart=service.grants_chart,
        birth_of=service.asked_birth,
        answer_within_hours=service.answer_within_hours,
        extension=service.extension,
        astrologer_id=await _offering_astrologer(command.astrologer, service, actor.language, now),
        first_name=command.first_name,
        last_name=command.last_name or "",
        phone=_contact_phone(command.phone, actor.language),
        receipt_email=client.email if client else None,
        consent_at=now,
        consented_to=await present_versions(now),
        price_amount=service.price_amount,
        created_at=now,
    )


async def _known(actor: Actor, key: str | None) -> Order | None:
    return await order_by_key(actor.user_id, key) if key else None


def _check_price(command: PlaceOrder, price: Quote, language: Language) -> None:
    if command.expected_total is not None and command.expected_total.amount != price.total_amount:
        raise Conflict("price_changed", errors=[refusal("expected_total", "price_changed", language)])


def _refused(field: str, code: str, language: Language) -> ValidationFailed:
    return ValidationFailed(code, errors=[refusal(field, code, language)])


async def _service_on_sale(command: PlaceOrder, language: Language) -> Service:
    service = await service_by_slug(command.service)
    if service is None:
        raise _refused("service", "service_withdrawn", language)
    if not service.offers(command.format):
        raise _refused("format", "format_gone", language)
    return service


async def _offering_astrologer(slug: str | None, service: Service, language: Language, now: datetime) -> UserId | None:
    """Whom the client chose. Nothing is sold that nobody could give, or that nobody has room for."""
    if slug is None:
        found = await assign_astrologer(service.slug, None, now)
        if found is None:
            raise _refused("service", "service_withdrawn", language)
        if await full_among([found], now):
            raise _refused("astrologer", "everybody_full", language)
        return None
    astrologer = await astrologer_by_slug(slug)
    if (
        astrologer is None
        or service.slug not in astrologer.services
        or not is_working_astrologer(await user_by_id(astrologer.user_id))
    ):
        raise _refused("astrologer", "astrologer_gone", language)
    if await full_among([astrologer], now):
        raise _refused("astrologer", "astrologer_full", language)
    return astrologer.user_id


def _contact_phone(typed: str, language: Language) -> str:
    try:
        number = phonenumbers.parse(typed, DEFAULT_REGION)
    except phonenumbers.NumberParseException as error:
        raise _refused("phone", "phone_wrong", language) from error
    if not phonenumbers.is_possible_number(number):
        raise _refused("phone", "phone_wrong", language)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


async def proceed(context: Context, order: Order, now: datetime) -> PlacedOrder:
    """Lead the client on from wherever their order stands."""
    if order.state is OrderState.AWAITING_PAYMENT and now >= order.pay_until:
        order = await mark_order_cancelled(order.id, reason=EXPIRED, at=now) or order
        await tell_order(context, order.id)
    if order.state is OrderState.CANCELLED:
        raise PaymentFailed("the order was cancelled")
    if order.state is OrderState.AWAITING_PAYMENT and order.total_amount > 0:
        payment = await start_payment(context, order, now)
        if payment.url is None:
            raise Unavailable("the next try has just begun")
        return PlacedOrder(order=order_out(order, payment), payment=PaymentLink(url=payment.url))
    paid = await mark_order_paid(order.id, at=now) or order
    granted = await fulfil_order(context, paid, now)
    await tell_order(context, order.id, granted)
    link = PaymentLink(url=return_url(context.settings, order))
    return PlacedOrder(order=order_out(paid, entitlement=granted), payment=link)


async def pay_order(context: Context, order: Order, now: datetime) -> PlacedOrder:
    """Lead the client back to paying: to the same page, or after a declined card to a new one of the same order."""
    payment = await payment_of_order(order.id)
    if payment is not None and payment.provider_payment_id is not None and order.state is OrderState.AWAITING_PAYMENT:
        # The page may have been closed by the acquirer, or the money may be here: nobody is led to pay in vain.
        await settle(context, payment.provider_payment_id)
        order = await order_by_id(order.id) or order
    return await proceed(context, order, now)


async def own_order(actor: Actor, order_id: str) -> Order:
    """The caller's order; anybody else's is `not_found`, exactly as if it did not exist."""
    parsed = parse_id(order_id)
    order = await order_of_client(actor.user_id, OrderId(parsed)) if parsed else None
    if order is None:
        raise NotFound
    return order


async def show_order(order: Order) -> OrderOut:
    """The order with its way to pay and its conversation."""
    payment, granted = await payment_of_order(order.id), await entitlement_of_order(order.id)
    if order.extends is not None and payment is not None and payment.succeeded_at is not None:
        granted = await entitlement_by_id(order.extends)
    return order_out(order, payment, granted)


async def list_orders(actor: Actor, *, cursor: str | None, limit: int) -> OrderPage:
    """The caller's orders, newest first."""
    before = parse_id(cursor) if cursor else None
    if cursor and before is None:
        raise ValidationFailed("cursor", field="cursor")
    orders = await orders_of_client(actor.user_id, before=OrderId(before) if before else None, limit=limit)
    ids = [one.id for one in orders]
    payments, granted = await payments_of_orders(ids), await entitlements_of_orders(ids)
    return OrderPage(
        items=[order_out(one, payments.get(one.id), granted.get(one.id)) for one in orders],
        next_cursor=str(ids[-1]) if len(ids) == limit else None,
    )


async def check_promo_code(actor: Actor, command: CheckPromoCode, now: datetime) -> PromoCodeAnswer:
    """What the code would take off now; `promo_invalid` when nothing."""
    language = actor.language
    service = await service_by_slug(command.service)
    if service is None:
        raise _refused("service", "service_withdrawn", language)
    price = await quote(service, command.code, actor.user_id, language, now)
    return PromoCodeAnswer(discount=Money(amount=price.discount_amount), total=Money(amount=price.total_amount))
