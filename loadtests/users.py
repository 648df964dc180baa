"""Locust users of a realistic day: visitors, clients who buy and chat, astrologers, guests of the help chat, support.

`make day` starts the product and lets them in. They talk to loopback alone, each from an address of their own, as the
product's budgets per address expect of different people.
"""

import random
import re
import time
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from locust import HttpUser, between, events, tag, task
from locust.env import Environment
from requests.adapters import HTTPAdapter

from loadtests.line import Line, Refused

LOOPBACK = ("127.0.0.1", "localhost")
PASSWORD = "astars-demo"
CARD_PAYS = "4111111111111111"
PAID_SECONDS = 30.0
PHRASES = (
    "Здравствуйте! Хочу понять, стоит ли менять работу этой весной.",
    "Время рождения знаю точно: 14:20, роддом в Твери.",
    "Спасибо, это многое объясняет. А что с переездом?",
    "И ещё вопрос про отношения: есть ли смысл ждать?",
)


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

    def sign_in_by_email(self, email: str) -> Line:
        """Somebody of the demo."""
        body = {"email": email, "password": PASSWORD, "session": "token"}
        return self.open_line(self.client.post("/api/auth/email/login", json=body).json()["token"])

    def sign_in_by_phone(self) -> Line:
        """Somebody new; the sandbox refuses some endings of numbers on purpose, 1 is none of them."""
        phone = f"+7916{random.randint(0, 999_999):06d}1"
        self.client.post("/api/auth/phone/request", json={"phone": phone})
        sent = self.client.get("/dev/outbox.json", name="(reading the SMS)").json()
        text = next(one["text"] for one in sent if one["channel"] == "sms" and one["to"].endswith(phone[1:]))
        code = re.search(r"\d{6}", text)
        assert code is not None, text
        body = {"phone": phone, "code": code.group(), "session": "token"}
        return self.open_line(self.client.post("/api/auth/phone/verify", json=body).json()["token"])


class Visitor(Person):
    """Looks around and leaves."""

    weight = 5

    @tag("pages")
    @task(3)
    def home(self) -> None:
        """The page that most see, and only that."""
        self.client.get("/")

    @tag("pages")
    @task(2)
    def services(self) -> None:
        """The catalogue, then one of it."""
        slugs = [one["slug"] for one in self.client.get("/api/services").json()["items"]]
        self.client.get(f"/services/{random.choice(slugs)}", name="/services/{slug}")

    @tag("pages")
    @task(2)
    def astrologers(self) -> None:
        """Who gives consultations."""
        slugs = [one["slug"] for one in self.client.get("/api/astrologers").json()["items"]]
        self.client.get(f"/astrologers/{random.choice(slugs)}", name="/astrologers/{slug}")

    @tag("pages")
    @task
    def reading(self) -> None:
        """An article."""
        slugs = [one["slug"] for one in self.client.get("/api/articles").json()["items"]]
        self.client.get(f"/articles/{random.choice(slugs)}", name="/articles/{slug}")


class Buyer(Person):
    """Signs in with a code, buys one consultation, and talks in it."""

    weight = 3
    conversation_id = ""

    def on_start(self) -> None:
        """Sign in and buy."""
        super().on_start()
        self.sign_in_by_phone()
        self._buy()

    def _buy(self) -> None:
        service = random.choice(self.client.get("/api/services").json()["items"])
        wish = {
            "service": service["slug"],
            "format": service["formats"][0]["format"],
            "first_name": "Анна",
            "phone": "+79161234567",
            "consent": True,
        }
        placed = self.client.post("/api/orders", json=wish, headers={"Idempotency-Key": uuid4().hex}).json()
        self._pay(placed["payment"]["url"])
        with self.environment.events.request.measure("shop", "from the card to the open chat"):
            self.conversation_id = self._opened(placed["order"]["id"])

    def _pay(self, url: str) -> None:
        """On the sandbox acquirer's page, which is a page of another site."""
        stranger = {"Authorization": ""}
        self.client.get(url, headers=stranger, name="(acquirer's page)")
        form = {"card": CARD_PAYS}
        self.client.post(url, data=form, headers=stranger, allow_redirects=False, name="(acquirer's page)")

    def _opened(self, order_id: str) -> str:
        deadline = time.monotonic() + PAID_SECONDS
        while time.monotonic() < deadline:
            order = self.client.get(f"/api/orders/{order_id}", name="/api/orders/{id}").json()
            if order["conversation_id"]:
                return str(order["conversation_id"])
            time.sleep(0.5)
        raise TimeoutError("paid, and no consultation")

    @task(6)
    def talk(self) -> None:
        """Read what came, write something."""
        if self.line is None or not self.conversation_id:
            return
        with suppress(Refused, IndexError):
            self.line.read(self.line.heard.pop())
            self.line.heard.clear()
        with suppress(Refused):
            self.line.say(self.conversation_id, random.choice(PHRASES))

    @task(2)
    def look_back(self) -> None:
        """The first page of the chat, as after a reload."""
        self.client.get("/api/conversations")
        path = f"/api/conversations/{self.conversation_id}/messages?limit=50"
        if self.conversation_id:
            self.client.get(path, name="/api/conversations/{id}/messages")

    @task
    def lose_the_network(self) -> None:
        """Gone for half a second."""
        if self.line is not None:
            self.line.reopen()


class Guest(Person):
    """Asks the help chat something without signing in."""

    weight = 1
    conversation_id = ""

    def on_start(self) -> None:
        """Introduce oneself."""
        super().on_start()
        body = {"name": "Гость", "phone": f"+7916{random.randint(0, 999_999):06d}1"}
        started = self.client.post("/api/support/guests", json=body).json()
        self.conversation_id = started["conversation"]["id"]
        self.open_line(started["token"])

    @task
    def ask(self) -> None:
        """One more question."""
        with suppress(Refused):
            if self.line is not None:
                self.line.say(self.conversation_id, "Не приходит код по СМС, что делать?")


class _Worker(Person):
    """Answers whoever wrote."""

    abstract = True
    wait_time = between(0.5, 2)
    email = ""

    def on_start(self) -> None:
        """Sign in to work."""
        super().on_start()
        self.sign_in_by_email(self.email)

    @task
    def answer(self) -> None:
        """The oldest that nobody has answered."""
        if self.line is None or not self.line.heard:
            return
        message = self.line.heard.popleft()
        with suppress(Refused):
            self.prepare(message["conversation_id"])
            self.line.read(message)
            self.line.say(message["conversation_id"], "Смотрю вашу карту, отвечу подробно через пару минут.")

    def prepare(self, conversation_id: str) -> None:
        """What has to be done before one may answer."""


class Sofia(_Worker):
    """An astrologer."""

    fixed_count = 1
    email = "sofia@example.com"


class Elizaveta(_Worker):
    """Another one."""

    fixed_count = 1
    email = "elizaveta@example.com"


class Support(_Worker):
    """Claims chats from the queue and answers there."""

    fixed_count = 1
    email = "support@example.com"

    def on_start(self) -> None:
        """Sign in with nothing claimed yet."""
        super().on_start()
        self._claimed: set[str] = set()

    def prepare(self, conversation_id: str) -> None:
        """Only whoever has claimed a chat may write there."""
        if self.line is not None and conversation_id not in self._claimed:
            self.line.ask("queue.claim", {"conversation_id": conversation_id})
            self._claimed.add(conversation_id)
