"""How many transports one address may open, at once and in a while."""

from collections import Counter
from typing import Final

from realtime.buckets import Buckets

REFILL_SECONDS: Final = 30.0


class Doors:
    """`limit` transports may be open for one address, and that many again may be opened every half minute."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._open: Counter[str] = Counter()
        self._buckets = Buckets(per_second=limit / REFILL_SECONDS, burst=limit)

    def lets_in(self, address: str) -> bool:
        """Whether another transport may be opened; it counts as an attempt."""
        return self._open[address] < self._limit and not self._buckets.take(address)

    def entered(self, address: str) -> None:
        """One more is open."""
        self._open[address] += 1

    def left(self, address: str) -> None:
        """One fewer is open."""
        self._open[address] -= 1
        if self._open[address] <= 0:
            del self._open[address]
