"""Documents as the wire shows them. A document itself never leaves the process."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import orjson

from realtime.avatars import avatar_url
from realtime.contract import Written, rfc3339
from realtime.contracts import (
    AttachmentOut,
    AvailabilityOut,
    ConsultationOut,
    ConversationOut,
    MessageOut,
    ParticipantOut,
    QueueOut,
    ReceiptOut,
    TextOut,
)
from storage.conversations import Consultation, Conversation, Participant, Queue, Receipt
from storage.ids import UserId
from storage.messages import AttachedFile, Message, StoredMessage, stored_form


def message_json(stored: StoredMessage) -> bytes:
    """A message as every participant sees it, as `MessageOut` says; of a deleted one only its place is shown.

    Written without models in between, because every send and every page of history pays for it.
    """
    return orjson.dumps(message_facts(stored))


def message_event(stored: StoredMessage) -> Written:
    """`{message}`: what a send is answered with, and what everybody is told."""
    return Written(b'{"message":' + message_json(stored) + b"}")


def message_facts(stored: StoredMessage) -> dict[str, object]:
    """See `message_json`."""
    gone = stored["deleted_at"] is not None
    sender_id = stored["sender_id"]
    return {
        "id": str(stored["_id"]),
        "conversation_id": str(stored["conversation_id"]),
        "seq": stored["seq"],
        "rev": stored["rev"],
        "sender": {
            "id": str(sender_id) if sender_id else None,
            "role": stored["sender_role"],
            "name": stored["sender_name"],
        },
        "client_message_id": stored["client_message_id"] if sender_id else None,
        "kind": stored["kind"],
        "text": "" if gone else stored["text"],
        "attachments": [] if gone else [_attachment_facts(one) for one in stored["attachments"]],
        "reply_to_seq": stored["reply_to_seq"],
        "reactions": [] if gone else [_reaction_facts(one) for one in stored["reactions"]],
        "system": stored["system"],
        "created_at": rfc3339(stored["created_at"]),
        "edited_at": _moment(stored["edited_at"]),
        "deleted_at": _moment(stored["deleted_at"]),
    }


def _attachment_facts(file: dict[str, Any]) -> dict[str, object]:
    # Messages stored before there was recorded voice know nothing of its facts.
    return {"duration_ms": None, "waveform": None, **file, "id": str(file["id"])}


def _reaction_facts(reaction: dict[str, Any]) -> dict[str, object]:
    return {"emoji": reaction["emoji"], "user_ids": [str(user_id) for user_id in reaction["user_ids"]]}


def _moment(moment: datetime | None) -> str | None:
    return rfc3339(moment) if moment else None


def message_out(message: Message) -> MessageOut:
    """As `message_json`, as a contract."""
    return MessageOut.model_validate_json(message_json(stored_form(message)))


def attachment_out(file: AttachedFile) -> AttachmentOut:
    """A file as participants see it."""
    return AttachmentOut(
        id=str(file.id),
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        width=file.width,
        height=file.height,
        has_thumbnail=file.has_thumbnail,
        duration_ms=file.duration_ms,
        waveform=file.waveform,
    )


def receipt_out(conversation: Conversation, user_id: UserId) -> ReceiptOut:
    """How far one person is."""
    receipt = conversation.receipt_of(user_id)
    return ReceiptOut(
        conversation_id=str(conversation.id),
        user_id=str(user_id),
        delivered_seq=receipt.delivered_seq,
        read_seq=receipt.read_seq,
    )


class People:
    """What is known of participants beside the conversation itself: who is online, who says what of themselves."""

    def __init__(
        self,
        *,
        online: Collection[UserId] = (),
        last_seen_at: dict[UserId, datetime] | None = None,
        availability: dict[UserId, AvailabilityOut] | None = None,
    ) -> None:
        self._online = frozenset(online)
        self._last_seen_at = last_seen_at or {}
        self._availability = availability or {}

    def show(self, conversation: Conversation, participant: Participant) -> ParticipantOut:
        """The participant as the others see them; never a phone number or an e-mail address."""
        receipt = conversation.receipt_of(participant.user_id)
        online = participant.user_id in self._online
        return ParticipantOut(
            user_id=str(participant.user_id),
            role=participant.role,
            name=participant.name,
            avatar_url=avatar_url(participant.avatar_path) if participant.avatar_path else None,
            delivered_seq=receipt.delivered_seq,
            read_seq=receipt.read_seq,
            presence="online" if online else "offline",
            last_seen_at=None if online else self._last_seen_at.get(participant.user_id),
            availability=self._availability.get(participant.user_id),
        )


def conversation_out(
    conversation: Conversation, viewer: UserId | None, people: People, now: datetime
) -> ConversationOut:
    """The conversation as `viewer` sees it at `now`; None is whoever has read nothing."""
    receipt = conversation.receipt_of(viewer) if viewer else Receipt()
    last = conversation.last_message
    return ConversationOut(
        id=str(conversation.id),
        kind=conversation.kind,
        state=conversation.state_at(now),
        active_until=conversation.active_until,
        completed_at=conversation.completed_at,
        participants=[people.show(conversation, one) for one in conversation.participants],
        consultation=_consultation_out(conversation.consultation) if conversation.consultation else None,
        queue=_queue_out(conversation.queue) if conversation.queue else None,
        last_message=message_out(last) if last else None,
        last_message_at=conversation.last_message_at,
        last_seq=conversation.last_seq,
        rev=conversation.rev,
        read_seq=receipt.read_seq,
        unread=max(0, conversation.last_seq - receipt.read_seq),
        created_at=conversation.created_at,
    )


def _consultation_out(consultation: Consultation) -> ConsultationOut:
    return ConsultationOut(
        entitlement_id=str(consultation.entitlement_id),
        service_slug=consultation.service_slug,
        service_title=TextOut(ru=consultation.service_title.ru, en=consultation.service_title.en),
        format=consultation.format,
    )


def _queue_out(queue: Queue) -> QueueOut:
    return QueueOut(
        state=queue.state,
        assignee_id=str(queue.assignee_id) if queue.assignee_id else None,
        waiting_since=queue.waiting_since,
    )
