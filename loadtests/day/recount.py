"""After a day: everything that must be true of what is stored, counted anew from the facts at majority."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bson import ObjectId
from pymongo import MongoClient
from pymongo.read_concern import ReadConcern

from loadtests.day.cast import place_named_in

Row = dict[str, Any]


@dataclass(frozen=True)
class Finding:
    """One rule: of how many things it was asked, and which of them break it."""

    rule: str
    asked: int
    broken: list[str]


@dataclass(frozen=True)
class Remains:
    """What a day left in the database."""

    users: Mapping[ObjectId, Row]
    orders: list[Row]
    payments: Mapping[ObjectId, Row]
    entitlements: list[Row]
    conversations: Mapping[ObjectId, Row]
    messages: Mapping[ObjectId, list[Row]]
    reviews: list[Row]
    astrologers: list[Row]

    @classmethod
    def read(cls, url: str, since: datetime) -> "Remains":
        """All of it at majority, but orders since then alone: those of the demo were paid nowhere."""
        with MongoClient[Row](url) as client:
            database = client.get_default_database(read_concern=ReadConcern("majority"))
            messages: dict[ObjectId, list[Row]] = defaultdict(list)
            for one in database["messages"].find().sort([("conversation_id", 1), ("seq", 1)]):
                messages[one["conversation_id"]].append(one)
            return cls(
                users=_by(database["users"].find(), "_id"),
                orders=list(database["orders"].find({"created_at": {"$gte": since}})),
                payments=_by(database["payments"].find(), "order_id"),
                entitlements=list(database["entitlements"].find()),
                conversations=_by(database["conversations"].find(), "_id"),
                messages=messages,
                reviews=list(database["reviews"].find()),
                astrologers=list(database["astrologers"].find()),
            )


def recount(remains: Remains) -> list[Finding]:
    """Every rule."""
    talks = remains.conversations.values()
    consultations = [one for one in talks if one["kind"] == "consultation"]
    chats = [one for one in talks if one["kind"] == "support"]
    words = [one for row in remains.messages.values() for one in row]
    paid = [one for one in remains.orders if one["paid_at"] and not one["extends"]]
    return [
        _find("a paid order has one entitlement and one conversation", paid, _granted_once(remains)),
        _find("an unpaid order has granted nothing", _unpaid(remains), _granted_nothing(remains)),
        _find("what was paid is the price of the order", paid, lambda one: _settled(remains.payments, one)),
        _find("a consultation has one client, and the astrologer of its entitlement", consultations, _owners(remains)),
        _find("a help chat has one visitor, and one holder exactly when it is claimed", chats, _held(remains)),
        _find("a message stands where it was written, by somebody of that conversation", words, _at_home(remains)),
        _find("messages are numbered 1, 2, 3…, each sent once", talks, _numbered(remains)),
        _find("the inbox says what the messages say", talks, _copied(remains)),
        _find("a review is of an ended consultation, by its client", remains.reviews, _earned(remains)),
        _find("an astrologer's rating is the sum of the reviews", remains.astrologers, _rated(remains)),
    ]


def _find(rule: str, things: Iterable[Row], holds: Callable[[Row], bool]) -> Finding:
    things = list(things)
    return Finding(rule, len(things), [str(one["_id"]) for one in things if not holds(one)])


def _by(rows: Iterable[Row], key: str) -> dict[ObjectId, Row]:
    return {one[key]: one for one in rows}


def _unpaid(remains: Remains) -> list[Row]:
    return [one for one in remains.orders if not one["paid_at"]]


def _granted_once(remains: Remains) -> Callable[[Row], bool]:
    granted = defaultdict(list)
    for one in remains.entitlements:
        granted[one["order_id"]].append(one)
    opened = Counter(
        one["consultation"]["entitlement_id"] for one in remains.conversations.values() if one["consultation"]
    )

    def holds(order: Row) -> bool:
        given = granted[order["_id"]]
        # Whose money went back before the conversation was opened needs none.
        least = 0 if order["refunded_at"] else 1
        return len(given) == 1 and least <= opened[given[0]["_id"]] <= 1

    return holds


def _granted_nothing(remains: Remains) -> Callable[[Row], bool]:
    granted = {one["order_id"] for one in remains.entitlements}
    return lambda order: order["_id"] not in granted


def _settled(payments: Mapping[ObjectId, Row], order: Row) -> bool:
    payment = payments.get(order["_id"])
    total = order["price_amount"] - order["discount_amount"]
    return total == 0 or (payment is not None and bool(payment["succeeded_at"]) and payment["amount"] == total)


def _owners(remains: Remains) -> Callable[[Row], bool]:
    granted = _by(remains.entitlements, "_id")

    def holds(conversation: Row) -> bool:
        entitlement = granted.get(conversation["consultation"]["entitlement_id"])
        if entitlement is None:
            return False
        wanted = {entitlement["client_id"], entitlement["astrologer_id"]}
        roles = sorted(one["role"] for one in conversation["participants"])
        return set(conversation["participant_ids"]) == wanted and roles == ["astrologer", "client"]

    return holds


def _held(remains: Remains) -> Callable[[Row], bool]:
    def holds(conversation: Row) -> bool:
        holder = conversation["queue"]["assignee_id"]
        is_claimed = conversation["queue"]["state"] == "claimed"
        if conversation["visitor_id"] not in conversation["participant_ids"] or is_claimed != bool(holder):
            return False
        return not holder or (
            holder in conversation["participant_ids"] and remains.users[holder]["role"] in ("support", "admin")
        )

    return holds


def _at_home(remains: Remains) -> Callable[[Row], bool]:
    def holds(message: Row) -> bool:
        place = message["conversation_id"]
        named = place_named_in(message["text"])
        is_there = (
            message["sender_id"] is None or message["sender_id"] in remains.conversations[place]["participant_ids"]
        )
        return is_there and named in (None, str(place))

    return holds


def _numbered(remains: Remains) -> Callable[[Row], bool]:
    def holds(conversation: Row) -> bool:
        words = remains.messages.get(conversation["_id"], [])
        sent = [(one["sender_id"], one["client_message_id"]) for one in words if one["client_message_id"]]
        return [one["seq"] for one in words] == list(range(1, len(words) + 1)) and len(sent) == len(set(sent))

    return holds


def _copied(remains: Remains) -> Callable[[Row], bool]:
    def holds(conversation: Row) -> bool:
        words = remains.messages.get(conversation["_id"], [])
        newest = words[-1]["_id"] if words else None
        copy = conversation["last_message"]
        receipts = conversation["receipts"].values()
        return (
            conversation["last_seq"] == len(words)
            and (copy["_id"] if copy else None) == newest
            and all(one["read_seq"] <= one["delivered_seq"] <= len(words) for one in receipts)
        )

    return holds


def _earned(remains: Remains) -> Callable[[Row], bool]:
    def holds(review: Row) -> bool:
        conversation = remains.conversations[review["conversation_id"]]
        people = {one["role"]: one["user_id"] for one in conversation["participants"]}
        has_ended = conversation["completed_at"] or conversation["active_until"]
        return bool(has_ended) and people == {"client": review["client_id"], "astrologer": review["astrologer_id"]}

    return holds


def _rated(remains: Remains) -> Callable[[Row], bool]:
    def holds(astrologer: Row) -> bool:
        own = [one for one in remains.reviews if one["astrologer_id"] == astrologer["user_id"]]
        counted = [one["stars"] for one in own if one["status"] == "published"]
        return bool(astrologer["reviewed"] == {"stars": sum(counted), "count": len(counted)})

    return holds
