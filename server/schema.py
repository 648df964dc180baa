"""The public contract, written down by the tables that the server itself runs from.

`/api/asyncapi.json` and `/api/openapi.json` for everybody, `web/contracts/*.ts` for our own front end. Nothing here is
written by hand, so nothing can disagree with the running server.
"""

import argparse
import importlib
import sys
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Final, Literal, cast

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from realtime.commands import COMMANDS, Command
from realtime.contract import Contract
from realtime.contracts import ErrorOut
from realtime.publish import EVENTS
from realtime.texts import ERROR_TEXTS
from server import typescript
from server.http import Access, Endpoint
from server.shapes import Json, Model, Shapes, summary

CONTRACTS_FOLDER: Final = Path(__file__).parent.parent / "web" / "contracts"

_HEADER: Final = "// Generated from the pydantic contracts by `astars contracts`. Do not edit.\n"
_INFO: Final[Json] = {"title": "Astars", "version": "1"}


# ---------------------------------------------------------------- socket
def _socket_shapes(commands: Mapping[str, Command], events: Mapping[str, type[Contract]]) -> Shapes:
    """Errors count as accepted: like what clients say, they leave out what they have nothing to say about."""
    accepted: list[Model] = [*(command.payload for command in commands.values()), ErrorOut]
    return Shapes(accepted, [*(command.data for command in commands.values()), *events.values()])


def asyncapi(commands: Mapping[str, Command] = COMMANDS, events: Mapping[str, type[Contract]] = EVENTS) -> Json:
    """The AsyncAPI 3 document of the socket: commands are received and acknowledged, events are sent."""
    shapes = _socket_shapes(commands, events)
    messages: dict[str, Json] = {}
    operations: dict[str, Json] = {}
    for name, command in commands.items():
        messages[name] = _message(name, command.payload, shapes.accepted(command.payload))
        messages[f"{name}.ack"] = {"name": f"{name}.ack", "payload": _acknowledgement(shapes, command.data)}
        reply = {"channel": {"$ref": "#/channels/socket"}, "messages": [_channel_message(f"{name}.ack")]}
        operations[name] = {**_operation("receive", name), "reply": reply}
    for name, event in events.items():
        messages[name] = _message(name, event, shapes.said(event))
        operations[name] = _operation("send", name)
    references = {name: {"$ref": f"#/components/messages/{name}"} for name in messages}
    return {
        "asyncapi": "3.0.0",
        "info": {**_INFO, "description": "Socket.IO v5, default namespace. Every command is acknowledged."},
        "defaultContentType": "application/json",
        "channels": {"socket": {"address": "/socket.io", "messages": references}},
        "operations": operations,
        "components": {"messages": messages, "schemas": shapes.schemas},
    }


def _message(name: str, model: Model, payload: Json) -> Json:
    return {"name": name, "summary": summary(model), "payload": payload}


def _channel_message(name: str) -> Json:
    return {"$ref": f"#/channels/socket/messages/{name}"}


def _operation(action: Literal["send", "receive"], name: str) -> Json:
    return {"action": action, "channel": {"$ref": "#/channels/socket"}, "messages": [_channel_message(name)]}


def _acknowledgement(shapes: Shapes, answer: Model) -> Json:
    done = {"ok": {"const": True}, "data": shapes.said(answer)}
    refused = {"ok": {"const": False}, "error": shapes.accepted(ErrorOut)}
    return {
        "oneOf": [
            {"type": "object", "properties": properties, "required": list(properties)} for properties in (done, refused)
        ]
    }


def socket_types(commands: Mapping[str, Command] = COMMANDS, events: Mapping[str, type[Contract]] = EVENTS) -> str:
    """`web/contracts/socket.ts`: every contract of the socket, and its two tables as types."""
    shapes = _socket_shapes(commands, events)
    command_rows = [
        f"  {_quoted(name)}: {{ payload: {typescript.type_of(shapes.accepted(command.payload))};"
        f" data: {typescript.type_of(shapes.said(command.data))} }};\n"
        for name, command in commands.items()
    ]
    event_rows = [f"  {_quoted(name)}: {typescript.type_of(shapes.said(event))};\n" for name, event in events.items()]
    codes = "".join(f"\n  | {_quoted(code)}" for code in ERROR_TEXTS)
    return "\n".join(
        [
            _HEADER,
            f"/** Every `code` of an error, on both transports. */\nexport type ErrorCode ={codes};\n",
            "/** Command → what it carries and what its acknowledgement answers. */\n"
            f"export interface Commands {{\n{''.join(command_rows)}}}\n",
            f"/** Event → what it carries. */\nexport interface Events {{\n{''.join(event_rows)}}}\n",
            typescript.declarations(shapes.schemas),
        ]
    )


# ---------------------------------------------------------------- HTTP
def _public(endpoints: Sequence[Endpoint]) -> list[Endpoint]:
    return [endpoint for endpoint in endpoints if endpoint.path.startswith("/api/")]


def _http_shapes(endpoints: Sequence[Endpoint]) -> Shapes:
    accepted = [model for endpoint in endpoints for model in (endpoint.body, endpoint.query) if model]
    return Shapes(accepted, [endpoint.answer for endpoint in endpoints if endpoint.answer])


def document_routes(endpoints: Sequence[Endpoint]) -> list[BaseRoute]:
    """`/api/openapi.json` and `/api/asyncapi.json`, made once, at the start."""
    return [
        _document_route("/api/openapi.json", openapi(endpoints)),
        _document_route("/api/asyncapi.json", asyncapi()),
    ]


def _document_route(path: str, document: Json) -> Route:
    content = orjson.dumps(document)

    async def serve(_: Request) -> Response:
        return Response(content, media_type="application/json")

    return Route(path, serve, methods=["GET"], name=path)


def openapi(endpoints: Sequence[Endpoint]) -> Json:
    """The OpenAPI 3.1 document of `/api`; what only operators call (`/metrics`…) is not part of the contract."""
    public = _public(endpoints)
    shapes = _http_shapes(public)
    paths: dict[str, Json] = {}
    for endpoint in public:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _http_operation(endpoint, shapes)
    return {
        "openapi": "3.1.0",
        "info": _INFO,
        "paths": paths,
        "components": {
            "schemas": {**shapes.schemas, "Problem": _PROBLEM},
            "securitySchemes": {
                "cookie": {"type": "apiKey", "in": "cookie", "name": "astars_session"},
                "token": {"type": "http", "scheme": "bearer"},
            },
        },
    }


_PROBLEM: Final[Json] = {
    "type": "object",
    "description": "RFC 9457, with our stable `code`.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"enum": list(ERROR_TEXTS)},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    **{name: {"type": "string"} for name in ("field", "code", "detail")},
                    "choices": {
                        "type": "array",
                        "description": "What may have been meant, and the values to send for it.",
                        "items": {
                            "type": "object",
                            "properties": {"detail": {"type": "string"}, "value": {"type": "object"}},
                            "required": ["detail", "value"],
                        },
                    },
                },
                "required": ["field", "code", "detail"],
            },
        },
        "retry_after": {"type": "number"},
    },
    "required": ["type", "title", "status", "detail", "code"],
}


def _http_operation(endpoint: Endpoint, shapes: Shapes) -> Json:
    success: Json = {"description": "Done."}
    if endpoint.answer:
        success["description"] = summary(endpoint.answer) or "Done."
        success["content"] = {"application/json": {"schema": shapes.said(endpoint.answer)}}
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    operation: Json = {
        "summary": endpoint.summary,
        "parameters": [*_path_parameters(endpoint), *_query_parameters(endpoint, shapes)],
        "responses": {**_success(endpoint.status, success), "default": {"description": "Refused.", "content": problem}},
    }
    if endpoint.body:
        schema = shapes.accepted(endpoint.body)
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    if endpoint.access is not Access.PUBLIC:
        operation["security"] = [{"cookie": []}, {"token": []}]
    return operation


def _success(status: int, success: Json) -> Json:
    """What is declared of success. Whoever may be redirected may also be answered (200), when there is an answer."""
    if status == HTTPStatus.FOUND and "content" in success:
        return {"200": success, str(status): {"description": "There."}}
    return {str(status): success}


def _path_parameters(endpoint: Endpoint) -> list[Json]:
    names = [part.strip("{}").split(":")[0] for part in endpoint.path.split("/") if part.startswith("{")]
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _query_parameters(endpoint: Endpoint, shapes: Shapes) -> list[Json]:
    if not endpoint.query:
        return []
    schema = shapes.schemas[typescript.type_of(shapes.accepted(endpoint.query))]
    required = cast("Sequence[str]", schema.get("required", ()))
    properties = cast("Mapping[str, Json]", schema.get("properties", {}))
    return [
        {"name": name, "in": "query", "required": name in required, "schema": value}
        for name, value in properties.items()
    ]


def http_types(endpoints: Sequence[Endpoint]) -> str:
    """`web/contracts/openapi.ts`: every contract of `/api`, and its table as a type."""
    public = _public(endpoints)
    shapes = _http_shapes(public)
    rows = [_endpoint_row(endpoint, shapes) for endpoint in public]
    table = f"/** Call → what it takes and answers. */\nexport interface Endpoints {{\n{''.join(rows)}}}\n"
    return "\n".join([_HEADER, table, typescript.declarations(shapes.schemas)])


def _endpoint_row(endpoint: Endpoint, shapes: Shapes) -> str:
    body = typescript.type_of(shapes.accepted(endpoint.body)) if endpoint.body else "null"
    query = typescript.type_of(shapes.accepted(endpoint.query)) if endpoint.query else "null"
    answer = typescript.type_of(shapes.said(endpoint.answer)) if endpoint.answer else "null"
    return f"  {_quoted(f'{endpoint.method} {endpoint.path}')}: {{ body: {body}; query: {query}; answer: {answer} }};\n"


def _quoted(text: str) -> str:
    return f'"{text}"'


# ---------------------------------------------------------------- `astars contracts`
def contract_files() -> dict[str, str]:
    """File name → what `web/contracts` has to say."""
    endpoints = cast("Sequence[Endpoint]", importlib.import_module("server.routes").ENDPOINTS)
    return {"openapi.ts": http_types(endpoints), "socket.ts": socket_types()}


def _says(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def main(arguments: Sequence[str] = ()) -> int:
    """`astars contracts [--check]`: write the front end's types; with `--check` only say (1) whether they are stale."""
    parser = argparse.ArgumentParser(prog="astars contracts", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when something is stale")
    options = parser.parse_args(arguments)
    outdated = {name: text for name, text in contract_files().items() if not _says(CONTRACTS_FOLDER / name, text)}
    for name, text in outdated.items():
        sys.stdout.write(f"{'stale' if options.check else 'wrote'}: web/contracts/{name}\n")
        if not options.check:
            CONTRACTS_FOLDER.mkdir(parents=True, exist_ok=True)
            (CONTRACTS_FOLDER / name).write_text(text, encoding="utf-8")
    return 1 if outdated and options.check else 0
