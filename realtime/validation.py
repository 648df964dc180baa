"""Pydantic's complaints as the contract's field errors: stable codes, translated, no echo of what was sent."""

from pydantic import ValidationError

from realtime.errors import FieldError
from realtime.texts import Language, field_text

_MAX_ERRORS = 20
_MAX_EXPLAINED = 200


def field_errors(error: ValidationError, language: Language) -> list[FieldError]:
    """One FieldError a complaint, at most twenty; the input's values never appear in them.

    Hundreds of complaints are nobody's mistake and are not worth the time to explain: none then.
    """
    if error.error_count() > _MAX_EXPLAINED:
        return []
    complaints = error.errors(include_url=False, include_context=False, include_input=False)[:_MAX_ERRORS]
    return [
        FieldError(
            field=".".join(str(part) for part in one["loc"]), code=one["type"], detail=field_text(one["type"], language)
        )
        for one in complaints
    ]
