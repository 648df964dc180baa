"""Between a form's words and stored ones; and parts of lists."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from server.admin.catalogue.contracts import Line, Passage, Prose, Words
from server.catalog.cursor import Place, write_cursor
from storage.text import Text

Item = TypeVar("Item")


def words(stored: Text) -> Words:
    """Stored text for an editor."""
    return Words(ru=stored.ru, en=stored.en)


def text(said: Line | Passage | Prose) -> Text:
    """An editor's text, to be stored."""
    return Text(ru=said.ru, en=said.en)


def texts(said: Sequence[Line | Passage | Prose]) -> list[Text]:
    """Several of them."""
    return [text(one) for one in said]


def page_of(found: list[Item], limit: int, place: Callable[[Item], Place]) -> tuple[list[Item], str | None]:
    """The first `limit` of `found` (which was asked for one more), and the cursor behind them if there is more."""
    shown = found[:limit]
    return shown, write_cursor(place(shown[-1])) if len(found) > limit else None
