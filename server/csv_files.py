"""Tables as files for spreadsheets, written while they are read.

They open by a double click in a Russian Excel: UTF-8 with a mark, semicolons, CRLF. No cell is a formula, whoever wrote
it: https://owasp.org/www-community/attacks/CSV_Injection, read on 2026-11-24.
"""

import csv
import io
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import date
from typing import Final

from starlette.responses import StreamingResponse

MOST_ROWS: Final = 100_000
_MARK: Final = "\ufeff"
_BEGINS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Rows = Iterable[Sequence[object]]


def cell(value: object) -> str:
    """What stands in a cell; a text that a spreadsheet would calculate begins with an apostrophe.

    Numbers are left alone: a negative sum is no formula.
    """
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, int | float) or not text.lstrip(" ").startswith(_BEGINS_A_FORMULA):
        return text
    return f"'{text}"


def csv_file(name: str, day: date, header: Sequence[str], parts: AsyncIterator[Rows]) -> StreamingResponse:
    """The answer with the file `<name>-<day>.csv`; what was not yet read when a part fails never looks complete."""

    async def lines() -> AsyncIterator[bytes]:
        yield (_MARK + _written([header])).encode()
        async for part in parts:
            yield _written(part).encode()

    headers = {"Content-Disposition": f'attachment; filename="{name}-{day}.csv"', "Cache-Control": "no-store"}
    return StreamingResponse(lines(), 200, headers, "text/csv; charset=utf-8")


def _written(rows: Rows) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([cell(one) for one in row] for row in rows)
    return text.getvalue()
