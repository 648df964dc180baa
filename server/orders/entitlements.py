"""What a client holds, and turning a certificate into it."""

import logging
from datetime import datetime

from realtime.actor import Actor
from realtime.contracts import EntitlementOut
from realtime.errors import CertificateInvalid, Unavailable, ValidationFailed
from server.context import Context
from server.orders.contracts import EntitlementAnswer, EntitlementPage
from server.orders.fulfilment import grant_certificate, open_granted
from server.orders.texts import refusal
from server.orders.views import entitlement_out
from storage.certificates import Certificate, certificate_by_code, claim_certificate
from storage.entitlements import Entitlement, EntitlementState, HeldEntitlement, entitlements_of_client
from storage.ids import EntitlementId, parse_id
from storage.services import service_by_slug

log = logging.getLogger(__name__)


async def list_entitlements(
    actor: Actor, *, state: EntitlementState | None, cursor: str | None, limit: int, now: datetime
) -> EntitlementPage:
    """What the caller holds, newest first."""
    before = parse_id(cursor) if cursor else None
    if cursor and before is None:
        raise ValidationFailed("cursor", field="cursor")
    held = await entitlements_of_client(
        actor.user_id, state=state, now=now, before=EntitlementId(before) if before else None, limit=limit
    )
    return EntitlementPage(
        items=[entitlement_out(one, now) for one in held],
        next_cursor=str(held[-1].entitlement.id) if len(held) == limit else None,
    )


async def redeem_certificate(
    context: Context, actor: Actor, code: str, *, key: str | None, now: datetime
) -> EntitlementAnswer:
    """Grant what the certificate is good for, once; every other try is `certificate_invalid`.

    Whoever claimed it and got no answer may ask again with the same `key`.
    """
    certificate = await certificate_by_code(code)
    service = await service_by_slug(certificate.service_slug) if certificate else None
    if certificate is None or service is None:
        raise _invalid("certificate_unknown", actor)
    claimed = await claim_certificate(certificate.id, by=actor.user_id, key=key, now=now)
    mine = claimed or await _claimed_before(actor, code)
    try:
        granted, is_new = await grant_certificate(mine, service, now)
    except LookupError as error:
        log.error(
            "no_astrologer_for_certificate", extra={"certificate_id": str(certificate.id), "service": service.slug}
        )
        raise Unavailable("nobody can give this consultation now") from error
    if not is_new and (key is None or key != mine.redeemed_key):
        raise _invalid("certificate_yours", actor)
    return EntitlementAnswer(entitlement=_shown(await open_granted(context, granted, now), now))


async def _claimed_before(actor: Actor, code: str) -> Certificate:
    fresh = await certificate_by_code(code)
    if fresh is None or fresh.redeemed_by != actor.user_id:
        raise _invalid(_reason(fresh), actor)
    return fresh


def _reason(fresh: Certificate | None) -> str:
    if fresh is not None and fresh.redeemed_at is not None:
        return "certificate_used"
    return "certificate_void" if fresh is not None and fresh.voided_at is not None else "certificate_over"


def _invalid(code: str, actor: Actor) -> CertificateInvalid:
    return CertificateInvalid(code, errors=[refusal("code", code, actor.language)])


def _shown(entitlement: Entitlement, now: datetime) -> EntitlementOut:
    return entitlement_out(HeldEntitlement(entitlement, completed_at=None), now)
