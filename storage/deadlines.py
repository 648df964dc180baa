"""Answers that are due, and what the team does when they do not come. Each change is one update with its condition."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.conversations import Conversation, ConversationKind, Participant, update_one
from storage.entitlements import EXTENDABLE
from storage.ids import ConversationId, EntitlementId, UserId
from storage.times import EPOCH
from storage.waiting import Offer, OfferOption, Waiting

Place = tuple[datetime, ConversationId]
"""Where a page of overdue answers ended: the moment an answer was due, and in which consultation."""

_OPEN: dict[str, Any] = {"kind": ConversationKind.CONSULTATION, "completed_at": None}


async def answers_to_notice(now: datetime, limit: int = 100) -> list[Conversation]:
    """Consultations of whose waiting client somebody is to be told by now, the longest due first."""
    query = {**_OPEN, "waiting.next_notice_at": {"$lte": now}}
    return await Conversation.find(query).sort("+waiting.next_notice_at").limit(limit).to_list()


async def take_notice(conversation_id: ConversationId, waiting: Waiting, *, now: datetime) -> bool:
    """Claim the notice that is due; only the first caller gets True, and nobody when it was answered meanwhile."""
    found = await update_one(
        {"_id": conversation_id, "waiting.seq": waiting.seq, "waiting.notices": waiting.notices},
        {"$set": {"waiting.next_notice_at": waiting.notice_after(now)}, "$inc": {"waiting.notices": 1}},
    )
    return found is not None


async def overdue_answers(now: datetime, *, after: Place | None = None, limit: int = 50) -> list[Conversation]:
    """Consultations whose answer is overdue, the longest first; also those that have ended by time in two weeks."""
    lately = {**_OPEN, "active_until": {"$gt": now - EXTENDABLE}}
    overdue: dict[str, Any] = {**lately, "waiting.due_at": {"$lte": now}}
    if after is not None:
        at, last_id = after
        behind = [{"waiting.due_at": {"$gt": at}}, {"waiting.due_at": at, "_id": {"$gt": last_id}}]
        overdue = {**lately, "waiting.due_at": {"$gte": at, "$lte": now}, "$or": behind}
    return await Conversation.find(overdue).sort("+waiting.due_at", "+_id").limit(limit).to_list()


async def stop_waiting(entitlement_id: EntitlementId) -> None:
    """Nobody waits for an answer any more in the consultation of this entitlement."""
    await update_one({"consultation.entitlement_id": entitlement_id}, {"$set": {"waiting": None}})


@dataclass(frozen=True)
class Change:
    """What a change of a consultation sets beside itself, and what it must still find.

    It lives until `until` then (an end that was announced is one no more, and is warned of anew), and an answer is due
    as `waiting` says.
    `offer` is the one that is met by it; None is by nobody's choice, which ends an offer that was not answered.
    """

    until: datetime
    waiting: Waiting | None
    offer: Offer | None
    next_warning_at: datetime | None = None

    def found(self, before: Conversation) -> dict[str, Any]:
        """Not completed, nobody answered or prolonged it meanwhile, and no choice waits but the one that is met."""
        return {
            "_id": before.id,
            **_OPEN,
            "active_until": before.active_until,
            "waiting.seq": self.waiting.seq if self.waiting else None,
        } | _offer_query(self.offer)

    def facts(self) -> dict[str, Any]:
        """What is set."""
        offer = {"offer.done_at": self.offer.chosen_at} if self.offer is not None else {"offer": None}
        waiting = self.waiting.model_dump() if self.waiting else None
        return {
            "active_until": self.until,
            "expiry_announced_at": None,
            "next_warning_at": self.next_warning_at,
            "waiting": waiting,
            **offer,
        }


async def reassign(before: Conversation, old: UserId, new: Participant, change: Change) -> Conversation | None:
    """Put `new` in the place of the astrologer `old`, who has no part in it from then on; None when it has changed."""
    return await update_one(
        change.found(before) | {"participant_ids": {"$eq": old, "$ne": new.user_id}},
        {
            "$set": {
                "participants.$[person]": new.model_dump(),
                "participant_ids.$[id]": new.user_id,
                **change.facts(),
            },
            "$unset": {f"receipts.{old}": ""},
            "$inc": {"rev": 1},
        },
        array_filters=[{"person.user_id": old}, {"id": old}],
    )


async def extend(before: Conversation, change: Change) -> Conversation | None:
    """Give a consultation more time; None when it has changed."""
    return await update_one(change.found(before), {"$set": change.facts(), "$inc": {"rev": 1}})


def _offer_query(offer: Offer | None) -> dict[str, Any]:
    if offer is not None:
        return {"offer.id": offer.id, "offer.done_at": None}
    return {"$or": [{"offer.choice": None}, {"offer.done_at": {"$ne": None}}]}


async def make_offer(conversation_id: ConversationId, offer: Offer) -> Conversation | None:
    """Offer it to the client in place of what was offered before; None when they have chosen and wait for that."""
    return await update_one(
        {"_id": conversation_id, **_OPEN} | _offer_query(None),
        {"$set": {"offer": offer.model_dump()}, "$inc": {"rev": 1}},
    )


async def choose(
    conversation_id: ConversationId, client_id: UserId, choice: OfferOption, *, at: datetime
) -> Conversation | None:
    """The client's choice of what they were offered; None when nothing of the kind is offered, or they have chosen."""
    return await update_one(
        {"_id": conversation_id, **_OPEN, "participant_ids": client_id, "offer.options": choice, "offer.choice": None},
        {"$set": {"offer.choice": choice, "offer.chosen_at": at}, "$inc": {"rev": 1}},
    )


async def end_offer(conversation_id: ConversationId, offer: Offer, *, at: datetime) -> Conversation | None:
    """What the client chose has been met; None when it was before."""
    return await update_one(
        {"_id": conversation_id, "offer.id": offer.id, "offer.done_at": None},
        {"$set": {"offer.done_at": at}, "$inc": {"rev": 1}},
    )


async def unmet_choices(chosen_before: datetime, limit: int = 100) -> list[Conversation]:
    """Consultations whose client has chosen and got nothing of it yet, the longest first."""
    query = {"offer.chosen_at": {"$gt": EPOCH, "$lt": chosen_before}, "offer.done_at": None}
    return await Conversation.find(query).sort("+offer.chosen_at").limit(limit).to_list()
