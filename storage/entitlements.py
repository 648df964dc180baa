"""Entitlements: what a paid order or a certificate grants, until `active_until`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from beanie import Document, PydanticObjectId
from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError

from storage.ids import PRESENT_ID, ConversationId, EntitlementId, OrderId, UserId, new_id
from storage.services import ConsultationFormat
from storage.text import Text


class EntitlementState(StrEnum):
    """Computed: past once it has ended, has expired, or its consultation is completed."""

    ACTIVE = "active"
    PAST = "past"


class Entitlement(Document):
    """One granted consultation. The unique `order_id` and `certificate_id` make what was paid for be granted once.

    `conversation_id` is a copy of a fact that the conversation itself carries; `ended_at` is set by a refund;
    `grants_chart` is a copy of what was bought.
    """

    id: EntitlementId = Field(default_factory=lambda: EntitlementId(new_id()))
    client_id: UserId
    order_id: OrderId | None = None
    certificate_id: PydanticObjectId | None = None
    service_slug: str
    service_title: Text
    format: ConsultationFormat
    astrologer_id: UserId
    astrologer_slug: str
    active_until: datetime
    created_at: datetime
    conversation_id: ConversationId | None = None
    ended_at: datetime | None = None
    grants_chart: bool = False

    class Settings:
        name = "entitlements"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("client_id", ASCENDING), ("_id", DESCENDING)], name="of_client"),
            IndexModel(
                [("order_id", ASCENDING)],
                unique=True,
                partialFilterExpression={"order_id": PRESENT_ID},
                name="once_per_order",
            ),
            IndexModel(
                [("certificate_id", ASCENDING)],
                unique=True,
                partialFilterExpression={"certificate_id": PRESENT_ID},
                name="once_per_certificate",
            ),
            IndexModel(
                [("created_at", ASCENDING)],
                partialFilterExpression={"conversation_id": None, "ended_at": None},
                name="without_conversation",
            ),
            IndexModel([("client_id", ASCENDING)], partialFilterExpression={"grants_chart": True}, name="charts"),
        ]


@dataclass(frozen=True)
class HeldEntitlement:
    """An entitlement with the one fact of its consultation that its state needs."""

    entitlement: Entitlement
    completed_at: datetime | None

    def state_at(self, now: datetime) -> EntitlementState:
        """Whether something can still be had from it at `now`."""
        over = self.entitlement.ended_at or self.completed_at or now >= self.entitlement.active_until
        return EntitlementState.PAST if over else EntitlementState.ACTIVE


async def insert_entitlement(entitlement: Entitlement) -> bool:
    """Grant it; False when its order or its certificate has been granted already (then nothing changes)."""
    try:
        await entitlement.insert()
    except DuplicateKeyError:
        return False
    return True


async def entitlement_by_id(entitlement_id: EntitlementId) -> Entitlement | None:
    """The entitlement, or None."""
    return await Entitlement.get(entitlement_id)


async def entitlement_of_order(order_id: OrderId) -> Entitlement | None:
    """What this order granted, or None."""
    return await Entitlement.find_one({"order_id": order_id})


async def entitlement_of_certificate(certificate_id: PydanticObjectId) -> Entitlement | None:
    """What this certificate granted, or None."""
    return await Entitlement.find_one({"certificate_id": certificate_id})


async def entitlements_of_orders(order_ids: Sequence[OrderId]) -> dict[OrderId, Entitlement]:
    """What these orders granted."""
    found = await Entitlement.find({"order_id": {"$in": list(order_ids)}}).to_list()
    return {one.order_id: one for one in found if one.order_id is not None}


async def entitlements_of_client(
    client_id: UserId, *, state: EntitlementState | None, now: datetime, before: EntitlementId | None = None, limit: int
) -> list[HeldEntitlement]:
    """What the client holds in `state` (None: everything), newest first, from behind `before`."""
    mine: dict[str, Any] = {"client_id": client_id}
    if before is not None:
        mine["_id"] = {"$lt": before}
    pipeline: list[dict[str, Any]] = [
        {"$match": mine},
        {"$sort": {"_id": -1}},
        {
            "$lookup": {
                "from": "conversations",
                "localField": "conversation_id",
                "foreignField": "_id",
                "pipeline": [{"$project": {"completed_at": 1}}],
                "as": "consultation",
            }
        },
        {"$set": {"completed_at": {"$first": "$consultation.completed_at"}}},
        {"$match": _state_query(state, now)},
        {"$limit": limit},
        {"$unset": "consultation"},
    ]
    rows = await Entitlement.get_motor_collection().aggregate(pipeline).to_list(None)
    return [
        HeldEntitlement(completed_at=row.pop("completed_at", None), entitlement=Entitlement.model_validate(row))
        for row in rows
    ]


def _state_query(state: EntitlementState | None, now: datetime) -> dict[str, Any]:
    if state is None:
        return {}
    active: dict[str, Any] = {"ended_at": None, "completed_at": None, "active_until": {"$gt": now}}
    return active if state is EntitlementState.ACTIVE else {"$nor": [active]}


async def holds_chart(client_id: UserId) -> bool:
    """Whether the client was granted a natal chart that was not taken back; a chart stays when its service ends."""
    granted = {"client_id": client_id, "grants_chart": True, "ended_at": None}
    return await Entitlement.find_one(granted) is not None


async def entitlements_without_conversation(*, created_before: datetime, limit: int = 100) -> list[Entitlement]:
    """Granted, but the consultation was not opened: somebody died in between."""
    query = {"conversation_id": None, "ended_at": None, "created_at": {"$lt": created_before}}
    return await Entitlement.find(query).sort("+created_at").limit(limit).to_list()


async def set_conversation(entitlement_id: EntitlementId, conversation_id: ConversationId) -> Entitlement | None:
    """Record the consultation that was opened; None when it was recorded before."""
    return await _update(
        {"_id": entitlement_id, "conversation_id": None}, {"$set": {"conversation_id": conversation_id}}
    )


async def end_entitlement(entitlement_id: EntitlementId, *, at: datetime) -> Entitlement | None:
    """Take it back; None when it had ended before."""
    return await _update({"_id": entitlement_id, "ended_at": None}, {"$set": {"ended_at": at}})


async def _update(query: dict[str, Any], change: dict[str, Any]) -> Entitlement | None:
    found = await Entitlement.get_motor_collection().find_one_and_update(
        query, change, return_document=ReturnDocument.AFTER
    )
    return Entitlement.model_validate(found) if found else None
