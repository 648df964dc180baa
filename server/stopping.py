"""Ctrl-C and SIGTERM for commands that supervise others."""

import signal
import time

STOPPING = {signal.SIGINT, signal.SIGTERM}


class Stopped(Exception):
    """Somebody asked the command to stop."""


class StopRequest:
    """Asked for instead of delivered: the signals are blocked, so none is lost and none interrupts a clean-up."""

    def __init__(self) -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)

    def pause(self, seconds: float = 0.1) -> None:
        """Let time pass between two looks at something; raises Stopped when a signal has come."""
        time.sleep(seconds)
        if STOPPING & signal.sigpending():
            raise Stopped
