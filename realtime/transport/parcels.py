"""An event on its way to other processes: bytes that need not be understood to be passed on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_ENDS: Final = b"!"
_STAYS: Final = b"."
_SIZE: Final = 4
_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class Parcel:
    """`packet` is the event as JSON `[name, payload]`; `ends` says that the sockets in these rooms are to be closed.

    `note` is for the process that gets it, not for its clients.
    """

    rooms: tuple[str, ...]
    packet: bytes
    ends: bool = False
    note: bytes = b""


def pack(parcel: Parcel) -> bytes:
    """Sizes of the parts; the rooms by line, the packet, the note."""
    head = (_ENDS if parcel.ends else _STAYS) + "\n".join(parcel.rooms).encode()
    parts = (head, parcel.packet, parcel.note)
    return b"".join((*(len(part).to_bytes(_SIZE, "big") for part in parts), *parts))


def unpack(data: bytes, at: int) -> Iterator[Parcel]:
    """Every parcel in `data` from `at` on."""
    while at < len(data):
        sizes = [int.from_bytes(data[at + n * _SIZE : at + (n + 1) * _SIZE], "big") for n in range(_PARTS)]
        begin = at + _PARTS * _SIZE
        packet, note, at = begin + sizes[0], begin + sizes[0] + sizes[1], begin + sum(sizes)
        head = data[begin:packet]
        rooms = tuple(head[1:].decode().split("\n"))
        yield Parcel(rooms, data[packet:note], ends=head[:1] == _ENDS, note=data[note:at])
