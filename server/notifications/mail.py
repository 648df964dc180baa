"""E-mail through SMTP: `smtp://user:password@host:port` (STARTTLS when offered) or `smtps://…` (TLS from the start)."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid, parseaddr
from typing import Final
from urllib.parse import unquote, urlsplit

import aiosmtplib

from realtime.errors import Unavailable

ATTEMPTS: Final = 3
PAUSE_SECONDS: Final = 0.5
TIMEOUT_SECONDS: Final = 15
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with a letter."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class SmtpServer:
    """Where mail is handed over. A password leaves this machine over TLS alone."""

    host: str
    port: int
    username: str | None
    password: str | None
    is_tls: bool

    @classmethod
    def of(cls, url: str) -> "SmtpServer":
        """The server that `url` names."""
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("ASTARS_SMTP_URL must be smtp://host:port or smtps://host:port")
        is_tls = parts.scheme == "smtps"
        return cls(
            host=parts.hostname,
            port=parts.port or (465 if is_tls else 587),
            username=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            is_tls=is_tls,
        )

    @property
    def start_tls(self) -> bool | None:
        """None: STARTTLS when it is offered. True: refuse to go on without it."""
        if self.is_tls:
            return False
        return True if self.username and self.host not in _LOOPBACK else None


class MailSender:
    """Sends plain-text letters. Raises Unavailable when the server did not take one."""

    def __init__(self, smtp_url: str, sender: str) -> None:
        self._server = SmtpServer.of(smtp_url) if smtp_url else None
        self._sender = sender

    async def send(
        self,
        to: str,
        subject: str,
        text: str,
        enclosures: Sequence[Enclosure] = (),
        *,
        html: str = "",
        leave_url: str = "",
    ) -> None:
        """Hand one letter to the server; tried again after a lost connection and a temporary refusal (4xx).

        A letter whose last answer was lost may arrive twice: better than not at all.
        """
        if self._server is None:
            raise Unavailable("no SMTP server is set")
        letter = compose(self._sender, to, subject, text, enclosures, html=html, leave_url=leave_url)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                await self._hand_over(self._server, letter)
            except (aiosmtplib.SMTPException, OSError) as error:
                # The text of an SMTP answer quotes the address: only its kind is logged.
                log.warning(
                    "letter refused",
                    extra={"kind": type(error).__name__, "smtp_code": _smtp_code(error), "attempt": attempt},
                )
                if attempt == ATTEMPTS or _smtp_code(error) >= 500:
                    raise Unavailable("the SMTP server did not take the letter") from None
                await asyncio.sleep(PAUSE_SECONDS * attempt)
            else:
                return

    async def _hand_over(self, server: SmtpServer, letter: EmailMessage) -> None:
        await aiosmtplib.send(
            letter,
            hostname=server.host,
            port=server.port,
            username=server.username,
            password=server.password,
            use_tls=server.is_tls,
            start_tls=server.start_tls,
            timeout=TIMEOUT_SECONDS,
        )


def compose(
    sender: str,
    to: str,
    subject: str,
    text: str,
    enclosures: Sequence[Enclosure] = (),
    *,
    html: str = "",
    leave_url: str = "",
) -> EmailMessage:
    """The letter; a line break in a header or in the address is refused by the parser, never passed on.

    `html` is the same text again; a POST to `leave_url` ends such letters (RFC 8058).
    """
    name, address = parseaddr(sender)
    letter = EmailMessage(policy=SMTP)
    letter["From"] = Address(display_name=name, addr_spec=address)
    letter["To"] = Address(addr_spec=to)
    letter["Subject"] = subject
    letter["Date"] = formatdate()
    letter["Message-ID"] = make_msgid(domain=address.rpartition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    if leave_url:
        letter["List-Unsubscribe"] = f"<{leave_url}>"
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter.set_content(text)
    if html:
        letter.add_alternative(html, subtype="html")
    for one in enclosures:
        kind, _, subtype = one.content_type.partition("/")
        letter.add_attachment(one.content, maintype=kind, subtype=subtype, filename=one.name)
    return letter


def _smtp_code(error: Exception) -> int:
    """The server's answer, 0 when there was none; of several recipients' answers the first."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused) and error.recipients:
        return error.recipients[0].code
    return error.code if isinstance(error, aiosmtplib.SMTPResponseException) else 0
