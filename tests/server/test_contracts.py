"""The written contract is fresh, complete and well-formed; that the running server keeps it is shown in tests/flows."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field

from realtime.commands import COMMANDS
from realtime.contract import Contract
from realtime.publish import EVENTS
from realtime.texts import ERROR_TEXTS
from server import schema, typescript
from server.routes import ENDPOINTS
from server.shapes import Shapes


def test_generated_types_are_fresh() -> None:
    assert schema.main(["--check"]) == 0, "run `astars contracts`"


def test_stale_types_are_noticed_and_rewritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "CONTRACTS_FOLDER", tmp_path / "contracts")
    assert schema.main(["--check"]) == 1
    assert not (tmp_path / "contracts").exists()
    assert schema.main([]) == 0
    assert schema.main(["--check"]) == 0
    with (tmp_path / "contracts" / "socket.ts").open("a") as file:
        file.write("// changed by hand\n")
    assert schema.main(["--check"]) == 1


def test_every_command_and_event_is_in_the_asyncapi_document() -> None:
    document = schema.asyncapi()
    operations = _object(document["operations"])
    received = {name for name, operation in operations.items() if _object(operation)["action"] == "receive"}
    sent = {name for name, operation in operations.items() if _object(operation)["action"] == "send"}
    assert document["asyncapi"] == "3.0.0"
    assert received == set(COMMANDS)
    assert sent == set(EVENTS)
    assert all("reply" in _object(operations[name]) for name in received)


def test_every_endpoint_is_in_the_openapi_document() -> None:
    document = schema.openapi(ENDPOINTS)
    documented = {
        f"{method.upper()} {path}" for path, item in _object(document["paths"]).items() for method in _object(item)
    }
    assert document["openapi"] == "3.1.0"
    assert documented == {f"{one.method} {one.path}" for one in ENDPOINTS if one.path.startswith("/api/")}


def test_every_path_parameter_is_declared() -> None:
    for path, item in _object(schema.openapi(ENDPOINTS)["paths"]).items():
        for operation in _object(item).values():
            parameters = _object(operation)["parameters"]
            assert isinstance(parameters, list)
            declared = {one["name"] for one in parameters if one["in"] == "path"}
            assert declared == set(re.findall(r"\{(\w+)\}", path))


@pytest.mark.parametrize("name", ["asyncapi", "openapi"])
def test_every_reference_leads_somewhere(name: str) -> None:
    document = schema.asyncapi() if name == "asyncapi" else schema.openapi(ENDPOINTS)
    references = list(_references(document))
    assert references
    for reference in references:
        target: object = document
        for part in reference.removeprefix("#/").split("/"):
            target = _object(target)[part]


def test_every_error_code_is_a_type_of_the_front_end() -> None:
    types = schema.socket_types()
    assert all(f'| "{code}"' in types for code in ERROR_TEXTS)


def test_what_we_say_has_every_field_and_what_we_accept_may_leave_out_defaults() -> None:
    class Sample(Contract):
        """A sample."""

        kind: Literal["one", "two"] = "one"
        names: list[str] | None = None
        params: dict[str, int] = Field(default_factory=dict, description="By name.")

    accepted = typescript.declarations(Shapes([Sample], []).schemas)
    assert accepted == (
        "/** A sample. */\n"
        "export interface Sample {\n"
        '  readonly kind?: "one" | "two";\n'
        "  readonly names?: readonly string[] | null;\n"
        "  /** By name. */\n"
        "  readonly params?: Readonly<Record<string, number>>;\n"
        "}\n"
    )
    assert typescript.declarations(Shapes([], [Sample]).schemas) == accepted.replace("?:", ":")


def test_a_schema_without_a_typescript_is_refused_rather_than_guessed() -> None:
    with pytest.raises(typescript.UnknownSchema):
        typescript.type_of({"type": "string", "not": {}} | {"type": ["string", "integer"]})


def _object(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


def _references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "$ref":
                yield item
            else:
                yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)
