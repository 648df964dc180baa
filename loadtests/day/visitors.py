"""People without an account: those who look around, and those who ask the help chat something."""

import random
from contextlib import suppress

from locust import tag, task

from loadtests.day.cast import words_for
from loadtests.day.line import Refused
from loadtests.day.person import Person


class Visitor(Person):
    """Looks around and leaves."""

    weight = 3

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
                words = words_for(self.conversation_id, "Не приходит код по СМС, что делать?")
                self.line.say(self.conversation_id, words)
