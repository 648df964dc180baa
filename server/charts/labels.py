"""Places for labels round a circle: as near to where they belong as they can be without touching each other."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_ROUNDS: Final = 400


def spread(angles: Sequence[float], gap: float) -> list[float]:
    """An angle for each of `angles` (degrees), in the same order round the circle and at least `gap` apart.

    What is too close is pushed apart by equal parts, so that a crowd stays centred where it is. `gap` has to leave
    room for all.
    """
    if len(angles) < 2:
        return list(angles)
    if gap * len(angles) > 360:
        raise ValueError("no room for all")
    order = sorted(range(len(angles)), key=lambda number: angles[number] % 360)
    placed = [angles[number] % 360 for number in order]
    for _ in range(_ROUNDS):
        if not _push(placed, gap):
            break
    answer = [0.0] * len(angles)
    for number, angle in zip(order, placed, strict=True):
        answer[number] = angle % 360
    return answer


def _push(placed: list[float], gap: float) -> bool:
    """One round of pushing neighbours apart, the last and the first too; whether anything had to move."""
    moved = False
    last = len(placed) - 1
    for left, right in [*pairwise(range(len(placed))), (last, 0)]:
        turn = 360 if right == 0 else 0
        missing = gap - (placed[right] + turn - placed[left])
        if missing > 1e-6:
            placed[left] -= missing / 2
            placed[right] += missing / 2
            moved = True
    return moved
