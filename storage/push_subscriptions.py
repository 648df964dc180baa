"""Push subscriptions: browsers that may be told of a message while none of our pages is open in them."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Final

from beanie import Document, PydanticObjectId
from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from storage.ids import SessionId, UserId, new_id

MOST_PER_PERSON: Final = 20


class PushSubscription(Document):
    """One browser at its push service; it counts only while its session lives.

    Whoever knows `endpoint` and the keys could write to the browser, so nobody is ever shown them.
    """

    id: PydanticObjectId = Field(default_factory=new_id)
    endpoint: str
    p256dh: str
    auth: str
    user_id: UserId
    session_id: SessionId
    language: str
    created_at: datetime

    class Settings:
        name = "push_subscriptions"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("endpoint", ASCENDING)], unique=True),
            IndexModel([("user_id", ASCENDING), ("_id", DESCENDING)], name="of_person"),
        ]


async def keep_subscription(subscription: PushSubscription) -> None:
    """Store it instead of what was known of the same browser, whoever's it was. The newest twenty of a person stay."""
    collection = PushSubscription.get_motor_collection()
    said = subscription.model_dump(exclude={"id", "revision_id"})
    await collection.update_one(
        {"endpoint": subscription.endpoint}, {"$set": said, "$setOnInsert": {"_id": subscription.id}}, upsert=True
    )
    older = collection.find({"user_id": subscription.user_id}, {"_id": 1}).sort("_id", DESCENDING).skip(MOST_PER_PERSON)
    await drop_subscriptions([one["_id"] async for one in older])


async def subscriptions_of(user_ids: Sequence[UserId]) -> list[PushSubscription]:
    """The browsers of these people."""
    return await PushSubscription.find({"user_id": {"$in": list(user_ids)}}).to_list()


async def forget_subscription(user_id: UserId, endpoint: str) -> None:
    """This browser of this person is told nothing more; somebody else's stays."""
    await PushSubscription.find({"endpoint": endpoint, "user_id": user_id}).delete()


async def drop_subscriptions(ids: Sequence[PydanticObjectId]) -> None:
    """Remove these."""
    if ids:
        await PushSubscription.find({"_id": {"$in": list(ids)}}).delete()


async def forget_subscriptions_of(user_ids: Sequence[UserId]) -> None:
    """No browser of these people is told anything more."""
    await PushSubscription.find({"user_id": {"$in": list(user_ids)}}).delete()
