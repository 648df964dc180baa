"""Certificates over HTTP, for administrators alone."""

from typing import Final

from starlette.responses import Response

from realtime.contract import Contract
from server.admin.codes import certificate_contracts as wire
from server.admin.codes import certificates
from server.http import Access, Call, Endpoint

ADMIN: Final = Access.ADMIN


async def list_batches(call: Call[None]) -> Contract:
    return await certificates.list_batches(call.query)


async def show_batch(call: Call[None]) -> Contract:
    return await certificates.show_batch(call.path["serial"])


async def order_batch(call: Call[wire.NewBatch]) -> Contract:
    return await certificates.order_batch(call.require_actor(), call.body)


async def take_sheet(call: Call[None]) -> Response:
    serial = call.path["serial"]
    content = await certificates.take_sheet(call.require_actor(), serial)
    headers = {
        "Content-Disposition": f'attachment; filename="certificates-{serial}.pdf"',
        "Cache-Control": "private, no-store",
    }
    return Response(content, 200, headers, "application/pdf")


async def list_certificates(call: Call[None]) -> Contract:
    return await certificates.list_certificates(call.require_actor(), call.path["serial"], call.query)


async def void(call: Call[wire.VoidCertificates]) -> Contract:
    return await certificates.void(call.require_actor(), call.path["serial"], call.body)


async def find_certificate(call: Call[wire.TypedCode]) -> Contract:
    return await certificates.find_certificate(call.require_actor(), call.body)


ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/admin/certificate-batches",
        list_batches,
        "Certificates by batch",
        query=wire.BatchQuery,
        answer=wire.BatchRecords,
        access=ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/certificate-batches",
        order_batch,
        "Make certificates",
        wire.NewBatch,
        answer=wire.BatchRecord,
        status=201,
        access=ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/certificate-batches/{serial}",
        show_batch,
        "A batch, and how far its making is",
        answer=wire.BatchRecord,
        access=ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/certificate-batches/{serial}/sheet",
        take_sheet,
        "The sheet with the codes as a PDF; it is handed over once",
        access=ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/certificate-batches/{serial}/certificates",
        list_certificates,
        "The certificates of a batch",
        query=wire.BatchQuery,
        answer=wire.CertificateRecords,
        access=ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/certificate-batches/{serial}/void",
        void,
        "Make unused certificates void",
        wire.VoidCertificates,
        answer=wire.BatchRecord,
        access=ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/certificates/find",
        find_certificate,
        "What became of the certificate with this code",
        wire.TypedCode,
        answer=wire.FoundCertificate,
        access=ADMIN,
    ),
]
