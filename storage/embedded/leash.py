"""Runs a command that dies with its parent: `python -I -S leash.py PARENT_PID COMMAND…`.

The kernel sends the command SIGTERM when the thread that started it ends, however that happened. A separate
little program does it, because code between fork and exec is unsafe in a process with threads.
"""

import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def tie_to_parent(parent: int) -> None:
    """After this the process gets SIGTERM when its parent dies; it exits at once when that has already happened."""
    if sys.platform == "linux":
        import ctypes

        if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != parent:
        sys.exit(0)


def hear_signals() -> None:
    """Undo what the parent may have ignored or blocked for itself: a child must hear when it is asked to stop."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


if __name__ == "__main__":
    tie_to_parent(int(sys.argv[1]))
    hear_signals()
    os.execvpe(sys.argv[2], sys.argv[2:], os.environ)  # noqa: S606 - replacing ourselves is the point
