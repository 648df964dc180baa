"""`python -m server.seed.art`: draws every picture of the catalogue into `web/public/art`, where they are committed."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from server.seed.art.emblems import EMBLEMS, draw_emblem
from server.seed.art.plates import PLATES, draw_plate
from server.seed.art.portraits import SITTERS, draw_portrait

PICTURES: Final = Path(__file__).parents[3] / "web" / "public" / "art"

SETS: Final[tuple[tuple[str, Iterable[str], Callable[[str], str]], ...]] = (
    ("services", EMBLEMS, draw_emblem),
    ("articles", PLATES, draw_plate),
    ("astrologers", SITTERS, draw_portrait),
)


def pictures() -> Iterator[tuple[Path, str]]:
    """Every picture with the path it belongs under, below `PICTURES`."""
    for folder, slugs, draw in SETS:
        for slug in slugs:
            yield Path(folder) / f"{slug}.svg", draw(slug)


def main() -> None:
    """Write all pictures."""
    for path, svg in pictures():
        target = PICTURES / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(svg, "utf-8")


if __name__ == "__main__":
    main()
