"""Coroutines that begin at once, where they are called, and go on by themselves when they have to wait.

What Python 3.12 calls an eager task, for Python 3.11 and without asyncio's books about its tasks: most events of a
socket are answered without waiting, and a task for each would cost more than the answer.
"""

import asyncio
from asyncio.tasks import _enter_task, _leave_task
from collections.abc import Callable, Coroutine
from typing import Any


class Errand:
    """A coroutine on its way: the current task for what runs inside it, such as a time-out or a task group.

    To be made and begun from the loop, outside any task.
    """

    __slots__ = ("__weakref__", "_awaited", "_cancellations", "_coroutine", "_ended", "_loop", "_must_cancel", "error")

    def __init__(self, coroutine: Coroutine[Any, Any, None]) -> None:
        self._loop: Any = asyncio.get_running_loop()
        self._coroutine = coroutine
        self._ended: Callable[[Errand], None] | None = None
        self._awaited: asyncio.Future[Any] | None = None
        self._cancellations = 0
        self._must_cancel = False
        self.error: BaseException | None = None
        """What the coroutine raised; None until it has ended, and when it ended well."""

    def begin(self, ended: "Callable[[Errand], None]") -> bool:
        """Run until the coroutine waits. Answers whether it has ended; if not, `ended` is called when it has.

        What the coroutine raises before it waits is raised here, cancellation too.
        """
        if not self._step(None):
            self._ended = ended
            return False
        if self.error is not None:
            raise self.error
        return True

    def _step(self, error: BaseException | None) -> bool:
        """Run to the next wait; answers whether the coroutine has ended."""
        self._awaited = None
        _enter_task(self._loop, self)  # type: ignore[arg-type]  # it is what a task is to those inside
        try:
            awaited = self._coroutine.send(None) if error is None else self._coroutine.throw(error)
        except StopIteration:
            return True
        except BaseException as raised:
            self.error = raised
            if isinstance(raised, KeyboardInterrupt | SystemExit):
                raise
            return True
        finally:
            _leave_task(self._loop, self)  # type: ignore[arg-type]
        self._wait_for(awaited)
        return False

    def _wait_for(self, awaited: Any) -> None:
        if awaited is None:
            self._loop.call_soon(self._go_on)
        elif getattr(awaited, "_asyncio_future_blocking", None):
            awaited._asyncio_future_blocking = False
            self._awaited = awaited
            awaited.add_done_callback(self._go_on)
            if self._must_cancel and awaited.cancel():
                self._must_cancel = False
        else:
            self._loop.call_soon(self._go_on, None, RuntimeError(f"awaited what is no future: {awaited!r}"))

    def _go_on(self, _done: object = None, error: BaseException | None = None) -> None:
        if self._must_cancel:
            self._must_cancel = False
            error = asyncio.CancelledError()
        if self._step(error) and self._ended is not None:
            self._ended(self)

    # What a task lets others do to it.

    def done(self) -> bool:
        return self._coroutine.cr_frame is None  # type: ignore[attr-defined]  # a coroutine of `async def`

    def cancel(self, msg: object = None) -> bool:
        """Raise CancelledError where the coroutine waits. As in asyncio, False when it has ended."""
        if self.done():
            return False
        self._cancellations += 1
        if self._awaited is None or not self._awaited.cancel():
            self._must_cancel = True
        return True

    def uncancel(self) -> int:
        """Take back one request to cancel; answers how many are left."""
        self._cancellations = max(0, self._cancellations - 1)
        return self._cancellations

    def cancelling(self) -> int:
        return self._cancellations
