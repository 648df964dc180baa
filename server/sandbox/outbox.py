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

_ENCLOSURES: Final = """
CREATE TABLE IF NOT EXISTS enclosures (
    message INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    size INTEGER NOT NULL
)
"""


class Outbox:
    """The newest KEPT messages of all channels."""

    def __init__(self, state: State) -> None:
        self._connection = state.connection
        self._connection.execute(_TABLE)
        self._connection.execute(_ENCLOSURES)

    def add(self, channel: str, to: str, text: str, subject: str | None = None) -> int:
        """Keep one message; answers its number."""
        sent_at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        number = self._connection.execute(
            "INSERT INTO outbox (channel, receiver, subject, text, sent_at) VALUES (?, ?, ?, ?, ?)",
            (channel, to, subject, text, sent_at),
        ).lastrowid
        assert number is not None, "an INSERT has a row id"
        self._connection.execute("DELETE FROM outbox WHERE id <= ?", (number - KEPT,))
        self._connection.execute("DELETE FROM enclosures WHERE message <= ?", (number - KEPT,))
        return number

    def enclose(self, number: int, name: str, content_type: str, size: int) -> None:
        """Keep what a file that came with message `number` was like; not its content."""
        row = (number, name, content_type, size)
        self._connection.execute("INSERT INTO enclosures (message, name, content_type, size) VALUES (?, ?, ?, ?)", row)

    def newest_first(self) -> list[dict[str, object]]:
        """The messages as the contract has them; without a subject or files there are no such keys."""
        files: dict[int, list[dict[str, object]]] = {}
        for row in self._connection.execute("SELECT message, name, content_type, size FROM enclosures"):
            told = {key: row[key] for key in ("name", "content_type", "size")}
            files.setdefault(row["message"], []).append(told)
        rows = self._connection.execute(
            'SELECT id, channel, receiver AS "to", subject, text, sent_at FROM outbox ORDER BY id DESC'
        )
        return [
            {key: row[key] for key in row.keys() if key != "id" and row[key] is not None}  # noqa: SIM118
            | ({"enclosures": files[row["id"]]} if row["id"] in files else {})
            for row in rows
        ]


def routes(outbox: Outbox) -> list[Route]:
    """`GET /outbox.json`."""

    async def show(request: Request) -> JSONResponse:
        return JSONResponse(outbox.newest_first())

    return [Route("/outbox.json", show)]
