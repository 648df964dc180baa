"""Reads `content/`: TOML for short texts, markdown with a TOML head (between `+++` lines) for long ones."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from storage.text import Text

CONTENT: Final = Path(__file__).parent / "content"
_FENCE: Final = "+++\n"


@dataclass(frozen=True)
class Essay:
    """A long text in both languages; `head` is the Russian file's, which carries the facts."""

    slug: str
    head: dict[str, Any]
    title: Text
    body: Text
    summary: Text


def read_table(name: str) -> dict[str, Any]:
    """The TOML file `content/{name}.toml`."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text("utf-8"))


def read_tables(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Slug and content of every TOML file in `content/{folder}`."""
    for path in sorted((CONTENT / folder).glob("*.toml")):
        yield path.stem, tomllib.loads(path.read_text("utf-8"))


def read_essays(folder: str) -> Iterator[Essay]:
    """Every text of `content/{folder}`, which lies there as `{slug}.ru.md` and `{slug}.en.md`."""
    for path in sorted((CONTENT / folder).glob("*.ru.md")):
        slug = path.name.removesuffix(".ru.md")
        russian, russian_body = _split(path)
        english, english_body = _split(path.with_name(f"{slug}.en.md"))
        yield Essay(
            slug=slug,
            head=russian,
            title=Text(ru=russian["title"], en=english["title"]),
            body=Text(ru=russian_body, en=english_body),
            summary=Text(ru=russian.get("summary", ""), en=english.get("summary", "")),
        )


def text(table: dict[str, str]) -> Text:
    """A text of a TOML file, without the line breaks around it."""
    return Text(ru=table["ru"].strip(), en=table["en"].strip())


def _split(path: Path) -> tuple[dict[str, Any], str]:
    _, head, body = path.read_text("utf-8").split(_FENCE, 2)
    return tomllib.loads(head), body.strip()
