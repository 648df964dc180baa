"""YooKassa's API v3, the part of it the product needs. Receipts name the client; nothing that is sent is ever logged.

Every failure is one of two: `AcquirerRefused` is definite (the request had no effect), `AcquirerUnavailable` is not
(it may have had; ask again with the same idempotence key).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import httpx
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from realtime.errors import PaymentFailed, Unavailable
from server.settings import Settings

PROVIDER: Final = "yookassa"
_TIMEOUT = httpx.Timeout(15.0, connect=5.0)
_MAX_CONNECTIONS = 20


class AcquirerRefused(PaymentFailed):
    """The acquirer said no: the request had no effect, and repeating it unchanged is of no use."""


class AcquirerUnavailable(Unavailable):
    """No answer, or none that can be understood: whether the request had an effect is unknown."""


class PaymentStatus(StrEnum):
    """Where a payment stands at the acquirer; the last two are final."""

    PENDING = "pending"
    WAITING_FOR_CAPTURE = "waiting_for_capture"
    SUCCEEDED = "succeeded"
    CANCELED = "canceled"


class RefundStatus(StrEnum):
    """Where a refund stands at the acquirer; the last two are final."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    CANCELED = "canceled"


class ReceiptStatus(StrEnum):
    """Where a receipt stands at the acquirer; the last two are final."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    CANCELED = "canceled"


@dataclass(frozen=True)
class AcquirerPayment:
    """A payment as the acquirer has it now. `amount` is in kopecks."""

    id: str
    status: PaymentStatus
    amount: int
    currency: str
    order_id: str
    confirmation_url: str | None
    cancellation_reason: str | None


@dataclass(frozen=True)
class AcquirerRefund:
    """A refund as the acquirer has it now."""

    id: str
    status: RefundStatus


@dataclass(frozen=True)
class AcquirerReceipt:
    """A receipt of its own as the acquirer has it now."""

    id: str
    status: ReceiptStatus


class Acquirer:
    """One process's connection pool to the acquirer."""

    def __init__(self, settings: Settings) -> None:
        self._http = httpx.AsyncClient(
            base_url=settings.yookassa_url.rstrip("/") + "/",
            auth=(settings.yookassa_shop_id, settings.yookassa_secret_key.get_secret_value()),
            timeout=_TIMEOUT,
            limits=httpx.Limits(max_connections=_MAX_CONNECTIONS),
            trust_env=False,
        )

    async def close(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    async def create_payment(
        self, *, key: str, order_id: str, amount: int, description: str, return_url: str, receipt: dict[str, Any]
    ) -> AcquirerPayment:
        """Start a payment of `amount` kopecks, captured at once; the same `key` again answers the same payment."""
        body: dict[str, object] = {
            "amount": _money(amount),
            "capture": True,
            "confirmation": {"type": "redirect", "return_url": return_url},
            "description": description[:128],
            "metadata": {"order_id": order_id},
            "receipt": receipt,
        }
        return _payment(await self._ask("POST", "payments", key=key, body=body))

    async def payment(self, payment_id: str) -> AcquirerPayment:
        """The payment as it stands now."""
        return _payment(await self._ask("GET", f"payments/{payment_id}"))

    async def refund(
        self, *, key: str, payment_id: str, amount: int, receipt: dict[str, Any] | None = None
    ) -> AcquirerRefund:
        """Give `amount` kopecks back to whatever paid; the same `key` again answers the same refund.

        A part needs a `receipt`, and so does whatever goes back after a receipt of its own was registered; of the whole
        payment the acquirer has one.
        """
        body: dict[str, object] = {"payment_id": payment_id, "amount": _money(amount)}
        if receipt is not None:
            body["receipt"] = receipt
        return _refund(await self._ask("POST", "refunds", key=key, body=body))

    async def refund_by_id(self, refund_id: str) -> AcquirerRefund:
        """The refund as it stands now."""
        return _refund(await self._ask("GET", f"refunds/{refund_id}"))

    async def register_receipt(self, *, key: str, receipt: dict[str, Any]) -> AcquirerReceipt:
        """Register a receipt that comes with neither a payment nor a refund; the same `key` again answers the same."""
        return _receipt(await self._ask("POST", "receipts", key=key, body=receipt))

    async def receipt_by_id(self, receipt_id: str) -> AcquirerReceipt:
        """The receipt as it stands now."""
        return _receipt(await self._ask("GET", f"receipts/{receipt_id}"))

    async def _ask(self, method: str, path: str, *, key: str = "", body: dict[str, object] | None = None) -> bytes:
        headers = {"Idempotence-Key": key} if key else {}
        try:
            answer = await self._http.request(method, path, json=body, headers=headers)
        except httpx.HTTPError as error:
            raise AcquirerUnavailable(type(error).__name__) from error
        if answer.status_code == httpx.codes.OK:
            return answer.content
        if answer.is_client_error and answer.status_code not in (408, 429):
            raise AcquirerRefused(f"{method} {path.partition('/')[0]}: {answer.status_code}")
        raise AcquirerUnavailable(f"{method} {path.partition('/')[0]}: {answer.status_code}")


# ---------------------------------------------------------------- the acquirer's wire; what is not named is ignored
class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Amount(_Wire):
    value: str = Field(pattern=r"^\d{1,12}\.\d{2}$")
    currency: str


class _Confirmation(_Wire):
    confirmation_url: str | None = None


class _Cancellation(_Wire):
    reason: str = "unknown"


class _Metadata(_Wire):
    order_id: str = ""


class _Payment(_Wire):
    id: str
    status: PaymentStatus
    amount: _Amount
    metadata: _Metadata = _Metadata()
    confirmation: _Confirmation | None = None
    cancellation_details: _Cancellation | None = None


class _Refund(_Wire):
    id: str
    status: RefundStatus


class _Receipt(_Wire):
    id: str
    status: ReceiptStatus


def _money(amount: int) -> dict[str, str]:
    return {"value": f"{amount // 100}.{amount % 100:02d}", "currency": "RUB"}


def _payment(content: bytes) -> AcquirerPayment:
    try:
        wire = _Payment.model_validate_json(content)
    except ValidationError as error:
        raise AcquirerUnavailable("payment not understood") from error
    return AcquirerPayment(
        id=wire.id,
        status=wire.status,
        amount=int(wire.amount.value.replace(".", "")),
        currency=wire.amount.currency,
        order_id=wire.metadata.order_id,
        confirmation_url=wire.confirmation.confirmation_url if wire.confirmation else None,
        cancellation_reason=wire.cancellation_details.reason if wire.cancellation_details else None,
    )


def _refund(content: bytes) -> AcquirerRefund:
    try:
        wire = _Refund.model_validate_json(content)
    except ValidationError as error:
        raise AcquirerUnavailable("refund not understood") from error
    return AcquirerRefund(id=wire.id, status=wire.status)


def _receipt(content: bytes) -> AcquirerReceipt:
    try:
        wire = _Receipt.model_validate_json(content)
    except ValidationError as error:
        raise AcquirerUnavailable("receipt not understood") from error
    return AcquirerReceipt(id=wire.id, status=wire.status)
