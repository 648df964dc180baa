"""The countries of the sign-in form: names from Unicode's CLDR, dial codes and masks from the numbering plans."""

from collections.abc import Sequence
from functools import cache

import phonenumbers
from babel import Locale
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from realtime.texts import Language
from server.accounts.contracts import CountriesOut, CountryOut


@cache
def countries_in(language: Language, codes: tuple[str, ...]) -> CountriesOut:
    """These countries, in the language's alphabetical order. Slow the first time: it reads CLDR from disk."""
    names = Locale.parse(language).territories
    countries = [
        CountryOut(code=code, name=names.get(code, code), dial_code=dial_code_of(code), mask=mask_of(code))
        for code in codes
        if phonenumbers.country_code_for_region(code)
    ]
    return CountriesOut(items=sorted(countries, key=lambda country: _alphabetical(country.name)))


def _alphabetical(name: str) -> str:
    return name.casefold().replace("ё", "е")


def dial_code_of(code: str) -> str:
    """`+7`."""
    return f"+{phonenumbers.country_code_for_region(code)}"


def mask_of(code: str) -> str:
    """How a mobile number of the country is written, a 9 for each digit to type: `+7 (999) 999-99-99`."""
    example = phonenumbers.example_number_for_type(code, PhoneNumberType.MOBILE)
    if example is None:
        return dial_code_of(code)
    _, _, rest = phonenumbers.format_number(example, PhoneNumberFormat.INTERNATIONAL).partition(" ")
    bracketed = _bracketed(phonenumbers.format_number(example, PhoneNumberFormat.NATIONAL))
    if bracketed and _digits(bracketed) == _digits(rest):
        rest = bracketed
    return dial_code_of(code) + " " + "".join("9" if one.isdecimal() else one for one in rest)


def _bracketed(national: str) -> str:
    """The national form from its area code in brackets on, without the trunk prefix before it."""
    return national[national.index("(") :] if "(" in national else ""


def _digits(text: str) -> Sequence[str]:
    return [one for one in text if one.isdecimal()]
