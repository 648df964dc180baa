"""Portraits of the astrologers: calm paper-cut figures before their own sky, with closed eyes."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final, Literal

from server.seed.art.hair import COVERS_EARS, HAIR
from server.seed.art.heavens import backdrop, glow, moon, sparkle, star_field, sun, ticks
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
)

SIZE: Final = 400
HALO: Final[Point] = (200, 176)


@dataclass(frozen=True)
class Sitter:
    """How somebody looks. Colours are of hair, skin, its shade, and clothes."""

    sky: tuple[str, str, str]
    hair: str
    hair_color: str
    skin: str
    shade: str
    clothes: str
    trim: str
    collar: Literal["round", "turtleneck", "shawl", "shirt", "wrap"]
    emblem: Literal["sun", "moon", "star", "dial", "crescent", "full"]
    ornament: Literal["none", "earrings", "glasses", "beard"] = "none"


SITTERS: Final[Mapping[str, Sitter]] = {
    "sofia": Sitter(
        (DEEP, "#9c7448", "#efc98c"), "long", "#3a2a26", "#e8bf9d", "#cf9c78", INK, GOLD, "wrap", "sun", "earrings"
    ),
    "elizaveta": Sitter(
        ("#dfe7d8", "#f2e6cc", "#efd9a6"),
        "bun",
        "#b77b45",
        "#f2cfb2",
        "#dcab8b",
        MOSS,
        PAPER,
        "shirt",
        "star",
        "earrings",
    ),
    "timofey": Sitter(
        (NIGHT, DEEP, TEAL), "short", "#5b4636", "#e4b793", "#c8926d", "#35565a", SAGE, "turtleneck", "dial", "beard"
    ),
    "marianna": Sitter(
        ("#4a6d66", "#8fae98", "#e3dcb6"),
        "bob",
        "#c9c3b8",
        "#ecc6a8",
        "#d2a083",
        CLAY,
        GOLD,
        "shawl",
        "full",
        "glasses",
    ),
    "arseny": Sitter(
        ("#b7794a", "#e3ab62", "#f4dba5"), "curls", "#2c2320", "#c99270", "#ab7454", "#2f5f60", SAND, "round", "moon"
    ),
    "aisylu": Sitter(
        (NIGHT, "#1b3440", "#3d6a68"),
        "fringe",
        "#17181c",
        "#e9c19a",
        "#cd9b74",
        "#d9a55a",
        INK,
        "wrap",
        "crescent",
        "earrings",
    ),
}


def draw_portrait(slug: str) -> str:
    """The astrologer's portrait as SVG."""
    sitter, drawing, chance = SITTERS[slug], Drawing(SIZE, SIZE), Random(slug)  # noqa: S311 (a picture, not a secret)
    behind, front = HAIR[sitter.hair]
    _sky(drawing, chance, sitter)
    behind(drawing, sitter.hair_color)
    _body(drawing, sitter)
    _face(drawing, sitter)
    front(drawing, sitter.hair_color)
    _ornament(drawing, sitter)
    return drawing.svg()


def _sky(drawing: Drawing, chance: Random, sitter: Sitter) -> None:
    light = sitter.sky[0].startswith("#d") or sitter.sky[0].startswith("#b")
    line = INK if light else GOLD
    backdrop(drawing, *sitter.sky)
    star_field(drawing, chance, 70, PAPER if not light else "#fffaf0")
    glow(drawing, "halo", HALO, 210, PAPER, 0.4)
    drawing.ring(HALO, 150, line, 1.2, opacity=0.7)
    drawing.ring(HALO, 138, line, 0.7, opacity=0.45)
    ticks(drawing, HALO, 138, 143, 72, line, 0.7)
    corner: Point = (318, 78)
    if sitter.emblem == "sun":
        sun(drawing, corner, 22, rays=20)
    elif sitter.emblem == "moon":
        moon(drawing, corner, 25, 0.14, lit=PAPER, dark="#9a6238")
    elif sitter.emblem == "crescent":
        moon(drawing, corner, 27, 0.86, dark="#223c46")
    elif sitter.emblem == "full":
        drawing.circle(corner, 25, fill=PAPER)
        drawing.circle((310, 72), 6, fill=SAND)
        drawing.circle((325, 86), 8, fill=SAND)
    elif sitter.emblem == "dial":
        drawing.circle(corner, 26, fill=NIGHT, stroke=GOLD, stroke_width=1.6)
        ticks(drawing, corner, 20, 26, 12, GOLD)
        drawing.line("M318 78V60M318 78l12 8", GOLD, 2)
    else:
        sparkle(drawing, corner, 30, AMBER)
    for angle, size in ((150, 7), (205, 4), (-25, 5), (100, 4)):
        sparkle(drawing, polar(HALO, 150, angle), size + 3, line if light else PAPER)


def _body(drawing: Drawing, sitter: Sitter) -> None:
    drawing.path("M172 226H228V292C228 312 172 312 172 292Z", fill=sitter.shade)
    drawing.path("M56 400C60 326 112 304 168 288C184 308 216 308 232 288C288 304 340 326 344 400Z", fill=sitter.clothes)
    if sitter.collar == "turtleneck":
        drawing.path("M164 268C186 282 214 282 236 268L240 300C216 316 184 316 160 300Z", fill=sitter.clothes)
        drawing.line("M164 272C186 286 214 286 236 272M161 298C184 314 216 314 239 298", sitter.trim, 1.4, opacity=0.7)
    elif sitter.collar == "shirt":
        drawing.path("M168 288L200 336L232 288C216 304 184 304 168 288Z", fill=sitter.shade)
        drawing.path("M166 280L200 338L176 352L148 294ZM234 280L200 338L224 352L252 294Z", fill=sitter.trim)
    elif sitter.collar == "wrap":
        drawing.path("M167 288L200 352L233 288C216 306 184 306 167 288Z", fill=sitter.skin)
        drawing.line("M167 288L200 352M233 288L200 352L174 400", sitter.trim, 3)
    elif sitter.collar == "shawl":
        drawing.path(
            "M52 400C64 322 120 300 164 284C176 320 188 350 214 400ZM348 400C336 322 280 300 236 284"
            "C226 318 206 352 176 400Z",
            fill=sitter.clothes,
        )
        drawing.path("M164 284C176 320 190 352 216 400H176C160 364 150 326 147 291Z", fill=INK, opacity=0.16)
        drawing.line("M170 296C178 336 188 352 200 356C212 352 222 336 230 296", sitter.trim, 1.8)
        drawing.circle((200, 364), 8, fill=sitter.trim)
    else:
        drawing.line("M162 292C182 320 218 320 238 292", sitter.trim, 7)
    drawing.path("M172 262C188 282 212 282 228 262V246H172Z", fill=INK, opacity=0.12)


def _face(drawing: Drawing, sitter: Sitter) -> None:
    if sitter.hair not in COVERS_EARS:
        for x in (137, 263):
            drawing.shape("ellipse", cx=x, cy=192, rx=11, ry=16, fill=sitter.shade)
    head = "M138 168C138 112 166 92 200 92S262 112 262 168C262 224 234 262 200 262S138 224 138 168Z"
    drawing.path(head, fill=sitter.skin)
    drawing.path(
        "M200 92C234 92 262 112 262 168C262 224 234 262 200 262C226 236 236 204 234 168C232 130 220 100 200 92Z",
        fill=sitter.shade,
        opacity=0.38,
    )
    for x in (164, 236):
        drawing.circle((x, 212), 14, fill=ROSE, opacity=0.32)
    drawing.line("M156 188C163 196 176 196 183 188M217 188C224 196 237 196 244 188", INK, 2.6, opacity=0.85)
    drawing.line(
        "M154 168C162 161 176 161 184 166M216 166C224 161 238 161 246 168", sitter.hair_color, 3.2, opacity=0.8
    )
    drawing.line("M201 180C204 196 208 206 205 212C203 216 198 216 195 214", sitter.shade, 2.6)
    drawing.line("M184 234C193 241 207 241 216 234", "#9c4f3d", 3)


def _ornament(drawing: Drawing, sitter: Sitter) -> None:
    if sitter.ornament == "earrings":
        for x in (137, 263):
            drawing.circle((x, 214), 3, fill=GOLD)
            sparkle(drawing, (x, 227), 10, GOLD)
    elif sitter.ornament == "glasses":
        for x in (170, 230):
            drawing.circle((x, 190), 24, fill=PAPER, fill_opacity=0.16, stroke=INK, stroke_width=2.6)
        drawing.line("M194 186Q200 181 206 186M146 186L136 182M254 186L264 182", INK, 2.6)
