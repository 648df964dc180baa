"""Search over the places of `places.tsv.gz`, in memory: by the beginning of a name in any of its spellings."""

import gzip
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path
from typing import Final

from server.places.names import key_of

TABLE: Final = Path(__file__).parent / "places.tsv.gz"
_AFTER_ALL_LETTERS: Final = "\uffff"
# Shorter ones are beginnings more often than whole names.
_WHOLE_NAME: Final = 4


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place; `russian` is empty where no Russian name is known. `region` is GeoNames' code."""

    id: str
    english: str
    russian: str
    country: str
    region: str
    lat: float
    lon: float
    timezone: str


class PlaceIndex:
    """Places by the beginning of their names; `__main__.py` says how the table is made and what a rank is."""

    def __init__(self, rows: list[str], numbers: "array[int]", keys: list[str], ranks: "array[int]") -> None:
        self._rows = rows
        self._numbers = numbers
        self._keys = keys
        self._ranks = ranks

    @classmethod
    def read(cls, path: Path = TABLE) -> "PlaceIndex":
        """The index of a table. Takes some tenths of a second and about 40 MB."""
        rows, numbers, keys = gzip.decompress(path.read_bytes()).decode().split("\n\n")
        names: list[str] = []
        ranks = array("I")
        for line in keys.split("\n"):
            name, _, rank = line.partition("\t")
            names.append(name)
            ranks.append(int(rank))
        return cls(rows.split("\n"), array("I", map(int, numbers.split("\n"))), names, ranks)

    def find(self, typed: str, limit: int) -> list[FoundPlace]:
        """Places called exactly so, then those whose name begins so; the likeliest first."""
        key = key_of(typed)
        if not key:
            return []
        start = bisect_left(self._keys, key)
        same = bisect_left(self._keys, key + "\x01", start) if len(key) >= _WHOLE_NAME else start
        end = bisect_left(self._keys, key + _AFTER_ALL_LETTERS, start)
        # A place may be there under two ranks, once for its present name and once for another.
        likeliest = [*sorted(self._ranks[start:same]), *nsmallest(4 * limit, self._ranks[same:end])]
        numbers = dict.fromkeys(self._numbers[rank] for rank in likeliest)
        return [self.place(number) for number in list(numbers)[:limit]]

    def __len__(self) -> int:
        return len(self._rows)

    def place(self, number: int) -> FoundPlace:
        """The place of this number; 0 is the largest."""
        place, english, russian, country, region, lat, lon, timezone = self._rows[number].split("\t")
        return FoundPlace(place, english, russian, country, region, float(lat), float(lon), timezone)
