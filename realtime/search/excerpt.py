"""Where a text answers a query, and the cut of it that shows so. Pure functions."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from realtime.search.query import Query
from realtime.search.words import Stemmer, Word, words_of

LENGTH: Final = 160
BEFORE: Final = 40
SLACK: Final = 24
"""How far an end of the cut moves to fall between words; further it only avoids to fall into a character."""

Span = tuple[int, int]
_SPACES: Final = re.compile(r"\s+")
_JOINER: Final = "\u200d"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an excerpt; `is_match` is what was searched for."""

    text: str
    is_match: bool


def matches(text: str, query: Query, stemmer: Stemmer) -> list[Span]:
    """Where `text` says what is asked, in order and apart from each other; empty unless it says all of it."""
    words = list(words_of(text))
    spans = []
    for phrase in query.phrases:
        found = list(_occurrences(words, phrase))
        if not found:
            return []
        spans += found
    # A stem begins as its words do: the others need not be stemmed, which is what takes time.
    initials = {stem[0] for stem in query.stems}
    missing = set(query.stems)
    for word in words:
        if word.normal[:1] in initials:
            stem = stemmer.stem(word.normal)
            if stem in query.stems:
                spans.append((word.start, word.end))
                missing.discard(stem)
    return [] if missing else _joined(spans)


def _occurrences(words: Sequence[Word], phrase: Sequence[str]) -> Iterator[Span]:
    count = len(phrase)
    for index in range(len(words) - count + 1):
        if words[index].normal == phrase[0] and all(words[index + n].normal == phrase[n] for n in range(1, count)):
            yield words[index].start, words[index + count - 1].end


def _joined(spans: Collection[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def excerpt(text: str, spans: Sequence[Span]) -> list[Part]:
    """About 160 characters around the first of `spans`, in one line; what was left out is an ellipsis.

    Cut between words where there is a space nearby, and never inside of what people see as one character.
    """
    first, last = spans[0] if spans else (0, 0)
    start, end = _window(text, first, last)
    parts: list[Part] = []
    at = start
    for left, right in spans:
        if left >= end:
            break
        parts += [Part(text[at:left], is_match=False), Part(text[left : min(right, end)], is_match=True)]
        at = min(right, end)
    parts.append(Part(text[at:end], is_match=False))
    shown = [Part(_SPACES.sub(" ", one.text), one.is_match) for one in parts if one.text]
    opening = [Part("…", is_match=False)] if start else []
    closing = [Part("…", is_match=False)] if end < len(text) else []
    return _merged([*opening, *shown, *closing])


def _merged(parts: Sequence[Part]) -> list[Part]:
    """Neighbours of one kind as one part."""
    merged: list[Part] = []
    for one in parts:
        if merged and merged[-1].is_match == one.is_match:
            merged[-1] = Part(merged[-1].text + one.text, one.is_match)
        else:
            merged.append(one)
    return merged


def _window(text: str, first: int, last: int) -> Span:
    start = max(0, min(first - BEFORE, len(text) - LENGTH))
    if start:
        space = _SPACES.search(text, start, min(first, start + SLACK))
        start = space.end() if space else _character_start(text, start)
    end = min(len(text), start + LENGTH)
    if end < len(text):
        spaces = list(_SPACES.finditer(text, max(last, end - SLACK), end))
        end = spaces[-1].start() if spaces else _character_start(text, end)
    return start, end


def _character_start(text: str, index: int) -> int:
    """The nearest place at or before `index` where a visible character begins; a monstrous one is cut all the same."""
    for place in range(index, max(0, index - SLACK), -1):
        if _begins_character(text, place):
            return place
    return index


def _begins_character(text: str, index: int) -> bool:
    here, before = text[index], text[index - 1]
    if here == _JOINER or before == _JOINER or _continues(here):
        return False
    if _is_flag_half(here):
        halves = 0
        while halves < index and _is_flag_half(text[index - 1 - halves]):
            halves += 1
        return halves % 2 == 0
    return True


def _continues(one: str) -> bool:
    """Marks, variation selectors, skin tones and tags belong to what stands before them."""
    return (
        unicodedata.category(one) in ("Mn", "Me", "Mc")
        or "\U0001f3fb" <= one <= "\U0001f3ff"
        or "\U000e0020" <= one <= "\U000e007f"
    )


def _is_flag_half(one: str) -> bool:
    return "\U0001f1e6" <= one <= "\U0001f1ff"
