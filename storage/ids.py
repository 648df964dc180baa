"""Names for ids: a conversation's id and a user's id are never confused.

In MongoDB an id is an ObjectId, on the wire its 24 hexadecimal characters. Each name is a NewType for the type checker;
at run time all are PydanticObjectId, because beanie reads the class of a document's `id` and knows no NewType.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Final, NewType

from beanie import PydanticObjectId
from bson import ObjectId
from bson.errors import InvalidId

if TYPE_CHECKING:
    UserId = NewType("UserId", PydanticObjectId)
    SessionId = NewType("SessionId", PydanticObjectId)
    ConversationId = NewType("ConversationId", PydanticObjectId)
    MessageId = NewType("MessageId", PydanticObjectId)
    AttachmentId = NewType("AttachmentId", PydanticObjectId)
    OrderId = NewType("OrderId", PydanticObjectId)
    EntitlementId = NewType("EntitlementId", PydanticObjectId)
    ReviewId = NewType("ReviewId", PydanticObjectId)
    NoteId = NewType("NoteId", PydanticObjectId)
else:
    UserId = SessionId = ConversationId = MessageId = AttachmentId = OrderId = PydanticObjectId
    EntitlementId = ReviewId = NoteId = PydanticObjectId


def new_id() -> PydanticObjectId:
    """A fresh id; its first four bytes are the current second."""
    return PydanticObjectId()


def id_at(moment: datetime) -> PydanticObjectId:
    """The smallest id that can have been made in the second of `moment`; for ranges, never for storing."""
    return PydanticObjectId(ObjectId.from_datetime(moment))


def new_id_of(moment: datetime) -> PydanticObjectId:
    """A fresh id among those made in the second of `moment`; for what is stored after the fact."""
    return PydanticObjectId(id_at(moment).binary[:4] + new_id().binary[4:])


PRESENT_ID: Final = {"$gt": PydanticObjectId("0" * 24)}
PRESENT_TEXT: Final = {"$gt": ""}
"""What partial indexes ask of an optional field. With `$type` no query that only names a value would read the index."""


def parse_id(text: str) -> PydanticObjectId | None:
    """The id written as `text`, or None when `text` is not an id at all (so that it can answer "not found")."""
    try:
        return PydanticObjectId(text)
    except (InvalidId, TypeError):
        return None
