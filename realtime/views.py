"""Documents as the wire shows them. A document itself never leaves the process."""

from collections.abc import Collection
from datetime import datetime

from realtime.avatars import avatar_url
from realtime.contracts import (
    AttachmentOut,
    AvailabilityOut,
    ConsultationOut,
    ConversationOut,
    MessageOut,
    ParticipantOut,
    QueueOut,
    ReactionOut,
    ReceiptOut,
    Sender,
    SystemNote,
    TextOut,
)
from storage.conversations import Consultation, Conversation, Participant, Queue, Receipt
from storage.ids import UserId
from storage.messages import AttachedFile, Message, Reaction


def message_out(message: Message) -> MessageOut:
    """A message as every participant sees it; of a deleted one only its place is shown."""
    gone = message.deleted_at is not None
    return MessageOut(
        id=str(message.id),
        conversation_id=str(message.conversation_id),
        seq=message.seq,
        rev=message.rev,
        sender=Sender(
            id=str(message.sender_id) if message.sender_id else None,
            role=message.sender_role,
            name=message.sender_name,
        ),
        client_message_id=message.client_message_id if message.sender_id else None,
        kind=message.kind,
        text="" if gone else message.text,
        attachments=[] if gone else [attachment_out(one) for one in message.attachments],
        reply_to_seq=message.reply_to_seq,
        reactions=[] if gone else [reaction_out(one) for one in message.reactions],
        system=SystemNote(code=message.system.code, params=message.system.params) if message.system else None,
        created_at=message.created_at,
        edited_at=message.edited_at,
        deleted_at=message.deleted_at,
    )


def reaction_out(reaction: Reaction) -> ReactionOut:
    """An emoji and whose it is."""
    return ReactionOut(emoji=reaction.emoji, user_ids=[str(user_id) for user_id in reaction.user_ids])


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
