"""An event on its way to other processes: bytes that need not be understood to be passed on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_ENDS: Final = b"!"
_STAYS: Final = b"."
_SIZE: Final = 4


@dataclass(frozen=True, slots=True)
class Parcel:
    """`packet` is the event as JSON `[name, payload]`; `ends` says that the sockets in these rooms are to be closed."""

    rooms: tuple[str, ...]
    packet: bytes
    ends: bool = False


def pack(parcel: Parcel) -> bytes:
    """Sizes of both parts, the rooms by line, the packet."""
    head = (_ENDS if parcel.ends else _STAYS) + "\n".join(parcel.rooms).encode()
    return len(head).to_bytes(_SIZE, "big") + len(parcel.packet).to_bytes(_SIZE, "big") + head + parcel.packet


def unpack(data: bytes, at: int) -> Iterator[Parcel]:
    """Every parcel in `data` from `at` on."""
    while at < len(data):
        middle = at + 2 * _SIZE + int.from_bytes(data[at : at + _SIZE], "big")
        end = middle + int.from_bytes(data[at + _SIZE : at + 2 * _SIZE], "big")
        head = data[at + 2 * _SIZE : middle]
        yield Parcel(tuple(head[1:].decode().split("\n")), data[middle:end], ends=head[:1] == _ENDS)
        at = end
