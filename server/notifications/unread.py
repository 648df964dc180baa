"""Messages that stay unread: once a conversation, until it is read, to whoever is not there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from storage.conversations import Conversation, ConversationKind, Participant, conversation_by_id
from storage.deliveries import Delivery, NoticeKind, expect_deliveries
from storage.ids import ConversationId
from storage.messages import StoredMessage
from storage.reach import reach_of
from storage.users import Role

_PATHS: Final = {Role.ASTROLOGER: "/console/{}", Role.SUPPORT: "/desk/{}", Role.ADMIN: "/desk/{}"}


@dataclass(frozen=True)
class Unread:
    """The newest of the messages looked at that somebody has not read. `read_seq`: how far they are."""

    kind: ConversationKind
    person: Participant
    message: StoredMessage
    read_seq: int

    @property
    def conversation_id(self) -> ConversationId:
        """Where it was said."""
        return self.message["conversation_id"]

    @property
    def path(self) -> str:
        """Where the person reads it."""
        return path_of(self.person.role, self.kind, self.conversation_id)


def path_of(role: Role, kind: ConversationKind, conversation_id: ConversationId) -> str:
    """Where somebody reads a conversation of theirs; of a consultation the staff see at the desk how it stands."""
    if kind is ConversationKind.CONSULTATION and role in (Role.SUPPORT, Role.ADMIN):
        return "/desk"
    if role in _PATHS:
        return _PATHS[role].format(conversation_id)
    # A client talks to support in the window that is on every page.
    return "/cabinet" if kind is ConversationKind.SUPPORT else f"/cabinet/chat/{conversation_id}"


def unread_among(said: Collection[StoredMessage], conversations: Collection[Conversation]) -> list[Unread]:
    """The newest of these messages that each person has not read; nobody's own."""
    newest: dict[tuple[object, ConversationId], Unread] = {}
    by_id = {one.id: one for one in conversations}
    for message in said:
        conversation = by_id.get(message["conversation_id"])
        if conversation is None:
            continue
        present = set(conversation.present_ids) - {message["sender_id"]}
        for person in (one for one in conversation.participants if one.user_id in present):
            one = Unread(conversation.kind, person, message, conversation.receipt_of(person.user_id).read_seq)
            place = (person.user_id, one.conversation_id)
            known = newest.get(place)
            if one.read_seq < message["seq"] and (known is None or known.message["seq"] < message["seq"]):
                newest[place] = one
    return list(newest.values())


async def expect(unread: Collection[Unread], now: datetime) -> int:
    """Have these people told after the minutes they chose, unless they read before; answers how many are new.

    The key holds how far the person had read: more messages change nothing until something was read. A guest has
    left neither an address nor a number that is theirs.
    """
    reachable = [one for one in unread if one.person.role is not Role.GUEST]
    reach = await reach_of({one.person.user_id for one in reachable}) if reachable else {}
    return await expect_deliveries(
        [
            Delivery(
                key=f"{NoticeKind.UNREAD_MESSAGE}:{one.person.user_id}:{one.conversation_id}:{one.read_seq}",
                user_id=one.person.user_id,
                kind=NoticeKind.UNREAD_MESSAGE,
                params={"name": one.message["sender_name"]},
                path=one.path,
                conversation_id=one.conversation_id,
                seq=one.message["seq"],
                created_at=now,
                due_at=one.message["_id"].generation_time + timedelta(minutes=reach[one.person.user_id].after_minutes),
            )
            for one in reachable
            if reach[one.person.user_id].has_later_channel
        ]
    )


async def is_unread_still(delivery: Delivery) -> bool:
    """Whether the person is still in the conversation, and others have said what they have not read."""
    assert delivery.conversation_id is not None
    conversation = await conversation_by_id(delivery.conversation_id)
    if conversation is None or delivery.user_id not in conversation.present_ids or conversation.last_message is None:
        return False
    is_own = conversation.last_message.sender_id == delivery.user_id
    return not is_own and conversation.receipt_of(delivery.user_id).read_seq < conversation.last_seq
