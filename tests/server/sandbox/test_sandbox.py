"""The sandbox speaks the providers' protocols and forgets nothing at a restart."""

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from realtime.errors import Unavailable
from server.notifications.mail import MailSender, SmtpServer, compose
from server.notifications.sms import SmsSender
from server.sandbox.outbox import KEPT, Outbox
from server.sandbox.state import State
from tests.product import Process, Product, free_port, wait_for


class Sandbox(Product):
    """A sandbox of a test's own."""

    def serve(self) -> Process:
        """Start it on its ports and wait until it answers."""
        ports = ("--http-port", self.environment["HTTP"], "--smtp-port", self.environment["SMTP"])
        process = self.start("sandbox", ["-m", "server.sandbox", *ports, "--state", str(self.var / "state.sqlite")])
        wait_for(f"{self.sandbox_url}/healthz", process)
        return process

    def outbox(self) -> list[dict[str, str]]:
        """Everything it keeps."""
        messages: list[dict[str, str]] = httpx.get(f"{self.sandbox_url}/outbox.json").json()
        return messages


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    """A running sandbox."""
    http_port, smtp_port = str(free_port()), str(free_port())
    running = Sandbox(tmp_path, {"HTTP": http_port, "SMTP": smtp_port}, sandbox_url=f"http://127.0.0.1:{http_port}")
    running.serve()
    try:
        yield running
    finally:
        running.stop()


async def test_sms_is_kept_as_the_receiver_would_read_it(sandbox: Sandbox) -> None:
    sender = SmsSender(sandbox.sandbox_url, "key")
    await sender.send("+79161234567", "Код 123456")
    await sender.close()
    [message] = sandbox.outbox()
    assert (message["channel"], message["to"], message["text"]) == ("sms", "+79161234567", "Код 123456")
    assert "subject" not in message


@pytest.mark.parametrize(
    ("key", "phone"),
    [("", "+79161234567"), ("invalid", "+79161234567"), ("key", "+79161234207"), ("key", "+79161234220")],
)
async def test_refused_sms_is_unavailable(sandbox: Sandbox, key: str, phone: str) -> None:
    sender = SmsSender(sandbox.sandbox_url, key)
    with pytest.raises(Unavailable):
        await sender.send(phone, "Код 123456")
    await sender.close()
    assert sandbox.outbox() == []


async def test_sms_provider_that_is_away_is_unavailable() -> None:
    sender = SmsSender(f"http://127.0.0.1:{free_port()}", "key")
    with pytest.raises(Unavailable):
        await sender.send("+79161234567", "Код 123456")
    await sender.close()


async def test_letter_arrives_whole(sandbox: Sandbox) -> None:
    text = "Здравствуйте!\n\n" + "http://127.0.0.1/reset-password?token=" + "x" * 120
    mail = MailSender(f"smtp://127.0.0.1:{sandbox.environment['SMTP']}", "Astars <no-reply@astars.example>")
    await mail.send("anna@example.com", "Новый пароль", text)
    [message] = sandbox.outbox()
    assert (message["channel"], message["to"]) == ("email", "anna@example.com")
    assert (message["subject"], message["text"]) == ("Новый пароль", text)


@pytest.mark.parametrize("to", ["refused@example.com", "busy@example.com"])
async def test_refused_letter_is_unavailable(sandbox: Sandbox, to: str) -> None:
    mail = MailSender(f"smtp://127.0.0.1:{sandbox.environment['SMTP']}", "no-reply@astars.example")
    with pytest.raises(Unavailable):
        await mail.send(to, "subject", "text")
    assert sandbox.outbox() == []


def test_any_mail_program_can_hand_in_a_letter(sandbox: Sandbox) -> None:
    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["To"] = "s", "a@example.com", "b@example.com, c@example.com"
    letter.set_content("text")
    with smtplib.SMTP("127.0.0.1", int(sandbox.environment["SMTP"])) as smtp:
        smtp.send_message(letter)
    assert [message["to"] for message in sandbox.outbox()] == ["c@example.com", "b@example.com"]


async def test_outbox_survives_a_restart_and_sigterm_ends_it_cleanly(sandbox: Sandbox) -> None:
    sender = SmsSender(sandbox.sandbox_url, "key")
    for text in ("first", "second"):
        await sender.send("+79161234567", text)
    await sender.close()
    [process] = sandbox.processes
    assert process.stop() == 0
    sandbox.serve()
    assert [message["text"] for message in sandbox.outbox()] == ["second", "first"]


def test_outbox_keeps_the_newest_five_hundred(tmp_path: Path) -> None:
    state = State(tmp_path / "state.sqlite")
    outbox = Outbox(state)
    for number in range(KEPT + 10):
        outbox.add("sms", "+79161234567", str(number))
    texts = [message["text"] for message in outbox.newest_first()]
    state.close()
    assert (len(texts), texts[0], texts[-1]) == (KEPT, "509", "10")


@pytest.mark.parametrize(
    ("to", "subject"), [("a@example.com\r\nBcc: b@example.com", "s"), ("a@example.com", "s\r\nBcc: b")]
)
def test_line_break_cannot_add_a_header(to: str, subject: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        compose("no-reply@astars.example", to, subject, "text")


@pytest.mark.parametrize(
    ("url", "port", "start_tls"),
    [
        ("smtp://127.0.0.1:2525", 2525, None),
        ("smtp://mail.example.com", 587, None),
        ("smtp://user:p%40ss@mail.example.com", 587, True),
        ("smtps://user:p%40ss@mail.example.com", 465, False),
    ],
)
def test_password_never_travels_in_the_clear(url: str, port: int, start_tls: bool | None) -> None:
    server = SmtpServer.of(url)
    assert (server.port, server.start_tls) == (port, start_tls)
    assert server.password in (None, "p@ss")


async def test_demo_shows_its_outbox_inertly(app: Product, api: httpx.AsyncClient) -> None:
    sender = SmsSender(app.sandbox_url, "key")
    await sender.send("+79161110000", "<script>alert(1)</script> https://example.com/?a=1&b=2")
    await sender.close()
    page = await api.get("/dev/outbox")
    assert page.headers["content-type"].startswith("text/html")
    assert "<script>" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert '<a href="https://example.com/?a=1&amp;b=2"' in page.text
    [message] = [one for one in (await api.get("/dev/outbox.json")).json() if one["to"] == "+79161110000"]
    assert set(message) == {"channel", "to", "text", "sent_at"}
