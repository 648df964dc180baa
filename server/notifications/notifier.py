"""How the product reaches people outside the chat: SMS, e-mail and Telegram."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence

from server.notifications.mail import Enclosure, MailSender
from server.notifications.sms import SmsSender
from server.notifications.telegram import Telegram
from server.settings import Settings

log = logging.getLogger(__name__)


class Notifier:
    """Sends messages to people; one per process, closed at its end.

    A returned `send_*` means that the provider took the message, not that it was read. Nothing about the receiver or
    the text is logged.
    """

    def __init__(self, settings: Settings) -> None:
        key = settings.sms_key.get_secret_value() or ("demo" if settings.demo else "")
        self._sms = SmsSender(settings.sms_url, key)
        self._mail = MailSender(settings.smtp_url.get_secret_value(), settings.mail_from)
        self.telegram = Telegram(settings)
        self._tasks: set[asyncio.Task[None]] = set()

    async def send_sms(self, phone: str, text: str) -> None:
        """Send `text` to `phone` (E.164); raises Unavailable when the provider did not take it."""
        await self._sms.send(phone, text)

    async def send_email(
        self,
        to: str,
        subject: str,
        text: str,
        enclosures: Sequence[Enclosure] = (),
        *,
        html: str = "",
        leave_url: str = "",
    ) -> None:
        """Send a letter with what is enclosed; raises Unavailable when the server did not take it.

        `html` is the same text again; `leave_url` is where one click ends letters of this sort.
        """
        await self._mail.send(to, subject, text, enclosures, html=html, leave_url=leave_url)

    def later(self, work: Coroutine[object, object, None]) -> None:
        """Do `work` after the answer has gone out, so that its time tells the caller nothing.

        It is awaited at `close`; its failure is logged and nobody else hears of it.
        """
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("notification failed", extra={"kind": type(error).__name__})

    async def close(self) -> None:
        """Finish what is under way, then close the connections."""
        if self._tasks:
            _, unfinished = await asyncio.wait(self._tasks, timeout=10)
            for task in unfinished:
                task.cancel()
            await asyncio.gather(*unfinished, return_exceptions=True)
        await self._sms.close()
        await self.telegram.close()
