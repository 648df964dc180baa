"""What the sandbox remembers: one SQLite file, so that it survives a restart."""

import sqlite3
from pathlib import Path


class State:
    """An open state file. Each part of the sandbox keeps its own tables in `connection` (autocommit, one thread).

    `notify_url` is where the acquirer sends its notices; empty: to the site that a payment returns to.
    """

    def __init__(self, path: Path, *, notify_url: str = "") -> None:
        self.notify_url = notify_url
        path.parent.mkdir(parents=True, exist_ok=True)
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.row_factory = sqlite3.Row
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")

    def close(self) -> None:
        """Close the file."""
        self.connection.close()
