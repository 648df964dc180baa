"""Coroutines that begin at once, where they are called, and become a task only when they have to wait.

What Python 3.12 calls an eager task, for Python 3.11: most events of a socket are answered without waiting, and a task
for each would cost more than the answer.
"""

import asyncio
from asyncio.tasks import _enter_task, _leave_task
from collections.abc import Callable, Coroutine, Generator
from typing import Any

Ended = Callable[["asyncio.Task[None]"], None]


class _Beginning:
    """Who runs until the task exists: what asks for the current task (a time-out, a task group) gets this.

    It passes on what they say later to the task that it has become.
    """

    __slots__ = ("__weakref__", "task")

    def __init__(self) -> None:
        self.task: asyncio.Task[None] | None = None

    def cancel(self, msg: object = None) -> bool:
        return self.task.cancel(msg) if self.task is not None else False

    def uncancel(self) -> int:
        return self.task.uncancel() if self.task is not None else 0

    def cancelling(self) -> int:
        return self.task.cancelling() if self.task is not None else 0

    def done(self) -> bool:
        return self.task is not None and self.task.done()


class _Continuing:
    """The rest of a coroutine that began outside a task and waits for `awaited`."""

    __slots__ = ("_awaited", "_coroutine")

    def __init__(self, coroutine: Coroutine[Any, Any, None], awaited: Any) -> None:
        self._coroutine = coroutine
        self._awaited = awaited

    def __await__(self) -> Generator[Any, Any, None]:
        coroutine, awaited = self._coroutine, self._awaited
        while True:
            try:
                value = yield awaited
            except BaseException as error:
                try:
                    awaited = coroutine.throw(error)
                except StopIteration:
                    return
            else:
                try:
                    awaited = coroutine.send(value)
                except StopIteration:
                    return


async def _continue(coroutine: Coroutine[Any, Any, None], awaited: Any) -> None:
    await _Continuing(coroutine, awaited)


def begin(coroutine: Coroutine[Any, Any, None], ended: Ended) -> "asyncio.Task[None] | None":
    """Run `coroutine` until it waits or ends. Answers None when it has ended, else the task that goes on with it.

    `ended` is called with that task when it is done; never when None was answered. What the coroutine raises before it
    waits is raised here. To be called from the loop, outside any task.
    """
    loop = asyncio.get_running_loop()
    beginning: Any = _Beginning()
    _enter_task(loop, beginning)
    try:
        awaited = coroutine.send(None)
    except StopIteration:
        return None
    finally:
        _leave_task(loop, beginning)
    task = loop.create_task(_continue(coroutine, awaited))
    beginning.task = task
    task.add_done_callback(ended)
    return task
