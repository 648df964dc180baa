"""What everybody of the day has: an address of one's own, a device that can connect, a session of the cast."""

import random
from typing import Any
from urllib.parse import urlsplit

from locust import HttpUser, between, events
from locust.env import Environment
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError as Disconnected

from loadtests.day.line import Line

LOOPBACK = ("127.0.0.1", "localhost")


@events.test_start.add_listener  # type: ignore[untyped-decorator]
def refuse_other_hosts(environment: Environment, **_: object) -> None:
    """Load goes to loopback alone."""
    if urlsplit(environment.host or "").hostname not in LOOPBACK:
        raise SystemExit("load goes to loopback alone")


class _FromOwnAddress(HTTPAdapter):
    """Connections from an address of 127.0.0.0/8 that nobody else has."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        address = f"127.{random.randint(1, 250)}.{random.randint(0, 250)}.{random.randint(1, 250)}"
        super().init_poolmanager(*args, source_address=(address, 0), **options)

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:
        """As browsers do: read once more when the kept connection was being closed while the request went out."""
        try:
            return super().send(request, *args, **options)
        except Disconnected:
            if request.method != "GET":
                raise
            return super().send(request, *args, **options)


class Person(HttpUser):
    """Whoever looks at pages or talks."""

    abstract = True
    wait_time = between(1, 4)
    line: Line | None = None

    def on_start(self) -> None:
        """An address of one's own, and the language of most."""
        self.client.mount("http://", _FromOwnAddress())
        self.client.headers["Accept-Language"] = "ru"

    def on_stop(self) -> None:
        """Leave."""
        if self.line is not None:
            self.line.close()

    def open_line(self, token: str) -> Line:
        """Sign every later request, and connect."""
        self.client.headers["Authorization"] = f"Bearer {token}"
        self.line = Line(self.environment, self.host or "", token)
        self.line.open()
        return self.line
