"""Where an event goes: to the clients of this process, and through the relay to those of the others."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

from realtime.transport.guarded import GuardedServer
from realtime.transport.parcels import Parcel
from realtime.transport.relay import Relay

ANNOUNCED: Final = ("user:", "staff")


class Delivery:
    """The outlet of one process; a process without sockets (the worker) has a relay alone."""

    def __init__(self, relay_url: str, server: GuardedServer | None = None) -> None:
        self._server = server
        self.relay = Relay(relay_url, self._arrived if server is not None else None)
        self._ending: set[asyncio.Task[None]] = set()
        self.on_note: Callable[[bytes], None] = lambda _: None
        """Is given the notes of other processes' parcels."""
        if server is not None:
            server.manager.watch(self._first, self._last)

    async def start(self) -> None:
        """Begin to hear the other processes."""
        await self.relay.start()

    async def close(self) -> None:
        """Send what is queued, then stop."""
        await self.relay.close()
        await asyncio.gather(*self._ending, return_exceptions=True)

    def send(self, rooms: Sequence[str], packet: bytes, note: bytes = b"") -> None:
        """To everybody in the rooms, wherever they are. Waits for nobody and never raises for a lost Redis."""
        self.here(rooms, packet)
        self.relay.send(Parcel(tuple(rooms), packet, note=note))

    def here(self, rooms: Sequence[str], packet: bytes) -> None:
        """To everybody in the rooms in this process."""
        if self._server is not None:
            self._server.deliver(rooms, packet)

    def end(self, room: str, packet: bytes) -> None:
        """A last event for everybody in the room, whose sockets are closed then."""
        parcel = Parcel((room,), packet, ends=True)
        self._arrived(parcel)
        self.relay.send(parcel)

    def _arrived(self, parcel: Parcel) -> None:
        if self._server is None:
            return
        if parcel.note:
            self.on_note(parcel.note)
        self._server.deliver(parcel.rooms, parcel.packet)
        if parcel.ends:
            for sid in [sid for room in parcel.rooms for sid in self._server.sids_in(room)]:
                task = asyncio.get_running_loop().create_task(self._server.disconnect(sid), name="session end")
                self._ending.add(task)
                task.add_done_callback(self._ending.discard)

    def _first(self, room: str) -> None:
        if room.startswith(ANNOUNCED):
            self.relay.joined(room)

    def _last(self, room: str) -> None:
        if room.startswith(ANNOUNCED):
            self.relay.left(room)
