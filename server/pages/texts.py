"""Texts of the templates: one TOML file per language in `web/templates/texts`, found by `section.key`."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from string import Formatter

from realtime.texts import Language

Entry = str | Mapping[str, str]


class Texts:
    """One language's catalogue."""

    def __init__(self, language: Language, sections: Mapping[str, Mapping[str, Entry]]) -> None:
        self.language = language
        self._entries = {f"{name}.{key}": entry for name, keys in sections.items() for key, entry in keys.items()}

    @classmethod
    def read(cls, folder: Path, language: Language) -> "Texts":
        """The catalogue of `language` in `folder`."""
        return cls(language, tomllib.loads((folder / f"{language}.toml").read_text("utf-8")))

    @property
    def keys(self) -> frozenset[str]:
        """Every key, so that a test can compare the languages."""
        return frozenset(self._entries)

    def placeholders(self, key: str) -> frozenset[str]:
        """The names that the text under `key` leaves to be filled in."""
        entry = self._entries[key]
        forms = [entry] if isinstance(entry, str) else entry.values()
        return frozenset(name for form in forms for _, name, _, _ in Formatter().parse(form) if name)

    def text(self, key: str, **params: object) -> str:
        """The text under `key` with `{name}` replaced; an entry with plural forms is chosen by `count`.

        An unknown key raises KeyError: a page with a hole in it must not be served.
        """
        entry = self._entries[key]
        if isinstance(entry, str):
            return entry.format(**params) if params else entry
        return entry[plural_form(int(str(params["count"])), self.language)].format(**params)


def plural_form(number: int, language: Language) -> str:
    """`one`, `few` or `many` in Russian; `one` or `many` in English."""
    if language == "en":
        return "one" if number == 1 else "many"
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    return "few" if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else "many"
