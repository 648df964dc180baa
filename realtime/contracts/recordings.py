"""A voice that is uploaded while it is being recorded, in parts."""

from typing import Annotated, Final

from pydantic import Field, StringConstraints

from realtime.contract import Contract, Id

MAX_PARTS: Final = 300


class AnnounceRecording(Contract):
    """A voice that begins now; how long it will be nobody knows yet."""

    conversation_id: Id
    content_type: Annotated[str, StringConstraints(max_length=200)]


class AnnouncePart(Contract):
    """The next seconds of it: parts are counted from 0, and `size` is this one's, exactly, in bytes."""

    number: Annotated[int, Field(ge=0, lt=MAX_PARTS)]
    size: Annotated[int, Field(ge=1, le=2**53)]


class CompleteRecording(Contract):
    """It has ended: it is these many parts, all of them uploaded."""

    parts: Annotated[int, Field(ge=1, le=MAX_PARTS)]
