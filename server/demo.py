"""What the demo adds: the sandbox that plays the outside world, and accounts to sign in with."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from storage.embedded.credentials import write_secret
from storage.embedded.ports import LOOPBACK, ask, choose_free, is_free


@dataclass(frozen=True)
class Sandbox:
    """Where the sandbox listens. The ports are kept: links to payments are stored in orders."""

    http_port: int
    smtp_port: int
    state: Path

    @property
    def url(self) -> str:
        """Its HTTP side."""
        return f"http://{LOOPBACK}:{self.http_port}"

    def command(self) -> list[str]:
        """How to start it."""
        ports = ["--http-port", str(self.http_port), "--smtp-port", str(self.smtp_port)]
        return [sys.executable, "-m", "server.sandbox", *ports, "--state", str(self.state)]

    def environment(self) -> dict[str, str]:
        """The settings that make it the product's outside world."""
        return {
            "ASTARS_SANDBOX_URL": self.url,
            "ASTARS_SMTP_URL": f"smtp://{LOOPBACK}:{self.smtp_port}",
            "ASTARS_SMS_URL": self.url,
            "ASTARS_SMS_KEY": "demo",
            "ASTARS_TELEGRAM_API_URL": self.url,
            "ASTARS_TELEGRAM_BOT_TOKEN": "1:demo",
            "ASTARS_YOOKASSA_URL": f"{self.url}/v3",
            "ASTARS_YOOKASSA_SHOP_ID": "demo",
            "ASTARS_YOOKASSA_SECRET_KEY": "demo",
        }

    def is_ready(self) -> bool:
        """Whether it answers; its mail server listens by then."""
        answer = ask(self.http_port, "/healthz")
        return answer is not None and answer[0] == 200


def sandbox_of(var: Path) -> Sandbox:
    """The sandbox of this data directory, on its former ports if they are still free."""
    kept = var / "sandbox.json"
    ports = _read(kept) or choose_free(2)
    if not all(map(is_free, ports)):
        ports = choose_free(2)
    write_secret(kept, json.dumps(ports))
    return Sandbox(http_port=ports[0], smtp_port=ports[1], state=var / "sandbox.sqlite")


def _read(path: Path) -> list[int]:
    return [int(port) for port in json.loads(path.read_text())] if path.exists() else []


def print_accounts(url: str, write: Callable[[str], object]) -> None:
    """The demo's accounts, as the public contract names them."""
    write(
        f"""
  Sign in with the password astars-demo:
    client@example.com                           a client          {url}/cabinet
    sofia@example.com, elizaveta@example.com     astrologers       {url}/console
    support@example.com                          support           {url}/desk
    admin@example.com                            administrator
  or as the client by phone, +7 999 000-00-01; text messages and letters arrive at {url}/dev/outbox
  Card 4111 1111 1111 1111 pays, 4000 0000 0000 0002 is declined. Certificate ASTARS-DEMO-GIFT, promo code STARS20.
"""
    )
