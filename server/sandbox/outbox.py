"""Everything that was sent to people, kept for reading instead of being delivered."""

from datetime import UTC, datetime
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from server.sandbox.state import State

KEPT: Final = 500

_TABLE: Final = """
CREATE TABLE IF NOT EXISTS outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    receiver TEXT NOT NULL,
    subject TEXT,
    text TEXT NOT NULL,
    sent_at TEXT NOT NULL
)
"""


class Outbox:
    """The newest KEPT messages of all channels."""

    def __init__(self, state: State) -> None:
        self._connection = state.connection
        self._connection.execute(_TABLE)

    def add(self, channel: str, to: str, text: str, subject: str | None = None) -> int:
        """Keep one message; answers its number."""
        sent_at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        number = self._connection.execute(
            "INSERT INTO outbox (channel, receiver, subject, text, sent_at) VALUES (?, ?, ?, ?, ?)",
            (channel, to, subject, text, sent_at),
        ).lastrowid
        assert number is not None, "an INSERT has a row id"
        self._connection.execute("DELETE FROM outbox WHERE id <= ?", (number - KEPT,))
        return number

    def newest_first(self) -> list[dict[str, str]]:
        """The messages as the contract has them; a message without a subject has no such key."""
        rows = self._connection.execute(
            'SELECT channel, receiver AS "to", subject, text, sent_at FROM outbox ORDER BY id DESC'
        )
        return [{key: row[key] for key in row.keys() if row[key] is not None} for row in rows]  # noqa: SIM118


def routes(outbox: Outbox) -> list[Route]:
    """`GET /outbox.json`."""

    async def show(request: Request) -> JSONResponse:
        return JSONResponse(outbox.newest_first())

    return [Route("/outbox.json", show)]
