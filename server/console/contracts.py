"""The astrologer's console on the wire."""

import datetime as dt
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from realtime.contract import Contract, Id, Timestamp
from realtime.contracts import TextOut
from server.births.contracts import GivenBirthOut
from server.charts.words import AspectKind, Body
from storage.answer_drafts import AnswerDraft
from storage.client_notes import ClientNotes
from storage.conversations import ConversationState
from storage.ids import ConversationId
from storage.services import ConsultationFormat

LONGEST_DRAFT = 60_000


class SaveDraft(Contract):
    """The answer as it is written now. `version` is the one it was written from; 0 where nothing was kept."""

    text: Annotated[str, Field(max_length=LONGEST_DRAFT)]
    version: Annotated[int, Field(ge=0, strict=True)]


class DraftOut(Contract):
    """A long answer that is being written. Nothing is kept yet: `version` 0, `saved_at` null."""

    conversation_id: Id
    text: str
    version: int
    saved_at: Timestamp | None

    @classmethod
    def of(cls, conversation_id: ConversationId, kept: AnswerDraft | None) -> Self:
        """What is kept."""
        if kept is None:
            return cls(conversation_id=str(conversation_id), text="", version=0, saved_at=None)
        return cls(conversation_id=str(conversation_id), text=kept.text, version=kept.version, saved_at=kept.saved_at)


class DraftAnswer(Contract):
    """The caller's draft in one conversation."""

    draft: DraftOut


class SaveNotes(Contract):
    """The caller's private words and tags of a client. `version` is the one they were written from; 0 for the first."""

    text: Annotated[str, StringConstraints(max_length=20_000)]
    tags: Annotated[
        list[Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]],
        Field(max_length=20),
    ]
    version: Annotated[int, Field(ge=0, strict=True)]


class NotesOut(Contract):
    """What the caller keeps of a client; nobody else sees it. Nothing kept yet: `version` 0."""

    text: str
    tags: list[str]
    version: int
    changed_at: Timestamp | None

    @classmethod
    def of(cls, kept: ClientNotes | None) -> Self:
        """What is kept."""
        if kept is None:
            return cls(text="", tags=[], version=0, changed_at=None)
        return cls(text=kept.text, tags=kept.tags, version=kept.version, changed_at=kept.changed_at)


class NotesAnswer(Contract):
    """The caller's notes of one client."""

    notes: NotesOut


class CardConsultation(Contract):
    """One consultation of the two; the newest activity comes first."""

    conversation_id: Id
    service_title: TextOut
    format: ConsultationFormat
    state: ConversationState
    opened_at: Timestamp
    active_until: Timestamp | None
    completed_at: Timestamp | None


class ClientCard(Contract):
    """What an astrologer knows of a client: never a phone, never an e-mail address."""

    client_id: Id
    name: str
    birth: GivenBirthOut | None
    has_chart: bool
    consultations: list[CardConsultation]
    notes: NotesOut


class TransitOut(Contract):
    """A moving planet is at an exact aspect to a natal point."""

    moving: Body
    aspect: AspectKind
    point: Body
    at: Timestamp
    text: str


class TransitList(Contract):
    """The transits of the next month, in order of time; of the moon there are none."""

    since: dt.date
    until: dt.date
    items: list[TransitOut]
