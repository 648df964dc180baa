"""What the sandbox's acquirer remembers: payments, refunds, idempotence keys, notices that are still to be sent."""

import sqlite3
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import orjson

from server.sandbox.state import State

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS acquirer_payments (
    id TEXT PRIMARY KEY, shop TEXT NOT NULL, status TEXT NOT NULL, amount TEXT NOT NULL, currency TEXT NOT NULL,
    description TEXT NOT NULL, return_url TEXT NOT NULL, metadata TEXT NOT NULL, created_at TEXT NOT NULL,
    reason TEXT
);
CREATE TABLE IF NOT EXISTS acquirer_refunds (
    id TEXT PRIMARY KEY, payment_id TEXT NOT NULL, amount TEXT NOT NULL, currency TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS acquirer_receipts (
    object_id TEXT PRIMARY KEY, payment_id TEXT NOT NULL, type TEXT NOT NULL, content TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS acquirer_keys (
    shop TEXT NOT NULL, key TEXT NOT NULL, request BLOB NOT NULL, object_id TEXT NOT NULL, PRIMARY KEY (shop, key)
);
CREATE TABLE IF NOT EXISTS acquirer_notices (
    id INTEGER PRIMARY KEY AUTOINCREMENT, payment_id TEXT NOT NULL, event TEXT NOT NULL, due_at REAL NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0
);
"""


@dataclass(frozen=True)
class BankPayment:
    """One payment. `amount` is written as the API writes it: `"9999.00"`."""

    id: str
    shop: str
    status: str
    amount: str
    currency: str
    description: str
    return_url: str
    metadata: dict[str, str]
    created_at: str
    reason: str | None = None


@dataclass(frozen=True)
class BankRefund:
    """One refund; it always succeeds."""

    id: str
    payment_id: str
    amount: str
    currency: str
    created_at: str


@dataclass(frozen=True)
class Notice:
    """A notice to be sent once `due_at` (seconds since the epoch) has come."""

    id: int
    payment_id: str
    event: str
    due_at: float
    tries: int


class Bank:
    """The acquirer's book-keeping, in the sandbox's state file."""

    def __init__(self, state: State) -> None:
        self._connection = state.connection
        self._connection.executescript(_TABLES)

    # ------------------------------------------------------------ idempotence
    def known(self, shop: str, key: str) -> tuple[bytes, str] | None:
        """The request that came with this key, and the id of what it made; None for a new key."""
        row = self._connection.execute(
            "SELECT request, object_id FROM acquirer_keys WHERE shop = ? AND key = ?", (shop, key)
        ).fetchone()
        return (row["request"], row["object_id"]) if row else None

    def remember(self, shop: str, key: str, request: bytes, object_id: str) -> None:
        """Keep what the key made."""
        self._connection.execute("INSERT INTO acquirer_keys VALUES (?, ?, ?, ?)", (shop, key, request, object_id))

    # ------------------------------------------------------------ payments
    def start(self, shop: str, amount: str, currency: str, description: str, return_url: str, metadata: object) -> str:
        """A new pending payment; answers its id."""
        payment_id = str(uuid.uuid4())
        self._connection.execute(
            "INSERT INTO acquirer_payments VALUES (?, ?, 'pending', ?, ?, ?, ?, ?, ?, NULL)",
            (payment_id, shop, amount, currency, description, return_url, orjson.dumps(metadata).decode(), _now()),
        )
        return payment_id

    def payment(self, payment_id: str) -> BankPayment | None:
        """The payment, or None."""
        row = self._connection.execute("SELECT * FROM acquirer_payments WHERE id = ?", (payment_id,)).fetchone()
        if row is None:
            return None
        return BankPayment(**(dict(row) | {"metadata": orjson.loads(row["metadata"])}))

    def finish(self, payment_id: str, status: str, reason: str | None = None) -> bool:
        """End a pending payment; False when it had ended before."""
        changed = self._connection.execute(
            "UPDATE acquirer_payments SET status = ?, reason = ? WHERE id = ? AND status = 'pending'",
            (status, reason, payment_id),
        )
        return changed.rowcount == 1

    # ------------------------------------------------------------ refunds
    def refund(self, payment: BankPayment, amount: str, currency: str) -> str:
        """Give money back; answers the refund's id."""
        refund_id = str(uuid.uuid4())
        self._connection.execute(
            "INSERT INTO acquirer_refunds VALUES (?, ?, ?, ?, ?)", (refund_id, payment.id, amount, currency, _now())
        )
        return refund_id

    def refund_by_id(self, refund_id: str) -> BankRefund | None:
        """The refund, or None."""
        row = self._connection.execute("SELECT * FROM acquirer_refunds WHERE id = ?", (refund_id,)).fetchone()
        return BankRefund(**dict(row)) if row else None

    def refunds_of(self, payment_id: str) -> list[BankRefund]:
        """Everything that was given back of a payment."""
        rows = self._connection.execute("SELECT * FROM acquirer_refunds WHERE payment_id = ?", (payment_id,))
        return [BankRefund(**dict(row)) for row in rows]

    # ------------------------------------------------------------ receipts
    def register(self, object_id: str, payment_id: str, kind: str, content: dict[str, object]) -> None:
        """Keep the receipt of a payment or a refund; `content` names nobody."""
        self._connection.execute(
            "INSERT INTO acquirer_receipts VALUES (?, ?, ?, ?)",
            (object_id, payment_id, kind, orjson.dumps(content).decode()),
        )

    def receipt(self, object_id: str) -> dict[str, object] | None:
        """The receipt, or None."""
        row = self._connection.execute("SELECT * FROM acquirer_receipts WHERE object_id = ?", (object_id,)).fetchone()
        return _receipt(row) if row else None

    def receipts_of(self, payment_id: str) -> list[dict[str, object]]:
        """The receipts of a payment and its refunds, as they were registered, the first one first."""
        rows = self._connection.execute(
            "SELECT * FROM acquirer_receipts WHERE payment_id = ? ORDER BY rowid", (payment_id,)
        )
        return [_receipt(row) for row in rows]

    # ------------------------------------------------------------ notices
    def owe_notice(self, payment_id: str, event: str, after_seconds: float) -> None:
        """A notice to be sent later."""
        self._connection.execute(
            "INSERT INTO acquirer_notices (payment_id, event, due_at) VALUES (?, ?, ?)",
            (payment_id, event, time.time() + after_seconds),
        )

    def next_notices(self, most: int) -> list[Notice]:
        """Those that are due first, due or not."""
        rows = self._connection.execute("SELECT * FROM acquirer_notices ORDER BY due_at LIMIT ?", (most,)).fetchall()
        return [Notice(**dict(row)) for row in rows]

    def drop_notice(self, notice: Notice) -> None:
        """It was taken, or given up."""
        self._connection.execute("DELETE FROM acquirer_notices WHERE id = ?", (notice.id,))

    def delay_notice(self, notice: Notice, seconds: float) -> None:
        """It was not taken: once more later."""
        self._connection.execute(
            "UPDATE acquirer_notices SET due_at = ?, tries = tries + 1 WHERE id = ?", (time.time() + seconds, notice.id)
        )


def _receipt(row: sqlite3.Row) -> dict[str, object]:
    known = {"id": row["object_id"], "type": row["type"], "payment_id": row["payment_id"], "status": "succeeded"}
    return {**known, **orjson.loads(row["content"])}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
