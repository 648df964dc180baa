"""Lists of the back office as files: what is asked for in the list, whole. Who took which is in the audit log."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Final, Protocol, TypeVar
from urllib.parse import urlencode

from realtime.actor import Actor
from realtime.audit import audit
from realtime.contract import Contract
from realtime.contracts import Money
from server.admin.codes.promo_codes import list_promo_codes
from server.admin.codes.promo_contracts import PromoQuery, PromoRecord
from server.admin.orders.actions import orders_page
from server.admin.orders.contracts import OrderRecord, OrdersQuery
from server.admin.records.audit_log import list_entries
from server.admin.records.contracts import AuditQuery, AuditRecord
from server.admin.records.headers import HEADERS
from server.csv_files import MOST_ROWS, Rows
from storage.audit import AuditedAction

_PART: Final = 500

RecordT = TypeVar("RecordT")
RecordT_co = TypeVar("RecordT_co", covariant=True)
QueryT = TypeVar("QueryT", bound=Contract)


class Page(Protocol[RecordT_co]):
    """A part of a list."""

    @property
    def items(self) -> Sequence[RecordT_co]:
        """What is in it."""

    @property
    def next_cursor(self) -> str | None:
        """Where the next part begins; None at the end."""


async def begin_export(actor: Actor, name: str, query: Contract) -> list[str]:
    """Write down who takes what; answers the titles of the columns in the actor's language."""
    left_out = {"cursor", "limit", "client", "person"}
    asked = urlencode(query.model_dump(mode="json", exclude_none=True, exclude=left_out))
    await audit(actor, AuditedAction.RECORDS_EXPORTED, f"records:{name}", asked=asked)
    return list(HEADERS[name][actor.language])


def orders(query: OrdersQuery) -> AsyncIterator[Rows]:
    """Orders, newest first."""
    return _rows(query, orders_page, _order)


def promo_codes(query: PromoQuery) -> AsyncIterator[Rows]:
    """Promo codes with their uses."""
    return _rows(query, list_promo_codes, _promo_code)


def audit_log(actor: Actor, query: AuditQuery) -> AsyncIterator[Rows]:
    """Entries of the audit log, newest first."""
    return _rows(query, lambda asked: list_entries(actor, asked), _entry)


async def _rows(
    query: QueryT, page: Callable[[QueryT], Awaitable[Page[RecordT]]], row: Callable[[RecordT], list[object]]
) -> AsyncIterator[Rows]:
    cursor: str | None = None
    left = MOST_ROWS
    while left > 0:
        # Inside the server a part may be larger than what a browser may ask for.
        part = await page(query.model_copy(update={"cursor": cursor, "limit": min(_PART, left)}))
        yield [row(one) for one in part.items]
        left -= len(part.items)
        cursor = part.next_cursor
        if cursor is None:
            return


def _order(one: OrderRecord) -> list[object]:
    return [
        one.id,
        one.created_at.isoformat(timespec="seconds"),
        one.state,
        one.service_title.ru,
        one.format,
        one.astrologer,
        one.buyer,
        one.client_id,
        _roubles(one.total),
        one.extends,
    ]


def _promo_code(one: PromoRecord) -> list[object]:
    return [
        one.code,
        one.percent,
        _roubles(one.amount),
        ", ".join(one.services),
        one.starts_at and one.starts_at.isoformat(timespec="seconds"),
        one.ends_at and one.ends_at.isoformat(timespec="seconds"),
        one.uses_limit,
        one.uses,
        one.series,
    ]


def _entry(one: AuditRecord) -> list[object]:
    return [
        one.at.isoformat(timespec="seconds"),
        one.actor.name if one.actor else None,
        one.actor.id if one.actor else None,
        one.actor_role,
        one.action,
        one.subject,
        one.person.name if one.person else None,
        one.person.id if one.person else None,
        "; ".join(f"{name}: {value}" for name, value in one.details.items()),
    ]


def _roubles(money: Money | None) -> str | None:
    """With a comma, as a Russian spreadsheet reads numbers."""
    return f"{money.amount // 100},{money.amount % 100:02d}" if money else None
