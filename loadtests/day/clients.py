"""Clients: they buy, talk, lose the network, want their money back, and say how it was."""

import random
import re
import time
from contextlib import suppress
from uuid import uuid4

from locust import between, task

from loadtests.day.cast import tokens_of, words_for
from loadtests.day.line import Refused
from loadtests.day.person import Person

CARD_PAYS = "4111111111111111"
CARD_IS_DECLINED = "4000000000000002"
PAID_SECONDS = 60.0
ASKED_EVERY_SECONDS = 5.0
PHRASES = (
    "Здравствуйте! Хочу понять, стоит ли менять работу этой весной.",
    "Время рождения знаю точно: 14:20, роддом в Твери.",
    "Спасибо, это многое объясняет. А что с переездом?",
    "И ещё вопрос про отношения: есть ли смысл ждать?",
)
PROMO_CODE = "STARS20"
MOST_BOUGHT = 3


class Client(Person):
    """Buys a consultation, and talks in it; some pay later, with a code, or take their money back."""

    weight = 6
    wait_time = between(10, 50)
    tokens = tokens_of("clients")
    fixed_count = len(tokens)

    def on_start(self) -> None:
        """Sign in and buy."""
        super().on_start()
        self.conversations: list[str] = []
        self.ended: list[str] = []
        self.enter()
        self.buy()

    def enter(self) -> None:
        """As somebody of the cast; as somebody new when all of it are here."""
        if self.tokens:
            self.open_line(self.tokens.popleft())
        else:
            self.sign_in_by_phone()

    def sign_in_by_phone(self) -> None:
        """Somebody new; the sandbox refuses some endings of numbers on purpose, 1 is none of them."""
        phone = f"+7916{random.randint(0, 999_999):06d}1"
        self.client.post("/api/auth/phone/request", json={"phone": phone})
        sent = self.client.get("/dev/outbox.json", name="(reading the SMS)").json()
        text = next(one["text"] for one in sent if one["channel"] == "sms" and one["to"].endswith(phone[1:]))
        code = re.search(r"\d{6}", text)
        assert code is not None, text
        body = {"phone": phone, "code": code.group(), "session": "token"}
        self.open_line(self.client.post("/api/auth/phone/verify", json=body).json()["token"])

    def buy(self) -> None:
        """A consultation, paid at once or, rarely, not at all."""
        service = random.choice(self.client.get("/api/services").json()["items"])
        wish = {
            "service": service["slug"],
            "format": random.choice(service["formats"])["format"],
            "first_name": "Анна",
            "phone": "+79161234567",
            "consent": True,
        }
        if random.random() < 0.2:
            wish["promo_code"] = PROMO_CODE
        placed = self.client.post("/api/orders", json=wish, headers={"Idempotency-Key": uuid4().hex}).json()
        if random.random() < 0.05:
            return
        if random.random() < 0.1:
            self._pay(placed["payment"]["url"], CARD_IS_DECLINED)
            again = self.client.post(f"/api/orders/{placed['order']['id']}/pay", name="/api/orders/{id}/pay").json()
            placed = again
        self._pay(placed["payment"]["url"], CARD_PAYS)
        with self.environment.events.request.measure("shop", "from the card to the open chat"):
            self.conversations.append(self._opened(placed["order"]["id"]))
        if random.random() < 0.03:
            self._take_back(placed["order"]["id"])

    def _pay(self, url: str, card: str) -> None:
        """On the sandbox acquirer's page, which is a page of another site."""
        stranger = {"Authorization": ""}
        self.client.get(url, headers=stranger, name="(acquirer's page)")
        form = {"card": card}
        self.client.post(url, data=form, headers=stranger, allow_redirects=False, name="(acquirer's page)")

    def _opened(self, order_id: str) -> str:
        """Told by the socket; asked for now and then, should that be down."""
        begun = asked = time.monotonic()
        while time.monotonic() - begun < PAID_SECONDS:
            order = self.line.orders.get(order_id, {}) if self.line else {}
            if not order.get("conversation_id") and time.monotonic() - asked > ASKED_EVERY_SECONDS:
                asked = time.monotonic()
                order = self.client.get(f"/api/orders/{order_id}", name="/api/orders/{id}").json()
            if order.get("conversation_id"):
                return str(order["conversation_id"])
            time.sleep(0.1)
        raise TimeoutError("paid, and no consultation")

    def _take_back(self, order_id: str) -> None:
        """Refused when the astrologer was quicker."""
        path, name = f"/api/orders/{order_id}/refund", "/api/orders/{id}/refund"
        with self.client.post(path, name=name, catch_response=True) as answer:
            if answer.status_code == 409:
                answer.success()
            elif answer.ok:
                self.ended.append(self.conversations.pop())

    @task(8)
    def talk(self) -> None:
        """Read what came, write something."""
        if self.line is None or not self.conversations:
            return
        with suppress(Refused, IndexError):
            self.line.read(self.line.heard.pop())
            self.line.heard.clear()
        conversation_id = random.choice(self.conversations)
        try:
            self.line.say(conversation_id, words_for(conversation_id, random.choice(PHRASES)))
        except Refused as refusal:
            if refusal.code == "conversation_inactive":
                self._say_how_it_was(conversation_id)

    def _say_how_it_was(self, conversation_id: str) -> None:
        self.conversations.remove(conversation_id)
        self.ended.append(conversation_id)
        review = {"stars": random.randint(3, 5), "text": "Спасибо, всё по делу."}
        path = f"/api/conversations/{conversation_id}/review"
        self.client.post(path, json=review, name="/api/conversations/{id}/review")

    @task(2)
    def look_back(self) -> None:
        """The first page of the chat, as after a reload."""
        self.client.get("/api/conversations")
        if self.conversations:
            path = f"/api/conversations/{self.conversations[-1]}/messages?limit=50"
            self.client.get(path, name="/api/conversations/{id}/messages")

    @task
    def lose_the_network(self) -> None:
        """Gone for half a second."""
        if self.line is not None:
            self.line.reopen()

    @task
    def buy_again(self) -> None:
        """When nothing is left, or at times beside it."""
        if len(self.conversations) + len(self.ended) < MOST_BOUGHT and (
            not self.conversations or random.random() < 0.1
        ):
            self.buy()
