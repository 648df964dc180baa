"""Places on the wire."""

from typing import Annotated

from pydantic import StringConstraints

from realtime.contract import Contract


class PlacesQuery(Contract):
    """The beginning of a place's name, in Russian or English, in a former name too."""

    q: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class PlaceOut(Contract):
    """A place in the reader's language; `region` is empty where it is not known. `timezone` is of the IANA database."""

    id: str
    name: str
    region: str
    country: str
    lat: float
    lon: float
    timezone: str


class PlacesOut(Contract):
    """The places found, the likeliest first."""

    items: list[PlaceOut]
