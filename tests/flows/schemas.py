"""What the running server says, held against the documents it publishes."""

import copy
import re
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from typing import Any, Final

import httpx
from jsonschema import Draft202012Validator

from tests.product import Product
from tests.sockets import Client, connected

JSON_METHODS: Final = ("get", "post", "put", "patch", "delete")


def strict(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with every object closed: a field that is said but not declared is a mistake, too."""
    closed = copy.deepcopy(dict(document))
    for schema in _objects(closed["components"]):
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
    return closed


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.get("type") == "object":
            yield value
        for item in value.values():
            yield from _objects(item)
    elif isinstance(value, list):
        for item in value:
            yield from _objects(item)


def complaints(document: Mapping[str, Any], schema: Mapping[str, Any], value: object) -> list[str]:
    """Where `value` is not what `schema` of this document promises."""
    validator = Draft202012Validator({"components": document["components"], **schema})
    return [f"{one.json_path}: {one.message}"[:300] for one in validator.iter_errors(value)]


class HttpRecord:
    """Every answer of the API that passed through a client made here."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = strict(document)
        self._operations = {
            f"{method.upper()} {path}": (re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), method, operation)
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
            if method in JSON_METHODS
        }
        self.statuses: dict[str, set[int]] = {name: set() for name in self._operations}
        self.complaints: list[str] = []

    @property
    def operations(self) -> set[str]:
        """Every documented `METHOD /path`."""
        return set(self._operations)

    def client(self, base_url: str, **headers: str) -> httpx.AsyncClient:
        """A client whose answers are held against the document."""
        return httpx.AsyncClient(
            base_url=base_url,
            headers={"Origin": base_url, **headers},
            timeout=20,
            event_hooks={"response": [self._note]},
        )

    async def _note(self, answer: httpx.Response) -> None:
        path = answer.request.url.path
        if not path.startswith("/api/"):
            return
        await answer.aread()
        name, operation = self._of(answer.request.method.lower(), path)
        self.statuses[name].add(answer.status_code)
        for complaint in self._complaints(operation, answer):
            self.complaints.append(f"{name} → {answer.status_code}: {complaint}")

    def _of(self, method: str, path: str) -> tuple[str, Mapping[str, Any]]:
        exact = f"{method.upper()} {path}"
        if exact in self._operations:
            return exact, self._operations[exact][2]
        return next(
            (name, operation)
            for name, (pattern, its_method, operation) in self._operations.items()
            if its_method == method and pattern.fullmatch(path)
        )

    def _complaints(self, operation: Mapping[str, Any], answer: httpx.Response) -> list[str]:
        kind = answer.headers.get("content-type", "").partition(";")[0]
        declared = operation["responses"].get(str(answer.status_code))
        if answer.status_code >= 400:
            problem = operation["responses"]["default"]["content"]["application/problem+json"]["schema"]
            if kind != "application/problem+json":
                return [f"a refusal as {kind}"]
            said = answer.json()
            mismatch = [] if said.get("status") == answer.status_code else ["another status in the body"]
            return mismatch + complaints(self._document, problem, said)
        if declared is None:
            return ["a status that is not declared"]
        content = declared.get("content", {}).get("application/json")
        if content is None or answer.is_redirect:
            return []
        return complaints(self._document, content["schema"], answer.json())


class Talk:
    """Sockets whose every acknowledgement and event is held against the published document."""

    def __init__(self, app: Product, document: Mapping[str, Any], stack: AsyncExitStack) -> None:
        self._app = app
        self._document = strict(document)
        self._stack = stack
        self._clients: list[Client] = []
        self.commands: set[str] = set()
        self.complaints: list[str] = []

    async def join(self, token: str) -> Client:
        """One more connected person."""
        client: Client = await self._stack.enter_async_context(connected(self._app.base_url, token))
        self._clients.append(client)
        return client

    async def ask(self, client: Client, command: str, payload: Mapping[str, object]) -> dict[str, Any]:
        """Send a command and look at what it is answered; answers its data, empty when it was refused."""
        answer = await client.ask(command, payload)
        payload_schema = self._document["components"]["messages"][f"{command}.ack"]["payload"]
        self.complaints += [f"{command}: {one}" for one in complaints(self._document, payload_schema, answer)]
        if answer["ok"]:
            self.commands.add(command)
        data: dict[str, Any] = answer.get("data", {})
        return data

    def events(self) -> set[str]:
        """The names of all events that came, each looked at."""
        seen: set[str] = set()
        for client in self._clients:
            for name, payload in client.events:
                seen.add(name)
                message_schema = self._document["components"]["messages"][name]["payload"]
                self.complaints += [f"{name}: {one}" for one in complaints(self._document, message_schema, payload)]
        return seen


async def published(app: Product, name: str) -> Mapping[str, Any]:
    """The document that the running server publishes: `openapi` or `asyncapi`."""
    async with httpx.AsyncClient(base_url=app.base_url) as http:
        answer = await http.get(f"/api/{name}.json")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    document: Mapping[str, Any] = answer.json()
    return document
