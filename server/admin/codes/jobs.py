"""The job that makes certificates: codes, their hashes, and the one sheet on which the codes are."""

import asyncio
import logging
from datetime import timedelta
from typing import Final

from beanie import PydanticObjectId

from server.admin.codes.printing import Printed, certificates_pdf
from server.admin.codes.readable import in_fours
from server.context import Context
from storage.certificate_batches import (
    CertificateBatch,
    batches_to_make,
    begin_batch,
    count_made,
    finish_batch,
    forget_sheet,
    sheets_left,
)
from storage.certificates import (
    Certificate,
    certificate_digest,
    insert_certificates,
    remove_attempt,
    remove_other_attempts,
)
from storage.ids import new_id
from storage.objects import ObjectStoreError
from storage.services import any_service_by_slug

log = logging.getLogger(__name__)

AT_ONCE: Final = 100
SHEET_LIFETIME: Final = timedelta(hours=24)
PREFIX: Final = "ASTARS"
GROUPS: Final = 4


async def make_certificates(context: Context) -> None:
    """Make what was ordered, and forget sheets that nobody asked for.

    Codes are nowhere but in this process and on the sheet. Whoever dies in between has made nothing: the next attempt
    begins anew, and two attempts at once leave the certificates of one.
    """
    for batch in await batches_to_make():
        await _make(context, batch)
    for batch in await sheets_left(context.clock()):
        await _forget(context, batch)


async def _make(context: Context, batch: CertificateBatch) -> None:
    attempt = new_id()
    if await begin_batch(batch.id, attempt) is None:
        return
    await remove_other_attempts(batch.id, attempt)
    codes = [f"{PREFIX}-{in_fours(GROUPS)}" for _ in range(batch.size)]
    for start in range(0, batch.size, AT_ONCE):
        part = codes[start : start + AT_ONCE]
        made = [_certificate(context, batch, attempt, number, code) for number, code in enumerate(part, start + 1)]
        await insert_certificates(made)
        if not await count_made(batch.id, attempt, start + len(part)):
            await remove_attempt(batch.id, attempt)
            return
    await _finish(context, batch, attempt, codes)


async def _finish(context: Context, batch: CertificateBatch, attempt: PydanticObjectId, codes: list[str]) -> None:
    service = await any_service_by_slug(batch.service_slug)
    assert service is not None, "services are hidden, never removed"
    printed = Printed(
        language="en" if batch.language == "en" else "ru",
        service=service.title.in_language(batch.language),
        format=batch.format,
        expires_at=batch.expires_at,
        address=context.settings.base_url,
        codes=[(serial_of(batch, number), code) for number, code in enumerate(codes, 1)],
    )
    sheet = await asyncio.to_thread(certificates_pdf, printed)
    key = f"certificates/{batch.id}/{attempt}.pdf"
    await context.objects.put(key, sheet, "application/pdf")
    now = context.clock()
    if await finish_batch(batch.id, attempt, sheet_key=key, sheet_until=now + SHEET_LIFETIME, at=now):
        await remove_other_attempts(batch.id, attempt)
    else:
        await remove_attempt(batch.id, attempt)
        await context.objects.delete(key)


async def _forget(context: Context, batch: CertificateBatch) -> None:
    assert batch.sheet_key is not None
    try:
        await context.objects.delete(batch.sheet_key)
    except ObjectStoreError:
        log.warning("sheet_not_removed", extra={"batch_id": str(batch.id)})
        return
    await forget_sheet(batch.id, batch.sheet_key)


def serial_of(batch: CertificateBatch, number: int) -> str:
    """What is printed beside the code, so that one certificate can be told from another without it."""
    return f"{batch.serial}-{number:04d}"


def _certificate(
    context: Context, batch: CertificateBatch, attempt: PydanticObjectId, number: int, code: str
) -> Certificate:
    return Certificate(
        digest=certificate_digest(code),
        service_slug=batch.service_slug,
        format=batch.format,
        expires_at=batch.expires_at,
        created_at=context.clock(),
        batch_id=batch.id,
        number=number,
        serial=serial_of(batch, number),
        attempt=attempt,
    )
