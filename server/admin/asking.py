"""What a list of the back office is asked for, out of an address."""

from realtime.errors import ValidationFailed
from storage.ids import UserId, parse_id


def id_asked(text: str | None, field: str) -> UserId | None:
    """The id written there; None where nothing is, `validation_failed` where it is none."""
    parsed = parse_id(text) if text else None
    if text and parsed is None:
        raise ValidationFailed("id", field=field)
    return UserId(parsed) if parsed else None
