"""Look-ups that are asked for at the same time, as one: thousands who come back at once are a few dozen queries."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Final, Generic, TypeVar

AT_ONCE: Final = 4
MOST: Final = 500

K = TypeVar("K")
V = TypeVar("V")


class Gathering(Generic[K, V]):
    """Asks `look_up` for what has gathered while the questions before were being answered.

    Every question is put to the store after it was asked here, so an answer is never older than the question. With few
    who ask, each is asked at once.
    """

    def __init__(self, look_up: Callable[[list[K]], Awaitable[Mapping[K, V]]]) -> None:
        self._look_up = look_up
        self._asked: list[tuple[Collection[K], asyncio.Future[Mapping[K, V]]]] = []
        self._asking: set[asyncio.Task[None]] = set()

    async def one(self, key: K) -> V | None:
        """What there is for `key`. Raises what the look-up raises."""
        return (await self._ask((key,))).get(key)

    async def many(self, keys: Collection[K]) -> dict[K, V]:
        """What there is for those of `keys` for which there is something."""
        found = await self._ask(keys) if keys else {}
        return {key: found[key] for key in keys if key in found}

    async def _ask(self, keys: Collection[K]) -> Mapping[K, V]:
        answer: asyncio.Future[Mapping[K, V]] = asyncio.get_running_loop().create_future()
        self._asked.append((keys, answer))
        if len(self._asking) < AT_ONCE:
            task = asyncio.get_running_loop().create_task(self._answer_all(), name="look-ups")
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)
        return await answer

    async def _answer_all(self) -> None:
        while self._asked:
            batch, self._asked = self._asked[:MOST], self._asked[MOST:]
            waiting = [answer for _, answer in batch]
            try:
                found = await self._look_up(list({key for keys, _ in batch for key in keys}))
            except Exception as error:
                for answer in waiting:
                    if not answer.done():
                        answer.set_exception(error)
            else:
                for answer in waiting:
                    if not answer.done():
                        answer.set_result(found)
