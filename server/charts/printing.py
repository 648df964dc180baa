"""The outline as a PDF of one page: typst, with the fonts of a package and none of the machine's."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import typst

from realtime.texts import Language
from server.charts.chart import Chart
from server.charts.outline import (
    TEXTS,
    angle_lines,
    aspect_line,
    body_line,
    born,
    houses_line,
    moon_line,
    title_of,
)
from server.charts.wheel import PRINT, wheel

_SOURCE: Final = Path(__file__).parent / "outline.typ"
MAX_ASPECTS: Final = 26
"""As many as the page has room for; they come closest first."""


@cache
def _compiler() -> typst.Compiler:
    """Reads the fonts once."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(files("font_roboto") / "files")])
    return typst.Compiler(_SOURCE, font_paths=fonts)


def outline_pdf(chart: Chart, language: Language, name: str) -> bytes:
    """The outline of a chart; `name` is whose it is. What people typed travels as data, never as markup."""
    data = {
        "language": language,
        "title": title_of(chart, language),
        "heading": TEXTS[language]["title"],
        "born": born(chart, language),
        "name": name,
        "wheel": wheel(chart, language, PRINT),
        "houses": houses_line(chart, language) + ".",
        "moon": moon_line(chart, language),
        "bodies": [body_line(one, chart, language) for one in chart.bodies],
        "angles": angle_lines(chart, language),
        "aspects": [aspect_line(one, language) for one in chart.aspects[:MAX_ASPECTS]],
        "texts": TEXTS[language],
    }
    pdf = _compiler().compile(format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    assert isinstance(pdf, bytes), "one page is one document"
    return pdf
