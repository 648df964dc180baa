"""What a reaction may be: one emoji as people see it, however many code points it is made of."""

import re
from typing import Final

MAX_EMOJI_LENGTH: Final = 16

_PICTURE: Final = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u25ff\u2600-\u27bf\u2934\u2935"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
)
_UNIT: Final = _PICTURE + "[\ufe0f\U0001f3fb-\U0001f3ff]?[\U000e0020-\U000e007f]*"
_FLAG: Final = "[\U0001f1e6-\U0001f1ff]{2}"
_KEYCAP: Final = "[0-9#*]\ufe0f?\u20e3"
_ONE: Final = re.compile(f"(?:{_UNIT}(?:\u200d{_UNIT})*|{_FLAG}|{_KEYCAP})")


def one_emoji(text: str) -> str:
    """The text itself; raises ValueError when it is not exactly one emoji.

    By the blocks and joiners of Unicode Technical Standard 51, not by its list: an emoji that is new next year passes.
    """
    if _ONE.fullmatch(text) is None:
        raise ValueError("not one emoji")
    return text
