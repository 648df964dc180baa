"""Places for people: found in the index, told in their language."""

import asyncio
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from babel import Locale

from realtime.texts import Language
from server.places.contracts import PlaceOut
from server.places.index import FoundPlace, PlaceIndex

SHOWN: Final = 10
# GeoNames' codes of these countries' regions are the letters that people write themselves.
_LETTERED: Final = frozenset({"US"})

Names = Mapping[Language, Mapping[str, str]]


class Places:
    """The place search of one process. The first search reads the table, in a thread; the others take under 5 ms."""

    def __init__(self) -> None:
        self._reading = asyncio.Lock()
        self._loaded: tuple[PlaceIndex, Names, Names] | None = None

    async def find(self, typed: str, language: Language) -> list[PlaceOut]:
        """At most `SHOWN` places."""
        index, countries, regions = await self._load()
        found = index.find(typed, SHOWN)
        return [_told(one, language, countries[language], regions[language]) for one in found]

    async def _load(self) -> tuple[PlaceIndex, Names, Names]:
        async with self._reading:
            if self._loaded is None:
                self._loaded = await asyncio.to_thread(_read)
            return self._loaded


def _read() -> tuple[PlaceIndex, Names, Names]:
    table = tomllib.loads((Path(__file__).parent / "regions.toml").read_text("utf-8"))
    countries: Names = {
        "ru": dict(Locale.parse("ru").territories.items()),
        "en": dict(Locale.parse("en").territories.items()),
    }
    regions: Names = {
        "ru": {f"{country}.{code}": names[0] for country, codes in table.items() for code, names in codes.items()},
        "en": {f"{country}.{code}": names[1] for country, codes in table.items() for code, names in codes.items()},
    }
    return PlaceIndex.read(), countries, regions


def _told(one: FoundPlace, language: Language, countries: Mapping[str, str], regions: Mapping[str, str]) -> PlaceOut:
    name = one.russian if language == "ru" and one.russian else one.english
    region = one.region if one.country in _LETTERED else regions.get(f"{one.country}.{one.region}", "")
    return PlaceOut(
        id=one.id,
        name=name,
        # Moscow lies in Moscow: said once is enough.
        region="" if region == name else region,
        country=countries.get(one.country, one.country),
        lat=one.lat,
        lon=one.lon,
        timezone=one.timezone,
    )
