"""Announcing a file, before its bytes go to the object store."""

from typing import Annotated

from pydantic import Field, StringConstraints

from realtime.contract import Contract, Id
from storage.attachments import AttachmentKind


class AnnounceAttachment(Contract):
    """What a person wants to attach: the name and type it claims, and its exact size in bytes.

    Of `kind` "voice" is what was recorded to be listened to: it is made playable on every device and gets a waveform.
    """

    conversation_id: Id
    name: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    size: Annotated[int, Field(ge=1, le=2**53)]
    content_type: Annotated[str, StringConstraints(max_length=200)]
    kind: AttachmentKind = AttachmentKind.FILE
