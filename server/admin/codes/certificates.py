"""Certificates in batches: ordered, handed over once, looked up, made void."""

from contextlib import suppress
from datetime import datetime
from typing import Final

from realtime.actor import Actor
from realtime.audit import audit
from realtime.errors import Conflict, NotFound, Unavailable, ValidationFailed
from server.admin.catalogue.editing import refused
from server.admin.codes.certificate_contracts import (
    BatchQuery,
    BatchRecord,
    BatchRecords,
    BatchState,
    CertificateRecord,
    CertificateRecords,
    CertificateState,
    FoundCertificate,
    NewBatch,
    TypedCode,
    VoidCertificates,
)
from server.admin.codes.readable import readable
from storage.audit import AuditedAction
from storage.certificate_batches import (
    CertificateBatch,
    batch_by_serial,
    batches,
    forget_sheet,
    hand_over_sheet,
    insert_batch,
)
from storage.certificates import (
    BatchCounts,
    Certificate,
    certificate_by_code,
    certificates_of_batch,
    counts_of_batches,
    void_certificates,
)
from storage.ids import parse_id
from storage.objects import ObjectNotFound, ObjectStoreError
from storage.services import ConsultationFormat, any_service_by_slug

SERIAL_LENGTH: Final = 5
MAX_SHEET_BYTES: Final = 64 * 1024 * 1024


async def list_batches(query: BatchQuery) -> BatchRecords:
    """What was made, and what became of it."""
    before = parse_id(query.cursor) if query.cursor else None
    if query.cursor and before is None:
        raise ValidationFailed("cursor", field="cursor")
    found = await batches(before=before, limit=query.limit + 1)
    shown = found[: query.limit]
    counts = await counts_of_batches([one.id for one in shown])
    return BatchRecords(
        items=[record_of(one, counts.get(one.id)) for one in shown],
        next_cursor=str(shown[-1].id) if len(found) > query.limit else None,
    )


async def show_batch(serial: str) -> BatchRecord:
    """One batch."""
    batch = await _found(serial)
    return record_of(batch, (await counts_of_batches([batch.id])).get(batch.id))


async def order_batch(actor: Actor, command: NewBatch) -> BatchRecord:
    """A batch that the worker begins to make within seconds."""
    now = actor.chat.clock()
    service = await any_service_by_slug(command.service)
    if service is None or not service.offers(ConsultationFormat(command.format)):
        raise refused(actor, "service", "unknown_service")
    if command.expires_at is not None and command.expires_at <= now:
        raise refused(actor, "expires_at", "in_past")
    while True:
        batch = CertificateBatch(
            serial=readable(SERIAL_LENGTH),
            service_slug=service.slug,
            format=ConsultationFormat(command.format),
            language=command.language,
            size=command.count,
            expires_at=command.expires_at,
            note=command.note,
            created_at=now,
            created_by=actor.user_id,
        )
        await audit(
            actor,
            AuditedAction.CERTIFICATES_MADE,
            _subject(batch),
            count=str(batch.size),
            service=batch.service_slug,
            format=batch.format.value,
        )
        if await insert_batch(batch):
            return record_of(batch, None)


async def take_sheet(actor: Actor, serial: str) -> bytes:
    """The sheet with the codes, once: whoever gets it has the only copy. Conflict when there is none to be had."""
    batch, objects = await _found(serial), actor.chat.objects
    if batch.sheet_key is None or batch.printed_at is not None:
        raise Conflict
    try:
        content = await objects.get(batch.sheet_key, MAX_SHEET_BYTES)
    except ObjectNotFound as error:
        raise Conflict from error
    except ObjectStoreError as error:
        raise Unavailable("the object store does not answer", retry_after_seconds=5) from error
    await audit(actor, AuditedAction.CERTIFICATES_PRINTED, _subject(batch))
    if not await hand_over_sheet(batch.id, batch.sheet_key, at=actor.chat.clock()):
        raise Conflict
    # What cannot be removed now is removed by the job when its time is over: the only copy must not be lost for it.
    with suppress(ObjectStoreError):
        await objects.delete(batch.sheet_key)
        await forget_sheet(batch.id, batch.sheet_key)
    return content


async def list_certificates(actor: Actor, serial: str, query: BatchQuery) -> CertificateRecords:
    """The certificates of a batch with their states."""
    batch = await _found(serial)
    after = query.cursor or "0"
    if not after.isdecimal():
        raise ValidationFailed("cursor", field="cursor")
    if batch.made_at is None:
        return CertificateRecords(items=[], next_cursor=None)
    found = await certificates_of_batch(batch.id, after=int(after), limit=query.limit + 1)
    shown, now = found[: query.limit], actor.chat.clock()
    return CertificateRecords(
        items=[
            CertificateRecord(
                serial=one.serial or "",
                number=one.number or 0,
                state=state_of(one, now),
                used_at=one.redeemed_at,
                voided_at=one.voided_at,
            )
            for one in shown
        ],
        next_cursor=str(shown[-1].number) if len(found) > query.limit else None,
    )


async def void(actor: Actor, serial: str, command: VoidCertificates) -> BatchRecord:
    """Whatever of it nobody has used is void from now on. Conflict when nothing is left to be made void."""
    batch = await _found(serial)
    if batch.made_at is None:
        raise Conflict
    which = "" if command.number is None else str(command.number)
    await audit(actor, AuditedAction.CERTIFICATES_VOIDED, _subject(batch), number=which, reason=command.reason)
    if not await void_certificates(batch.id, number=command.number, at=actor.chat.clock()):
        raise Conflict
    return await show_batch(serial)


async def find_certificate(actor: Actor, command: TypedCode) -> FoundCertificate:
    """What became of the certificate with this code."""
    found = await certificate_by_code(command.code)
    if found is None:
        raise NotFound
    return FoundCertificate(
        serial=found.serial,
        service=found.service_slug,
        format=found.format.value,
        expires_at=found.expires_at,
        state=state_of(found, actor.chat.clock()),
        used_at=found.redeemed_at,
        voided_at=found.voided_at,
    )


def state_of(certificate: Certificate, now: datetime) -> CertificateState:
    """Computed from the facts."""
    if certificate.redeemed_at is not None:
        return "used"
    if certificate.voided_at is not None:
        return "void"
    return "expired" if certificate.expires_at is not None and certificate.expires_at <= now else "unused"


def record_of(batch: CertificateBatch, counts: BatchCounts | None) -> BatchRecord:
    """The batch as the back office sees it."""
    return BatchRecord(
        serial=batch.serial,
        service=batch.service_slug,
        format=batch.format.value,
        language="en" if batch.language == "en" else "ru",
        count=batch.size,
        expires_at=batch.expires_at,
        note=batch.note,
        created_at=batch.created_at,
        state=_state(batch),
        made=batch.made,
        sheet_until=batch.sheet_until if _state(batch) == "ready" else None,
        printed_at=batch.printed_at,
        used=counts.used if counts else 0,
        void=counts.void if counts else 0,
    )


def _state(batch: CertificateBatch) -> BatchState:
    if batch.made_at is None:
        return "making"
    if batch.printed_at is not None:
        return "printed"
    return "lost" if batch.sheet_key is None else "ready"


def _subject(batch: CertificateBatch) -> str:
    return f"certificates:{batch.serial}"


async def _found(serial: str) -> CertificateBatch:
    batch = await batch_by_serial(serial)
    if batch is None:
        raise NotFound
    return batch
