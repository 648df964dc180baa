"""Phone numbers: every spelling of one number is one E.164 text; what cannot or may not get an SMS is refused."""

from collections.abc import Sequence
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from realtime.errors import ValidationFailed
from realtime.texts import Language
from server.accounts.texts import refused_field
from server.settings import Settings

_GETS_SMS: Final = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


def allowed_countries(settings: Settings) -> list[str]:
    """ISO codes of the countries that codes are sent to; the first is where numbers without a code are looked for."""
    return [code.strip().upper() for code in settings.sms_countries.split(",") if code.strip()]


def normal_phone(text: str, countries: Sequence[str], language: Language, *, field: str = "phone") -> str:
    """`text` as E.164 (`+79990000001`).

    Raises ValidationFailed at `field`: `phone_invalid`, or `country_not_allowed` outside `countries`.
    """
    try:
        number = phonenumbers.parse(text, countries[0] if countries else None)
    except NumberParseException:
        raise ValidationFailed(errors=[refused_field(field, "phone_invalid", language)]) from None
    if number.extension or not phonenumbers.is_valid_number(number):
        raise ValidationFailed(errors=[refused_field(field, "phone_invalid", language)])
    if phonenumbers.region_code_for_number(number) not in countries:
        raise ValidationFailed(errors=[refused_field(field, "country_not_allowed", language)])
    if phonenumbers.number_type(number) not in _GETS_SMS:
        raise ValidationFailed(errors=[refused_field(field, "phone_invalid", language)])
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
