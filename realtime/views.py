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
    ConsultationMoved,
    ConsultationOut,
    ConversationOut,
    DeskOut,
    MessageOut,
    OfferOut,
    OverdueOut,
    ParticipantOut,
    QueueOut,
    ReceiptOut,
    SupportRatingOut,
    TextOut,
)
from storage.conversations import Consultation, Conversation, ConversationState, Participant, Receipt
from storage.ids import UserId
from storage.messages import AttachedFile, Message, StoredMessage, stored_form
from storage.queue_place import Queue, QueueState
from storage.stages import consultation_stage
from storage.users import Role
from storage.waiting import Offer


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
    """The conversation as `viewer` sees it at `now`; None is whoever of the staff has read nothing.

    Whoever reads a help chat and is not its visitor is of the staff.
    """
    receipt = conversation.receipt_of(viewer) if viewer else Receipt()
    last = conversation.last_message
    state = conversation.state_at(now)
    waiting = conversation.waiting if state is ConversationState.ACTIVE else None
    return ConversationOut(
        id=str(conversation.id),
        kind=conversation.kind,
        state=state,
        active_until=conversation.active_until,
        completed_at=conversation.completed_at,
        follow_up_until=conversation.follow_up_until if state is ConversationState.ACTIVE else None,
        participants=[people.show(conversation, one) for one in conversation.participants],
        consultation=_consultation_out(conversation.consultation) if conversation.consultation else None,
        queue=_queue_out(conversation.queue, now, to_staff=viewer != conversation.visitor_id)
        if conversation.queue
        else None,
        waiting_since=waiting.since if waiting else None,
        answer_due_at=waiting.due_at if waiting else None,
        offer=offer_out(conversation.offer) if conversation.offer and conversation.offer.done_at is None else None,
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
        answer_within_hours=consultation.answer_within_hours,
    )


def offer_out(offer: Offer) -> OfferOut:
    """What the client is offered."""
    return OfferOut(
        id=str(offer.id), options=offer.options, days=offer.days, choice=offer.choice, made_at=offer.made_at
    )


def consultation_moved(conversation: Conversation, now: datetime) -> ConsultationMoved:
    """Where a consultation stands, for the support staff."""
    client = next((one for one in conversation.participants if one.role is Role.CLIENT), None)
    return ConsultationMoved(
        conversation_id=str(conversation.id),
        client_id=str(client.user_id) if client else None,
        astrologer_id=str(conversation.astrologer.user_id) if conversation.astrologer else None,
        state=consultation_stage(conversation, now),
        active_until=conversation.active_until,
        answer_due_at=conversation.waiting.due_at if conversation.waiting else None,
    )


def overdue_out(conversation: Conversation) -> OverdueOut:
    """A consultation as the support staff see it: who waits for whom until when."""
    bought, waiting, astrologer = conversation.consultation, conversation.waiting, conversation.astrologer
    assert bought is not None
    client = next((one for one in conversation.participants if one.role is Role.CLIENT), None)
    offer = conversation.offer
    return OverdueOut(
        conversation_id=str(conversation.id),
        service_slug=bought.service_slug,
        service_title=TextOut(ru=bought.service_title.ru, en=bought.service_title.en),
        client_name=client.name if client else "",
        astrologer_id=str(astrologer.user_id) if astrologer else None,
        astrologer_name=astrologer.name if astrologer else "",
        waiting_since=waiting.since if waiting else None,
        answer_due_at=waiting.due_at if waiting else None,
        active_until=conversation.active_until,
        offer=offer_out(offer) if offer and offer.done_at is None else None,
    )


def _queue_out(queue: Queue, now: datetime, *, to_staff: bool) -> QueueOut:
    return QueueOut(
        state=queue.state,
        assignee_id=str(queue.assignee_id) if queue.assignee_id else None,
        waiting_since=queue.waiting_since,
        may_write=queue.blocked_at is None,
        rating=rating_out(queue, now),
        desk=_desk_out(queue) if to_staff else None,
    )


def rating_out(queue: Queue, now: datetime) -> SupportRatingOut | None:
    """What the visitor said of the newest resolution, or may say; None when there is nothing to rate or to show."""
    until, given = queue.rateable_until(now), queue.resolution_rating
    if until is None or queue.resolved_at is None:
        return None
    return SupportRatingOut(
        stars=given.stars if given else None,
        words=given.words if given else "",
        resolved_at=queue.resolved_at,
        until=until,
    )


def _desk_out(queue: Queue) -> DeskOut:
    # What waited before `queued_at` was kept has none.
    waits = queue.waiting_since if queue.state is QueueState.WAITING else None
    return DeskOut(
        queued_at=queue.queued_at or waits,
        snoozed_until=queue.snoozed_until,
        tags=queue.tags,
        blocked_at=queue.blocked_at,
        asked_at=queue.asked_at,
        first_answered_at=queue.first_answered_at,
    )
