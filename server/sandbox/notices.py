"""Sends the sandbox acquirer's notices, late and again as real ones come; what is owed survives a restart."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final
from urllib.parse import urlsplit

import httpx

from server.sandbox.bank import Bank, BankPayment, Notice

RETRY_SECONDS: Final = (1.0, 3.0, 10.0, 30.0, 120.0)
"""How long to wait after each try that was not answered with 2xx; then the notice is lost."""

_AT_ONCE: Final = 16
_WEBHOOK: Final = "/api/payments/webhooks/yookassa"


class Notices:
    """Owes and delivers notices. `url` empty: they go to the origin that the payment's browser returns to."""

    def __init__(self, bank: Bank, url: str = "") -> None:
        self._bank = bank
        self._url = url
        self._owed = asyncio.Event()

    def owe(self, payment: BankPayment, *notices: tuple[str, float]) -> None:
        """Send each (status, seconds from now) about the payment, whatever has become of it by then."""
        for status, after_seconds in notices:
            self._bank.owe_notice(payment.id, f"payment.{status}", after_seconds)
        self._owed.set()

    @asynccontextmanager
    async def delivering(self) -> AsyncIterator[None]:
        """Deliver while the block runs."""
        task = asyncio.create_task(self._deliver_forever(), name="notices")
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _deliver_forever(self) -> None:
        async with httpx.AsyncClient(timeout=10, trust_env=False) as http:
            while True:
                self._owed.clear()
                notices = self._bank.next_notices(_AT_ONCE)
                now = time.time()
                due = [one for one in notices if one.due_at <= now]
                if due:
                    await asyncio.gather(*(self._deliver(http, one) for one in due))
                else:
                    await self._wait(notices[0].due_at - now if notices else None)

    async def _wait(self, seconds: float | None) -> None:
        try:
            await asyncio.wait_for(self._owed.wait(), seconds)
        except TimeoutError:
            return

    async def _deliver(self, http: httpx.AsyncClient, notice: Notice) -> None:
        payment = self._bank.payment(notice.payment_id)
        assert payment is not None
        try:
            answer = await http.post(self._address(payment), json=body_of(notice, payment))
            taken = answer.is_success
        except httpx.HTTPError:
            taken = False
        if taken or notice.tries >= len(RETRY_SECONDS):
            self._bank.drop_notice(notice)
        else:
            self._bank.delay_notice(notice, RETRY_SECONDS[notice.tries])

    def _address(self, payment: BankPayment) -> str:
        back = urlsplit(payment.return_url)
        return self._url or f"{back.scheme}://{back.netloc}{_WEBHOOK}"


def body_of(notice: Notice, payment: BankPayment) -> dict[str, object]:
    """The notice as the API sends it: with the status it speaks of, which may be an old one."""
    return {
        "type": "notification",
        "event": notice.event,
        "object": {
            "id": payment.id,
            "status": notice.event.removeprefix("payment."),
            "paid": notice.event != "payment.canceled",
            "amount": {"value": payment.amount, "currency": payment.currency},
            "created_at": payment.created_at,
            "metadata": payment.metadata,
            "test": True,
        },
    }
