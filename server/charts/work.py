"""What processes of the pool do. Their imports are inside: only they load numpy, the ephemeris and the typesetter."""

import datetime as dt
import os
import signal

from realtime.texts import Language
from server.charts.aspects import Transit
from server.charts.birth import BirthMoment
from server.charts.chart import Chart
from storage.embedded.leash import tie_to_parent


def begin(parent: int) -> None:
    """A worker's first act: end with its parent, and leave Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tie_to_parent(parent)
    os.nice(5)


def chart_of(birth: BirthMoment) -> Chart:
    """The chart."""
    from server.charts.casting import natal_chart

    return natal_chart(birth)


def svg_of(birth: BirthMoment, language: Language) -> bytes:
    """Its wheel for a page."""
    from server.charts.casting import natal_chart
    from server.charts.wheel import wheel

    return wheel(natal_chart(birth), language).encode()


def transits_of(birth: BirthMoment, since: dt.date, days: int) -> tuple[Transit, ...]:
    """Transits to it in these days."""
    from server.charts.transits import transits

    return transits(birth, since, days)


def pdf_of(birth: BirthMoment, language: Language, name: str) -> bytes:
    """Its outline as a document."""
    from server.charts.casting import natal_chart
    from server.charts.printing import outline_pdf

    return outline_pdf(natal_chart(birth), language, name)
