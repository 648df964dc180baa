"""Search: what is asked and what was found."""

from typing import Annotated

from pydantic import Field, StringConstraints

from realtime.contract import Contract, Id
from realtime.contracts.things import ConversationOut, MessageOut

MAX_QUERY_LENGTH = 200
MAX_FOUND = 50


class Search(Contract):
    """Words in any form and order, all of them; text in quotes as it is written. `cursor`: the page before's."""

    q: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_QUERY_LENGTH)]
    conversation_id: Id | None = None
    cursor: Annotated[str, StringConstraints(max_length=100)] | None = None
    limit: Annotated[int, Field(ge=1, le=MAX_FOUND)] = 20


class ExcerptPart(Contract):
    """A piece of an excerpt; `is_match` is what was searched for."""

    text: str
    is_match: bool


class FoundMessage(Contract):
    """A message that was found, where, and a cut of its text around the first match, in parts."""

    message: MessageOut
    conversation: ConversationOut
    excerpt: list[ExcerptPart]


class SearchPage(Contract):
    """Newest first. While `next_cursor` is set there may be more, even where a page is short or empty."""

    items: list[FoundMessage]
    next_cursor: str | None
