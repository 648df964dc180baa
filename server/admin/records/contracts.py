"""What was done and what is being done, as administrators see it: the audit log, notices and jobs."""

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from realtime.contract import Contract, Id, Timestamp
from storage.audit import AuditedAction
from storage.deliveries import NoticeKind, Outcome
from storage.reach import Channel
from storage.users import Role

IdText = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class AuditQuery(Contract):
    """Which entries: those that fit all that is given.

    `actor` did it, `person` is whose data it was; `subject` is what it was done to (`<kind>:<id>`). `since` is
    included, `until` is not.
    """

    actor: IdText | None = None
    action: AuditedAction | None = None
    person: IdText | None = None
    subject: Annotated[str, StringConstraints(min_length=1, max_length=120)] | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    cursor: IdText | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class AuditPerson(Contract):
    """Somebody in the log; the name is empty once the account was deleted."""

    id: Id
    name: str


class AuditRecord(Contract):
    """One thing that somebody of the team did; without `actor` an operator, by a command on the server.

    `details` tell what cannot be looked up later.
    """

    id: Id
    at: Timestamp
    actor: AuditPerson | None
    actor_role: Role | None
    action: AuditedAction
    subject: str
    person: AuditPerson | None
    details: dict[str, str]


class AuditRecords(Contract):
    """Entries, the newest first."""

    items: list[AuditRecord]
    next_cursor: str | None


class AttemptOut(Contract):
    """One try. `code` is what came of it."""

    channel: Channel
    at: Timestamp
    code: str


class DeliveryOut(Contract):
    """What somebody was told, or is to be told, without its text.

    `address` is where it went or would go now, with all but its ends hidden; null where there is none to show.
    """

    id: Id
    user_id: Id
    kind: NoticeKind
    created_at: Timestamp
    due_at: Timestamp
    tries: int
    attempts: list[AttemptOut]
    settled_at: Timestamp | None
    outcome: Outcome | None
    channel: Channel | None
    address: str | None
    resent_at: Timestamp | None
    may_be_resent: bool


class DeliveriesQuery(Contract):
    """Which deliveries, and from where on."""

    kind: NoticeKind | None = None
    outcome: Outcome | None = None
    channel: Channel | None = None
    user_id: Id | None = None
    cursor: Id | None = None
    limit: int = Field(default=50, ge=1, le=100)


class FindDeliveries(Contract):
    """A whole phone or e-mail. It travels in the body: addresses end up in logs."""

    q: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=254)]


class DeliveryPage(Contract):
    """The newest first."""

    items: list[DeliveryOut]
    next_cursor: str | None


class JobState(StrEnum):
    """How a job stands: `failing` is one whose last run did not succeed."""

    NEVER_RUN = "never_run"
    FINE = "fine"
    RUNNING = "running"
    FAILING = "failing"


class JobRecord(Contract):
    """One job of the worker. `error` is the kind of the last failure, never its text, which may quote somebody."""

    name: str
    state: JobState
    every_seconds: int
    started_at: Timestamp | None
    took_ms: int | None
    failures: int
    failed_at: Timestamp | None
    error: str | None


class JobRecords(Contract):
    """All jobs, in the order of the worker's table."""

    items: list[JobRecord]
