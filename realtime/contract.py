"""The base of everything that crosses the wire."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from beanie import PydanticObjectId
from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, StringConstraints, WithJsonSchema


class Contract(BaseModel):
    """A message of the public contract: immutable, and nothing but what it names is accepted.

    Its errors do not repeat what was sent, so that no log does.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_timedelta="float", use_enum_values=False, hide_input_in_errors=True
    )


@dataclass(frozen=True, slots=True)
class Written:
    """A contract's object that is JSON already."""

    json: bytes


def json_of(answer: "Contract | Written") -> bytes:
    """How it travels."""
    if isinstance(answer, Written):
        return answer.json
    return answer.__pydantic_serializer__.to_json(answer)


def rfc3339(moment: datetime) -> str:
    """A moment in UTC, to the millisecond."""
    return moment.isoformat(timespec="milliseconds")[:23] + "Z"


def _to_text(value: object) -> object:
    return str(value) if isinstance(value, PydanticObjectId) else value


Timestamp = Annotated[datetime, PlainSerializer(rfc3339, return_type=str)]
"""RFC 3339 in UTC with milliseconds."""

Id = Annotated[
    str,
    BeforeValidator(_to_text),
    StringConstraints(min_length=1, max_length=64),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 64}),
]
"""An opaque id."""
