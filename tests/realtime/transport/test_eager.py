"""Coroutines that begin at once: over when nothing waits, and with everything a task can do when something does."""

import asyncio
from collections.abc import Coroutine, Generator
from typing import Any

import pytest

from realtime.transport.eager import Errand


async def _outside(coroutine: Coroutine[Any, Any, None]) -> Errand | None:
    """Begin it as a callback of the loop does, outside any task; wait for its end. None when it did not wait."""
    loop = asyncio.get_running_loop()
    begun: asyncio.Future[Errand | None] = loop.create_future()
    ended: asyncio.Future[None] = loop.create_future()

    def call() -> None:
        errand = Errand(coroutine)
        try:
            has_ended = errand.begin(lambda _: ended.set_result(None))
        except Exception as error:
            begun.set_exception(error)
        else:
            begun.set_result(None if has_ended else errand)

    loop.call_soon(call)
    errand = await begun
    if errand is not None:
        await ended
    return errand


async def test_what_does_not_wait_has_run_when_begin_returns() -> None:
    done: list[int] = []

    async def work() -> None:
        done.append(1)

    assert await _outside(work()) is None
    assert done == [1]


async def test_what_waits_goes_on_by_itself() -> None:
    done: list[str] = []
    future: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def work() -> None:
        await asyncio.sleep(0)
        done.append(await future)

    asyncio.get_running_loop().call_later(0.01, future.set_result, "answer")
    assert await _outside(work()) is not None
    assert done == ["answer"]


async def test_a_timeout_entered_before_the_first_wait_works() -> None:
    seen: list[str] = []

    async def work() -> None:
        try:
            async with asyncio.timeout(0.01):
                await asyncio.get_running_loop().create_future()
        except TimeoutError:
            seen.append("timed out")

    assert await _outside(work()) is not None
    assert seen == ["timed out"]


async def test_a_task_group_entered_before_the_first_wait_works() -> None:
    seen: list[int] = []

    async def add(number: int) -> None:
        await asyncio.sleep(0)
        seen.append(number)

    async def work() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(add(1))
            group.create_task(add(2))

    await _outside(work())
    assert sorted(seen) == [1, 2]


async def test_an_error_before_the_first_wait_is_raised_and_one_after_it_is_kept() -> None:
    async def at_once() -> None:
        raise LookupError

    async def later() -> None:
        await asyncio.sleep(0)
        raise LookupError

    with pytest.raises(LookupError):
        await _outside(at_once())
    errand = await _outside(later())
    assert errand is not None
    assert isinstance(errand.error, LookupError)


async def test_what_a_future_raises_is_raised_where_it_is_awaited() -> None:
    seen: list[str] = []
    future: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def work() -> None:
        try:
            await future
        except LookupError:
            seen.append("raised")

    asyncio.get_running_loop().call_later(0.01, future.set_exception, LookupError())
    await _outside(work())
    assert seen == ["raised"]


async def test_a_task_awaited_and_a_shield_around_it_work() -> None:
    seen: list[int] = []

    async def slow() -> int:
        await asyncio.sleep(0.01)
        return 1

    async def work() -> None:
        inner = asyncio.get_running_loop().create_task(slow())
        seen.append(await asyncio.shield(inner) + await inner)
        seen.extend(await asyncio.gather(slow(), slow()))

    await _outside(work())
    assert seen == [2, 1, 1]


async def _begun(coroutine: Coroutine[Any, Any, None], ended: "asyncio.Future[None]") -> Errand:
    errand: asyncio.Future[Errand] = asyncio.get_running_loop().create_future()

    def call() -> None:
        one = Errand(coroutine)
        assert not one.begin(lambda _: ended.set_result(None))
        errand.set_result(one)

    asyncio.get_running_loop().call_soon(call)
    return await errand


@pytest.mark.parametrize("waits", ["for a future", "for a turn of the loop"])
async def test_cancelling_reaches_the_coroutine_wherever_it_waits(waits: str) -> None:
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()

    async def work() -> None:
        while True:
            await (loop.create_future() if waits == "for a future" else asyncio.sleep(0))

    errand = await _begun(work(), ended)
    assert not errand.done()
    assert errand.cancel()
    await ended
    assert isinstance(errand.error, asyncio.CancelledError)
    assert errand.done()
    assert not errand.cancel()


async def test_it_can_be_cancelled_from_within_before_it_waits() -> None:
    seen: list[str] = []

    async def work() -> None:
        task = asyncio.current_task()
        assert task is not None
        task.cancel()
        try:
            await asyncio.get_running_loop().create_future()
        except asyncio.CancelledError:
            seen.append("cancelled")

    await _outside(work())
    assert seen == ["cancelled"]


async def test_awaiting_what_is_no_future_is_an_error() -> None:
    class Odd:
        def __await__(self) -> Generator[object, None, None]:
            yield object()

    async def work() -> None:
        await Odd()

    errand = await _outside(work())
    assert errand is not None
    assert isinstance(errand.error, RuntimeError)
