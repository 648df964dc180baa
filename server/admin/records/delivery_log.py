"""The delivery log: what became of notices. Codes and links for signing in are no notices: they are not in it."""

from collections.abc import Mapping, Sequence
from typing import Final

import phonenumbers

from realtime.actor import Actor
from realtime.audit import audit
from realtime.errors import Conflict, NotFound
from server.admin.asking import id_asked
from server.admin.records.contracts import (
    AttemptOut,
    DeliveriesQuery,
    DeliveryOut,
    DeliveryPage,
    FindDeliveries,
)
from server.notifications.wording import has_its_words
from server.orders.actions import DEFAULT_REGION
from storage.audit import AuditedAction
from storage.deliveries import FAILED, Delivery, NoticeKind, deliveries, delivery_by_id, resend_delivery
from storage.ids import parse_id
from storage.messages import page_after
from storage.reach import Channel
from storage.users import User, user_by_email, user_by_phone, users_by_id

MOST_FOUND: Final = 100


async def list_deliveries(query: DeliveriesQuery) -> DeliveryPage:
    """A part of the deliveries that fit, the newest first."""
    found = await deliveries(
        kind=query.kind,
        outcome=query.outcome,
        channel=query.channel,
        user_id=id_asked(query.user_id, "user_id"),
        before=id_asked(query.cursor, "cursor"),
        limit=query.limit + 1,
    )
    shown = found[: query.limit]
    cursor = str(shown[-1].id) if len(found) > query.limit else None
    return DeliveryPage(items=await _records(shown), next_cursor=cursor)


async def find_deliveries(actor: Actor, command: FindDeliveries) -> DeliveryPage:
    """The newest for whoever has exactly this phone or e-mail now."""
    by = "email" if "@" in command.q else "phone"
    await audit(actor, AuditedAction.DELIVERIES_FOUND, "deliveries:find", by=by)
    owner = await (user_by_email(command.q) if by == "email" else _by_phone(command.q))
    found = await deliveries(user_id=owner.id, limit=MOST_FOUND) if owner else []
    return DeliveryPage(items=await _records(found), next_cursor=None)


async def resend(actor: Actor, delivery_id: str) -> DeliveryOut:
    """What failed is tried once more by the worker; asking twice is asking once."""
    parsed = parse_id(delivery_id)
    delivery = await delivery_by_id(parsed) if parsed else None
    if delivery is None:
        raise NotFound
    if may_be_resent(delivery):
        await audit(actor, AuditedAction.DELIVERY_RESENT, f"delivery:{delivery.id}", person_id=delivery.user_id)
        params = await _words_of(delivery)
        delivery = await resend_delivery(delivery.id, params, actor.chat.clock()) or await delivery_by_id(delivery.id)
        if delivery is None:
            raise NotFound
    elif delivery.settled_at is not None:
        raise Conflict
    (record,) = await _records([delivery])
    return record


def may_be_resent(delivery: Delivery) -> bool:
    """It has failed, and its words are still there, or can be found again."""
    knows_message = delivery.kind is NoticeKind.UNREAD_MESSAGE and bool(delivery.conversation_id and delivery.seq)
    return delivery.outcome in FAILED and (knows_message or has_its_words(delivery.kind, delivery.params))


async def _words_of(delivery: Delivery) -> Mapping[str, str]:
    """Who wrote is not kept with the notice: a deleted account's name would stay there."""
    if delivery.kind is not NoticeKind.UNREAD_MESSAGE:
        return delivery.params
    assert delivery.conversation_id is not None
    assert delivery.seq is not None
    found = await page_after(delivery.conversation_id, delivery.seq - 1, 1)
    return {"name": found[0]["sender_name"] if found else ""}


async def _by_phone(q: str) -> User | None:
    try:
        parsed = phonenumbers.parse(q, DEFAULT_REGION)
    except phonenumbers.NumberParseException:
        return None
    return await user_by_phone(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


async def _records(found: Sequence[Delivery]) -> list[DeliveryOut]:
    people = {one.id: one for one in await users_by_id(list({one.user_id for one in found}))}
    return [_record(one, people.get(one.user_id)) for one in found]


def _record(delivery: Delivery, person: User | None) -> DeliveryOut:
    last = delivery.attempts[-1].channel if delivery.attempts else None
    return DeliveryOut(
        id=str(delivery.id),
        user_id=str(delivery.user_id),
        kind=delivery.kind,
        created_at=delivery.created_at,
        due_at=delivery.due_at,
        tries=delivery.tries,
        attempts=[AttemptOut(channel=one.channel, at=one.at, code=one.code) for one in delivery.attempts],
        settled_at=delivery.settled_at,
        outcome=delivery.outcome,
        channel=delivery.channel,
        address=_address(person, delivery.channel or last),
        resent_at=delivery.resent_at,
        may_be_resent=may_be_resent(delivery),
    )


def _address(person: User | None, channel: Channel | None) -> str | None:
    if person is None:
        return None
    if channel is Channel.SMS and person.phone:
        return masked_phone(person.phone)
    if channel is Channel.EMAIL and person.email:
        return masked_email(person.email)
    return None


def masked_phone(phone: str) -> str:
    """`+7 ••• 67`: enough to tell one from another, too little to call."""
    return f"{phone[:2]} ••• {phone[-2:]}"


def masked_email(email: str) -> str:
    """`a•••@e•••.com`."""
    name, _, host = email.partition("@")
    first, _, ending = host.rpartition(".")
    return f"{name[:1]}•••@{first[:1]}•••.{ending}"
