"""Questions asked at the same time are one look-up, and nobody is answered with what was known before they asked."""

import asyncio
from collections.abc import Sequence

import pytest

from realtime.gathering import AT_ONCE, MOST, Gathering


class Store:
    """Knows the double of every even number, and answers when it is let."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.factor = 2
        self.open = asyncio.Event()
        self.open.set()
        self.is_asked = asyncio.Event()

    async def look_up(self, keys: Sequence[int]) -> dict[int, int]:
        self.asked.append(sorted(keys))
        self.is_asked.set()
        await self.open.wait()
        return {key: key * self.factor for key in keys if key % 2 == 0}


async def test_who_asks_alone_is_asked_for_alone() -> None:
    store = Store()
    gathering = Gathering(store.look_up)
    assert [await gathering.one(key) for key in (2, 3, 4)] == [4, None, 8]
    assert await gathering.many([6, 7]) == {6: 12}
    assert await gathering.many([]) == {}
    assert store.asked == [[2], [3], [4], [6, 7]]


async def test_thousands_who_ask_at_once_are_a_few_look_ups_and_each_gets_their_own() -> None:
    store = Store()
    gathering = Gathering(store.look_up)
    answers = await asyncio.gather(*(gathering.one(key) for key in range(5_000)))
    assert answers == [None if key % 2 else key * 2 for key in range(5_000)]
    assert len(store.asked) <= AT_ONCE + 5_000 // MOST + 1
    assert max(map(len, store.asked)) <= MOST


async def test_no_answer_is_older_than_its_question() -> None:
    store = Store()
    store.open.clear()
    gathering = Gathering(store.look_up)
    early = [asyncio.create_task(gathering.one(2)) for _ in range(AT_ONCE)]
    await store.is_asked.wait()
    late = asyncio.create_task(gathering.one(2))
    await asyncio.sleep(0)
    asked_before = len(store.asked)
    store.open.set()
    await asyncio.gather(*early, late)
    assert len(store.asked) > asked_before


async def test_a_failure_is_everybodys_who_asked_and_nobody_elses() -> None:
    fails = True

    async def look_up(keys: Sequence[int]) -> dict[int, int]:
        if fails:
            raise LookupError
        return dict.fromkeys(keys, 1)

    gathering = Gathering(look_up)
    answers = await asyncio.gather(*(gathering.one(key) for key in range(3)), return_exceptions=True)
    assert [type(one) for one in answers] == [LookupError] * 3
    fails = False
    assert await gathering.one(1) == 1


async def test_who_stops_waiting_takes_nothing_from_the_others() -> None:
    store = Store()
    store.open.clear()
    gathering = Gathering(store.look_up)
    impatient, patient = (asyncio.create_task(gathering.one(key)) for key in (2, 4))
    await store.is_asked.wait()
    impatient.cancel()
    with pytest.raises(asyncio.CancelledError):
        await impatient
    store.open.set()
    assert await patient == 8
