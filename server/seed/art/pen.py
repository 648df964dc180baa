"""A small pen for SVG: shapes in, compact markup out."""

from collections.abc import Sequence
from math import cos, radians, sin
from typing import Final

NIGHT: Final = "#0f1f23"
INK: Final = "#14272b"
DEEP: Final = "#1d3a3f"
TEAL: Final = "#2f5f60"
SAGE: Final = "#8fbcae"
MOSS: Final = "#3f8072"
PAPER: Final = "#f6eedf"
SAND: Final = "#ead9b8"
GOLD: Final = "#e9b45c"
AMBER: Final = "#d98e3a"
CLAY: Final = "#b9694a"
ROSE: Final = "#d9a08a"

Point = tuple[float, float]


def short(number: float) -> str:
    """At most one decimal and no trailing zero: half the bytes and no visible difference."""
    written = f"{number:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def polar(center: Point, radius: float, degrees: float) -> Point:
    """The point `radius` away from `center`; 0° is right, 90° is up."""
    return center[0] + radius * cos(radians(degrees)), center[1] - radius * sin(radians(degrees))


def polyline(points: Sequence[Point]) -> str:
    """Path data through the points."""
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points)


class Drawing:
    """An SVG picture under construction. Attributes are given with underscores: `stroke_width=2`."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._definitions: list[str] = []
        self._shapes: list[str] = []

    def shape(self, name: str, **attributes: object) -> None:
        """Add an element."""
        self._shapes.append(f"<{name}{_attributes(attributes)}/>")

    def circle(self, center: Point, radius: float, **attributes: object) -> None:
        """Add a circle."""
        self.shape("circle", cx=center[0], cy=center[1], r=radius, **attributes)

    def ring(self, center: Point, radius: float, color: str, width: float = 1, **attributes: object) -> None:
        """Add the outline of a circle."""
        self.circle(center, radius, fill="none", stroke=color, stroke_width=width, **attributes)

    def path(self, data: str, **attributes: object) -> None:
        """Add a path; filled unless told otherwise."""
        self.shape("path", d=data, **attributes)

    def line(self, data: str, color: str, width: float = 1, **attributes: object) -> None:
        """Add an unfilled path with round ends."""
        self.path(
            data,
            fill="none",
            stroke=color,
            stroke_width=width,
            stroke_linecap="round",
            stroke_linejoin="round",
            **attributes,
        )

    def open_group(self, **attributes: object) -> None:
        """Everything until `close_group` gets these attributes."""
        self._shapes.append(f"<g{_attributes(attributes)}>")

    def close_group(self) -> None:
        """End the innermost group."""
        self._shapes.append("</g>")

    def vertical(self, name: str, *stops: tuple[float, str, float]) -> str:
        """Define a gradient from top to bottom; stops are (offset, colour, opacity). Answers its paint."""
        self._definitions.append(f'<linearGradient id="{name}" x2="0" y2="1">{_stops(stops)}</linearGradient>')
        return f"url(#{name})"

    def radial(self, name: str, *stops: tuple[float, str, float]) -> str:
        """Define a gradient from the middle outwards. Answers its paint."""
        self._definitions.append(f'<radialGradient id="{name}">{_stops(stops)}</radialGradient>')
        return f"url(#{name})"

    def clip(self, name: str, markup: str) -> str:
        """Define a clipping shape. Answers its reference."""
        self._definitions.append(f'<clipPath id="{name}">{markup}</clipPath>')
        return f"url(#{name})"

    def svg(self) -> str:
        """The whole file."""
        size = f'viewBox="0 0 {self.width} {self.height}" width="{self.width}" height="{self.height}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
            f"<defs>{''.join(self._definitions)}</defs>{''.join(self._shapes)}</svg>\n"
        )


def _attributes(attributes: dict[str, object]) -> str:
    return "".join(f' {name.rstrip("_").replace("_", "-")}="{_value(value)}"' for name, value in attributes.items())


def _value(value: object) -> str:
    return (f"{value:.2f}".rstrip("0").rstrip(".") or "0") if isinstance(value, float) else str(value)


def _stops(stops: tuple[tuple[float, str, float], ...]) -> str:
    return "".join(
        f'<stop offset="{_value(offset)}" stop-color="{color}"'
        + (f' stop-opacity="{_value(opacity)}"' if opacity != 1 else "")
        + "/>"
        for offset, color, opacity in stops
    )
