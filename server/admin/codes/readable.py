"""Codes that people read aloud and type: no letter that looks like a digit or like another letter."""

import secrets
from typing import Final

READABLE: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def readable(length: int) -> str:
    """`length` random characters, almost 5 bits each."""
    return "".join(secrets.choice(READABLE) for _ in range(length))


def in_fours(groups: int) -> str:
    """So many groups of four, as «7KXM-2HFD»."""
    return "-".join(readable(4) for _ in range(groups))
