"""Words of a text, as search compares them: Russian and English, by stem, whatever their case, accents or ё.

Pure functions and one cache; the same code reads what is stored and what is asked, so both meet.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import snowballstemmer

MAX_WORD_LENGTH: Final = 64
MAX_CACHED: Final = 100_000

# Letters and digits with the marks that are written over them (за́мок); a soft hyphen is no end of a word.
_MARKS: Final = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff"
_UNSEEN: Final = "\u00ad\u2060"
# A digit that is part of a keycap emoji is a picture.
_WORD: Final = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}{_UNSEEN}])*(?!\ufe0f?\u20e3)")
_RUSSIAN: Final = re.compile("[а-я]+")
_ENGLISH: Final = re.compile("[a-z]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: `text[start:end]`, and how it is compared when its form counts."""

    start: int
    end: int
    normal: str


def words_of(text: str) -> Iterator[Word]:
    """The words of `text`, in order. Hyphens, apostrophes and everything else that is no letter or digit separates."""
    for found in _WORD.finditer(text):
        plain = normal(found.group())
        if plain:
            yield Word(found.start(), found.end(), plain)


def normal(word: str) -> str:
    """The word without case, accents, and the difference of е and ё; at most 64 characters of it."""
    if word.isascii():
        return word[:MAX_WORD_LENGTH].lower()
    folded = unicodedata.normalize("NFKD", word[: MAX_WORD_LENGTH * 4].casefold()).casefold()
    # What remains of й is a letter of its own; what remains of ё is е.
    bare = [one for one in folded.replace("и\u0306", "й") if not unicodedata.combining(one) and one not in _UNSEEN]
    return "".join(bare)[:MAX_WORD_LENGTH]


class Stemmer:
    """Stems of normal words, remembered, because people use few words many times. Safe to use from several threads."""

    def __init__(self) -> None:
        self._russian = snowballstemmer.stemmer("russian")
        self._english = snowballstemmer.stemmer("english")
        self._known: dict[str, str] = {}
        self._lock = threading.Lock()

    def stem(self, word: str) -> str:
        """What all forms of a normal word have in common; a word of neither language is its own stem."""
        known = self._known.get(word)
        if known is not None:
            return known
        if _RUSSIAN.fullmatch(word):
            language = self._russian
        elif _ENGLISH.fullmatch(word):
            language = self._english
        else:
            return word
        # One at a time: a stemmer keeps the word it works on in itself.
        with self._lock:
            stem = str(language.stemWord(word)) or word
            if len(self._known) >= MAX_CACHED:
                self._known.clear()
            self._known[word] = stem
        return stem
