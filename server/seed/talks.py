"""Conversations of the demo, with the orders and entitlements that opened them, made from `talks.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from server.seed.library import read_table
from storage.conversations import (
    Consultation,
    Conversation,
    ConversationKind,
    Participant,
    Receipt,
)
from storage.entitlements import Entitlement, GivenBirth
from storage.ids import ConversationId, OrderId, UserId, new_id, new_id_of
from storage.messages import Message, MessageKind, SystemEntry
from storage.orders import Order
from storage.queue_place import Queue, QueueState
from storage.reviews import Review
from storage.services import BirthOf, ConsultationFormat, Service
from storage.users import Role, User
from storage.waiting import Waiting


@dataclass
class Talks:
    """Everything that the demo's conversations consist of."""

    orders: list[Order] = field(default_factory=list)
    entitlements: list[Entitlement] = field(default_factory=list)
    conversations: list[Conversation] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)


def talks(people: Mapping[str, User], services: Mapping[str, Service], now: datetime) -> Talks:
    """The conversations as they stand at `now`; `people` by key, `services` by slug."""
    made, content = Talks(), read_table("talks")
    # Oldest first: lists of orders go by their ids.
    for table in sorted(content["consultation"], key=lambda one: one["bought_hours_ago"], reverse=True):
        _add_consultation(made, table, people, services[table["service"]], now)
    for table in content["support"]:
        _add_support(made, table, people, now)
    return made


def _add_consultation(
    made: Talks, table: dict[str, Any], people: Mapping[str, User], service: Service, now: datetime
) -> None:
    client, astrologer = people[table["client"]], people[table["astrologer"]]
    bought_at = _before(now, table["bought_hours_ago"])
    order = _order(client, astrologer, service, ConsultationFormat(table["format"]), bought_at)
    entitlement = Entitlement(
        client_id=client.id,
        order_id=order.id,
        service_slug=service.slug,
        service_title=service.title,
        format=order.format,
        astrologer_id=astrologer.id,
        astrologer_slug=table["astrologer"],
        active_until=service.validity.until(bought_at),
        grants_chart=service.grants_chart,
        birth_of=service.asked_birth,
        birth=_birth(client, service, bought_at),
        extension=service.extension,
        answer_within_hours=service.answer_within_hours,
        created_at=bought_at,
    )
    conversation = _consultation(client, astrologer, entitlement)
    entitlement.conversation_id = conversation.id
    params = {"service_slug": service.slug, "format": order.format.value}
    messages = [_system(conversation.id, "consultation.opened", "opened", bought_at, params)]
    messages += [_message(conversation.id, one, people, now) for one in table["message"]]
    if "completed_hours_ago" in table:
        conversation.completed_at = _before(now, table["completed_hours_ago"])
        messages.append(_system(conversation.id, "consultation.completed", "ended", conversation.completed_at))
        if "review" in table:
            made.reviews.append(_review(conversation, client, astrologer, table["review"], now))
            said_at = made.reviews[-1].created_at
            messages.append(_system(conversation.id, "consultation.reviewed", "reviewed", said_at))
    elif entitlement.active_until <= now:
        conversation.expiry_announced_at = entitlement.active_until
        messages.append(_system(conversation.id, "consultation.expired", "ended", entitlement.active_until))
    read: dict[str, int] = table.get("read", {})
    far = {client.id: read.get("client"), astrologer.id: read.get("astrologer")}
    made.orders.append(order)
    made.entitlements.append(entitlement)
    _add(made, conversation, messages, far)
    conversation.waiting = _waiting(messages, service, now)


def _waiting(messages: list[Message], service: Service, now: datetime) -> Waiting | None:
    """The client's oldest word without an answer; nobody is reminded of what is long past."""
    answered = max((one.seq for one in messages if one.sender_role == Role.ASTROLOGER), default=0)
    asked = next((one for one in messages if one.sender_role == Role.CLIENT and one.seq > answered), None)
    if asked is None:
        return None
    due_at = asked.created_at + timedelta(hours=service.answer_within_hours)
    return Waiting(seq=asked.seq, since=asked.created_at, due_at=due_at).until(due_at, now)


def _birth(client: User, service: Service, now: datetime) -> GivenBirth | None:
    if client.birth is None or service.asked_birth is not BirthOf.CLIENT:
        return None
    return GivenBirth(name=client.display_name, is_self=True, born=client.birth, given_at=now)


def _review(conversation: Conversation, client: User, astrologer: User, table: dict[str, Any], now: datetime) -> Review:
    return Review(
        conversation_id=conversation.id,
        astrologer_id=astrologer.id,
        client_id=client.id,
        stars=table["stars"],
        text=table["text"].strip(),
        created_at=_before(now, table["hours_ago"]),
    )


def _consultation(client: User, astrologer: User, entitlement: Entitlement) -> Conversation:
    return Conversation(
        kind=ConversationKind.CONSULTATION,
        participants=[_participant(client), _participant(astrologer)],
        participant_ids=[client.id, astrologer.id],
        consultation=Consultation(
            entitlement_id=entitlement.id,
            service_slug=entitlement.service_slug,
            service_title=entitlement.service_title,
            format=entitlement.format,
            answer_within_hours=entitlement.answer_within_hours,
        ),
        active_until=entitlement.active_until,
        last_message_at=entitlement.created_at,
        created_at=entitlement.created_at,
    )


def _add_support(made: Talks, table: dict[str, Any], people: Mapping[str, User], now: datetime) -> None:
    visitor = people[table["visitor"]]
    assignee = people[table["assignee"]] if "assignee" in table else None
    resolved_at = _before(now, table["resolved_hours_ago"]) if "resolved_hours_ago" in table else None
    opened_at = _before(now, table["message"][0]["hours_ago"])
    everybody = [visitor, assignee] if assignee else [visitor]
    conversation = Conversation(
        kind=ConversationKind.SUPPORT,
        participants=[_participant(one) for one in everybody],
        participant_ids=[one.id for one in everybody],
        visitor_id=visitor.id,
        queue=Queue(
            state=QueueState.RESOLVED if resolved_at else QueueState.WAITING,
            assignee_id=None,
            waiting_since=None if resolved_at else opened_at,
            queued_at=None if resolved_at else opened_at,
            asked_at=opened_at,
            resolved_at=resolved_at,
            resolved_by=assignee.id if assignee and resolved_at else None,
        ),
        last_message_at=opened_at,
        created_at=opened_at,
    )
    messages = [_message(conversation.id, one, people, now) for one in table["message"]]
    if assignee:
        joined_at = messages[0].created_at + timedelta(minutes=2)
        joined = _system(
            conversation.id, "support.joined", f"joined:{assignee.id}", joined_at, {"name": assignee.display_name}
        )
        messages.insert(1, joined)
    if resolved_at:
        key = f"resolved:{resolved_at.isoformat()}"
        messages.append(_system(conversation.id, "support.resolved", key, resolved_at))
    _add(made, conversation, messages, {one.id: None for one in everybody})


def _add(made: Talks, conversation: Conversation, messages: list[Message], far: Mapping[UserId, int | None]) -> None:
    """Number the messages; everybody has received all of them and read as `far` says (None: all)."""
    for seq, message in enumerate(messages, start=1):
        message.seq = seq
    last = messages[-1]
    conversation.last_seq, conversation.last_message = last.seq, last
    conversation.last_message_at = last.created_at
    conversation.receipts = {
        str(user_id): Receipt(delivered_seq=last.seq, read_seq=last.seq if read is None else read)
        for user_id, read in far.items()
    }
    made.conversations.append(conversation)
    made.messages.extend(messages)


def _order(client: User, astrologer: User, service: Service, format_: ConsultationFormat, at: datetime) -> Order:
    return Order(
        id=OrderId(new_id_of(at)),
        client_id=client.id,
        service_slug=service.slug,
        service_title=service.title,
        format=format_,
        validity=service.validity,
        grants_chart=service.grants_chart,
        birth_of=service.asked_birth,
        extension=service.extension,
        answer_within_hours=service.answer_within_hours,
        astrologer_id=astrologer.id,
        first_name=client.first_name,
        last_name=client.last_name,
        phone=client.phone or "",
        consent_at=at,
        price_amount=service.price_amount,
        created_at=at,
        paid_at=at,
    )


def _message(
    conversation_id: ConversationId, table: dict[str, Any], people: Mapping[str, User], now: datetime
) -> Message:
    sender = people[table["from"]]
    return Message(
        conversation_id=conversation_id,
        seq=0,
        sender_id=sender.id,
        sender_role=sender.role,
        sender_name=sender.display_name,
        client_message_id=f"demo:{new_id()}",
        kind=MessageKind.TEXT,
        text=table["text"].strip(),
        created_at=_before(now, table["hours_ago"]),
    )


def _system(
    conversation_id: ConversationId, code: str, key: str, at: datetime, params: dict[str, str] | None = None
) -> Message:
    return Message(
        conversation_id=conversation_id,
        seq=0,
        sender_role="system",
        sender_name="",
        client_message_id=f"system:{key}",
        kind=MessageKind.SYSTEM,
        system=SystemEntry(code=code, params=params or {}),
        created_at=at,
    )


def _participant(user: User) -> Participant:
    return Participant(user_id=user.id, role=Role(user.role), name=user.display_name, avatar_path=user.avatar_path)


def _before(now: datetime, hours: float) -> datetime:
    return now - timedelta(hours=hours)
