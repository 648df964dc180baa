"""The checker behind every fault test: what devices were told and show, against what MongoDB holds at majority."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tests.faults.device import Device
from tests.faults.sent import Sent
from tests.faults.view import Message

ANSWER_SECONDS = 30.0
ROOM_SECONDS = 2.0

Stored = list[dict[str, Any]]


def check(conversation_id: str, stored: Stored, devices: Sequence[Device]) -> None:
    """Assert R1 and R2 for one conversation, whose `devices` have healed.

    Acked ⊆ stored at the acked seq; each id once; seq is 1..n; one sender's messages in the order of sending; nothing
    refused is there; every device shows the stored order, changes included; every send was answered in 30 s.
    """
    assert [one["seq"] for one in stored] == list(range(1, len(stored) + 1)), "seq is 1..n without gaps"
    by_id = Counter((str(one["sender_id"]), one["client_message_id"]) for one in stored if one["sender_id"])
    assert not [one for one, count in by_id.items() if count > 1], "every send is stored once"
    for device in devices:
        own = {one["client_message_id"]: one["seq"] for one in stored if str(one["sender_id"]) == device.person.id}
        sends = [one for one in device.sent if one.conversation_id == conversation_id]
        _check_sends(sends, own)
        shown = [_essence_of_shown(message) for _, message in sorted(device.views[conversation_id].messages.items())]
        assert shown == [_essence_of_stored(one) for one in stored], "every device shows what is stored"


def _check_sends(sends: Sequence[Sent], own: dict[str, int]) -> None:
    lost = {one.id: one.seq for one in sends if one.acked and own.get(one.id) != one.seq}
    assert not lost, f"acknowledged but not stored there: {lost}"
    assert not [one.id for one in sends if one.refused and one.id in own], "nothing refused is stored"
    # What was answered with an error, and tried again while later ones went on, has given its place away.
    order = [own[one.id] for one in sends if one.id in own and not one.errors]
    assert order == sorted(order), "one sender's messages keep their order"
    late = [one.answered - one.began for one in sends if one.answered]
    assert max(late, default=0) < ANSWER_SECONDS + ROOM_SECONDS, "every send is answered in 30 s"
    unanswered = [one.id for one in sends if one.answered is None]
    assert not unanswered, f"never answered: {unanswered}"


def _essence_of_stored(one: dict[str, Any]) -> tuple[Any, ...]:
    gone = one["deleted_at"] is not None
    return (one["seq"], one["rev"], str(one["_id"]), "" if gone else one["text"], gone)


def _essence_of_shown(message: Message) -> tuple[Any, ...]:
    return (message["seq"], message["rev"], message["id"], message["text"], message["deleted_at"] is not None)
