"""The one door to people who are not in the chat: `tell` writes down what they are to hear; a job brings it to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from storage.deliveries import Delivery, NoticeKind, expect_deliveries
from storage.ids import ConversationId, UserId


@dataclass(frozen=True)
class Notice:
    """What somebody is told. `key` names the occasion: they are told of it once, whoever says so how often.

    `params` fill the words of the kind (`wording.py`); `path` is where it leads, within the product.
    """

    kind: NoticeKind
    key: str
    path: str
    conversation_id: ConversationId
    params: Mapping[str, str] = field(default_factory=dict)


async def tell(user_id: UserId, notice: Notice, now: datetime) -> bool:
    """Have the person told by their choice of channels, outside of their quiet hours; False when it was said before.

    When this returns it is stored: it is told at least once, even if every process dies now.
    """
    ordered = Delivery(
        key=f"{notice.kind}:{user_id}:{notice.key}",
        user_id=user_id,
        kind=notice.kind,
        params=dict(notice.params),
        path=notice.path,
        conversation_id=notice.conversation_id,
        created_at=now,
        due_at=now,
    )
    return await expect_deliveries([ordered]) == 1
