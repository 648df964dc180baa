"""Reading a page the way a browser does: what is on it, and what a strict content policy would refuse."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import orjson

VOID = frozenset({"meta", "link", "img", "br", "hr", "input", "path", "circle", "use"})


@dataclass
class Element:
    """One start tag."""

    tag: str
    attributes: dict[str, str]


@dataclass
class Document(HTMLParser):
    """A parsed page. `words` is its visible text with single spaces."""

    source: str
    elements: list[Element] = field(default_factory=list)
    blocks: list[tuple[str, str]] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _inside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()

    @property
    def words(self) -> str:
        return " ".join(" ".join(self._words).split())

    @property
    def title(self) -> str:
        return self.source.partition("<title>")[2].partition("</title>")[0]

    @property
    def page_data(self) -> dict[str, Any]:
        [data] = [text for name, text in self.blocks if name == "astars-page"]
        parsed: dict[str, Any] = orjson.loads(data)
        return parsed

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements with these attributes; `data_x` stands for `data-x`, `class_` for `class`."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return [one for one in self.elements if one.tag == tag and wanted.items() <= one.attributes.items()]

    def refused_by_policy(self) -> list[str]:
        """Everything that `script-src 'self'; style-src 'self'` stops a browser from using."""
        refused = []
        for one in self.elements:
            is_data = one.attributes.get("type", "").endswith("json")
            if one.tag == "script" and "src" not in one.attributes and not is_data:
                refused.append("inline script")
            if one.tag == "style":
                refused.append("inline style sheet")
            refused += [f"{one.tag} {name}" for name in one.attributes if name == "style" or name.startswith("on")]
            address = one.attributes.get("src", "") or (one.attributes.get("href", "") if one.tag == "link" else "")
            if address.startswith(("http", "//")) and one.attributes.get("rel") not in ("canonical", "alternate"):
                refused.append(f"foreign {address}")
        return refused

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._inside.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._inside and self._inside[-1] == "style":
            return
        if self._inside and self._inside[-1] == "script":
            self.blocks.append((self.elements[-1].attributes.get("id", ""), data))
        elif "title" not in self._inside:
            self._words.append(data)
