"""Which files the chat accepts, and how their first bytes tell them from what they only claim to be.

Nothing that a browser would run (HTML, SVG, scripts) is in the table, so nothing of the kind can ever be served.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final

HEAD_BYTES: Final = 4096
TAIL_BYTES: Final = 256 * 1024


class Family(StrEnum):
    """What may be done with a file: images are re-encoded, documents and texts are only ever downloaded."""

    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    PDF = "pdf"
    DOWNLOAD = "download"


@dataclass(frozen=True)
class FileType:
    """One accepted type. `part` is a member that an archive of this type lists in its directory, at its end."""

    content_type: str
    family: Family
    extensions: tuple[str, ...]
    begins_like: Callable[[bytes], bool]
    part: bytes = b""

    @property
    def is_inline(self) -> bool:
        """Whether a browser may show it in place; everything else is saved to disk."""
        return self.family is not Family.DOWNLOAD

    def is_true(self, head: bytes, tail: bytes) -> bool:
        """Whether a file with these first HEAD_BYTES and last TAIL_BYTES is of this type."""
        return self.begins_like(head) and self.part in tail

    def named(self, stem: str, extension: str) -> tuple[str, str]:
        """The name's two parts with an extension that agrees with the type, added when it does not."""
        if extension.lower() in self.extensions:
            return stem, extension
        return stem + extension, self.extensions[0]


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(signatures)


def _riff(form: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[:4] == b"RIFF" and head[8:12] == form


def _is_webm(head: bytes) -> bool:
    return head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64]


def _is_mp4(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] not in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis")


def _is_mp3(head: bytes) -> bool:
    """An ID3 tag, or a frame header: eleven bits of sync, layer III."""
    return head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2)


def _is_text(head: bytes) -> bool:
    """Characters alone, in whatever encoding: no control character but tab, line and page breaks."""
    controls = set(range(32)) - {9, 10, 12, 13}
    return bool(head) and controls.isdisjoint(head) and not head.startswith((b"%PDF-", b"\xff\xd8\xff", b"{\\rtf"))


_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FILE_TYPES: Final[Mapping[str, FileType]] = {
    one.content_type: one
    for one in (
        FileType("image/jpeg", Family.IMAGE, (".jpg", ".jpeg", ".jpe", ".jfif"), _starts(b"\xff\xd8\xff")),
        FileType("image/png", Family.IMAGE, (".png",), _starts(b"\x89PNG\r\n\x1a\n")),
        FileType("image/webp", Family.IMAGE, (".webp",), _riff(b"WEBP")),
        FileType("image/gif", Family.IMAGE, (".gif",), _starts(b"GIF87a", b"GIF89a")),
        FileType("audio/mpeg", Family.AUDIO, (".mp3",), _is_mp3),
        FileType("audio/mp4", Family.AUDIO, (".m4a", ".mp4"), _is_mp4),
        FileType("audio/aac", Family.AUDIO, (".aac",), _starts(b"\xff\xf1", b"\xff\xf9")),
        FileType("audio/ogg", Family.AUDIO, (".ogg", ".oga", ".opus"), _starts(b"OggS")),
        FileType("audio/webm", Family.AUDIO, (".webm", ".weba"), _is_webm),
        FileType("audio/wav", Family.AUDIO, (".wav",), _riff(b"WAVE")),
        FileType("video/mp4", Family.VIDEO, (".mp4", ".m4v"), _is_mp4),
        FileType("video/webm", Family.VIDEO, (".webm",), _is_webm),
        FileType("video/quicktime", Family.VIDEO, (".mov", ".qt"), _is_mp4),
        FileType("application/pdf", Family.PDF, (".pdf",), _starts(b"%PDF-")),
        FileType(_WORD, Family.DOWNLOAD, (".docx",), _starts(b"PK\x03\x04"), part=b"word/document.xml"),
        FileType(_EXCEL, Family.DOWNLOAD, (".xlsx",), _starts(b"PK\x03\x04"), part=b"xl/workbook.xml"),
        FileType("text/plain", Family.DOWNLOAD, (".txt", ".text", ".log", ".md", ".csv"), _is_text),
    )
}
"""The allow-list, by content type."""

_OTHER_NAMES: Final[Mapping[str, str]] = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "audio/mp3": "audio/mpeg",
    "audio/m4a": "audio/mp4",
    "audio/x-m4a": "audio/mp4",
    "audio/x-aac": "audio/aac",
    "audio/x-wav": "audio/wav",
    "audio/wave": "audio/wav",
    "application/ogg": "audio/ogg",
    "audio/opus": "audio/ogg",
}


def file_type(content_type: str) -> FileType | None:
    """The accepted type that a browser's `content_type` means, parameters ignored; None when it is not accepted."""
    bare = content_type.partition(";")[0].strip().lower()
    return FILE_TYPES.get(_OTHER_NAMES.get(bare, bare))


def split_extension(name: str) -> tuple[str, str]:
    """`("chart", ".pdf")` of `chart.pdf`; a long or odd ending belongs to the name."""
    extension = PurePosixPath(name).suffix
    if not 1 < len(extension) <= 6:
        return name, ""
    return name.removesuffix(extension), extension
