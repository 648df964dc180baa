"""The chart as a wheel: an SVG of our own that follows the page's colours, or a palette's when it is printed.

The ascendant is on the left and longitudes grow anticlockwise; without houses 0° Aries is on the left. Every body and
aspect is an element with `data-body` or `data-aspect`, so that a page can answer pointing and keys.
"""

import math
from dataclasses import dataclass
from html import escape
from typing import Final

from realtime.texts import Language
from server.charts.aspects import Aspect
from server.charts.chart import Chart, PlacedBody, sign_of
from server.charts.glyphs import BODY_GLYPHS, SIGN_GLYPHS
from server.charts.labels import spread
from server.charts.outline import body_line, houses_line, title_of
from server.charts.words import ROMAN, SIGNS, AspectKind, Body, angle_text, aspect_sentence

SIDE: Final = 640
_CENTRE: Final = SIDE / 2
_RIM, _SIGNS, _TICKS, _LABELS, _DEGREES, _NUMBERS, _CORE = 312.0, 266.0, 258.0, 226.0, 196.0, 160.0, 146.0
_GAP: Final = 10.0


@dataclass(frozen=True)
class Palette:
    """CSS colours of the wheel's parts; `paper` is what it lies on."""

    paper: str
    ink: str
    soft: str
    line: str
    easy: str
    hard: str
    fire: str
    earth: str
    air: str
    water: str


PAGE: Final = Palette(
    paper="var(--chart-paper, transparent)",
    ink="currentColor",
    soft="var(--chart-soft, currentColor)",
    line="var(--chart-line, currentColor)",
    easy="var(--chart-easy, #3d74b8)",
    hard="var(--chart-hard, #c2524a)",
    fire="var(--chart-fire, #c2524a)",
    earth="var(--chart-earth, #5b8a3c)",
    air="var(--chart-air, #b5842b)",
    water="var(--chart-water, #3d74b8)",
)
PRINT: Final = Palette(
    paper="#ffffff",
    ink="#1d1b33",
    soft="#6b6880",
    line="#b9b6c8",
    easy="#2f5f9e",
    hard="#b0433c",
    fire="#b0433c",
    earth="#4b7730",
    air="#94691c",
    water="#2f5f9e",
)


@dataclass(frozen=True)
class _Round:
    """Longitudes as points: `start` is the longitude on the left."""

    start: float

    def at(self, longitude: float, radius: float) -> tuple[float, float]:
        turn = math.radians(180 + longitude - self.start)
        return _CENTRE + radius * math.cos(turn), _CENTRE - radius * math.sin(turn)

    def line(self, longitude: float, inner: float, outer: float, attributes: str) -> str:
        (x1, y1), (x2, y2) = self.at(longitude, inner), self.at(longitude, outer)
        return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {attributes}/>'


def wheel(chart: Chart, language: Language, palette: Palette = PAGE) -> str:
    """The SVG document. It has a title and a description and holds nothing but shapes, text and colours."""
    circle = _Round(chart.houses.ascendant if chart.houses else 0.0)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" role="img" color="{_own(palette)}"'
        f' font-family="Roboto, sans-serif" fill="none" stroke-linecap="round" stroke-linejoin="round"'
        f' aria-labelledby="wheel-title wheel-description">',
        f'<title id="wheel-title">{escape(title_of(chart, language))}</title>',
        f'<desc id="wheel-description">{escape(_description(chart, language))}</desc>',
        *_zodiac(circle, palette),
        *_houses(chart, circle, palette),
        *_aspects(chart, circle, palette, language),
        *_bodies(chart, circle, palette, language),
        "</svg>",
    ]
    return "".join(parts)


def _own(palette: Palette) -> str:
    return "inherit" if palette.ink == "currentColor" else palette.ink


def _description(chart: Chart, language: Language) -> str:
    lines = [houses_line(chart, language), *(body_line(one, chart, language) for one in chart.bodies)]
    return "; ".join(lines)


def _zodiac(circle: _Round, palette: Palette) -> list[str]:
    parts = [
        f'<circle cx="{_CENTRE}" cy="{_CENTRE}" r="{radius}" stroke="{palette.line}" stroke-width="1.2"/>'
        for radius in (_RIM, _SIGNS, _CORE)
    ]
    elements = (palette.fire, palette.earth, palette.air, palette.water)
    for number, sign in enumerate(SIGNS):
        parts.append(circle.line(number * 30, _SIGNS, _RIM, f'stroke="{palette.line}" stroke-width="1.2"'))
        x, y = circle.at(number * 30 + 15, (_SIGNS + _RIM) / 2)
        parts.append(_glyph(SIGN_GLYPHS[sign], x, y, 1.25, elements[number % 4], f'data-sign="{sign}"'))
    for degree in range(0, 360, 5):
        inner = _TICKS - 3 if degree % 10 == 0 else _TICKS + 2
        parts.append(circle.line(degree, inner, _SIGNS, f'stroke="{palette.line}" stroke-width="0.8"'))
    return parts


def _houses(chart: Chart, circle: _Round, palette: Palette) -> list[str]:
    found = chart.houses
    if found is None:
        return []
    parts = []
    for number, cusp in enumerate(found.cusps):
        following = found.cusps[(number + 1) % 12]
        parts.append(circle.line(cusp, _CORE, _SIGNS, f'stroke="{palette.line}" stroke-width="0.9"'))
        x, y = circle.at(cusp + (following - cusp) % 360 / 2, _NUMBERS)
        parts.append(_text(ROMAN[number], x, y, 11, palette.soft))
    for longitude in (found.ascendant, found.midheaven):
        parts.append(circle.line(longitude, _CORE, _SIGNS, f'stroke="{palette.ink}" stroke-width="2"'))
        parts.append(circle.line(longitude + 180, _CORE, _SIGNS, f'stroke="{palette.ink}" stroke-width="1.2"'))
    return parts


def _aspects(chart: Chart, circle: _Round, palette: Palette, language: Language) -> list[str]:
    places = {one.body: one.longitude for one in chart.bodies}
    parts = []
    for aspect in chart.aspects:
        (x1, y1), (x2, y2) = (circle.at(places[body], _CORE) for body in (aspect.first, aspect.second))
        said = f"{aspect_sentence(aspect.first, aspect.kind, aspect.second, language)}, {angle_text(aspect.orb)}"
        parts.append(
            f'<g data-aspect="{aspect.kind}" data-first="{aspect.first}" data-second="{aspect.second}">'
            f"<title>{escape(said)}</title>"
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {_aspect_style(aspect, palette)}/></g>'
        )
    return parts


def _aspect_style(aspect: Aspect, palette: Palette) -> str:
    """Colour is not alone: easy angles are solid, hard ones dashed; the closer, the stronger."""
    strength = max(0.25, 1 - aspect.orb / 9)
    if aspect.kind is AspectKind.CONJUNCTION:
        return f'stroke="{palette.ink}" stroke-width="1.6" stroke-opacity="{strength:.2f}"'
    is_hard = aspect.kind in (AspectKind.SQUARE, AspectKind.OPPOSITION)
    dashes = ' stroke-dasharray="6 4"' if is_hard else ""
    colour = palette.hard if is_hard else palette.easy
    return f'stroke="{colour}" stroke-width="1.3" stroke-opacity="{strength:.2f}"{dashes}'


def _bodies(chart: Chart, circle: _Round, palette: Palette, language: Language) -> list[str]:
    found = chart.houses
    angles = {"ASC": found.ascendant, "MC": found.midheaven} if found else {}
    labels = spread([*(one.longitude for one in chart.bodies), *angles.values()], _GAP)
    parts = []
    for name, label in zip(angles, labels[len(chart.bodies) :], strict=True):
        x, y = circle.at(label, _LABELS)
        parts += [_blank(x, y, 14, palette), _text(name, x, y, 12, palette.ink, weight=600)]
    for one, label in zip(chart.bodies, labels, strict=False):
        parts.append(_body(one, label, circle, palette, body_line(one, chart, language)))
    return parts


def _body(one: PlacedBody, label: float, circle: _Round, palette: Palette, said: str) -> str:
    """The mark on the circle, the label where there is room, and a line from one to the other."""
    x, y = circle.at(label, _LABELS)
    (x1, y1), (x2, y2) = circle.at(one.longitude, _TICKS), circle.at(label, _LABELS + 17)
    dx, dy = circle.at(label, _DEGREES)
    mx, my = circle.at(one.longitude, _CORE)
    degree = f"{int(one.longitude % 30)}°{' R' if one.is_retrograde and one.body is not Body.MEAN_NODE else ''}"
    return (
        f'<g data-body="{one.body}" data-sign="{sign_of(one.longitude)}"><title>{escape(said)}</title>'
        f"{_blank(x, y, 16, palette)}{_blank(dx, dy, 11, palette)}"
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{palette.soft}" stroke-width="0.9"/>'
        f'<circle cx="{mx:.1f}" cy="{my:.1f}" r="2.4" fill="{palette.ink}"/>'
        f"{_glyph(BODY_GLYPHS[one.body], x, y, 1.05, palette.ink)}{_text(degree, dx, dy, 12, palette.soft)}</g>"
    )


def _blank(x: float, y: float, radius: float, palette: Palette) -> str:
    """Room for a label: the lines under it end there."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{palette.paper}"/>'


def _glyph(path: str, x: float, y: float, size: float, colour: str, attributes: str = "") -> str:
    width = 1.7 / size
    place = f'transform="translate({x - 12 * size:.1f} {y - 12 * size:.1f}) scale({size})"'
    return f'<path d="{path}" {place} stroke="{colour}" stroke-width="{width:.2f}" {attributes}/>'


def _text(text: str, x: float, y: float, size: int, colour: str, weight: int = 400) -> str:
    """Text with its middle at the point; the shift instead of a baseline attribute, which not all renderers know."""
    return (
        f'<text x="{x:.1f}" y="{y + size * 0.36:.1f}" font-size="{size}" font-weight="{weight}" text-anchor="middle"'
        f' fill="{colour}" stroke="none">{escape(text)}</text>'
    )
