"""What one device shows of one conversation, out of live events, acknowledgements and sync: the contract's healing."""

import time
from dataclasses import dataclass, field
from typing import Any

Message = dict[str, Any]


@dataclass
class View:
    """Messages by `seq`. Everything up to `tail` is there; whoever shows less than `known_seq` has a gap."""

    me: str
    messages: dict[int, Message] = field(default_factory=dict)
    arrived: dict[int, float] = field(default_factory=dict)
    """When a message was first here, however it came."""
    live: set[int] = field(default_factory=set)
    """The messages that came as an event, and not by sync alone."""
    tail: int = 0
    rev: int = 0
    known_seq: int = 0
    read_seq: int = 0
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def has_gap(self) -> bool:
        """Whether something is known to exist that is not here."""
        return self.known_seq > self.tail

    @property
    def unread(self) -> int:
        """The counter on this device."""
        return max(0, self.known_seq - self.read_seq)

    @property
    def point(self) -> dict[str, int]:
        """How far this device is, as sync asks it."""
        return {"last_seq": self.tail, "rev": self.rev}

    def take(self, message: Message, *, live: bool) -> None:
        """A message, new or changed, in any order and any number of times."""
        seq = message["seq"]
        known = self.messages.get(seq)
        if live:
            self.live.add(seq)
        self.arrived.setdefault(seq, time.monotonic())
        if message["sender"]["id"] == self.me:
            self.read_seq = max(self.read_seq, seq)  # whoever writes has read what stands before
        if known is None or known["rev"] < message["rev"]:
            self.messages[seq] = message
        self.known_seq = max(self.known_seq, seq)
        while self.tail + 1 in self.messages:
            self.tail += 1

    def change(self, message: Message) -> None:
        """A changed message; one that is not here yet will come with its change."""
        if message["seq"] in self.messages:
            self.take(message, live=True)

    def receipt(self, receipt: dict[str, Any]) -> None:
        """How far somebody has read."""
        if receipt["user_id"] == self.me:
            self.read_seq = max(self.read_seq, receipt["read_seq"])

    def synced(self, answer: dict[str, Any]) -> None:
        """One page of what was missed."""
        for message in answer["messages"]:
            self.take(message, live=False)
        for message in answer["changes"]:
            self.change(message)
        for receipt in answer["receipts"]:
            self.receipt(receipt)
        self.details = answer["conversation"]
        self.known_seq = max(self.known_seq, answer["last_seq"])
        self.rev = max(self.rev, answer["rev"])
