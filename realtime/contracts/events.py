"""Events: what the hub tells clients, and what each carries."""

from typing import Literal

from realtime.contract import Contract, Id, Timestamp
from realtime.contracts.commerce import EntitlementOut, Money, OrderOut
from realtime.contracts.overdue import OverdueOut
from realtime.contracts.things import AvailabilityOut, ConversationOut, MessageOut, NoteOut, UserOut
from storage.conversations import ConversationKind, ConversationState
from storage.stages import ConsultationStage, OrderStage


class Limits(Contract):
    """What the server accepts, so that a client can say so before sending."""

    max_text_length: int
    max_attachments: int
    max_attachment_bytes: int
    attachment_types: list[str]


class ReadyConversation(Contract):
    """A conversation in `session.ready`."""

    id: Id
    kind: ConversationKind
    state: ConversationState
    last_seq: int
    rev: int
    unread: int


class SessionReady(Contract):
    """`session.ready`: the first event after the handshake."""

    user: UserOut
    server_time: Timestamp
    limits: Limits
    conversations: list[ReadyConversation]


class MessageEvent(Contract):
    """`message.created`, `message.changed`."""

    message: MessageOut


class TypingChanged(Contract):
    """`typing.changed`."""

    conversation_id: Id
    user_id: Id
    state: Literal["typing", "recording", "idle"]


class PresenceChanged(Contract):
    """`presence.changed`."""

    user_id: Id
    state: Literal["online", "offline"]
    last_seen_at: Timestamp | None


class AvailabilityChanged(Contract):
    """`availability.changed`: to everybody who shares a conversation with the person."""

    user_id: Id
    availability: AvailabilityOut


class ConversationEvent(Contract):
    """`conversation.created`, `conversation.changed`, as the receiver sees the conversation."""

    conversation: ConversationOut


class ConversationRemoved(Contract):
    """`conversation.removed`: the receiver has no part in it any more."""

    conversation_id: Id


class OverdueChanged(Contract):
    """`overdue.changed`: to the support staff; an answer has become overdue, or something was done about it."""

    overdue: OverdueOut


class QueueChanged(Contract):
    """`queue.changed`: to the support staff."""

    conversation: ConversationOut


class NoteCreated(Contract):
    """`note.created`: to the support staff."""

    note: NoteOut


class QueueViewing(Contract):
    """`queue.viewing`: to the staff; who is not heard of for 30 seconds has gone."""

    conversation_id: Id
    user_id: Id
    name: str
    doing: Literal["viewing", "typing", "gone"]


class SessionEnded(Contract):
    """`session.ended`: the socket is closed after it."""

    code: str


class OrderChanged(Contract):
    """`order.changed`."""

    order: OrderOut


class OrderRefunded(Contract):
    """`order.refunded`: to the support staff; `amount` has gone back, with what went before it is `refunded`."""

    order_id: Id
    client_id: Id
    conversation_id: Id | None
    amount: Money
    refunded: Money
    is_whole: bool


class OrderMoved(Contract):
    """`order.moved`: to the support staff; where an order stands now. `extends`: it buys more of that entitlement."""

    order_id: Id
    client_id: Id
    state: OrderStage
    conversation_id: Id | None
    extends: Id | None


class ConsultationMoved(Contract):
    """`consultation.moved`: to the support staff; where a consultation stands now, and no word of what was said."""

    conversation_id: Id
    client_id: Id | None
    astrologer_id: Id | None
    state: ConsultationStage
    active_until: Timestamp | None
    answer_due_at: Timestamp | None


class EntitlementChanged(Contract):
    """`entitlement.changed`."""

    entitlement: EntitlementOut
