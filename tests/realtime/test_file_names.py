"""File names: harmless wherever they are shown or saved, and honest about their type."""

import pytest

from realtime.file_names import MAX_NAME_LENGTH, safe_name
from realtime.file_types import FILE_TYPES

JPEG = FILE_TYPES["image/jpeg"]
TEXT = FILE_TYPES["text/plain"]


@pytest.mark.parametrize(
    ("claimed", "stored"),
    [
        ("Луна в Раке.jpg", "Луна в Раке.jpg"),
        ("photo.JPEG", "photo.JPEG"),
        ("photo", "photo.jpg"),
        ("photo.exe", "photo.exe.jpg"),
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\Anna\\moon.jpg", "moon.jpg"),
        ("photo\u202egpj.exe", "photogpj.exe.jpg"),
        ("a\u200bb\u0000c\n.jpg", "abc.jpg"),
        ('<img src="x">.jpg', "_img src=_x__.jpg"),
        ("  spaced   out .jpg", "spaced out.jpg"),
        (".jpg", "jpg.jpg"),
        ("...", "file.jpg"),
        ("", "file.jpg"),
        ("\u202e", "file.jpg"),
    ],
)
def test_name_is_visible_flat_and_ends_as_its_type(claimed: str, stored: str) -> None:
    assert safe_name(claimed, JPEG) == stored


def test_page_announced_as_text_is_saved_as_text() -> None:
    assert safe_name("page.html", TEXT) == "page.html.txt"


def test_long_name_keeps_its_extension() -> None:
    name = safe_name("ы" * 500 + ".jpeg", JPEG)

    assert len(name) == MAX_NAME_LENGTH
    assert name.endswith("ы.jpeg")
