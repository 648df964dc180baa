"""Overdue answers on the wire; what is also sent live is in `realtime.contracts`."""

from typing import Annotated

from pydantic import Field, StringConstraints

from realtime.contract import Contract
from realtime.contracts import OverdueOut
from server.orders.contracts import Slug
from storage.waiting import OfferOption

Note = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
"""Why something is done; it is kept in the audit log and shown to nobody else."""

Days = Annotated[int, Field(ge=1, le=90)]


class ReassignConsultation(Contract):
    """Another astrologer gives the consultation; without `astrologer` whoever suits best now."""

    astrologer: Slug | None = None
    note: Note


class ExtendConsultation(Contract):
    """The consultation and the answer have so many days more."""

    days: Days
    note: Note


class OfferChoice(Contract):
    """What the client may choose; `days` are those of `extend`."""

    options: Annotated[list[OfferOption], Field(min_length=1, max_length=3)]
    days: Days = 7


class ChooseOffer(Contract):
    """The client's choice."""

    choice: OfferOption


class OverdueAnswer(Contract):
    """Answer with one consultation as the staff see it."""

    overdue: OverdueOut
