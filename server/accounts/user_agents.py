"""What a browser says it is, in two words. It may lie, and some are told to: nothing is decided by it.

Since most browsers name others before themselves, the first that matches wins. Versions are left out: people do not
know them. An iPad asks as a Mac does and is shown as one.
"""

from collections.abc import Sequence
from typing import Final

_BROWSERS: Final[Sequence[tuple[str, str]]] = (
    ("YaBrowser/", "Яндекс Браузер"),
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("OPT/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_PLATFORMS: Final[Sequence[tuple[str, str]]] = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows NT", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_of(user_agent: str) -> str | None:
    """The browser's name, or None when it is none that is known."""
    return _first(user_agent, _BROWSERS)


def platform_of(user_agent: str) -> str | None:
    """The device's or the system's name, or None when it is none that is known."""
    return _first(user_agent, _PLATFORMS)


def _first(user_agent: str, names: Sequence[tuple[str, str]]) -> str | None:
    return next((name for sign, name in names if sign in user_agent), None)
