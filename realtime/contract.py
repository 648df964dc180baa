"""The base of everything that crosses the wire."""

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


def _rfc3339(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def _to_text(value: object) -> object:
    return str(value) if isinstance(value, PydanticObjectId) else value


Timestamp = Annotated[datetime, PlainSerializer(_rfc3339, return_type=str)]
"""RFC 3339 in UTC with milliseconds."""

Id = Annotated[
    str,
    BeforeValidator(_to_text),
    StringConstraints(min_length=1, max_length=64),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 64}),
]
"""An opaque id."""
