"""Buying more days of a consultation: an order that extends what another one granted."""

import hashlib
from datetime import datetime

from realtime.actor import Actor
from realtime.errors import Conflict, NotFound, Unauthenticated
from server.context import Context
from server.orders.actions import proceed
from server.orders.consent import present_versions
from server.orders.contracts import ExtendEntitlement, PlacedOrder
from server.orders.texts import refusal
from storage.conversations import conversation_by_id
from storage.entitlements import Entitlement, HeldEntitlement, entitlement_by_id
from storage.ids import EntitlementId, parse_id
from storage.orders import Order, insert_order, order_by_key
from storage.services import Extension, Validity
from storage.users import user_by_id


async def extend_entitlement(
    context: Context, actor: Actor, entitlement_id: str, command: ExtendEntitlement, *, key: str | None, now: datetime
) -> PlacedOrder:
    """Order the days that the service offers more of, and start their payment; they are granted when it is paid.

    `conflict` where nothing more may be bought, or at another price than the client was shown. The same `key` with the
    same request is the same order.
    """
    held = await _own(actor, entitlement_id)
    fingerprint = hashlib.sha256(f"{held.id} {command.model_dump_json()}".encode()).hexdigest()
    order = await order_by_key(actor.user_id, key) if key else None
    if order is None:
        wish = await _wish(actor, held, command, now)
        order = wish.model_copy(update={"idempotency_key": key, "fingerprint": fingerprint})
        await insert_order(order)
        order = (await order_by_key(actor.user_id, key) if key else None) or order
    if order.fingerprint != fingerprint:
        raise Conflict("idempotency key used for another order")
    return await proceed(context, order, now)


async def _own(actor: Actor, entitlement_id: str) -> Entitlement:
    parsed = parse_id(entitlement_id)
    held = await entitlement_by_id(EntitlementId(parsed)) if parsed else None
    if held is None or held.client_id != actor.user_id:
        raise NotFound
    return held


async def _wish(actor: Actor, held: Entitlement, command: ExtendEntitlement, now: datetime) -> Order:
    offered = await _offered(held, now)
    if command.expected_total is not None and command.expected_total.amount != offered.price_amount:
        raise Conflict("price_changed", errors=[refusal("expected_total", "price_changed", actor.language)])
    client = await user_by_id(actor.user_id)
    if client is None:
        raise Unauthenticated
    return Order(
        client_id=actor.user_id,
        service_slug=held.service_slug,
        service_title=held.service_title,
        format=held.format,
        validity=Validity(days=offered.days),
        astrologer_id=held.astrologer_id,
        extends=held.id,
        first_name=client.first_name,
        last_name=client.last_name,
        phone=client.contact_phone or client.phone or "",
        receipt_email=client.email,
        consent_at=now,
        consented_to=await present_versions(now),
        price_amount=offered.price_amount,
        created_at=now,
    )


async def _offered(held: Entitlement, now: datetime) -> Extension:
    conversation = await conversation_by_id(held.conversation_id) if held.conversation_id else None
    completed_at = conversation.completed_at if conversation else None
    follow_up_until = conversation.follow_up_until if conversation else None
    offered = HeldEntitlement(held, completed_at, follow_up_until).extension_at(now)
    if offered is None:
        raise Conflict("nothing more of it may be bought")
    return offered
