"""What skies are made of: gradients, star fields, constellations, suns, moons, orbits, hills."""

from collections.abc import Sequence
from random import Random

from server.seed.art.pen import AMBER, GOLD, PAPER, SAND, Drawing, Point, polar, polyline, short

GLYPHS = (
    "M1 4C1 1 4.5 1 5 4v6M5 4C5.5 1 9 1 9 4",
    "M5 4.4a2.6 2.6 0 1 0 .1 0M1.5 1.5C2.5 5.2 7.5 5.2 8.5 1.5",
    "M2 1.5C4 2.6 6 2.6 8 1.5M2 8.8C4 7.7 6 7.7 8 8.8M3.6 2.2v5.9M6.4 2.2v5.9",
    "M3 2.6a1.5 1.5 0 1 0 .1 0M7 5a1.5 1.5 0 1 0 .1 0M1.5 4C2 1 7 .6 9 2.6M8.5 6.5C8 9.4 3 10 1 7.8",
    "M3 5.6a1.5 1.5 0 1 0 .1 0C3.6 5 2 4.4 2.2 3 2.5.8 6.5.6 7 3.2 7.3 5 5.4 6.6 6 8.2c.4 1.2 2 1.2 2.5.2",
    "M1.2 2.5C2.6 2.4 2.5 3 2.5 4v4.5M2.5 4c.2-1.8 2.2-1.8 2.2 0v4.5M4.7 4c.2-1.8 2.2-1.8 2.2 0v3.4"
    "c0 1.6 1 2 2 2M6.9 5c1-1.4 2.4-.4 1.8 1-.5 1.2-1.8 2.2-3 3",
    "M1 9h8M1 7h2.6C2.4 5.6 2.6 2.6 5 2.6S7.6 5.6 6.4 7H9",
    "M1.2 2.5C2.6 2.4 2.5 3 2.5 4v4.5M2.5 4c.2-1.8 2.2-1.8 2.2 0v4.5M4.7 4c.2-1.8 2.2-1.8 2.2 0v3.6"
    "c0 1.2.8 1.4 2.2 1M8.2 7.4l1 1.1-.7 1.2",
    "M1.5 8.5L9 1M5 1h4v4M2.6 4.6l3 3",
    "M1.2 2.4c1.4 0 1.4 1.6 1.4 3v2M2.6 4.6c.4-2.2 2.6-2.4 2.8-.2v2.4c0 1.8-.8 2.6-1.8 2.8"
    "M5.4 6.6a1.7 1.7 0 1 1 .4 1.2",
    "M1 4.4l2-1.6 1.6 1.6 2-1.6 1.6 1.6L9.4 3M1 7.6L3 6l1.6 1.6 2-1.6 1.6 1.6L9.4 6.2",
    "M2 1.4C4 4 4 6.4 2 9M8 1.4C6 4 6 6.4 8 9M1.4 5.2h7.2",
)
"""The signs of the zodiac from Aries on, drawn in a box of 10 by 10."""


def backdrop(drawing: Drawing, top: str, middle: str, bottom: str) -> None:
    """Fill the picture with a sky of three colours."""
    paint = drawing.vertical("sky", (0, top, 1), (0.6, middle, 1), (1, bottom, 1))
    drawing.shape("rect", width=drawing.width, height=drawing.height, fill=paint)


def glow(drawing: Drawing, name: str, center: Point, radius: float, color: str, strength: float = 0.5) -> None:
    """A soft light around `center`."""
    falling = [(offset, color, strength * share) for offset, share in ((0, 1), (0.3, 0.42), (0.65, 0.1), (1, 0))]
    paint = drawing.radial(name, *falling)
    drawing.circle(center, radius, fill=paint)


def star_field(drawing: Drawing, chance: Random, count: int, color: str = PAPER, *, below: float = 1.0) -> None:
    """Scatter stars of three sizes over the part of the picture above `below` (a share of its height).

    A star is a dot of zero length with a round cap, so that a hundred of them are one short path.
    """
    for size, opacity, share in ((1, 0.6, 0.6), (1.6, 0.8, 0.28), (2.6, 0.95, 0.12)):
        dots = [
            (chance.uniform(4, drawing.width - 4), drawing.height * below * chance.random() ** 1.15)
            for _ in range(round(count * share))
        ]
        data = "".join(f"M{short(x)} {short(y)}h.01" for x, y in dots)
        drawing.line(data, color, size, opacity=opacity)


def sparkle(drawing: Drawing, center: Point, size: float, color: str = PAPER, **attributes: object) -> None:
    """A star with four long points."""
    waist = size * 0.13
    points = [polar(center, size if turn % 2 == 0 else waist, 90 + 45 * turn) for turn in range(8)]
    drawing.path(polyline(points) + "Z", fill=color, **attributes)


def constellation(
    drawing: Drawing,
    stars: Sequence[Point],
    lines: Sequence[tuple[int, int]],
    color: str,
    *,
    star: str = PAPER,
    size: float = 3,
) -> None:
    """Stars joined by thin lines; `lines` are pairs of their indexes."""
    data = "".join(polyline([stars[start], stars[end]]) for start, end in lines)
    drawing.line(data, color, 1.1, opacity=0.75)
    for number, place in enumerate(stars):
        drawing.circle(place, size * 2.6, fill=star, opacity=0.13)
        drawing.circle(place, size * (1.2 if number % 3 == 0 else 0.85), fill=star)


def sun(drawing: Drawing, center: Point, radius: float, *, rays: int = 24, color: str = GOLD) -> None:
    """A sun as old atlases draw it: a disc in a ring of long and short rays."""
    for turn in range(rays):
        angle, length = 360 / rays * turn, radius * (1.95 if turn % 2 == 0 else 1.55)
        half = 360 / rays * 0.22
        points = [
            polar(center, radius * 1.18, angle - half),
            polar(center, length, angle),
            polar(center, radius * 1.18, angle + half),
        ]
        drawing.path(polyline(points) + "Z", fill=color, opacity=0.9 if turn % 2 == 0 else 0.6)
    paint = drawing.radial(f"sun{short(center[0])}", (0, SAND, 1), (0.7, color, 1), (1, AMBER, 1))
    drawing.circle(center, radius, fill=paint)


def moon(
    drawing: Drawing, center: Point, radius: float, phase: float, *, lit: str = PAPER, dark: str = "#29484d"
) -> None:
    """The Moon at `phase`: 0 new, 0.25 first quarter, 0.5 full, 0.75 last quarter."""
    x, y = center
    drawing.circle(center, radius, fill=dark)
    if phase in (0, 1):
        return
    bulge = abs(1 - 4 * (phase % 0.5)) * radius
    waxing = phase < 0.5
    outer = 1 if waxing else 0
    gibbous = 0.25 < phase < 0.75
    inner = outer if gibbous else 1 - outer
    data = (
        f"M{short(x)} {short(y - radius)}A{short(radius)} {short(radius)} 0 0 {outer} {short(x)} {short(y + radius)}"
        f"A{short(bulge)} {short(radius)} 0 0 {inner} {short(x)} {short(y - radius)}Z"
    )
    drawing.path(data, fill=lit)


def orbit(
    drawing: Drawing, center: Point, wide: float, high: float, tilt: float, color: str, **attributes: object
) -> None:
    """An ellipse, turned by `tilt` degrees."""
    drawing.shape(
        "ellipse",
        cx=center[0],
        cy=center[1],
        rx=wide,
        ry=high,
        fill="none",
        stroke=color,
        transform=f"rotate({short(-tilt)} {short(center[0])} {short(center[1])})",
        **attributes,
    )


def hills(drawing: Drawing, chance: Random, height: float, color: str, **attributes: object) -> None:
    """A soft horizon whose crest lies about `height` below the top."""
    steps, width = 5, drawing.width
    crest = [height + chance.uniform(-14, 14) for _ in range(steps + 1)]
    data = f"M0 {short(crest[0])}"
    for step in range(steps):
        left, right = width / steps * step, width / steps * (step + 1)
        middle = (left + right) / 2
        data += (
            f"C{short(middle)} {short(crest[step])} {short(middle)} {short(crest[step + 1])}"
            f" {short(right)} {short(crest[step + 1])}"
        )
    drawing.path(f"{data}V{drawing.height}H0Z", fill=color, **attributes)


def ticks(
    drawing: Drawing, center: Point, inner: float, outer: float, count: int, color: str, width: float = 1
) -> None:
    """Marks around a dial."""
    angles = [360 / count * turn for turn in range(count)]
    data = "".join(polyline([polar(center, inner, angle), polar(center, outer, angle)]) for angle in angles)
    drawing.line(data, color, width)


def glyph(drawing: Drawing, sign: int, center: Point, size: float, color: str, width: float = 1.4) -> None:
    """A sign of the zodiac, 0 for Aries, as large as `size`."""
    scale = size / 10
    drawing.line(
        GLYPHS[sign],
        color,
        width / scale,
        transform=f"translate({short(center[0] - size / 2)} {short(center[1] - size / 2)}) scale({scale:.2f})",
    )
