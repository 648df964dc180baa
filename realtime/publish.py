"""The only caller of emit, and the only place that chooses recipients.

Delivery is a hint: it may be lost, doubled or late, and clients heal by `conversation.sync`. Whatever is published here
has been committed before. Rooms: `user:<id>` (all devices of a person), `session:<id>`, `staff` (support, admins).
"""

from collections.abc import Sequence
from typing import Protocol

from realtime.contract import Contract
from realtime.contracts import (
    AvailabilityChanged,
    ConversationEvent,
    EntitlementChanged,
    EntitlementOut,
    MessageEvent,
    OrderChanged,
    OrderOut,
    PresenceChanged,
    QueueChanged,
    ReceiptOut,
    SessionEnded,
    SessionReady,
    TypingChanged,
)
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
    "queue.changed": QueueChanged,
    "order.changed": OrderChanged,
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


class Emitter(Protocol):
    """What carries events to the sockets of all processes (a Socket.IO client manager)."""

    async def emit(self, event: str, data: object, *, namespace: str, room: str | list[str]) -> None:
        """Send to everybody in the rooms, here and elsewhere. At most once; never raises for a lost Redis."""
        ...


class Publisher:
    """Tells people what has happened."""

    def __init__(self, emitter: Emitter) -> None:
        self._emitter = emitter

    async def _emit(self, event: str, payload: Contract, rooms: Sequence[str]) -> None:
        if rooms:
            await self._emitter.emit(event, payload.model_dump(mode="json"), namespace="/", room=list(rooms))

    @staticmethod
    def _audience(conversation: Conversation, *, but: UserId | None = None) -> list[str]:
        return [user_room(user_id) for user_id in conversation.present_ids if user_id != but]

    async def ready(self, sid: str, event: SessionReady) -> None:
        """`session.ready` to one fresh socket."""
        await self._emit("session.ready", event, [sid])

    async def message_created(self, conversation: Conversation, event: MessageEvent) -> None:
        """To every device of everybody in the conversation, the sender's too; a support chat's to all staff."""
        await self._message("message.created", conversation, event)

    async def message_changed(self, conversation: Conversation, event: MessageEvent) -> None:
        """To the same as the message itself."""
        await self._message("message.changed", conversation, event)

    async def _message(self, name: str, conversation: Conversation, event: MessageEvent) -> None:
        rooms = self._audience(conversation)
        if conversation.kind is ConversationKind.SUPPORT:
            rooms.append(STAFF_ROOM)
        await self._emit(name, event, rooms)

    async def receipt_updated(self, conversation: Conversation, event: ReceiptOut, *, by: UserId) -> None:
        """To everybody in the conversation and the reader's own devices: their marks, the own unread counters."""
        rooms = self._audience(conversation, but=by)
        await self._emit("receipt.updated", event, [*rooms, user_room(by)])

    async def typing_changed(self, conversation: Conversation, event: TypingChanged, *, by: UserId) -> None:
        """To the others in the conversation."""
        await self._emit("typing.changed", event, self._audience(conversation, but=by))

    async def presence_changed(self, event: PresenceChanged, to: Sequence[UserId]) -> None:
        """To the people who share a conversation with the person."""
        await self._emit("presence.changed", event, [user_room(one) for one in to])

    async def availability_changed(self, event: AvailabilityChanged, to: Sequence[UserId]) -> None:
        """To the people who share a conversation with the person."""
        await self._emit("availability.changed", event, [user_room(one) for one in to])

    async def conversation_event(self, name: str, event: ConversationEvent, to: UserId) -> None:
        """`conversation.created` or `conversation.changed`, as this one person sees it."""
        await self._emit(name, event, [user_room(to)])

    async def queue_changed(self, event: QueueChanged) -> None:
        """To all support staff."""
        await self._emit("queue.changed", event, [STAFF_ROOM])

    async def order_changed(self, user_id: UserId, order: OrderOut) -> None:
        """To the person who placed the order."""
        await self._emit("order.changed", OrderChanged(order=order), [user_room(user_id)])

    async def entitlement_changed(self, user_id: UserId, entitlement: EntitlementOut) -> None:
        """To the person who holds the entitlement."""
        await self._emit("entitlement.changed", EntitlementChanged(entitlement=entitlement), [user_room(user_id)])

    async def end_session(self, session_id: SessionId, code: str) -> None:
        """`session.ended` to the session's sockets on every process, which then close them."""
        await self._emit("session.ended", SessionEnded(code=code), [session_room(session_id)])
