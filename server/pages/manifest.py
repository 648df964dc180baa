"""What the front end's build made: source name → hashed files, as Vite's manifest says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from realtime.texts import Language

STATIC: Final = "/static/"
KIT: Final = "shared/ui/ui.css"
ICONS: Final = "shared/ui/icons.svg"
FACES: Final[Mapping[Language, tuple[str, ...]]] = {
    "ru": ("golos-cyrillic.woff2", "literata-cyrillic.woff2"),
    "en": ("golos-latin.woff2", "literata-latin.woff2"),
}
"""What most of a page is set in. Browsers show a face from the first line on only when it is there almost at once."""


class FrontEndMissing(Exception):
    """The front end was not built, or was built without a file that a page needs."""


@dataclass(frozen=True)
class Bundle:
    """What a page links for one entry: its module, the modules it imports at once, and every style sheet of these."""

    script: str
    preloads: tuple[str, ...]
    styles: tuple[str, ...]


class Manifest:
    """One build's files, by the names of their sources."""

    def __init__(self, chunks: Mapping[str, Mapping[str, Any]]) -> None:
        self._chunks = chunks

    @classmethod
    def read(cls, dist: Path) -> "Manifest":
        """The manifest of the build in `dist`; raises FrontEndMissing with what to do when there is none."""
        path = dist / ".vite" / "manifest.json"
        try:
            return cls(orjson.loads(path.read_bytes()))
        except FileNotFoundError:
            raise FrontEndMissing(f"The front end is not built: {path} is missing. Run `make web`.") from None
        except orjson.JSONDecodeError:
            raise FrontEndMissing(f"The front end's {path} is damaged. Run `make web`.") from None

    def file(self, source: str) -> str:
        """The address of what `source` became."""
        return STATIC + str(self._chunk(source)["file"])

    def bundle(self, entry: str) -> Bundle:
        """Everything a page links for `entry`, the kit's style sheet first."""
        chunks = list(self._with_imports(entry, set()))
        styles = [str(style) for chunk in chunks for style in chunk.get("css", ())]
        return Bundle(
            script=self.file(entry),
            preloads=tuple(STATIC + str(chunk["file"]) for chunk in chunks[1:]),
            styles=(self.file(KIT), *(STATIC + style for style in dict.fromkeys(styles))),
        )

    def faces(self, language: Language) -> tuple[str, ...]:
        """The addresses of the two faces that a page in `language` is to have at once."""
        names = {source.rpartition("/")[2]: source for source in self._chunks}
        return tuple(self.file(names.get(face, face)) for face in FACES[language])

    def _with_imports(self, source: str, seen: set[str]) -> Iterator[Mapping[str, Any]]:
        if source in seen:
            return
        seen.add(source)
        chunk = self._chunk(source)
        yield chunk
        for imported in chunk.get("imports", ()):
            yield from self._with_imports(str(imported), seen)

    def _chunk(self, source: str) -> Mapping[str, Any]:
        try:
            return self._chunks[source]
        except KeyError:
            raise FrontEndMissing(f"The front end's build has no {source}. Run `make web`.") from None
