"""Tables as files: no cell is a formula, and spreadsheets read the rest as it was."""

import csv
import io
from collections.abc import AsyncIterator
from datetime import date

import pytest

from server.csv_files import Rows, cell, csv_file


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "+7 999 123-45-67",
        "-2+3",
        "@SUM(1;1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1+1",
        "＝1",
        '=HYPERLINK("https://evil.example";"Нажмите")',
    ],
)
def test_what_a_spreadsheet_would_calculate_is_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Анна", "a=b", "почта@example.org", "", -250, 3.5])
def test_everything_else_stays_as_it_was(value: object) -> None:
    assert cell(value) == str(value)


async def test_it_opens_in_a_russian_spreadsheet_and_loses_nothing() -> None:
    rows: list[list[object]] = [['Имя; «с кавычками"»', "две\nстроки"], [None, 5]]

    async def parts() -> AsyncIterator[Rows]:
        for row in rows:
            yield [row]

    answer = csv_file("orders", date(2026, 11, 24), ["Кто", "Что"], parts())
    pieces = [piece async for piece in answer.body_iterator]
    content = b"".join(piece.encode() if isinstance(piece, str) else bytes(piece) for piece in pieces)

    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert read == [["Кто", "Что"], ['Имя; «с кавычками"»', "две\nстроки"], ["", "5"]]
    assert answer.headers["content-disposition"] == 'attachment; filename="orders-2026-11-24.csv"'
