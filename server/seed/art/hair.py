"""Hair of the portraits: what lies behind the figure, and what falls before it."""

from collections.abc import Callable, Mapping
from typing import Final

from server.seed.art.pen import PAPER, Drawing

Layer = Callable[[Drawing, str], None]


def _nothing(drawing: Drawing, color: str) -> None:
    """Nothing lies here."""


def _strands(drawing: Drawing, data: str) -> None:
    """A few lighter lines, so that the hair is not a flat patch."""
    drawing.line(data, PAPER, 1.6, opacity=0.2)


def _long_behind(drawing: Drawing, color: str) -> None:
    drawing.path(
        "M200 66C128 66 116 126 118 178C120 236 96 262 92 312C90 346 120 352 142 346H258C280 352 310 346 308 312"
        "C304 262 280 236 282 178C284 126 272 66 200 66Z",
        fill=color,
    )


def _long_front(drawing: Drawing, color: str) -> None:
    drawing.path(
        "M203 74C150 72 124 112 128 180C130 214 122 236 112 258C138 240 146 214 146 184C146 150 168 120 203 96"
        "C236 120 254 150 254 184C254 214 262 240 288 258C278 236 270 214 272 180C276 112 250 74 203 74Z",
        fill=color,
    )
    _strands(
        drawing,
        "M190 84C160 98 140 132 138 176M216 84C244 100 260 132 262 176M108 300C112 276 124 258 128 240"
        "M292 300C288 276 276 258 272 240",
    )


def _bun_behind(drawing: Drawing, color: str) -> None:
    drawing.circle((200, 62), 34, fill=color)
    drawing.path(
        "M200 74C138 74 126 122 130 176C132 190 142 200 150 204V150H250V204C258 200 268 190 270 176"
        "C274 122 262 74 200 74Z",
        fill=color,
    )


def _bun_front(drawing: Drawing, color: str) -> None:
    drawing.path(
        "M200 80C146 80 128 120 132 184C140 172 142 158 148 146C172 142 206 132 226 112C236 134 252 142 254 148"
        "C258 160 262 172 268 184C272 120 254 80 200 80Z",
        fill=color,
    )
    _strands(drawing, "M176 62C184 40 216 40 224 60M186 76C190 62 208 60 216 72M216 92C196 120 168 132 144 138")


def _short_front(drawing: Drawing, color: str) -> None:
    drawing.path(
        "M134 176C124 108 152 70 206 72C258 72 276 110 266 176C262 160 258 146 252 134C240 130 230 124 224 112"
        "C204 128 172 132 150 132C144 146 138 160 134 176Z",
        fill=color,
    )
    drawing.path(
        "M138 186C140 240 168 276 200 276S260 240 262 186C256 208 250 220 236 222C222 216 178 216 164 222"
        "C150 220 144 208 138 186Z",
        fill=color,
    )
    drawing.path("M182 234C193 244 207 244 218 234C212 228 188 228 182 234Z", fill="#b06a52")
    _strands(drawing, "M160 112C178 92 220 86 244 104M176 256C190 264 210 264 224 256")


def _bob_behind(drawing: Drawing, color: str) -> None:
    drawing.path(
        "M200 68C132 68 116 118 116 184C116 232 122 256 138 266H262C278 256 284 232 284 184C284 118 268 68 200 68Z",
        fill=color,
    )


def _bob_front(drawing: Drawing, color: str) -> None:
    drawing.path(
        "M200 70C140 68 116 116 118 186C120 226 128 248 142 256C150 232 142 200 146 168C176 160 206 140 222 114"
        "C232 138 248 152 254 168C258 200 250 232 258 256C272 248 280 226 282 186C284 116 262 72 200 70Z",
        fill=color,
    )
    _strands(
        drawing,
        "M216 88C196 124 164 144 136 156M228 92C238 120 256 138 270 150M130 200C130 222 134 238 138 246"
        "M270 200C270 222 266 238 262 246",
    )


def _curls_front(drawing: Drawing, color: str) -> None:
    curls = (
        (140, 150, 20),
        (142, 122, 23),
        (160, 98, 25),
        (188, 84, 26),
        (218, 84, 26),
        (244, 98, 25),
        (260, 122, 23),
        (262, 150, 19),
        (172, 116, 20),
        (200, 108, 22),
        (230, 116, 20),
        (134, 172, 11),
        (266, 172, 11),
    )
    for x, y, radius in curls:
        drawing.circle((x, y), radius, fill=color)
    _strands(
        drawing,
        "M150 112a12 12 0 0 1 20-8M182 88a12 12 0 0 1 22-4M222 92a12 12 0 0 1 20 8M190 114a12 12 0 0 1 20-4"
        "M136 140a10 10 0 0 1 8-14M256 132a10 10 0 0 1 10 12",
    )


def _fringe_behind(drawing: Drawing, color: str) -> None:
    drawing.path(
        "M200 66C132 66 114 118 114 190V346Q136 354 156 344H244Q264 354 286 346V190C286 118 268 66 200 66Z", fill=color
    )


def _fringe_front(drawing: Drawing, color: str) -> None:
    drawing.path(
        "M200 70C140 70 116 112 116 186V346Q129 354 142 346V170C146 162 148 158 150 154"
        "C182 160 218 160 250 154C252 158 254 162 258 170V346Q271 354 284 346V186"
        "C284 112 260 70 200 70Z",
        fill=color,
    )
    _strands(
        drawing, "M170 92C158 112 154 134 154 150M200 84V156M230 92C242 112 246 134 246 150M126 220V310M274 220V310"
    )


COVERS_EARS: Final = frozenset({"long", "bob", "fringe"})

HAIR: Final[Mapping[str, tuple[Layer, Layer]]] = {
    "long": (_long_behind, _long_front),
    "bun": (_bun_behind, _bun_front),
    "short": (_nothing, _short_front),
    "bob": (_bob_behind, _bob_front),
    "curls": (_nothing, _curls_front),
    "fringe": (_fringe_behind, _fringe_front),
}
