"""Certificates as those who make them see them: never a code, which is on the sheet alone."""

from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from realtime.contract import Contract, Timestamp
from server.catalog.contracts import Format, Slug

LARGEST_BATCH: Final = 1_000

CertificateState = Literal["unused", "used", "void", "expired"]
BatchState = Literal["making", "ready", "printed", "lost"]
_Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=200)]


class BatchRecord(Contract):
    """Certificates that were made together.

    `state`: they are being made (`made` of `count`) · their sheet waits until `sheet_until` · it was handed over at
    `printed_at` · nobody asked for it in time, so that nobody knows the codes.
    """

    serial: str
    service: str
    format: Format
    language: Literal["ru", "en"]
    count: int
    expires_at: Timestamp | None
    note: str
    created_at: Timestamp
    state: BatchState
    made: int
    sheet_until: Timestamp | None
    printed_at: Timestamp | None
    used: int
    void: int


class BatchRecords(Contract):
    """Batches, the newest first."""

    items: list[BatchRecord]
    next_cursor: str | None


class NewBatch(Contract):
    """So many certificates for a service in one of its formats; `note` is for the team alone."""

    service: Slug
    format: Format
    language: Literal["ru", "en"] = "ru"
    count: Annotated[int, Field(ge=1, le=LARGEST_BATCH)]
    expires_at: AwareDatetime | None = None
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""


class BatchQuery(Contract):
    """Which part of a list: `cursor` is the `next_cursor` of the part before."""

    cursor: Annotated[str, Field(max_length=64)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class CertificateRecord(Contract):
    """One certificate, known by what is printed on it beside its code."""

    serial: str
    number: int
    state: CertificateState
    used_at: Timestamp | None
    voided_at: Timestamp | None


class CertificateRecords(Contract):
    """The certificates of a batch in their order."""

    items: list[CertificateRecord]
    next_cursor: str | None


class VoidCertificates(Contract):
    """Make certificates void that nobody has used: one of the batch by its number, or all."""

    number: Annotated[int, Field(ge=1, le=LARGEST_BATCH)] | None = None
    reason: _Reason


class TypedCode(Contract):
    """A code as somebody read it aloud."""

    code: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]


class FoundCertificate(Contract):
    """What became of the certificate with that code; `serial` is null for one that was not made in a batch."""

    serial: str | None
    service: str
    format: Format
    expires_at: Timestamp | None
    state: CertificateState
    used_at: Timestamp | None
    voided_at: Timestamp | None
