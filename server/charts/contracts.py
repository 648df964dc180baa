"""The natal chart on the wire. Angles are degrees; longitudes lie in [0, 360) from 0° Aries."""

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import Field, PlainSerializer, WithJsonSchema

from realtime.contract import Contract, Timestamp
from realtime.texts import Language
from server.accounts.contracts import Email
from server.charts.aspects import Aspect
from server.charts.chart import Chart, PlacedBody, sign_of
from server.charts.houses import HouseSystem
from server.charts.outline import angle_lines, aspect_line, body_line, born, houses_line, moon_line
from server.charts.pool import OutlineStage
from server.charts.words import AspectKind, Body, Sign
from storage.chart_letters import ChartLetter, LetterStage

Degrees = Annotated[float, PlainSerializer(lambda angle: round(angle, 4), return_type=float)]
LocalTime = Annotated[
    dt.time,
    PlainSerializer(lambda time: time.strftime("%H:%M"), return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}"}),
]


class ChartQuery(Contract):
    """In which language; without it as `Accept-Language` says."""

    language: Literal["ru", "en"] | None = None


class ChartBirth(Contract):
    """The birth that a chart is of; `at` is the instant, local noon when the time is not known."""

    date: dt.date
    time: LocalTime | None
    place: str
    timezone: str
    utc_offset_seconds: int
    at: Timestamp
    text: str


class ChartBody(Contract):
    """One body: where it stands, and that in words. `degree` counts within the sign; `house` is null without houses."""

    body: Body
    longitude: Degrees
    sign: Sign
    degree: Degrees
    is_retrograde: bool
    house: int | None
    text: str

    @classmethod
    def of(cls, one: PlacedBody, chart: Chart, language: Language) -> Self:
        """As it stands in the chart."""
        return cls(
            body=one.body,
            longitude=one.longitude,
            sign=sign_of(one.longitude),
            degree=one.longitude % 30,
            is_retrograde=one.is_retrograde,
            house=one.house,
            text=body_line(one, chart, language),
        )


class ChartHouses(Contract):
    """The angles and the twelve cusps from the first house on; `texts` says them in words."""

    system: HouseSystem
    ascendant: Degrees
    midheaven: Degrees
    cusps: list[Degrees] = Field(min_length=12, max_length=12)
    texts: list[str]


class ChartAspect(Contract):
    """Two bodies at a major angle; `orb` is how far from exact."""

    first: Body
    second: Body
    aspect: AspectKind
    orb: Degrees
    is_applying: bool
    text: str

    @classmethod
    def of(cls, aspect: Aspect, language: Language) -> Self:
        """As it was found."""
        return cls(
            first=aspect.first,
            second=aspect.second,
            aspect=aspect.kind,
            orb=aspect.orb,
            is_applying=aspect.is_applying,
            text=aspect_line(aspect, language),
        )


class MoonRange(Contract):
    """From where to where the moon went on a day whose birth time is not known."""

    start: Degrees
    end: Degrees
    text: str


class NatalChartOut(Contract):
    """The own natal chart. Without a birth time `houses` is null and `moon_range` tells how uncertain the moon is."""

    birth: ChartBirth
    bodies: list[ChartBody]
    houses: ChartHouses | None
    houses_text: str
    aspects: list[ChartAspect]
    moon_range: MoonRange | None

    @classmethod
    def of(cls, chart: Chart, language: Language) -> Self:
        """The chart, told in `language`."""
        birth, found, moon = chart.birth, chart.houses, moon_line(chart, language)
        return cls(
            birth=ChartBirth(
                date=birth.date,
                time=birth.time,
                place=birth.place,
                timezone=birth.timezone,
                utc_offset_seconds=chart.utc_offset_seconds,
                at=chart.moment,
                text=born(chart, language),
            ),
            bodies=[ChartBody.of(one, chart, language) for one in chart.bodies],
            houses=found
            and ChartHouses(
                system=found.system,
                ascendant=found.ascendant,
                midheaven=found.midheaven,
                cusps=list(found.cusps),
                texts=angle_lines(chart, language),
            ),
            houses_text=houses_line(chart, language),
            aspects=[ChartAspect.of(one, language) for one in chart.aspects],
            moon_range=MoonRange(start=chart.moon_range[0], end=chart.moon_range[1], text=moon or "")
            if chart.moon_range
            else None,
        )


class OutlineProgress(Contract):
    """How far the outline is; `ready`: it can be downloaded at once."""

    stage: OutlineStage


class ChartLetterOut(Contract):
    """One letter that was asked for. `email` is forgotten once it is over; `try_again_at`: the last try failed."""

    id: str
    email: str
    stage: LetterStage
    created_at: Timestamp
    try_again_at: Timestamp | None

    @classmethod
    def of(cls, letter: ChartLetter) -> Self:
        """As it is stored."""
        # Letters from before there were stages have none but the first.
        stage = LetterStage.SENT if letter.sent_at and letter.stage is LetterStage.WAITING else letter.stage
        waits = letter.tries > 0 and stage is LetterStage.WAITING
        return cls(
            id=str(letter.id),
            email=letter.email,
            stage=stage,
            created_at=letter.created_at,
            try_again_at=letter.next_try_at if waits else None,
        )


class ChartLetterList(Contract):
    """The letters of the last day, the last first."""

    items: list[ChartLetterOut]


class SendChart(Contract):
    """Send the own chart as a PDF to this address."""

    email: Email
