"""How place names are compared: without case, accents, ё, hyphens and apostrophes."""

import unicodedata

_SPACES = str.maketrans({"-": " ", "‐": " ", "–": " ", "—": " ", "ё": "е", "ß": "ss", "ł": "l", "ø": "o", "đ": "d"})
_DROPPED = frozenset("'’`ʻʼʹ.,()\"")


def key_of(name: str) -> str:
    """`Санкт-Петербург` → `санкт петербург`, `Köln` → `koln`, `Йошкар-Ола` → `йошкар ола`."""
    lowered = name.casefold().translate(_SPACES)
    plain = "".join(_without_accents(one) for one in lowered if one not in _DROPPED)
    return " ".join(plain.split())


def _without_accents(letter: str) -> str:
    """A Latin letter loses its accent; й stays what it is."""
    if letter == "й" or letter.isascii():
        return letter
    composed = unicodedata.normalize("NFC", letter)
    return composed if composed == "й" else unicodedata.normalize("NFD", letter)[0]
