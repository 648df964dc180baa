"""Certificates as a PDF to be printed and cut, three on a page: typst, with the fonts of a package alone."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import typst

from realtime.texts import Language
from server.pages.format import PAGE_ZONE
from storage.services import ConsultationFormat

_SOURCE: Final = Path(__file__).parent / "certificates.typ"
TEXTS: Final[dict[Language, dict[str, str]]] = {
    "ru": {
        "certificate": "Сертификат",
        "audio": "Аудиоконсультация",
        "written": "Письменная консультация",
        "code": "Код",
        "how": "Войдите на {address}, откройте личный кабинет и нажмите «Активировать сертификат».",
        "until": "Активировать до {date}",
        "always": "Срок активации не ограничен",
    },
    "en": {
        "certificate": "Certificate",
        "audio": "Audio consultation",
        "written": "Written consultation",
        "code": "Code",
        "how": "Sign in at {address}, open your account and choose “Activate a certificate”.",
        "until": "Activate before {date}",
        "always": "It can be activated at any time",
    },
}


@dataclass(frozen=True)
class Printed:
    """What is on the certificates. `codes`: serial and code of each; `address`: where people sign in."""

    language: Language
    service: str
    format: ConsultationFormat
    expires_at: datetime | None
    address: str
    codes: list[tuple[str, str]]


@cache
def _compiler() -> typst.Compiler:
    """Reads the fonts once."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(files("font_roboto") / "files")])
    return typst.Compiler(_SOURCE, font_paths=fonts)


def certificates_pdf(printed: Printed) -> bytes:
    """The sheet. What people typed travels as data, never as markup."""
    texts = TEXTS[printed.language]
    date = f"{printed.expires_at.astimezone(PAGE_ZONE):%d.%m.%Y}" if printed.expires_at else ""
    data = {
        "language": printed.language,
        "certificate": texts["certificate"],
        "service": printed.service,
        "format": texts[printed.format.value],
        "code": texts["code"],
        "how": texts["how"].format(address=printed.address.removeprefix("https://").removeprefix("http://")),
        "until": texts["until"].format(date=date) if date else texts["always"],
        "codes": [{"serial": serial, "code": code} for serial, code in printed.codes],
    }
    pdf = _compiler().compile(format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    assert isinstance(pdf, bytes), "all pages are one document"
    return pdf
