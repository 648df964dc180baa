"""Commands: what a client may ask of the hub, bounded in every direction."""

from datetime import UTC, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints, model_validator

from realtime.contract import Contract, Id, Timestamp
from realtime.emoji import MAX_EMOJI_LENGTH, one_emoji
from storage.messages import MessageKind

MAX_TEXT_LENGTH = 10_000
MAX_ATTACHMENTS = 10
MAX_PAGE = 200
MAX_SYNC_CONVERSATIONS = 200

Seq = Annotated[int, Field(ge=1, le=2**31)]
Cursor = Annotated[int, Field(ge=0, le=2**31)]
SentKind = Literal[MessageKind.TEXT, MessageKind.VOICE, MessageKind.FILE, MessageKind.IMAGE]


def _written_out(value: object) -> object:
    """A moment is written as RFC 3339; a number could mean seconds or milliseconds."""
    if isinstance(value, str) and "-" in value[1:]:
        return value
    if isinstance(value, datetime):
        return value
    raise ValueError("a moment as RFC 3339")


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("a moment within the calendar") from error


Moment = Annotated[AwareDatetime, BeforeValidator(_written_out), AfterValidator(_in_utc)]
Body = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_TEXT_LENGTH)]
Emoji = Annotated[str, StringConstraints(min_length=1, max_length=MAX_EMOJI_LENGTH), AfterValidator(one_emoji)]


class SendMessage(Contract):
    """`message.send`: the same `client_message_id` again answers with the message that is already there."""

    conversation_id: Id
    client_message_id: UUID
    kind: SentKind = MessageKind.TEXT
    text: Body | None = None
    attachment_ids: Annotated[list[Id], Field(max_length=MAX_ATTACHMENTS)] = Field(default_factory=list)
    reply_to_seq: Seq | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.kind is MessageKind.TEXT and not self.text:
            raise ValueError("a text message has a text")
        if self.kind is not MessageKind.TEXT and not self.attachment_ids:
            raise ValueError("a file message has an attachment")
        return self


class EditMessage(Contract):
    """`message.edit`: one's own message says `text` from now on; what it said before is kept and shown to nobody."""

    conversation_id: Id
    seq: Seq
    text: Body


class DeleteMessage(Contract):
    """`message.delete`: of one's own message only its place stays."""

    conversation_id: Id
    seq: Seq


class ReactToMessage(Contract):
    """`message.react`: put (`on`) or take back one emoji."""

    conversation_id: Id
    seq: Seq
    emoji: Emoji
    on: bool


class ReadReceipt(Contract):
    """`receipt.read`: everything up to `seq` was seen."""

    conversation_id: Id
    seq: Cursor


class DeliveredReceipt(Contract):
    """`receipt.delivered`: everything up to `seq` reached a device."""

    conversation_id: Id
    seq: Cursor


class SetTyping(Contract):
    """`typing.set`: never stored."""

    conversation_id: Id
    state: Literal["typing", "recording", "idle"]


class SyncPoint(Contract):
    """How far a client is: the last `seq` and `rev` it has applied."""

    id: Id
    last_seq: Cursor
    rev: Cursor


class Sync(Contract):
    """`conversation.sync`: what happened after the given points."""

    conversations: Annotated[list[SyncPoint], Field(max_length=MAX_SYNC_CONVERSATIONS)]

    @model_validator(mode="after")
    def _asks_once(self) -> Self:
        if len({point.id for point in self.conversations}) != len(self.conversations):
            raise ValueError("the same conversation twice")
        return self


class HistoryPage(Contract):
    """A page of messages before or after a `seq`, or from a moment on, ascending; the newest page without any."""

    before_seq: Seq | None = None
    after_seq: Cursor | None = None
    from_at: Moment | None = None
    limit: Annotated[int, Field(ge=1, le=MAX_PAGE)] = 50

    @model_validator(mode="after")
    def _begins_at_one_place(self) -> Self:
        if sum(one is not None for one in (self.before_seq, self.after_seq, self.from_at)) > 1:
            raise ValueError("before_seq, after_seq or from_at, one of them")
        return self


class History(HistoryPage):
    """`conversation.history`: a page before or after a `seq`, or from a moment on, ascending."""

    conversation_id: Id


class SetAvailability(Contract):
    """`availability.set`."""

    state: Literal["available", "busy", "away"]
    until: Timestamp | None = None


class ConversationCommand(Contract):
    """A command that names a conversation and nothing more: `queue.claim`, `queue.reopen`."""

    conversation_id: Id


class CompleteConversation(ConversationCommand):
    """`conversation.complete`; with `follow_up_days` both write on for so many days, then it ends by itself."""

    follow_up_days: Annotated[int, Field(ge=0, le=14)] = 0


class AddNote(Contract):
    """`note.add`: the same `client_note_id` again answers with the note that is already there."""

    conversation_id: Id
    client_note_id: UUID
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class QueueCommand(Contract):
    """`queue.resolve`, `queue.transfer`, with an optional note. `to`: a colleague; without, back into the queue.

    Asked again they answer how it is; `client_note_id` makes a note that is sent again one note.
    """

    conversation_id: Id
    to: Id | None = None
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] | None = None
    client_note_id: UUID | None = None
