"""How much of the machine somebody else is using: figures in milliseconds mean something on a quiet one alone."""

import time

import psutil


class Watch:
    """Looks at the machine from its making on."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._busy = _busy_seconds()
        self._own = _own_seconds()

    def others(self) -> float:
        """The share of all cores that processes which are not ours have used since; 0.0 is a quiet machine."""
        available = (time.monotonic() - self._began) * (psutil.cpu_count() or 1)
        used = (_busy_seconds() - self._busy) - (_own_seconds() - self._own)
        return max(0.0, used / available)


def _busy_seconds() -> float:
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0.0) - times.guest - times.guest_nice)


def _own_seconds() -> float:
    """The processor time of this process and of everything that it has started and that still runs."""
    me = psutil.Process()
    spent = 0.0
    for process in (me, *me.children(recursive=True)):
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        spent += times.user + times.system
    return spent
