"""`/api/payments/…`: the acquirer's notices."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.responses import Response

from realtime.errors import NotFound, RateLimited, ValidationFailed
from server.http import Call, Endpoint, read_limited
from server.limits import Limit
from server.payments.acquirer import PROVIDER
from server.payments.actions import settle

_MAX_NOTICE_BYTES = 64 * 1024
_NOTICES = Limit("payment-notices", "30/minute")


class _NamedObject(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str = Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9-]+$")


class _Notice(BaseModel):
    """All that is read of a notice; the rest may be forged."""

    model_config = ConfigDict(extra="ignore")

    object: _NamedObject


async def receive_notice(call: Call[Any]) -> Response:
    """Anybody may knock here; the acquirer alone says what happened. 200 means: need not be repeated."""
    if call.path["provider"] != PROVIDER:
        raise NotFound
    raw = await read_limited(call.request, _MAX_NOTICE_BYTES)
    try:
        notice = _Notice.model_validate_json(raw)
    except ValidationError as error:
        raise ValidationFailed("notice") from error
    try:
        await call.context.limiter.hit(_NOTICES, notice.object.id)
    except RateLimited:
        # Real notices are few; the reconciling job sees whatever is passed over here.
        return Response(status_code=200)
    await settle(call.context, notice.object.id)
    return Response(status_code=200)


ENDPOINTS: Sequence[Endpoint] = (
    Endpoint("POST", "/api/payments/webhooks/{provider}", receive_notice, "A hint that a payment has changed"),
)
