"""Whom support talks to: where they are, what they bought, who of the clients they are."""

from datetime import datetime
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from realtime.actor import Actor
from realtime.audit import audit
from realtime.contracts import ConversationAnswer, Money
from realtime.conversations import access_conversation
from realtime.conversations import show as show_conversation
from realtime.errors import Conflict, Forbidden, NotFound
from realtime.notes import access_help_chat
from realtime.support import give_to_client
from server.accounts.phones import allowed_countries, normal_phone
from server.accounts.user_agents import browser_of, platform_of
from server.context import Context
from server.desk.contracts import (
    DeviceOut,
    EarlierRating,
    FoundClient,
    FoundClients,
    ShowPage,
    VisitedPageOut,
    VisitorOrder,
    VisitorOut,
    VisitorPayment,
    VisitorPerson,
)
from server.orders.views import entitlement_out, order_out
from storage.audit import AuditedAction
from storage.conversations import Conversation, ConversationKind
from storage.desk_facts import FactKind, facts_of_chat
from storage.entitlements import entitlements_of_client, entitlements_of_orders
from storage.ids import UserId, parse_id
from storage.orders import Order, orders_of_client
from storage.payments import Payment, payments_of_orders
from storage.queue import support_conversation_of
from storage.users import Role, User, user_by_email, user_by_id, user_by_phone
from storage.visits import Visit, VisitedPage, note_page, visit_of

SHOWN = 20


async def show_page(actor: Actor, conversation_id: str, page: ShowPage, user_agent: str, now: datetime) -> None:
    """Keep where the visitor is. Nobody else can say it of them, the staff neither."""
    conversation = await access_conversation(actor, conversation_id, to="read")
    if conversation.kind is not ConversationKind.SUPPORT:
        raise NotFound
    if actor.user_id != conversation.visitor_id:
        raise Forbidden("only the visitor tells where they are")
    url = plain_address(page.url)
    if url is None:
        return
    visited = VisitedPage(url=url, title=page.title[:200], referrer=plain_address(page.referrer), at=now)
    known = await visit_of(conversation.id)
    if known is not None and known.pages and (known.pages[-1].url, known.pages[-1].title) == (url, visited.title):
        return
    await note_page(
        conversation.id,
        visited,
        language=page.language or None,
        timezone=_zone(page.timezone),
        user_agent=user_agent[:200],
    )


def plain_address(address: str) -> str | None:
    """The address of a page without what may be secret: query, fragment, credentials. None when it is none."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return urlunsplit((parts.scheme, parts.hostname + port, parts.path, "", ""))[:500]


def _zone(name: str) -> str | None:
    try:
        return ZoneInfo(name).key if name else None
    except (KeyError, ValueError, OSError):
        return None


async def show(actor: Actor, conversation_id: str, now: datetime) -> VisitorOut:
    """See `VisitorOut`; that it was read is written down first."""
    conversation = await access_help_chat(actor, conversation_id)
    person = await user_by_id(conversation.visitor_id) if conversation.visitor_id else None
    if person is None:
        raise NotFound
    await audit(actor, AuditedAction.VISITOR_READ, f"conversation:{conversation.id}", person_id=person.id)
    visit = await visit_of(conversation.id)
    held = await entitlements_of_client(person.id, state=None, now=now, limit=SHOWN)
    online = await actor.chat.presence.online([person.id])
    return VisitorOut(
        conversation_id=str(conversation.id),
        person=_person(person, is_online=person.id in online),
        device=_device(visit),
        language=visit.language if visit else None,
        timezone=visit.timezone if visit else None,
        pages=pages_of(visit),
        orders=await _orders(person.id),
        entitlements=[entitlement_out(one, now) for one in held],
        ratings=await _ratings(conversation),
    )


def _person(person: User, *, is_online: bool) -> VisitorPerson:
    return VisitorPerson(
        id=str(person.id),
        role=person.role,
        name=person.display_name,
        phone=person.phone or person.contact_phone,
        email=person.email,
        is_recognised=person.role is not Role.GUEST,
        presence="online" if is_online else "offline",
        last_seen_at=person.last_seen_at,
        created_at=person.created_at,
    )


def _device(visit: Visit | None) -> DeviceOut | None:
    if visit is None:
        return None
    return DeviceOut(browser=browser_of(visit.user_agent), platform=platform_of(visit.user_agent))


def pages_of(visit: Visit | None) -> list[VisitedPageOut]:
    """The pages, newest first."""
    pages = visit.pages[::-1] if visit else []
    return [VisitedPageOut(url=one.url, title=one.title, referrer=one.referrer, at=one.at) for one in pages]


async def _orders(person_id: UserId) -> list[VisitorOrder]:
    orders = await orders_of_client(person_id, limit=SHOWN)
    ids = [one.id for one in orders]
    payments, granted = await payments_of_orders(ids), await entitlements_of_orders(ids)
    # The way to pay is the client's alone.
    return [
        VisitorOrder(order=order_out(one, None, granted.get(one.id)), payment=_payment(one, payments.get(one.id)))
        for one in orders
    ]


def _payment(order: Order, payment: Payment | None) -> VisitorPayment | None:
    if payment is None:
        return None
    return VisitorPayment(
        provider=payment.provider,
        amount=Money(amount=payment.amount),
        tries=payment.attempt,
        paid_at=payment.succeeded_at,
        refunded_at=order.refunded_at,
    )


async def _ratings(conversation: Conversation) -> list[EarlierRating]:
    facts = await facts_of_chat(conversation.id, FactKind.RATED)
    kept = conversation.queue.rating if conversation.queue else None
    names = {one.user_id: one.name for one in conversation.participants}
    return [
        EarlierRating(
            stars=one.value,
            words=kept.words if kept and kept.given_at == one.at else "",
            given_at=one.at,
            resolved_by=names.get(one.person_id) if one.person_id else None,
        )
        for one in facts
    ]


async def find(context: Context, actor: Actor, asked: str) -> FoundClients:
    """The client who has exactly this phone or address. That it was asked is written down first, not what."""
    if "@" in asked:
        person = await user_by_email(asked)
    else:
        phone = normal_phone(asked, allowed_countries(context.settings), actor.language, field="q")
        person = await user_by_phone(phone)
    found = person if person is not None and person.role is Role.CLIENT and person.erased_at is None else None
    subject = f"client:{found.id}" if found else "client:none"
    await audit(actor, AuditedAction.CLIENTS_SEARCHED, subject, person_id=found.id if found else None)
    return FoundClients(items=[await _found(found)] if found else [], next_cursor=None)


async def _found(person: User) -> FoundClient:
    chat = await support_conversation_of(person.id)
    return FoundClient(
        id=str(person.id),
        name=person.display_name,
        phone=person.phone,
        email=person.email,
        conversation_id=str(chat.id) if chat else None,
        created_at=person.created_at,
    )


async def merge(actor: Actor, conversation_id: str, client_id: str) -> ConversationAnswer:
    """Give the guest's chat to the client, as if they had signed in with that phone. It is not taken back.

    `not_found`: no such client. `conflict`: the visitor is no guest, or the client has a help chat already.
    """
    conversation = await access_help_chat(actor, conversation_id)
    parsed = parse_id(client_id)
    client = await user_by_id(UserId(parsed)) if parsed else None
    if client is None or client.role is not Role.CLIENT or client.blocked_at is not None:
        raise NotFound(field="client_id")
    guest = await user_by_id(conversation.visitor_id) if conversation.visitor_id else None
    if guest is None or guest.role is not Role.GUEST or await support_conversation_of(client.id) is not None:
        raise Conflict("the visitor is no guest, or the client has a chat")
    await audit(
        actor,
        AuditedAction.VISITOR_MERGED,
        f"conversation:{conversation.id}",
        person_id=client.id,
        guest=str(guest.id),
    )
    if not await give_to_client(actor.chat, conversation, guest.id, client):
        raise Conflict("somebody else was faster")
    fresh = await access_conversation(actor, conversation_id, to="read")
    return ConversationAnswer(conversation=await show_conversation(actor, fresh))
