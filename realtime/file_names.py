"""File names as people gave them, made harmless."""

import re
import unicodedata
from typing import Final

from realtime.file_types import FileType, split_extension

MAX_NAME_LENGTH: Final = 120
_FORBIDDEN: Final = re.compile(r'[<>:"|?*\x00-\x1f]')
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def safe_name(claimed: str, kind: FileType) -> str:
    """At most 120 visible characters without folders, and an extension that agrees with the type.

    Characters that turn the reading direction or hide are gone: `photo‮gpj.exe` cannot look like a picture.
    """
    visible = "".join(
        one for one in unicodedata.normalize("NFC", claimed) if unicodedata.category(one) not in _INVISIBLE
    )
    last = re.split(r"[/\\]", visible)[-1]
    clean = " ".join(_FORBIDDEN.sub("_", last).split()).strip(". ")
    stem, extension = kind.named(*split_extension(clean or "file"))
    return (stem[: MAX_NAME_LENGTH - len(extension)].rstrip(". ") or "file") + extension
