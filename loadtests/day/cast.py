"""Who takes part in a day, as locust's process needs it: the sessions of everybody."""

import json
import os
from collections import deque
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

CAST_VARIABLE: Final = "ASTARS_DAY_CAST"


@dataclass(frozen=True)
class Cast:
    """The tokens of everybody, by what they are."""

    clients: list[str]
    astrologers: list[str]
    support: list[str]

    def write(self, folder: Path) -> Path:
        """A file for locust's process."""
        file = folder / "cast.json"
        file.write_text(json.dumps(asdict(self)))
        return file

    @classmethod
    def read(cls, file: Path) -> "Cast":
        """What `write` wrote."""
        return cls(**json.loads(file.read_text()))


def tokens_of(name: str) -> "deque[str]":
    """The sessions of `clients`, `astrologers` or `support`; none where no cast was made."""
    file = os.environ.get(CAST_VARIABLE)
    return deque(getattr(Cast.read(Path(file)), name) if file else ())


def words_for(conversation_id: str, words: str) -> str:
    """What is written names where it belongs: the recount looks whether it stands there."""
    return f"{words} · {conversation_id}"


def place_named_in(text: str) -> str | None:
    """The conversation that `words_for` wrote these words for; None for words of anybody else."""
    words, mark, place = text.rpartition(" · ")
    return place if mark and words else None
