"""A real SMTP server that keeps letters instead of delivering them.

An address whose local part is `refused` is refused for good (550), one that is `busy` for the moment (451).
"""

import asyncio
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Final

from aiosmtpd.smtp import SMTP, Envelope, Session

from server.sandbox.outbox import Outbox

MAX_LETTER_BYTES: Final = 5 * 1024 * 1024


class Mailbox:
    """aiosmtpd's handler: what happens to a letter."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the receiver, or refuse as an address asks to be refused."""
        local = address.partition("@")[0]
        if local == "refused":
            return "550 5.1.1 No such mailbox"
        if local == "busy":
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the letter, once for each receiver."""
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=default)
        for address in envelope.rcpt_tos:
            number = self._outbox.add("email", address, _text_of(letter), str(letter["Subject"] or ""))
            for part in letter.iter_attachments():
                content = part.get_payload(decode=True)
                size = len(content) if isinstance(content, bytes) else 0
                self._outbox.enclose(number, part.get_filename() or "", part.get_content_type(), size)
        return "250 OK"


def _text_of(letter: EmailMessage) -> str:
    body = letter.get_body(preferencelist=("plain", "html"))
    return body.get_content().replace("\r\n", "\n").strip() if body else ""


async def listen(outbox: Outbox, host: str, port: int) -> asyncio.Server:
    """Start the server on the running loop."""
    mailbox = Mailbox(outbox)

    def connected() -> SMTP:
        return SMTP(mailbox, data_size_limit=MAX_LETTER_BYTES, enable_SMTPUTF8=True, ident="Astars sandbox")

    return await asyncio.get_running_loop().create_server(connected, host, port)
