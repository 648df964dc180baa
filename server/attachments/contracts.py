"""What the calls about files take and answer."""

from typing import Literal

from pydantic import Field

from realtime.contract import Contract, Timestamp
from realtime.contracts import AttachmentOut


class UploadOut(Contract):
    """The request that uploads the bytes: this method to this address, with exactly these headers."""

    method: str
    url: str
    headers: dict[str, str]


class AnnouncedAttachment(Contract):
    """A file that may be uploaded now."""

    attachment: AttachmentOut
    upload: UploadOut


class AnnouncedRecording(Contract):
    """A voice that may be uploaded in parts while it is being recorded."""

    attachment: AttachmentOut


class AnnouncedPart(Contract):
    """A part that may be uploaded now; `upload` is null when its bytes are there already."""

    upload: UploadOut | None


class CompletedAttachment(Contract):
    """A checked file: it may be sent in a message."""

    attachment: AttachmentOut


class AttachmentQuery(Contract):
    """Which form of a file, and whether to be sent there or to be told where it is."""

    variant: Literal["thumbnail", "playback"] | None = None
    answer_as: Literal["link"] | None = Field(None, alias="as")


class AttachmentLink(Contract):
    """Where the bytes are until `expires_at`."""

    url: str
    expires_at: Timestamp


class AvatarOut(Contract):
    """The path of a person's new picture."""

    avatar_url: str
