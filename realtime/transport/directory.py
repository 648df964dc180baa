"""Which process has members of which room, as the others have told: kept in memory, no I/O.

A peer whose rooms are not known for certain counts as having every room: it may be sent too much, never too little.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

SILENT_SECONDS: Final = 2.0
FORGOTTEN_SECONDS: Final = 600.0


@dataclass(slots=True, eq=False)
class Peer:
    """Another process. `count` numbers its announcements, `has_seen` is the last of ours that it has taken in."""

    heard_at: float
    count: int = 0
    has_seen: int = 0
    is_certain: bool = False
    rooms: set[str] = field(default_factory=set)


class Directory:
    """The peers of one process. Times are seconds of a monotonic clock."""

    def __init__(self) -> None:
        self.peers: dict[str, Peer] = {}
        self._places: dict[str, set[str]] = {}
        self._uncertain: set[str] = set()

    def heard(self, name: str, now: float) -> Peer:
        """The peer that has just spoken; a new one is uncertain."""
        peer = self.peers.get(name)
        if peer is None:
            peer = self.peers[name] = Peer(heard_at=now)
            self._uncertain.add(name)
        peer.heard_at = now
        return peer

    def is_in_step(self, name: str, count: int) -> bool:
        """Whether nothing that this peer announced has been missed, if `count` is its latest; else it is uncertain."""
        peer = self.peers[name]
        if peer.is_certain and peer.count == count:
            return True
        self.doubt(name)
        return False

    def learn(self, name: str, count: int, rooms: Iterable[str]) -> None:
        """Everything about a peer."""
        peer = self.peers[name]
        self._clear(name, peer)
        peer.rooms = set(rooms)
        for room in peer.rooms:
            self._places.setdefault(room, set()).add(name)
        peer.count, peer.is_certain = count, True
        self._uncertain.discard(name)

    def update(self, name: str, count: int, joined: Sequence[str], left: Sequence[str]) -> None:
        """The next announcement of a peer."""
        peer = self.peers[name]
        for room in joined:
            peer.rooms.add(room)
            self._places.setdefault(room, set()).add(name)
        for room in left:
            peer.rooms.discard(room)
            self._forget_place(room, name)
        peer.count = count

    def doubt(self, name: str) -> None:
        """Something of this peer may have been missed."""
        self.peers[name].is_certain = False
        self._uncertain.add(name)

    def doubt_all(self) -> None:
        """Anything may have been missed."""
        for name in self.peers:
            self.doubt(name)

    def remove(self, name: str) -> None:
        """The peer is gone for good."""
        peer = self.peers.pop(name, None)
        if peer is not None:
            self._clear(name, peer)
        self._uncertain.discard(name)

    def places(self, rooms: Sequence[str]) -> set[str]:
        """The peers that have, or may have, members of one of the rooms."""
        found = set(self._uncertain)
        for room in rooms:
            found |= self._places.get(room, frozenset())
        return found

    def silent_since(self, now: float) -> float | None:
        """When the first of the peers fell silent that did not say goodbye; forgets those that never came back."""
        for name in [name for name, one in self.peers.items() if now - one.heard_at > FORGOTTEN_SECONDS]:
            self.remove(name)
        return min((one.heard_at for one in self.peers.values() if now - one.heard_at > SILENT_SECONDS), default=None)

    def all_have_seen(self, count: int, now: float) -> bool:
        """Whether every peer that is not silent has taken in our announcement number `count`."""
        return all(one.has_seen >= count or now - one.heard_at > SILENT_SECONDS for one in self.peers.values())

    def _clear(self, name: str, peer: Peer) -> None:
        for room in peer.rooms:
            self._forget_place(room, name)
        peer.rooms = set()

    def _forget_place(self, room: str, name: str) -> None:
        places = self._places.get(room)
        if places is not None:
            places.discard(name)
            if not places:
                del self._places[room]
