"""The sandbox's acquirer: YooKassa's API v3 as the product uses it, and the page a client pays on.

`POST` and `GET` of `/v3/payments`, `/v3/refunds`, `/v3/receipts`; Basic auth with any shop and key, each shop sees its
own payments. `GET|POST /pay/{id}` is the page. Every shop registers receipts.
"""

import base64
import binascii
import hashlib
import uuid
from decimal import Decimal
from typing import Annotated, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.sandbox.bank import Bank, BankPayment, BankRefund
from server.sandbox.notices import Notices
from server.sandbox.payment_page import page_routes
from server.sandbox.receipts import Amount, NewReceipt, PrepaymentBooks, Receipt

_KEY_LENGTH: Final = 64

Wanted = TypeVar("Wanted", bound=BaseModel)


class _Confirmation(BaseModel):
    model_config = ConfigDict(extra="forbid")

    type: Literal["redirect"]
    return_url: HttpUrl


class _NewPayment(BaseModel):
    model_config = ConfigDict(extra="forbid")

    amount: Amount
    capture: Literal[True]
    confirmation: _Confirmation
    description: Annotated[str, Field(max_length=128)] = ""
    metadata: dict[str, str] = Field(default_factory=dict, max_length=16)
    receipt: Receipt


class _NewRefund(BaseModel):
    model_config = ConfigDict(extra="forbid")

    payment_id: str
    amount: Amount
    receipt: Receipt | None = None


class _Refused(Exception):
    def __init__(self, status: int, code: str, description: str) -> None:
        super().__init__(description)
        self.answer = JSONResponse(
            {"type": "error", "id": str(uuid.uuid4()), "code": code, "description": description}, status
        )


class _Api:
    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    async def create_payment(self, request: Request) -> Response:
        try:
            shop, key, raw = await _read(request)
            known = self._known(shop, key, raw)
            payment_id = known or self._start(shop, key, raw)
        except _Refused as refused:
            return refused.answer
        return self._answer_payment(request, shop, payment_id)

    def _start(self, shop: str, key: str, raw: bytes) -> str:
        wanted = _parse(_NewPayment, raw)
        if Decimal(wanted.amount.value) < 1:
            raise _Refused(400, "invalid_request", "amount")
        _check_total(wanted.receipt, wanted.amount)
        payment_id = self._bank.start(
            shop,
            wanted.amount.value,
            wanted.amount.currency,
            wanted.description,
            str(wanted.confirmation.return_url),
            wanted.metadata,
        )
        self._bank.register(payment_id, payment_id, "payment", wanted.receipt.registered())
        self._bank.remember(shop, key, _digest(raw), payment_id)
        return payment_id

    async def show_payment(self, request: Request) -> Response:
        try:
            shop = _shop(request)
        except _Refused as refused:
            return refused.answer
        return self._answer_payment(request, shop, request.path_params["id"])

    async def create_refund(self, request: Request) -> Response:
        try:
            shop, key, raw = await _read(request)
            refund_id = self._known(shop, key, raw) or self._refund(shop, key, raw)
        except _Refused as refused:
            return refused.answer
        refund = self._bank.refund_by_id(refund_id)
        assert refund is not None
        return JSONResponse(_refund_json(refund))

    def _refund(self, shop: str, key: str, raw: bytes) -> str:
        wanted = _parse(_NewRefund, raw)
        payment = self._bank.payment(wanted.payment_id)
        if payment is None or payment.shop != shop:
            raise _Refused(404, "not_found", "payment_id")
        left = Decimal(payment.amount) - sum(Decimal(one.amount) for one in self._bank.refunds_of(payment.id))
        if payment.status != "succeeded" or not 0 < Decimal(wanted.amount.value) <= left:
            raise _Refused(400, "invalid_request", "amount")
        books = PrepaymentBooks(self._bank.receipts_of(payment.id))
        if wanted.receipt is not None:
            _check_total(wanted.receipt, wanted.amount)
            if wanted.receipt.modes != {books.mode_of_refund}:
                raise _Refused(400, "invalid_request", "receipt: payment_mode")
        elif wanted.amount.value != payment.amount or books.is_closed:
            raise _Refused(400, "invalid_request", "receipt: this refund needs its own")
        refund_id = self._bank.refund(payment, wanted.amount.value, wanted.amount.currency)
        if wanted.receipt is not None:
            self._bank.register(refund_id, payment.id, "refund", wanted.receipt.registered())
        self._bank.remember(shop, key, _digest(raw), refund_id)
        return refund_id

    async def show_refund(self, request: Request) -> Response:
        try:
            shop = _shop(request)
        except _Refused as refused:
            return refused.answer
        refund = self._bank.refund_by_id(request.path_params["id"])
        payment = self._bank.payment(refund.payment_id) if refund else None
        if refund is None or payment is None or payment.shop != shop:
            return _Refused(404, "not_found", "refund").answer
        return JSONResponse(_refund_json(refund))

    async def create_receipt(self, request: Request) -> Response:
        try:
            shop, key, raw = await _read(request)
            receipt_id = self._known(shop, key, raw) or self._close(shop, key, raw)
        except _Refused as refused:
            return refused.answer
        registered = self._bank.receipt(receipt_id)
        assert registered is not None
        # As the real one answers: the cash register is asked after that.
        return JSONResponse(registered | {"status": "pending"})

    def _close(self, shop: str, key: str, raw: bytes) -> str:
        wanted = _parse(NewReceipt, raw)
        payment = self._bank.payment(wanted.payment_id)
        if payment is None or payment.shop != shop:
            raise _Refused(404, "not_found", "payment_id")
        books = PrepaymentBooks(self._bank.receipts_of(payment.id))
        if payment.status != "succeeded" or wanted.total != books.left:
            raise _Refused(400, "invalid_request", "settlements: not what is left of a prepayment")
        receipt_id = f"rt-{uuid.uuid4()}"
        self._bank.register(receipt_id, payment.id, wanted.type, wanted.registered())
        self._bank.remember(shop, key, _digest(raw), receipt_id)
        return receipt_id

    async def show_receipt(self, request: Request) -> Response:
        try:
            shop = _shop(request)
        except _Refused as refused:
            return refused.answer
        registered = self._bank.receipt(request.path_params["id"])
        payment = self._bank.payment(str(registered["payment_id"])) if registered else None
        if registered is None or payment is None or payment.shop != shop:
            return _Refused(404, "not_found", "receipt").answer
        return JSONResponse(registered)

    async def list_receipts(self, request: Request) -> Response:
        try:
            shop = _shop(request)
        except _Refused as refused:
            return refused.answer
        payment = self._bank.payment(request.query_params.get("payment_id", ""))
        if payment is None or payment.shop != shop:
            return _Refused(404, "not_found", "payment_id").answer
        return JSONResponse({"type": "list", "items": self._bank.receipts_of(payment.id)})

    def _known(self, shop: str, key: str, raw: bytes) -> str | None:
        known = self._bank.known(shop, key)
        if known is not None and known[0] != _digest(raw):
            raise _Refused(400, "invalid_request", "Idempotence-Key was used for another request")
        return known[1] if known else None

    def _answer_payment(self, request: Request, shop: str, payment_id: str) -> Response:
        payment = self._bank.payment(payment_id)
        if payment is None or payment.shop != shop:
            return _Refused(404, "not_found", "payment").answer
        page = f"{str(request.base_url).rstrip('/')}/pay/{payment.id}"
        return JSONResponse(_payment_json(payment, page, self._bank.refunds_of(payment.id)))


def _shop(request: Request) -> str:
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    try:
        shop, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        shop = secret = ""
    if scheme.lower() != "basic" or not shop or not secret:
        raise _Refused(401, "invalid_credentials", "Basic auth with shop id and secret key is needed")
    return shop


async def _read(request: Request) -> tuple[str, str, bytes]:
    shop = _shop(request)
    key = request.headers.get("idempotence-key", "")
    if not 0 < len(key) <= _KEY_LENGTH:
        raise _Refused(400, "invalid_request", "Idempotence-Key")
    return shop, key, await request.body()


def _parse(contract: type[Wanted], raw: bytes) -> Wanted:
    try:
        return contract.model_validate_json(raw)
    except ValidationError as error:
        raise _Refused(400, "invalid_request", "body") from error


def _check_total(receipt: Receipt, amount: Amount) -> None:
    if receipt.total != Decimal(amount.value):
        raise _Refused(400, "invalid_request", "receipt: its items do not come to the amount")


def _digest(raw: bytes) -> bytes:
    return hashlib.sha256(raw).digest()


def _payment_json(payment: BankPayment, page: str, refunds: list[BankRefund]) -> dict[str, object]:
    succeeded = payment.status == "succeeded"
    refunded = sum((Decimal(one.amount) for one in refunds), Decimal("0.00"))
    shown: dict[str, object] = {
        "id": payment.id,
        "status": payment.status,
        "paid": succeeded,
        "amount": {"value": payment.amount, "currency": payment.currency},
        "created_at": payment.created_at,
        "description": payment.description,
        "metadata": payment.metadata,
        "recipient": {"account_id": payment.shop, "gateway_id": "1"},
        "refundable": succeeded and refunded < Decimal(payment.amount),
        "refunded_amount": {"value": str(refunded), "currency": payment.currency},
        "test": True,
    }
    if payment.status == "pending":
        shown["confirmation"] = {"type": "redirect", "return_url": payment.return_url, "confirmation_url": page}
    if payment.reason is not None:
        shown["cancellation_details"] = {"party": "payment_network", "reason": payment.reason}
    return shown


def _refund_json(refund: BankRefund) -> dict[str, object]:
    return {
        "id": refund.id,
        "payment_id": refund.payment_id,
        "status": "succeeded",
        "amount": {"value": refund.amount, "currency": refund.currency},
        "created_at": refund.created_at,
    }


def routes(bank: Bank, notices: Notices) -> list[Route]:
    """The API and the page."""
    api = _Api(bank)
    return [
        Route("/v3/payments", api.create_payment, methods=["POST"]),
        Route("/v3/payments/{id}", api.show_payment),
        Route("/v3/refunds", api.create_refund, methods=["POST"]),
        Route("/v3/refunds/{id}", api.show_refund),
        Route("/v3/receipts", api.create_receipt, methods=["POST"]),
        Route("/v3/receipts", api.list_receipts),
        Route("/v3/receipts/{id}", api.show_receipt),
        *page_routes(bank, notices),
    ]
