"""A locust user's socket: the official Python client with the contract's manners, every command a measured request.

Locust makes `time.sleep` let the other users go on.
"""

import time
from collections import deque
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from locust.env import Environment
from socketio import Client

READY_SECONDS = 15.0
ANSWER_SECONDS = 15.0


class Refused(Exception):
    """A command was answered with `ok: false`; locust counts it as a failure under its code, unless that is usual."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Line:
    """One person's connection. `heard`: what nobody has answered yet; `orders`: what was told of them."""

    def __init__(self, environment: Environment, base_url: str, token: str) -> None:
        self._requests = environment.events.request
        self._base_url = base_url
        self._token = token
        self._ready: dict[str, Any] | None = None
        self._io: Client | None = None
        self.user_id = ""
        self.heard: deque[dict[str, Any]] = deque(maxlen=200)
        self.seqs: dict[str, int] = {}
        self.orders: dict[str, dict[str, Any]] = {}

    def open(self) -> None:
        """Connect and wait for the greeting; measured as one request."""
        with self._requests.measure("socket", "connect to session.ready"):
            self._io = Client(reconnection=False)
            self._io.on("session.ready", self._on_ready)
            self._io.on("message.created", self._on_message)
            self._io.on("order.changed", self._on_order)
            self._ready = None
            way = {"transports": ["websocket"], "wait_timeout": READY_SECONDS}
            self._io.connect(self._base_url, auth={"token": self._token}, **way)
            deadline = time.monotonic() + READY_SECONDS
            while self._ready is None:
                if time.monotonic() > deadline:
                    raise TimeoutError("no session.ready")
                time.sleep(0.01)

    def close(self) -> None:
        """Gone without a word, as networks go; a polite good-bye of a thousand at once takes minutes of waiting."""
        if self._io is not None and self._io.eio.ws is not None:
            self._io.eio.ws.shutdown()
        self._io = None

    def reopen(self) -> None:
        """As after a tunnel: gone, back, and caught up."""
        self.close()
        time.sleep(0.5)
        self.open()
        points = [{"id": key, "last_seq": seq, "rev": 0} for key, seq in self.seqs.items()]
        if points:
            self.ask("conversation.sync", {"conversations": points[:200]})

    def ask(self, command: str, payload: Mapping[str, object], *, usual: str = "") -> dict[str, Any]:
        """The data of the answer; a refusal is raised, and counted unless its code is the `usual` one."""
        assert self._io is not None, "the line is open"
        code, answer = "unanswered", {}
        # What is raised inside is counted, and goes no further.
        with self._requests.measure("socket", command):
            answer = self._io.call(command, payload, timeout=ANSWER_SECONDS)
            code = "" if answer["ok"] else answer["error"]["code"]
            if code and code != usual:
                raise Refused(code)
        if code:
            raise Refused(code)
        data: dict[str, Any] = answer["data"]
        return data

    def say(self, conversation_id: str, text: str) -> None:
        """Type for a moment, then send; refused where the conversation has ended meanwhile."""
        usual = "conversation_inactive"
        self.ask("typing.set", {"conversation_id": conversation_id, "state": "typing"}, usual=usual)
        time.sleep(0.3)
        payload = {"conversation_id": conversation_id, "client_message_id": str(uuid4()), "kind": "text", "text": text}
        self._saw(self.ask("message.send", payload, usual=usual)["message"])

    def read(self, message: Mapping[str, Any]) -> None:
        """Mark it and everything before it as read."""
        place = {"conversation_id": message["conversation_id"], "seq": message["seq"]}
        self.ask("receipt.read", place)

    def _on_ready(self, greeting: dict[str, Any]) -> None:
        self.user_id = greeting["user"]["id"]
        for one in greeting["conversations"]:
            self.seqs[one["id"]] = max(one["last_seq"], self.seqs.get(one["id"], 0))
        self._ready = greeting

    def _on_message(self, event: dict[str, Any]) -> None:
        message = event["message"]
        self._saw(message)
        if message["kind"] != "system" and message["sender"]["id"] != self.user_id:
            self.heard.append(message)

    def _on_order(self, event: dict[str, Any]) -> None:
        self.orders[event["order"]["id"]] = event["order"]

    def _saw(self, message: Mapping[str, Any]) -> None:
        key = message["conversation_id"]
        self.seqs[key] = max(message["seq"], self.seqs.get(key, 0))
