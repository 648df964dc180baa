"""JSON Schema → TypeScript types: just what pydantic writes for contracts, nothing more.

Everything is `readonly`, because contracts are frozen. The output depends on the input alone.
"""

import json
from collections.abc import Mapping, Sequence
from typing import cast

Schema = Mapping[str, object]

_PRIMITIVES = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


class UnknownSchema(Exception):
    """A schema that has no TypeScript here; the emitter is to be taught, never to guess."""


def declarations(schemas: Mapping[str, Schema]) -> str:
    """One exported declaration per schema, by name, with its docstring as the comment."""
    return "\n".join(_declaration(_name(name), schemas[name]) for name in sorted(schemas))


def type_of(schema: Schema) -> str:
    """The TypeScript type of one schema, in one line."""
    if "$ref" in schema:
        return _name(str(schema["$ref"]).rsplit("/", 1)[-1])
    if "const" in schema:
        return json.dumps(schema["const"], ensure_ascii=False)
    if "enum" in schema:
        return _union([json.dumps(value, ensure_ascii=False) for value in cast("Sequence[object]", schema["enum"])])
    for word in ("anyOf", "oneOf"):
        if word in schema:
            return _union([type_of(option) for option in cast("Sequence[Schema]", schema[word])])
    return _of_kind(schema)


def _name(model: str) -> str:
    """pydantic calls the two faces of one contract `Name-Input` and `Name-Output` when they differ."""
    return model.replace("-", "")


def _of_kind(schema: Schema) -> str:
    kind = schema.get("type")
    if kind == "array":
        return _array(schema)
    if kind == "object":
        return _object_in_line(schema)
    if isinstance(kind, str) and kind in _PRIMITIVES:
        return _PRIMITIVES[kind]
    if not set(schema) - {"title", "description", "default"}:
        return "unknown"
    raise UnknownSchema(f"no TypeScript for {schema!r}")


def _array(schema: Schema) -> str:
    if "prefixItems" in schema:
        items = [type_of(item) for item in cast("Sequence[Schema]", schema["prefixItems"])]
        return f"readonly [{', '.join(items)}]"
    item = type_of(cast("Schema", schema.get("items", {})))
    return f"readonly ({item})[]" if " " in item else f"readonly {item}[]"


def _object_in_line(schema: Schema) -> str:
    if schema.get("properties"):
        return "{ " + " ".join(_properties(schema)) + " }"
    values = schema.get("additionalProperties", "properties" not in schema)
    if values is False:
        return "Readonly<Record<string, never>>"
    return f"Readonly<Record<string, {'unknown' if values is True else type_of(cast('Schema', values))}>>"


def _properties(schema: Schema) -> list[str]:
    required = set(cast("Sequence[str]", schema.get("required", ())))
    lines: list[str] = []
    for name, value in cast("Mapping[str, Schema]", schema["properties"]).items():
        key = name if name.isidentifier() else json.dumps(name)
        lines.append(f"readonly {key}{'' if name in required else '?'}: {type_of(value)};")
    return lines


def _declaration(name: str, schema: Schema) -> str:
    head = _comment(schema)
    if schema.get("type") != "object" or not schema.get("properties"):
        return f"{head}export type {name} = {type_of(schema)};\n"
    body: list[str] = []
    described = cast("Mapping[str, Schema]", schema["properties"]).values()
    for line, value in zip(_properties(schema), described, strict=True):
        body.extend(f"  {part}\n" for part in [*_comment(value).splitlines(), line])
    return f"{head}export interface {name} {{\n{''.join(body)}}}\n"


def _comment(schema: Schema) -> str:
    text = str(schema.get("description", "")).strip().replace("*/", "* /")
    if not text:
        return ""
    lines = [line.strip() for line in text.splitlines()]
    if len(lines) == 1:
        return f"/** {lines[0]} */\n"
    return "/**\n" + "".join(f" * {line}".rstrip() + "\n" for line in lines) + " */\n"


def _union(options: Sequence[str]) -> str:
    return " | ".join(dict.fromkeys(options))
