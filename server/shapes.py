"""The JSON schemas of a set of contracts, for the documents and the generated types."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema
from pydantic_core import core_schema

Mode = Literal["validation", "serialization"]
Model = type[BaseModel]
Json = dict[str, object]

REFERENCE = "#/components/schemas/{model}"


class _SaysEverything(GenerateJsonSchema):
    """What we say has every field, whatever its default; what we accept may leave defaults out."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        return self.mode == "serialization" or super().field_is_required(field, total)

    def field_title_should_be_set(self, schema: object) -> bool:
        """A field's name is its title."""
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> Json:
        """Tell nobody how strict our parser is: what is said today may have more fields tomorrow."""
        json_schema: Json = super().model_schema(schema)
        if self.mode == "serialization":
            json_schema.pop("additionalProperties", None)
        return json_schema


class Shapes:
    """Schemas of what is `accepted` (as it is validated) and of what is `said` (as it is serialized), by name."""

    def __init__(self, accepted: Iterable[Model], said: Iterable[Model]) -> None:
        wanted: list[tuple[Model, Mode]] = [(model, "validation") for model in dict.fromkeys(accepted)]
        wanted += [(model, "serialization") for model in dict.fromkeys(said)]
        self._references, definitions = models_json_schema(
            wanted, ref_template=REFERENCE, schema_generator=_SaysEverything
        )
        self.schemas: Mapping[str, Json] = definitions.get("$defs", {})

    def accepted(self, model: Model) -> Json:
        """The `$ref` of a contract that was given as accepted."""
        return dict(self._references[model, "validation"])

    def said(self, model: Model) -> Json:
        """The `$ref` of a contract that was given as said."""
        return dict(self._references[model, "serialization"])


def summary(model: Model) -> str:
    """The first line of a contract's docstring."""
    return (model.__doc__ or "").strip().split("\n", 1)[0]
