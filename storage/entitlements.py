"""Entitlements: what a paid order or a certificate grants, until `active_until`."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Final

from beanie import Document, PydanticObjectId
from pydantic import BaseModel, Field
from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError

from storage.ids import PRESENT_ID, ConversationId, EntitlementId, OrderId, UserId, new_id
from storage.services import BirthOf, ConsultationFormat, Extension
from storage.text import Text
from storage.users import Birth

EXTENDABLE: Final = dt.timedelta(days=14)
_LATEST_HOLDERS: Final = 200
_FEWEST_PEOPLE: Final = 2


class EntitlementState(StrEnum):
    """Computed: past once it has ended, has expired, or its consultation is completed."""

    ACTIVE = "active"
    PAST = "past"


class GivenBirth(BaseModel):
    """Whose birth a consultation is about, as it was given; a later change of the profile does not touch it.

    `is_self`: the client's own. Another person's (a child's) comes with a name.
    """

    name: str
    is_self: bool
    born: Birth
    given_at: datetime


class Entitlement(Document):
    """One granted consultation. The unique `order_id` and `certificate_id` make what was paid for be granted once.

    `conversation_id` is a copy of a fact that the conversation itself carries; `ended_at` is set by a refund;
    `grants_chart`, `birth_of`, `extension` and `answer_within_hours` are copies of what was bought; `birth` is what the
    consultation is about.
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
    birth_of: BirthOf | None = None
    answer_within_hours: int | None = None
    extension: Extension | None = None
    birth: GivenBirth | None = None

    class Settings:
        name = "entitlements"
        # BSON has no time of day; it is kept as its ISO 8601 text.
        bson_encoders: ClassVar[dict[type, Callable[[dt.time], str]]] = {dt.time: dt.time.isoformat}
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
            IndexModel([("service_slug", ASCENDING), ("_id", DESCENDING)], name="of_service"),
        ]


@dataclass(frozen=True)
class HeldEntitlement:
    """An entitlement with the one fact of its consultation that its state needs."""

    entitlement: Entitlement
    completed_at: datetime | None
    follow_up_until: datetime | None = None

    def extension_at(self, now: datetime) -> Extension | None:
        """What more of it may be bought at `now`: until 14 days after its end, never once it was given."""
        given = self.completed_at or self.follow_up_until
        over = given or self.entitlement.ended_at or now >= self.entitlement.active_until + EXTENDABLE
        return None if over or self.entitlement.conversation_id is None else self.entitlement.extension

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
                "pipeline": [{"$project": {"completed_at": 1, "follow_up_until": 1}}],
                "as": "consultation",
            }
        },
        {
            "$set": {
                "completed_at": {"$first": "$consultation.completed_at"},
                "follow_up_until": {"$first": "$consultation.follow_up_until"},
            }
        },
        {"$match": _state_query(state, now)},
        {"$limit": limit},
        {"$unset": "consultation"},
    ]
    rows = await Entitlement.get_motor_collection().aggregate(pipeline).to_list(None)
    return [
        HeldEntitlement(
            completed_at=row.pop("completed_at", None),
            follow_up_until=row.pop("follow_up_until", None),
            entitlement=Entitlement.model_validate(row),
        )
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


@dataclass(frozen=True)
class Together:
    """How many people hold `service_slug` beside `beside`."""

    service_slug: str
    beside: str
    people: int


async def held_together(slugs: Sequence[str], *, except_of: UserId) -> list[Together]:
    """What the latest holders of these services hold beside them, most people first; one person tells nothing.

    What was given back counts on neither side.
    """
    pipeline: list[dict[str, Any]] = [
        {"$match": {"service_slug": {"$in": list(slugs)}, "client_id": {"$ne": except_of}, "ended_at": None}},
        {"$sort": {"_id": -1}},
        {"$limit": _LATEST_HOLDERS},
        {"$group": {"_id": {"client": "$client_id", "beside": "$service_slug"}}},
        {
            "$lookup": {
                "from": "entitlements",
                "localField": "_id.client",
                "foreignField": "client_id",
                "pipeline": [
                    {"$match": {"service_slug": {"$nin": list(slugs)}, "ended_at": None}},
                    {"$group": {"_id": "$service_slug"}},
                ],
                "as": "others",
            }
        },
        {"$unwind": "$others"},
        {"$group": {"_id": {"service": "$others._id", "beside": "$_id.beside"}, "people": {"$sum": 1}}},
        {"$match": {"people": {"$gte": _FEWEST_PEOPLE}}},
    ]
    rows = await Entitlement.get_motor_collection().aggregate(pipeline).to_list(None)
    found = [Together(row["_id"]["service"], row["_id"]["beside"], row["people"]) for row in rows]
    return sorted(found, key=lambda one: (-one.people, one.service_slug, one.beside))


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


async def move_end(entitlement_id: EntitlementId, until: datetime) -> Entitlement | None:
    """It lives until then; None when it does already, or was taken back."""
    moves = {"_id": entitlement_id, "ended_at": None, "active_until": {"$ne": until}}
    return await _update(moves, {"$set": {"active_until": until}})


async def hand_over(entitlement_id: EntitlementId, astrologer_id: UserId, slug: str) -> Entitlement | None:
    """Another astrologer gives it; None when it has ended."""
    return await _update(
        {"_id": entitlement_id, "ended_at": None},
        {"$set": {"astrologer_id": astrologer_id, "astrologer_slug": slug}},
    )


async def give_birth(entitlement_id: EntitlementId, given: GivenBirth, *, unless_given: bool = False) -> bool:
    """Make this the birth that the consultation is about; with `unless_given` only where none was given before."""
    query = {"_id": entitlement_id} | ({"birth": None} if unless_given else {})
    changed = await Entitlement.find_one(query).update({"$set": {"birth": given}})
    return bool(changed.matched_count)


async def forget_births(client_id: UserId) -> None:
    """Whose births this client's consultations were about is not kept any more."""
    await Entitlement.get_motor_collection().update_many({"client_id": client_id}, {"$set": {"birth": None}})


async def _update(query: dict[str, Any], change: dict[str, Any]) -> Entitlement | None:
    found = await Entitlement.get_motor_collection().find_one_and_update(
        query, change, return_document=ReturnDocument.AFTER
    )
    return Entitlement.model_validate(found) if found else None
