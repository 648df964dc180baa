"""Who is connected and in which rooms, in plain dictionaries: a delivery or a departure costs its own members alone.

The stock manager searches every room of the process when one client leaves. One namespace, because a transport carries
one connection.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from socketio import AsyncManager

Members = dict[str, str]
EXCEPT: Final = "-"
"""Before the name of the last room: whoever is in that one gets nothing."""


class Rooms(AsyncManager):  # type: ignore[misc]  # the library has no types
    """The client manager of a process; every client is also alone in a room named by its sid."""

    def __init__(self) -> None:
        super().__init__()
        self._eio_of: dict[str, str] = {}
        self._sid_of: dict[str, str] = {}
        self._members: dict[str, Members] = {}
        self._rooms_of: dict[str, list[str]] = {}
        self._connected: set[str] = set()
        self._first: Callable[[str], None] = _nothing
        self._last: Callable[[str], None] = _nothing

    def watch(self, first: Callable[[str], None], last: Callable[[str], None]) -> None:
        """Call `first(room)` when a room gets its first member and `last(room)` when the last one has left."""
        self._first, self._last = first, last

    def get_namespaces(self) -> Iterable[str]:
        """The one there is."""
        return ("/",)

    async def pre_connect(self, eio_sid: str, namespace: str) -> str | None:
        """Give a transport its client id; None when it has one."""
        if eio_sid in self._sid_of:
            return None
        sid: str = self.server.eio.generate_id()
        self._sid_of[eio_sid] = sid
        self._eio_of[sid] = eio_sid
        return sid

    async def connect(self, sid: str, namespace: str) -> str:
        """The client has been let in."""
        self._connected.add(sid)
        return sid

    def is_connected(self, sid: str | None, namespace: str) -> bool:
        """Whether the client is in and not on its way out."""
        return namespace == "/" and sid in self._connected

    async def can_disconnect(self, sid: str, namespace: str) -> bool:
        """Whether there is something to end."""
        return sid in self._connected

    def sid_from_eio_sid(self, eio_sid: str, namespace: str) -> str | None:
        """The client of a transport."""
        return self._sid_of.get(eio_sid) if namespace == "/" else None

    def eio_sid_from_sid(self, sid: str, namespace: str) -> str | None:
        """The transport of a client."""
        return self._eio_of.get(sid)

    def pre_disconnect(self, sid: str, namespace: str) -> str | None:
        """The client is on its way out; its handlers still find it in its rooms."""
        self._connected.discard(sid)
        return self._eio_of.get(sid)

    async def disconnect(self, sid: str, namespace: str, **_: Any) -> None:
        """The client is gone."""
        self._connected.discard(sid)
        for room in self._rooms_of.pop(sid, []):
            self._leave(sid, room)
        eio_sid = self._eio_of.pop(sid, None)
        if eio_sid is not None:
            self._sid_of.pop(eio_sid, None)

    async def enter_room(self, sid: str, namespace: str, room: str, eio_sid: str | None = None) -> None:
        """Put a client into a room; ValueError when there is no such client."""
        found = self._eio_of.get(sid)
        if found is None:
            raise ValueError("no such client")
        members = self._members.get(room)
        if members is None:
            self._members[room] = {sid: found}
            self._first(room)
        else:
            members[sid] = found
        self._rooms_of.setdefault(sid, []).append(room)

    async def leave_room(self, sid: str, namespace: str, room: str) -> None:
        """Take a client out of a room."""
        rooms = self._rooms_of.get(sid, [])
        if room in rooms:
            rooms.remove(room)
            self._leave(sid, room)

    def _leave(self, sid: str, room: str) -> None:
        members = self._members.get(room)
        if members is not None:
            members.pop(sid, None)
            if not members:
                del self._members[room]
                self._last(room)

    async def close_room(self, room: str, namespace: str) -> None:
        """Take everybody out of a room."""
        for sid in list(self._members.get(room, ())):
            await self.leave_room(sid, namespace, room)

    def get_rooms(self, sid: str, namespace: str) -> list[str]:
        """The rooms of a client."""
        return [*self._rooms_of.get(sid, []), sid]

    def members(self, rooms: Sequence[str]) -> Members:
        """Everybody in one of the rooms, once: sid → transport. Not to be changed.

        Whoever is in a last room that is named with `EXCEPT` is left out.
        """
        if len(rooms) == 1:
            return self._of(rooms[0])
        everybody: Members = {}
        for room in rooms:
            everybody.update(self._of(room))
        if rooms and rooms[-1].startswith(EXCEPT):
            for sid in self._of(rooms[-1].removeprefix(EXCEPT)):
                everybody.pop(sid, None)
        return everybody

    def _of(self, room: str) -> Members:
        members = self._members.get(room)
        if members is not None:
            return members
        eio_sid = self._eio_of.get(room)
        return {room: eio_sid} if eio_sid is not None else {}

    def get_participants(self, namespace: str, room: str | Sequence[str] | None) -> Iterator[tuple[str, str]]:
        """As `members`, for the library; no room means everybody."""
        if room is None:
            found = {sid: self._eio_of[sid] for sid in self._connected}
        else:
            found = dict(self.members([room] if isinstance(room, str) else room))
        yield from found.items()


def _nothing(room: str) -> None:
    """Nobody watches."""
