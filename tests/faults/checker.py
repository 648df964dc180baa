"""The checker behind every fault test: what clients were told, against what MongoDB holds at majority."""

from collections import Counter
from dataclasses import dataclass, field

from pymongo.read_concern import ReadConcern

from server.context import Context
from storage.ids import ConversationId


@dataclass
class Log:
    """What one client saw: its sends in the order it began them, the acks it got, the texts delivered to it."""

    sends: list[str] = field(default_factory=list)
    acked: dict[str, int] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    received: list[int] = field(default_factory=list)


async def check(context: Context, conversation_id: ConversationId, logs: dict[str, Log]) -> int:
    """Assert every promise of R1 for one conversation; answers how many messages are stored.

    `logs` is keyed by the user's id. Acked ⊆ stored at the acked seq; each id once; seq is 1..n; per-sender order.
    """
    collection = context.database.collection("messages").with_options(read_concern=ReadConcern("majority"))
    stored = await collection.find({"conversation_id": conversation_id}).sort("seq", 1).to_list(None)
    assert [one["seq"] for one in stored] == list(range(1, len(stored) + 1)), "seq is 1..n without gaps"
    by_id = Counter((str(one["sender_id"]), one["client_message_id"]) for one in stored)
    assert not [one for one, count in by_id.items() if count > 1], "every send is stored once"
    for user_id, log in logs.items():
        own = {one["client_message_id"]: one["seq"] for one in stored if str(one["sender_id"]) == user_id}
        lost = {one: seq for one, seq in log.acked.items() if own.get(one) != seq}
        assert not lost, f"acknowledged but not stored there: {lost}"
        assert not log.refused & set(own), "nothing refused is stored"
        order = [one for one in log.sends if one in own]
        assert order == sorted(order, key=own.__getitem__), "one sender's messages keep their order"
    return len(stored)
