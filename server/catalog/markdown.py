"""Stored markdown as safe HTML and as plain text."""

from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# With `html` off every tag in the source is escaped; the library itself refuses `javascript:` and `data:` links.
_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False})


def _below_the_title(state: StateCore) -> None:
    for token in state.tokens:
        if token.tag == "h1":
            token.tag = "h2"


# A page has one title, its own: the largest heading of a text stands below it.
_MARKDOWN.core.ruler.push("below_the_title", _below_the_title)


@lru_cache(maxsize=512)
def to_html(source: str) -> str:
    """HTML that is safe to put into a page whoever wrote `source`."""
    return str(_MARKDOWN.render(source))


@lru_cache(maxsize=512)
def to_plain(source: str) -> str:
    """The words of `source` without markup, a blank line between blocks (for search engines, mail, previews)."""
    blocks = [_words(token.children or []) for token in _MARKDOWN.parse(source) if token.type == "inline"]
    return "\n\n".join(block for block in blocks if block)


def _words(tokens: list[Token]) -> str:
    return "".join(" " if token.type in ("softbreak", "hardbreak") else token.content for token in tokens).strip()
