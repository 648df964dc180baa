"""Who answers: astrologers in their consultations, support in the help chats that they claim, hand over and resolve."""

import random
from collections import Counter
from contextlib import suppress
from typing import Any

from locust import between, task

from loadtests.day.cast import tokens_of, words_for
from loadtests.day.line import Refused
from loadtests.day.person import Person

ANSWERS_BEFORE_THE_END = 4


class _Worker(Person):
    """Answers whoever wrote."""

    abstract = True
    wait_time = between(0.5, 2)

    @task
    def answer(self) -> None:
        """The oldest that nobody has answered."""
        if self.line is None or not self.line.heard:
            return
        message = self.line.heard.popleft()
        conversation_id = message["conversation_id"]
        with suppress(Refused):
            if self.prepare(conversation_id):
                self.line.read(message)
                self.line.say(conversation_id, words_for(conversation_id, "Смотрю вашу карту, отвечу через минуту."))
                self.answered(conversation_id)

    def prepare(self, conversation_id: str) -> bool:
        """What has to be done before one may answer; False when somebody else does."""
        return bool(conversation_id)

    def answered(self, conversation_id: str) -> None:
        """What may follow an answer."""


class Astrologer(_Worker):
    """Answers, and after some answers ends the consultation."""

    tokens = tokens_of("astrologers")
    fixed_count = len(tokens)

    def on_start(self) -> None:
        """Sit down to work."""
        super().on_start()
        self._given: Counter[str] = Counter()
        self.open_line(self.tokens.popleft())

    def answered(self, conversation_id: str) -> None:
        """Four answers, then at times a good-bye."""
        self._given[conversation_id] += 1
        if self.line and self._given[conversation_id] > ANSWERS_BEFORE_THE_END and random.random() < 0.4:
            self.line.ask("conversation.complete", {"conversation_id": conversation_id})


class Support(_Worker):
    """Claims chats from the queue, answers there, hands some over and resolves others."""

    tokens = tokens_of("support")
    fixed_count = len(tokens)

    def on_start(self) -> None:
        """Sign in with nothing claimed yet, and see who else is here."""
        super().on_start()
        self._claimed: set[str] = set()
        self.open_line(self.tokens.popleft())

    def prepare(self, conversation_id: str) -> bool:
        """Only whoever has claimed a chat may write there."""
        if self.line is not None and conversation_id not in self._claimed:
            try:
                self.line.ask("queue.claim", {"conversation_id": conversation_id}, usual="conflict")
            except Refused:
                return False
            self._claimed.add(conversation_id)
        return True

    def answered(self, conversation_id: str) -> None:
        """Most chats go on, some are somebody else's matter, some are done."""
        dice = random.random()
        if self.line is None or dice > 0.35:
            return
        self._claimed.discard(conversation_id)
        place = {"conversation_id": conversation_id}
        if dice > 0.15:
            self.line.ask("queue.resolve", place, usual="conflict")
        else:
            note = {"note": "Посмотри, пожалуйста: платёж прошёл, чата не видно."}
            self.line.ask("queue.transfer", place | self._colleague() | note, usual="conflict")

    def _colleague(self) -> dict[str, Any]:
        """Whoever has least to do; the queue when nobody else is there."""
        people = self.client.get("/api/desk/colleagues").json()["items"]
        others = [one["id"] for one in people if self.line and one["id"] != self.line.user_id]
        return {"to": others[0]} if others and random.random() < 0.8 else {}
