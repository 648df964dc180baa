"""Templates into pages. One renderer a process; it reads templates, texts and the build's manifest from `web`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

import orjson
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from realtime.contract import Contract
from realtime.contracts import UserOut
from realtime.texts import Language
from server.pages import format as written
from server.pages.addresses import PLACES
from server.pages.manifest import ICONS, STATIC, Manifest
from server.pages.sheet import Sheet
from server.pages.texts import Texts
from server.pages.visit import LANGUAGES, Theme

WEB: Final = Path(__file__).parents[2] / "web"


@dataclass(frozen=True)
class Frame:
    """What the layout of every page needs, whatever is on it."""

    language: Language
    theme: Theme | None
    user: UserOut | None
    path: str
    base_url: str
    now: datetime
    demo: bool = False

    def address(self, language: Language) -> str:
        """The page in one language, for search engines and the language switch; Russian is the plain address."""
        return self.base_url + self.path + ("" if language == "ru" else f"?lang={language}")

    @property
    def place(self) -> str:
        """Where the signed-in person belongs; the sign-in page for a visitor."""
        return PLACES[self.user.role] if self.user else "/sign-in"


class Renderer:
    """Autoescaping Jinja with the product's words; undefined values raise instead of printing nothing."""

    def __init__(self, web: Path = WEB) -> None:
        self.dist = web / "dist"
        self.public = web / "public"
        self._texts = {language: Texts.read(web / "templates" / "texts", language) for language in LANGUAGES}
        self._environment = Environment(
            loader=FileSystemLoader(web / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters["json_block"] = json_block
        self._sheets: dict[str, Sheet] = {}

    @cached_property
    def manifest(self) -> Manifest:
        """The build's files; raises FrontEndMissing until there is a build."""
        return Manifest.read(self.dist)

    def sheet(self, entry: str) -> Sheet:
        """All style sheets of `entry` as one text; read once."""
        if entry not in self._sheets:
            self._sheets[entry] = Sheet.read(self.dist, self.manifest.bundle(entry).styles, STATIC)
        return self._sheets[entry]

    def texts(self, language: Language) -> Texts:
        """The templates' texts in `language`."""
        return self._texts[language]

    def html(
        self,
        template: str,
        frame: Frame,
        entry: str = "site/main.ts",
        page: Mapping[str, object] | None = None,
        sheet: Sheet | None = None,
        **values: Any,
    ) -> str:
        """The page as HTML, with `sheet` inside instead of links to the style sheets.

        `page` adds to the data block that scripts read; `values` are the template's own names.
        """
        texts, language = self._texts[frame.language], frame.language
        return self._environment.get_template(template).render(
            frame=frame,
            bundle=self.manifest.bundle(entry),
            sheet=sheet and Markup(sheet.text),  # noqa: S704 our own build's text, which cannot end its element
            faces=self.manifest.faces(language),
            page_data={"user": frame.user, "language": frame.language, "theme": frame.theme, **(page or {})},
            icons=self.manifest.file(ICONS),
            t=texts.text,
            money=lambda price: written.money(price, language),
            decimal=lambda number: written.decimal(number, language),
            date=partial(written.date, texts=texts),
            moment_short=lambda moment: written.moment_short(moment, frame.now, texts),
            phone=written.phone,
            weekdays=partial(written.weekdays, texts=texts),
            **values,
        )


def json_block(value: object) -> Markup:
    """JSON for a data block: `<` can neither end the block nor open a comment in it."""
    raw = orjson.dumps(value, default=_plain, option=orjson.OPT_UTC_Z).decode()
    return Markup(raw.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


def _plain(value: object) -> object:
    if isinstance(value, Contract):
        return value.model_dump(mode="json")
    raise TypeError(f"{type(value).__name__} has no place in a page")
