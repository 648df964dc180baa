"""Who is where: never too little, whatever was lost on the way."""

from hypothesis import given, settings
from hypothesis import strategies as st

from realtime.transport.directory import FORGOTTEN_SECONDS, SILENT_SECONDS, Directory
from realtime.transport.parcels import Parcel, pack, unpack

ROOMS = [f"user:{number}" for number in range(5)]


def test_a_peer_that_was_only_heard_of_is_sent_everything() -> None:
    directory = Directory()
    directory.heard("b", 0.0)
    assert directory.places(["user:anybody"]) == {"b"}


def test_a_peer_whose_rooms_are_known_is_sent_nothing_else() -> None:
    directory = Directory()
    directory.heard("b", 0.0)
    directory.learn("b", 1, ["user:1"])
    assert directory.places(["user:1", "user:2"]) == {"b"}
    assert directory.places(["user:2"]) == set()


@settings(max_examples=300, deadline=None)
@given(
    steps=st.lists(st.tuples(st.sampled_from(ROOMS), st.booleans(), st.booleans()), max_size=60),
)
def test_whatever_is_lost_a_room_with_members_is_always_among_the_places(
    steps: list[tuple[str, bool, bool]],
) -> None:
    """Each step the peer joins or leaves a room; its announcement may be lost; a heartbeat follows."""
    directory, rooms, count = Directory(), set[str](), 0
    directory.heard("b", 0.0)
    directory.learn("b", 0, [])
    for room, joins, is_lost in steps:
        count += 1
        (rooms.add if joins else rooms.discard)(room)
        if not is_lost and directory.is_in_step("b", count - 1):
            directory.update("b", count, [room] if joins else [], [] if joins else [room])
        directory.is_in_step("b", count)
        assert all("b" in directory.places([one]) for one in rooms)
    directory.learn("b", count, sorted(rooms))
    assert {room for room in ROOMS if directory.places([room])} == rooms


def test_who_falls_silent_is_noticed_and_in_the_end_forgotten() -> None:
    directory = Directory()
    directory.heard("b", 100.0)
    directory.learn("b", 1, ["user:1"])
    assert directory.silent_since(100.0 + SILENT_SECONDS) is None
    assert directory.silent_since(100.1 + SILENT_SECONDS) == 100.0
    assert directory.silent_since(100.1 + FORGOTTEN_SECONDS) is None
    assert directory.places(["user:1"]) == set()


def test_nobody_waits_for_who_is_silent() -> None:
    directory = Directory()
    directory.heard("b", 0.0)
    assert not directory.all_have_seen(1, 1.0)
    assert directory.all_have_seen(1, 1.0 + SILENT_SECONDS)


@given(
    parcels=st.lists(
        st.builds(
            Parcel,
            st.lists(st.from_regex(r"user:[0-9a-f]{1,24}", fullmatch=True), min_size=1, max_size=4).map(tuple),
            st.binary(max_size=300),
            st.booleans(),
        )
    )
)
def test_parcels_come_out_as_they_went_in(parcels: list[Parcel]) -> None:
    packed = b"P" + b"".join(pack(one) for one in parcels)
    assert list(unpack(packed, 1)) == parcels
