"""Pictures of the articles: plates of an old atlas at four times of the day."""

from collections.abc import Callable, Mapping
from math import cos, pi, sin
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
    MOSS,
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


def draw_plate(slug: str) -> str:
    """The article's picture as SVG."""
    drawing, chance = Drawing(WIDTH, HEIGHT), Random(slug)  # noqa: S311 (a picture, not a secret)
    PLATES[slug](drawing, chance)
    return drawing.svg()


def _dawn(drawing: Drawing, chance: Random) -> None:
    backdrop(drawing, "#2b5558", "#b98d5a", "#f0cf95")
    star_field(drawing, chance, 60, below=0.4)


def _day(drawing: Drawing) -> None:
    backdrop(drawing, "#f7efe0", "#f1e4cb", "#e6d2ab")


def _dusk(drawing: Drawing, chance: Random) -> None:
    backdrop(drawing, "#16302f", "#3f6f66", "#a9c4a8")
    star_field(drawing, chance, 90, below=0.7)


def _night(drawing: Drawing, chance: Random) -> None:
    backdrop(drawing, NIGHT, DEEP, TEAL)
    star_field(drawing, chance, 130)


def _elements(drawing: Drawing, chance: Random) -> None:
    _day(drawing)
    star_field(drawing, chance, 46, AMBER)
    drawing.ring(MIDDLE, 172, INK, 1, opacity=0.5)
    drawing.ring(MIDDLE, 140, INK, 0.7, opacity=0.35)
    for sign in range(12):
        glyph(drawing, sign, polar(MIDDLE, 156, 90 + 30 * sign), 15, INK, 1.5)
    centers = [polar(MIDDLE, 62, angle) for angle in (135, 45, 225, 315)]
    for center, color in zip(centers, (CLAY, SAGE, GOLD, TEAL), strict=True):
        drawing.circle(center, 76, fill=color, opacity=0.55)
        drawing.ring(center, 76, INK, 1.2)
    signs = ((1, False), (1, True), (-1, True), (-1, False))
    for angle, (up, barred) in zip((135, 45, 225, 315), signs, strict=True):
        center = polar(MIDDLE, 74, angle)
        corners = [polar(center, 24, up * 90 + 120 * turn) for turn in range(3)]
        drawing.line(polyline(corners) + "Z", INK, 2)
        if barred:
            drawing.line(f"M{center[0] - 17:.0f} {center[1] - up * 2:.0f}h34", INK, 2)
    sparkle(drawing, MIDDLE, 26, PAPER)


def _hours(drawing: Drawing, chance: Random) -> None:
    _dawn(drawing, chance)
    foot: Point = (300, 316)
    glow(drawing, "noon", (300, 100), 190, PAPER, 0.7)
    for radius, opacity in ((216, 0.9), (184, 0.5)):
        drawing.ring(foot, radius, PAPER, 1, opacity=opacity)
    ticks(drawing, foot, 216, 224, 48, PAPER)
    for step, size in ((0, 9), (1, 13), (2, 18), (4, 18), (5, 13), (6, 9)):
        drawing.circle(polar(foot, 216, 165 - 25 * step), size, fill=PAPER, opacity=0.28 + 0.1 * (3 - abs(step - 3)))
    sun(drawing, polar(foot, 216, 90), 32, rays=28)
    hills(drawing, chance, 292, "#7e9b7f")
    hills(drawing, chance, 322, "#47776c")
    hills(drawing, chance, 352, "#1f4044")
    drawing.path("M292 352L300 232L308 352Z", fill=INK)
    drawing.path("M300 352L420 372L308 366Z", fill=INK, opacity=0.35)
    drawing.shape("ellipse", cx=300, cy=356, rx=64, ry=9, fill=INK)


def _clock(drawing: Drawing, chance: Random) -> None:
    _dusk(drawing, chance)
    glow(drawing, "light", MIDDLE, 220, GOLD, 0.45)
    drawing.circle(MIDDLE, 148, fill=PAPER)
    drawing.circle(MIDDLE, 148, fill=SAND, opacity=0.35)
    drawing.ring(MIDDLE, 148, INK, 3)
    drawing.ring(MIDDLE, 138, INK, 0.8)
    ticks(drawing, MIDDLE, 132, 138, 60, INK, 0.9)
    for hour in range(12):
        if hour % 3 == 0:
            sparkle(drawing, polar(MIDDLE, 118, 90 - 30 * hour), 13, INK)
        else:
            drawing.circle(polar(MIDDLE, 118, 90 - 30 * hour), 3, fill=INK)
    drawing.ring(MIDDLE, 84, CLAY, 0.8, opacity=0.8, stroke_dasharray="2 5")
    sky = [
        polar(MIDDLE, 72, 200),
        polar(MIDDLE, 48, 168),
        polar(MIDDLE, 62, 118),
        polar(MIDDLE, 30, 70),
        polar(MIDDLE, 66, 28),
        polar(MIDDLE, 74, 330),
    ]
    constellation(drawing, sky, [(step, step + 1) for step in range(5)], MOSS, star=MOSS, size=2.8)
    drawing.line(polyline([polar(MIDDLE, 16, 10), polar(MIDDLE, 70, 190)]), INK, 5)
    drawing.line(polyline([polar(MIDDLE, 20, 244), polar(MIDDLE, 108, 64)]), INK, 3)
    sparkle(drawing, polar(MIDDLE, 112, 64), 15, AMBER)
    drawing.circle(MIDDLE, 7, fill=GOLD, stroke=INK, stroke_width=2)


def _loop(drawing: Drawing, chance: Random) -> None:
    _night(drawing, chance)
    glow(drawing, "sunlight", (88, 330), 280, AMBER, 0.8)
    for radius in (120, 186, 252):
        drawing.ring((88, 330), radius, GOLD, 0.9, opacity=0.5)
    sun(drawing, (88, 330), 44, rays=28)
    track = [_retrograde(step / 60) for step in range(61)]
    drawing.line(polyline(track), SAGE, 1.4, opacity=0.9)
    for step in range(0, 61, 4):
        drawing.circle(track[step], 2.2 + 2.4 * step / 60, fill=PAPER, opacity=0.35 + 0.6 * step / 60)
    glow(drawing, "planet", track[60], 70, PAPER, 0.5)
    drawing.circle(track[60], 14, fill=drawing.radial("mercury", (0, PAPER, 1), (0.6, SAND, 1), (1, ROSE, 1)))
    drawing.ring(track[60], 21, GOLD, 0.9)


def _retrograde(share: float) -> Point:
    """A planet's path among the stars, going forward, back and forward again."""
    turn = (share - 0.5) * 2.7 * pi
    return 356 + 30 * turn - 66 * sin(turn), 156 - 15 * turn + 52 * cos(turn)


def _water(drawing: Drawing, chance: Random) -> None:
    backdrop(drawing, NIGHT, "#24484c", "#4f8078")
    star_field(drawing, chance, 110, below=0.55)
    center: Point = (300, 136)
    glow(drawing, "halo", center, 230, PAPER, 0.55)
    drawing.ring(center, 104, SAND, 0.8, opacity=0.6)
    drawing.ring(center, 122, SAND, 0.7, opacity=0.35, stroke_dasharray="1 6", stroke_linecap="round")
    drawing.circle(center, 80, fill=drawing.radial("disc", (0, "#fffaf0", 1), (0.75, PAPER, 1), (1, SAND, 1)))
    for x, y, radius in ((278, 112, 19), (322, 128, 13), (292, 164, 23), (334, 164, 9), (262, 146, 8), (312, 94, 7)):
        drawing.circle((x, y), radius, fill=SAND, opacity=0.5)
    drawing.shape("rect", y=264, width=WIDTH, height=136, fill=INK, opacity=0.72)
    for step in range(15):
        surface = 270 + step * 8.6
        wide = 96 * (1 - step / 22) * chance.uniform(0.55, 1)
        shift = chance.uniform(-12, 12)
        drawing.line(f"M{300 + shift - wide:.0f} {surface:.0f}h{wide * 2:.0f}", PAPER, 2.2, opacity=0.75 - step * 0.04)
    drawing.path(
        "M0 266V222C60 206 120 236 196 262L214 266ZM600 266V214C540 196 470 240 398 264L392 266Z", fill="#142c2e"
    )


def _tea(drawing: Drawing, chance: Random) -> None:
    _dawn(drawing, chance)
    glow(drawing, "steam", (300, 130), 190, PAPER, 0.55)
    drawing.path("M0 322H600V400H0Z", fill="#1f4044")
    drawing.path("M0 322H600V330H0Z", fill=GOLD, opacity=0.5)
    steam = [(292, 214), (318, 184), (286, 152), (322, 120), (300, 84), (330, 56)]
    constellation(drawing, steam, [(step, step + 1) for step in range(5)], PAPER, size=3.6)
    constellation(drawing, [(256, 196), (236, 162), (256, 130), (240, 104)], [(0, 1), (1, 2), (2, 3)], PAPER, size=2.6)
    sparkle(drawing, (330, 56), 18, PAPER)
    drawing.shape("ellipse", cx=300, cy=334, rx=138, ry=15, fill=INK, opacity=0.55)
    drawing.shape("ellipse", cx=300, cy=326, rx=128, ry=13, fill=SAND)
    drawing.shape("ellipse", cx=300, cy=323, rx=84, ry=7, fill=AMBER, opacity=0.35)
    drawing.line("M378 250c44-10 56 44-10 46", SAND, 11)
    drawing.path("M212 232H388C386 290 352 324 300 324S214 290 212 232Z", fill=PAPER)
    drawing.path("M330 232H388C386 290 352 324 300 324C328 306 334 270 330 232Z", fill=SAND, opacity=0.8)
    drawing.shape("ellipse", cx=300, cy=232, rx=88, ry=14, fill=SAND)
    drawing.shape("ellipse", cx=300, cy=234, rx=78, ry=10, fill=CLAY)
    moon(drawing, (268, 276), 15, 0.13, lit=GOLD, dark="#efe0c2")
    sparkle(drawing, (302, 270), 8, GOLD)


def _teapot(drawing: Drawing, chance: Random) -> None:
    _night(drawing, chance)
    glow(drawing, "warm", (300, 210), 240, AMBER, 0.5)
    drawing.path("M196 300C172 250 190 190 246 176H336C400 190 416 252 388 300Z", fill=GOLD, opacity=0.16)
    stars = [(150, 196), (206, 232), (204, 300), (382, 300), (394, 236), (336, 172), (258, 172), (298, 118), (456, 206)]
    lines = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 1), (6, 7), (7, 5), (4, 8), (8, 3), (0, 2)]
    constellation(drawing, stars, lines, GOLD, size=4.4)
    sparkle(drawing, stars[7], 17, PAPER)
    sparkle(drawing, stars[2], 12, PAPER)
    for step in range(3):
        x = 136 - 13 * step
        drawing.line(f"M{x} {180 - 20 * step}c-16-12 8-22-6-36", SAND, 1.4, opacity=0.75 - 0.18 * step)
    for x, color in ((96, SAGE), (504, ROSE)):
        drawing.path(f"M{x - 36} 322h72c-2 30-16 44-36 44s-34-14-36-44Z", fill=color, opacity=0.9)
        drawing.shape("ellipse", cx=x, cy=322, rx=36, ry=6, fill=PAPER, opacity=0.8)
        drawing.line(f"M{x - 48} 368h96", SAND, 2, opacity=0.8)
    hills(drawing, chance, 376, INK)


def _sphere(drawing: Drawing, chance: Random) -> None:
    _day(drawing)
    star_field(drawing, chance, 60, MOSS)
    center: Point = (300, 182)
    drawing.path("M292 330h16l6 36h-28ZM240 366h120v10H240Z", fill=INK)
    drawing.circle(center, 150, fill=SAGE, opacity=0.2)
    drawing.ring(center, 150, INK, 4)
    drawing.ring(center, 142, INK, 0.8)
    ticks(drawing, center, 142, 148, 72, INK, 0.8)
    for wide, high, tilt, color, width in (
        (148, 46, 23, AMBER, 16),
        (148, 38, 0, INK, 1.6),
        (134, 26, 0, INK, 0.9),
        (38, 148, 0, INK, 1.2),
        (98, 148, 0, INK, 0.8),
        (148, 60, 23, INK, 0.9),
        (148, 33, 23, INK, 0.9),
    ):
        orbit(drawing, center, wide, high, tilt, color, stroke_width=width, opacity=0.85)
    drawing.line("M300 12V352", INK, 1.6, stroke_dasharray="6 5")
    sparkle(drawing, (300, 20), 15, AMBER)
    drawing.circle(center, 24, fill=drawing.radial("earth", (0, SAGE, 1), (1, MOSS, 1)), stroke=INK, stroke_width=1.6)
    drawing.circle((436, 124), 12, fill=GOLD, stroke=INK, stroke_width=1.6)
    constellation(drawing, [(70, 92), (104, 138), (84, 190), (128, 236)], [(0, 1), (1, 2), (2, 3)], INK, star=CLAY)
    constellation(
        drawing, [(486, 270), (520, 232), (552, 262), (528, 312)], [(0, 1), (1, 2), (2, 3), (3, 0)], INK, star=CLAY
    )


PLATES: Final[Mapping[str, Callable[[Drawing, Random], None]]] = {
    "zodiac-and-professions": _elements,
    "best-time-for-your-sign": _hours,
    "finding-your-birth-time": _clock,
    "calm-about-retrograde-mercury": _loop,
    "the-moon-in-your-chart": _water,
    "your-first-consultation": _tea,
    "why-couples-argue": _teapot,
    "signs-are-not-constellations": _sphere,
}
