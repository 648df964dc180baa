"""What somebody asks for: words by their stem, and phrases in quotes as they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from realtime.search.words import Stemmer, words_of

# A pair of quotes with something between them; a quote without its partner is no quote.
_QUOTED: Final = re.compile('"([^"]*)"|«([^»]*)»|“([^”]*)”|„([^“”]*)[“”]')


@dataclass(frozen=True)
class Query:
    """`stems` occur in any form and order; each of `phrases` occurs as these normal words, one right after another.

    `wanted` are the stems of all of them, longest first: what the index is asked for. Nothing wanted finds nothing.
    """

    stems: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    wanted: tuple[str, ...]


def parse(asked: str, stemmer: Stemmer) -> Query:
    """The query that a person wrote. Whatever it is made of, it is words to compare with words and nothing else."""
    phrases = tuple(phrase for phrase in _phrases(asked) if phrase)
    plain = _QUOTED.sub(" ", asked)
    stems = frozenset(stemmer.stem(word.normal) for word in words_of(plain))
    of_phrases = {stemmer.stem(word) for phrase in phrases for word in phrase}
    wanted = sorted(stems | of_phrases, key=lambda stem: (-len(stem), stem))
    return Query(stems, phrases, tuple(wanted))


def _phrases(asked: str) -> Iterator[tuple[str, ...]]:
    for found in _QUOTED.finditer(asked):
        inside = next(one for one in found.groups() if one is not None)
        yield tuple(word.normal for word in words_of(inside))
