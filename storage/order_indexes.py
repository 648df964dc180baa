"""What the back office finds orders by. Each index ends with the id, so that the newest come first without sorting."""

from typing import Final

from pymongo import ASCENDING, DESCENDING, IndexModel

from storage.ids import PRESENT_ID, PRESENT_TEXT

FOUND_BY: Final[list[IndexModel]] = [
    IndexModel([("service_slug", ASCENDING), ("_id", DESCENDING)], name="of_service"),
    IndexModel(
        [("astrologer_id", ASCENDING), ("_id", DESCENDING)],
        partialFilterExpression={"astrologer_id": PRESENT_ID},
        name="of_astrologer",
    ),
    IndexModel(
        [("phone", ASCENDING), ("_id", DESCENDING)],
        partialFilterExpression={"phone": PRESENT_TEXT},
        name="of_phone",
    ),
    IndexModel(
        [("paid_at", ASCENDING), ("cancelled_at", ASCENDING), ("_id", DESCENDING)],
        partialFilterExpression={"paid_at": None, "cancelled_at": None},
        name="newest_awaiting",
    ),
    IndexModel(
        [("paid_at", ASCENDING), ("_id", DESCENDING)],
        partialFilterExpression={"cancelled_at": {"$type": "date"}},
        name="newest_cancelled",
    ),
    # MongoDB makes no partial index of the id alone; the currency is what all of them have in common.
    IndexModel(
        [("currency", ASCENDING), ("_id", DESCENDING)],
        partialFilterExpression={"refunded_at": {"$type": "date"}},
        name="newest_refunded",
    ),
]
