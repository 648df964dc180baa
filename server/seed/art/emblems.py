"""Pictures of the services: gold on a night sky, one emblem each."""

from collections.abc import Callable, Mapping
from math import pi, sin
from random import Random
from typing import Final

from server.seed.art.heavens import (
    backdrop,
    constellation,
    glow,
    glyph,
    hills,
    moon,
    orbit,
    sparkle,
    star_field,
    sun,
    ticks,
)
from server.seed.art.pen import (
    AMBER,
    CLAY,
    DEEP,
    GOLD,
    INK,
    NIGHT,
    PAPER,
    ROSE,
    SAGE,
    SAND,
    TEAL,
    Drawing,
    Point,
    polar,
    polyline,
)

WIDTH: Final = 600
HEIGHT: Final = 400
MIDDLE: Final[Point] = (300, 200)


def draw_emblem(slug: str) -> str:
    """The service's picture as SVG."""
    drawing, chance = Drawing(WIDTH, HEIGHT), Random(slug)  # noqa: S311 (a picture, not a secret)
    EMBLEMS[slug](drawing, chance)
    return drawing.svg()


def _night(drawing: Drawing, chance: Random, bottom: str = TEAL, stars: int = 130) -> None:
    backdrop(drawing, NIGHT, DEEP, bottom)
    star_field(drawing, chance, stars)


def _wheel(drawing: Drawing, chance: Random) -> None:
    _night(drawing, chance)
    glow(drawing, "light", MIDDLE, 230, GOLD, 0.28)
    drawing.circle(MIDDLE, 168, fill=NIGHT, opacity=0.55)
    for radius, width in ((168, 1.6), (134, 1), (92, 1)):
        drawing.ring(MIDDLE, radius, GOLD, width)
    ticks(drawing, MIDDLE, 163, 168, 72, GOLD, 0.8)
    ticks(drawing, MIDDLE, 134, 168, 12, GOLD, 0.9)
    for sign in range(12):
        glyph(drawing, sign, polar(MIDDLE, 149, 195 + 30 * sign), 16, SAND, 1.5)
    for angle in (18, 44, 71, 98, 131, 160):
        drawing.line(
            polyline([polar(MIDDLE, 92, angle), polar(MIDDLE, 134, angle)])
            + polyline([polar(MIDDLE, 92, angle + 180), polar(MIDDLE, 134, angle + 180)]),
            SAGE,
            0.8,
            opacity=0.7,
        )
    planets = (8, 57, 84, 128, 177, 204, 248, 297, 334)
    for first, second, color in (
        (0, 3, SAGE),
        (3, 6, SAGE),
        (6, 0, SAGE),
        (1, 4, GOLD),
        (4, 8, GOLD),
        (2, 7, ROSE),
        (1, 5, ROSE),
        (5, 8, SAGE),
    ):
        drawing.line(
            polyline([polar(MIDDLE, 92, planets[first]), polar(MIDDLE, 92, planets[second])]), color, 1, opacity=0.75
        )
    for number, angle in enumerate(planets):
        place = polar(MIDDLE, 113, angle)
        drawing.circle(place, (6.5, 4, 5, 3.4, 4.6, 5.4, 3.6, 4.2, 3.2)[number], fill=(GOLD, PAPER, ROSE)[number % 3])
    drawing.line(polyline([polar(MIDDLE, 168, 195), polar(MIDDLE, 196, 195)]), GOLD, 1.6)
    sparkle(drawing, polar(MIDDLE, 204, 195), 12, GOLD)
    drawing.circle(MIDDLE, 3, fill=GOLD)


def _core(drawing: Drawing, chance: Random) -> None:
    _night(drawing, chance, "#6d5a3c", 110)
    horizon: Point = (300, 292)
    glow(drawing, "dawn", horizon, 300, AMBER, 0.75)
    for radius in (110, 150, 190, 230):
        drawing.ring(horizon, radius, GOLD, 0.9, opacity=0.55)
    sun(drawing, horizon, 62, rays=32)
    moon(drawing, polar(horizon, 190, 62), 25, 0.17)
    sparkle(drawing, polar(horizon, 150, 128), 15, PAPER)
    drawing.circle(polar(horizon, 230, 100), 4, fill=SAGE)
    hills(drawing, chance, 300, "#244a4c")
    hills(drawing, chance, 338, INK)
    drawing.line("M40 292h150M410 292h150", GOLD, 1, opacity=0.7)


def _month(drawing: Drawing, chance: Random) -> None:
    _night(drawing, chance, "#3b6a67")
    center: Point = (300, 372)
    glow(drawing, "full", (300, 118), 170, PAPER, 0.35)
    drawing.ring(center, 254, SAND, 0.9, opacity=0.5, stroke_dasharray="1 7", stroke_linecap="round")
    for step in range(9):
        angle = 160 - 17.5 * step
        moon(drawing, polar(center, 254, angle), 16 + 19 * sin(pi * step / 8) ** 4, step / 8)
    hills(drawing, chance, 296, "#2a5355")
    hills(drawing, chance, 326, "#1d3d41")
    hills(drawing, chance, 356, INK)
    for x, size in ((120, 7), (478, 9), (300, 6)):
        sparkle(drawing, (x, chance.uniform(170, 235)), size, GOLD)


def _date(drawing: Drawing, chance: Random) -> None:
    _night(drawing, chance, "#35564f")
    glow(drawing, "light", MIDDLE, 220, SAGE, 0.3)
    chosen = 11
    for day in range(30):
        angle = 90 - 12 * day
        if day == chosen:
            continue
        moon(drawing, polar(MIDDLE, 146, angle), 8.5, day / 30, dark="#24454a")
    drawing.ring(MIDDLE, 118, GOLD, 1)
    drawing.ring(MIDDLE, 172, GOLD, 1)
    ticks(drawing, MIDDLE, 168, 172, 60, GOLD, 0.8)
    place = polar(MIDDLE, 146, 90 - 12 * chosen)
    glow(drawing, "day", place, 62, GOLD, 0.9)
    sparkle(drawing, place, 27, PAPER)
    hand = polar(MIDDLE, 104, 90 - 12 * chosen)
    drawing.line(polyline([MIDDLE, hand]), GOLD, 2)
    drawing.ring(MIDDLE, 70, SAGE, 0.8, opacity=0.8)
    for turn in range(12):
        tip, left, right = (
            polar(MIDDLE, 66, 30 * turn),
            polar(MIDDLE, 26, 30 * turn + 9),
            polar(MIDDLE, 26, 30 * turn - 9),
        )
        drawing.path(polyline([left, tip, right]) + "Z", fill=GOLD, opacity=0.28 if turn % 3 else 0.6)
    drawing.circle(MIDDLE, 20, fill=INK, stroke=GOLD, stroke_width=1.4)
    drawing.circle(MIDDLE, 4, fill=GOLD)


def _pair(drawing: Drawing, chance: Random) -> None:
    _night(drawing, chance, "#5a4a44")
    left: Point = (232, 200)
    right: Point = (368, 200)
    glow(drawing, "warm", left, 190, AMBER, 0.5)
    glow(drawing, "cool", right, 190, SAGE, 0.42)
    drawing.circle(left, 118, fill=AMBER, opacity=0.16)
    drawing.circle(right, 118, fill=SAGE, opacity=0.16)
    for center, color in ((left, GOLD), (right, SAGE)):
        drawing.ring(center, 118, color, 1.6)
        drawing.ring(center, 96, color, 0.7, opacity=0.6, stroke_dasharray="2 6")
        ticks(drawing, center, 118, 123, 36, color, 0.8)
    sun(drawing, (186, 200), 25, rays=20)
    moon(drawing, (414, 200), 30, 0.14)
    shared = [(300, 118), (283, 158), (318, 186), (290, 222), (309, 258), (300, 288)]
    constellation(drawing, shared, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)], PAPER)
    sparkle(drawing, (318, 186), 14, PAPER)
    for angle in (60, 140, 215, 300):
        drawing.circle(polar(left, 118, angle), 4, fill=GOLD)
        drawing.circle(polar(right, 118, 180 - angle), 4, fill=SAGE)


def _child(drawing: Drawing, chance: Random) -> None:
    _night(drawing, chance, "#4d7a72", 120)
    glow(drawing, "pole", (402, 92), 130, PAPER, 0.4)
    bear = [(402, 92), (352, 116), (312, 150), (268, 178), (196, 180), (178, 234), (252, 238)]
    constellation(drawing, bear, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 3)], SAND, size=3.8)
    sparkle(drawing, bear[0], 22, PAPER)
    cradle = "M384 226A88 88 0 1 0 492 338A70 70 0 1 1 384 226Z"
    glow(drawing, "cradle", (430, 300), 150, GOLD, 0.45)
    drawing.path(cradle, fill=drawing.vertical("horn", (0, SAND, 1), (1, GOLD, 1)))
    sparkle(drawing, (448, 282), 13, PAPER)
    drawing.line("M448 236v32", SAND, 0.9, opacity=0.8)
    hills(drawing, chance, 346, "#2c5a58")
    hills(drawing, chance, 372, INK)


def _year(drawing: Drawing, chance: Random) -> None:
    _night(drawing, chance, "#5b4d36")
    glow(drawing, "light", MIDDLE, 250, AMBER, 0.6)
    for wide, opacity in ((236, 1), (178, 0.55), (122, 0.4)):
        orbit(drawing, MIDDLE, wide, wide * 0.42, 14, GOLD, stroke_width=1.1, opacity=opacity)
    sun(drawing, MIDDLE, 44, rays=32)
    seasons = ((236, 18, SAGE, 11), (236, 108, GOLD, 9), (236, 198, CLAY, 11), (236, 288, PAPER, 9))
    for wide, angle, color, size in seasons:
        drawing.circle(_on_orbit(wide, angle), size, fill=color)
        drawing.ring(_on_orbit(wide, angle), size + 5, color, 0.8, opacity=0.7)
    drawing.circle(_on_orbit(178, 66), 6, fill=ROSE)
    drawing.circle(_on_orbit(122, 235), 5, fill=SAND)
    home = _on_orbit(236, 18)
    sparkle(drawing, (home[0], home[1] - 30), 13, PAPER)


def _on_orbit(wide: float, angle: float) -> Point:
    """A point of the tilted orbits of the personal year."""
    x, y = polar((0, 0), 1, angle)
    from_middle = (wide * x, wide * 0.42 * y)
    tilt_cos, tilt_sin = 0.9703, -0.2419
    return (
        MIDDLE[0] + from_middle[0] * tilt_cos - from_middle[1] * tilt_sin,
        MIDDLE[1] + from_middle[0] * tilt_sin + from_middle[1] * tilt_cos,
    )


def _summit(drawing: Drawing, chance: Random) -> None:
    _night(drawing, chance, "#8a6a3c", 120)
    glow(drawing, "dawn", (330, 250), 290, GOLD, 0.55)
    peak: Point = (336, 106)
    drawing.path("M40 400L196 214L258 268L336 118L430 262L482 218L600 350V400Z", fill="#3a6062")
    drawing.path("M336 118L372 174L350 196L334 176L312 200L296 194Z", fill=PAPER, opacity=0.85)
    drawing.path("M336 118L430 262L390 400H336L352 250Z", fill=INK, opacity=0.35)
    drawing.path("M0 400L96 300L180 352L286 262L372 352L450 300L600 400Z", fill="#1f4044")
    drawing.path("M286 262L330 308L300 330L272 300L240 302Z", fill=SAND, opacity=0.25)
    steps = [(78, 356), (142, 322), (196, 330), (246, 288), (292, 232), (300, 176), peak]
    constellation(drawing, steps, [(step, step + 1) for step in range(6)], GOLD, size=3.4)
    glow(drawing, "top", peak, 80, PAPER, 0.7)
    sparkle(drawing, peak, 27, PAPER)
    drawing.path("M0 400V372C120 350 210 392 330 380S540 362 600 384V400Z", fill=NIGHT)


def _nodes(drawing: Drawing, chance: Random) -> None:
    _night(drawing, chance, "#3a5a5e")
    first = [(x, 200 + 74 * sin(pi * (x - 60) / 240)) for x in range(0, 601, 12)]
    second = [(x, 200 - 74 * sin(pi * (x - 60) / 240)) for x in range(0, 601, 12)]
    for x in (60, 300, 540):
        glow(drawing, f"node{x}", (x, 200), 92, GOLD if x == 300 else SAGE, 0.7 if x == 300 else 0.4)
    drawing.line("M0 200h600", SAND, 0.8, opacity=0.4, stroke_dasharray="2 8")
    drawing.line(polyline(first), GOLD, 2)
    drawing.line(polyline(second), SAGE, 2)
    for step, phase in ((116, 0.12), (180, 0.25), (244, 0.38), (356, 0.62), (420, 0.75), (484, 0.88)):
        y = 200 - 74 * sin(pi * (step - 60) / 240)
        moon(drawing, (step, y), 13, phase, dark="#274a50")
    for step in (120, 180, 240, 360, 420, 480):
        drawing.circle((step, 200 + 74 * sin(pi * (step - 60) / 240)), 4.5, fill=GOLD)
    sparkle(drawing, (300, 200), 30, PAPER)
    for x in (60, 540):
        sparkle(drawing, (x, 200), 14, PAPER)
    drawing.ring((300, 200), 42, GOLD, 1)
    ticks(drawing, (300, 200), 42, 47, 24, GOLD, 0.9)


EMBLEMS: Final[Mapping[str, Callable[[Drawing, Random], None]]] = {
    "natal-chart": _wheel,
    "personality-core": _core,
    "monthly-forecast": _month,
    "event-date": _date,
    "compatibility": _pair,
    "childs-horoscope": _child,
    "solar-return": _year,
    "career-and-money": _summit,
    "purpose": _nodes,
}
