"""The only caller of emit, and the only place that chooses recipients.

Delivery is a hint: it may be lost, doubled or late, and clients heal by `conversation.sync`. Whatever is published here
has been committed before. Rooms: `user:<id>` (all devices of a person), `session:<id>`, `staff` (support, admins).
"""

from collections.abc import Sequence
from typing import Protocol

from realtime.contract import Contract, Written, json_of
from realtime.contracts import (
    AvailabilityChanged,
    ConsultationMoved,
    ConversationEvent,
    ConversationRemoved,
    EntitlementChanged,
    EntitlementOut,
    MessageEvent,
    NoteCreated,
    OrderChanged,
    OrderMoved,
    OrderOut,
    OrderRefunded,
    OverdueChanged,
    PresenceChanged,
    QueueChanged,
    QueueViewing,
    ReceiptOut,
    SessionEnded,
    SessionReady,
    TypingChanged,
)
from realtime.recent import Recent
from realtime.transport.rooms import EXCEPT
from storage.conversations import Conversation, ConversationKind
from storage.ids import SessionId, UserId

EVENTS: dict[str, type[Contract]] = {
    "session.ready": SessionReady,
    "session.ended": SessionEnded,
    "message.created": MessageEvent,
    "message.changed": MessageEvent,
    "receipt.updated": ReceiptOut,
    "typing.changed": TypingChanged,
    "presence.changed": PresenceChanged,
    "availability.changed": AvailabilityChanged,
    "conversation.created": ConversationEvent,
    "conversation.changed": ConversationEvent,
    "conversation.removed": ConversationRemoved,
    "queue.changed": QueueChanged,
    "queue.viewing": QueueViewing,
    "consultation.moved": ConsultationMoved,
    "overdue.changed": OverdueChanged,
    "note.created": NoteCreated,
    "order.changed": OrderChanged,
    "order.moved": OrderMoved,
    "order.refunded": OrderRefunded,
    "entitlement.changed": EntitlementChanged,
}
"""The table of events: name → payload."""

STAFF_ROOM = "staff"


def user_room(user_id: UserId) -> str:
    """The room of all devices of a person."""
    return f"user:{user_id}"


def session_room(session_id: SessionId) -> str:
    """The room of all sockets of one session."""
    return f"session:{session_id}"


def staff_rooms(visitor_id: UserId | None) -> list[str]:
    """All of the staff, but not whom the staff talk about: one of them may be the visitor of a help chat."""
    return [STAFF_ROOM] if visitor_id is None else [STAFF_ROOM, EXCEPT + user_room(visitor_id)]


class Outlet(Protocol):
    """What carries events to the sockets of all processes. A packet is JSON: `[name, payload]`."""

    def send(self, rooms: Sequence[str], packet: bytes, note: bytes = b"") -> None:
        """To everybody in the rooms, here and elsewhere. At most once; waits for nobody, raises for no lost Redis.

        `note` is for the other processes themselves.
        """
        ...

    def here(self, rooms: Sequence[str], packet: bytes) -> None:
        """To everybody in the rooms in this process."""
        ...

    def end(self, room: str, packet: bytes) -> None:
        """A last event for everybody in the room, whose sockets are closed then."""
        ...


def packet_of(event: str, payload: Contract | Written) -> bytes:
    """An event as it travels: encoded once, whoever gets it."""
    return b'["' + event.encode() + b'",' + json_of(payload) + b"]"


def _audience(conversation: Conversation, *, but: UserId | None = None) -> list[str]:
    return [user_room(user_id) for user_id in conversation.present_ids if user_id != but]


def _message_audience(conversation: Conversation) -> list[str]:
    rooms = _audience(conversation)
    if conversation.kind is ConversationKind.SUPPORT:
        rooms.append(STAFF_ROOM)
    return rooms


def _rooms_of(recent: Recent) -> tuple[str, ...]:
    """The audience of a message, worked out once for a copy of a conversation."""
    if not recent.rooms:
        recent.rooms = tuple(_message_audience(recent.conversation))
    return recent.rooms


class Publisher:
    """Tells people what has happened. Publishing waits for nobody."""

    def __init__(self, outlet: Outlet) -> None:
        self._outlet = outlet

    def _emit(self, event: str, payload: Contract | Written, rooms: Sequence[str]) -> None:
        if rooms:
            self._outlet.send(rooms, packet_of(event, payload))

    def ready(self, sid: str, event: SessionReady) -> None:
        """`session.ready` to one fresh socket."""
        self._outlet.here([sid], packet_of("session.ready", event))

    def message_created(self, conversation: Conversation | Recent, event: Written, note: bytes) -> None:
        """To every device of everybody in the conversation, the sender's too; a support chat's to all staff."""
        rooms = _rooms_of(conversation) if isinstance(conversation, Recent) else _message_audience(conversation)
        self._outlet.send(rooms, b'["message.created",' + event.json + b"]", note)

    def message_changed(self, conversation: Conversation, event: MessageEvent) -> None:
        """To the same as the message itself."""
        self._emit("message.changed", event, _message_audience(conversation))

    def repeat_message(self, recent: Recent, event: Written, *, is_new: bool) -> None:
        """Either of them again, to this process's sockets alone: another process has published it, perhaps in vain."""
        name = "message.created" if is_new else "message.changed"
        self._outlet.here(_rooms_of(recent), packet_of(name, event))

    def receipt_updated(self, conversation: Conversation, event: ReceiptOut, *, by: UserId) -> None:
        """To everybody in the conversation and the reader's own devices: their marks, the own unread counters."""
        rooms = _audience(conversation, but=by)
        self._emit("receipt.updated", event, [*rooms, user_room(by)])

    def typing_changed(self, conversation: Conversation, event: TypingChanged, *, by: UserId) -> None:
        """To the others in the conversation."""
        self._emit("typing.changed", event, _audience(conversation, but=by))

    def presence_changed(self, event: PresenceChanged, to: Sequence[UserId]) -> None:
        """To the people who share a conversation with the person."""
        self._emit("presence.changed", event, [user_room(one) for one in to])

    def availability_changed(self, event: AvailabilityChanged, to: Sequence[UserId]) -> None:
        """To the people who share a conversation with the person."""
        self._emit("availability.changed", event, [user_room(one) for one in to])

    def conversation_event(self, name: str, event: ConversationEvent, to: UserId) -> None:
        """`conversation.created` or `conversation.changed`, as this one person sees it."""
        self._emit(name, event, [user_room(to)])

    def conversation_removed(self, event: ConversationRemoved, to: UserId) -> None:
        """To the person who has no part in the conversation any more."""
        self._emit("conversation.removed", event, [user_room(to)])

    def consultation_moved(self, event: ConsultationMoved) -> None:
        """To all support staff; both sides are told by `conversation.changed`, each as it looks to them."""
        self._emit("consultation.moved", event, [STAFF_ROOM])

    def overdue_changed(self, event: OverdueChanged) -> None:
        """To all support staff."""
        self._emit("overdue.changed", event, [STAFF_ROOM])

    def queue_changed(self, event: QueueChanged, visitor_id: UserId | None) -> None:
        """To all support staff but the visitor."""
        self._emit("queue.changed", event, staff_rooms(visitor_id))

    def queue_viewing(self, event: QueueViewing, visitor_id: UserId | None) -> None:
        """To all support staff but the visitor."""
        self._emit("queue.viewing", event, staff_rooms(visitor_id))

    def note_created(self, event: NoteCreated, visitor_id: UserId | None) -> None:
        """To all support staff but the visitor, and to nobody else."""
        self._emit("note.created", event, staff_rooms(visitor_id))

    def order_changed(self, user_id: UserId, order: OrderOut) -> None:
        """To the person who placed the order."""
        self._emit("order.changed", OrderChanged(order=order), [user_room(user_id)])

    def order_moved(self, event: OrderMoved) -> None:
        """To all support staff; the client is told by `order.changed`."""
        self._emit("order.moved", event, [STAFF_ROOM])

    def order_refunded(self, event: OrderRefunded) -> None:
        """To all support staff; the client is told by `order.changed`, both sides by the consultation."""
        self._emit("order.refunded", event, [STAFF_ROOM])

    def entitlement_changed(self, user_id: UserId, entitlement: EntitlementOut) -> None:
        """To the person who holds the entitlement."""
        self._emit("entitlement.changed", EntitlementChanged(entitlement=entitlement), [user_room(user_id)])

    def end_session(self, session_id: SessionId, code: str) -> None:
        """`session.ended` to the session's sockets on every process, which then close them."""
        self._outlet.end(session_room(session_id), packet_of("session.ended", SessionEnded(code=code)))
