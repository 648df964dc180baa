"""Canned replies on the wire."""

from typing import Annotated, Literal, Self

from pydantic import StringConstraints

from realtime.contract import Contract, Id, Timestamp
from realtime.contracts import MAX_TEXT_LENGTH
from storage.replies import Reply, ReplyScope

Team = Literal["astrologer", "support"]
Folder = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT_LENGTH)]


class CreateReply(Contract):
    """A new reply. `team` says who answers with it; left out: the caller's own team. Administrators have none.

    In `text`, `{client_name}`, `{service}`, `{astrologer_name}` and `{until}` are filled in when it is used.
    """

    scope: ReplyScope = ReplyScope.OWN
    team: Team | None = None
    folder: Folder = ""
    title: Title
    text: Text


class ChangeReply(Contract):
    """What is given is changed."""

    folder: Folder | None = None
    title: Title | None = None
    text: Text | None = None


class ReplyOut(Contract):
    """`may_change`: the caller may change and delete it."""

    id: Id
    scope: ReplyScope
    team: Team
    folder: str
    title: str
    text: str
    may_change: bool
    changed_at: Timestamp

    @classmethod
    def of(cls, reply: Reply, *, may_change: bool) -> Self:
        """What was stored."""
        told = reply.model_dump(include={"id", "scope", "folder", "title", "text", "changed_at"})
        return cls.model_validate({**told, "team": reply.role, "may_change": may_change})


class ReplyAnswer(Contract):
    """One reply."""

    reply: ReplyOut


class ReplyPage(Contract):
    """All that the caller may use: their own first, then the team's, each by folder and title. One page holds them."""

    items: list[ReplyOut]
    next_cursor: str | None
