"""Coroutines that begin at once: no task when nothing waits, and everything a task can do when something does."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from realtime.transport.eager import begin


async def _outside(coroutine: Coroutine[Any, Any, None]) -> "asyncio.Task[None] | None":
    """Begin it as a callback of the loop does, outside any task; wait for its end."""
    loop = asyncio.get_running_loop()
    begun: asyncio.Future[asyncio.Task[None] | None] = loop.create_future()
    ended: asyncio.Future[None] = loop.create_future()

    def call() -> None:
        try:
            task = begin(coroutine, lambda _: ended.set_result(None))
        except Exception as error:
            begun.set_exception(error)
        else:
            begun.set_result(task)

    loop.call_soon(call)
    task = await begun
    if task is not None:
        await ended
    return task


async def test_what_does_not_wait_needs_no_task_and_has_run_when_begin_returns() -> None:
    done: list[int] = []

    async def work() -> None:
        done.append(1)

    assert await _outside(work()) is None
    assert done == [1]


async def test_what_waits_goes_on_as_a_task() -> None:
    done: list[str] = []
    future: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def work() -> None:
        await asyncio.sleep(0)
        done.append(await future)

    asyncio.get_running_loop().call_later(0.01, future.set_result, "answer")
    task = await _outside(work())
    assert task is not None
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


async def test_an_error_before_the_first_wait_is_raised_and_one_after_it_is_the_tasks() -> None:
    async def at_once() -> None:
        raise LookupError

    async def later() -> None:
        await asyncio.sleep(0)
        raise LookupError

    with pytest.raises(LookupError):
        await _outside(at_once())
    task = await _outside(later())
    assert task is not None
    assert isinstance(task.exception(), LookupError)


async def test_cancelling_the_task_reaches_the_coroutine() -> None:
    seen: list[str] = []

    async def work() -> None:
        try:
            await asyncio.get_running_loop().create_future()
        except asyncio.CancelledError:
            seen.append("cancelled")
            raise

    begun: asyncio.Future[asyncio.Task[None] | None] = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(lambda: begun.set_result(begin(work(), lambda _: None)))
    task = await begun
    assert task is not None
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert seen == ["cancelled"]
