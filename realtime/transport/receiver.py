"""Whoever a WebSocket connection is handed to."""

from typing import Protocol


class Receiver(Protocol):
    """Whose connection it is. Every method is called on the event loop and must not wait."""

    def text(self, payload: bytes) -> None:
        """A whole message of the client, in order; it may be anything, even no UTF-8."""
        ...

    def lost(self) -> None:
        """The connection is over, whoever ended it; called once, nothing follows."""
        ...

    def choked(self) -> None:
        """The network takes nothing more for now; what is written waits in memory."""
        ...

    def freed(self) -> None:
        """The network takes again."""
        ...
