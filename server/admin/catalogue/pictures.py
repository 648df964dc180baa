"""Cover pictures: cut to the shape of the pages' frames, in several widths, small in every browser, never changed.

Each lies at `pictures/<22 random characters>/<width>.<avif|webp>`: another picture is another address, so that
whatever keeps one may keep it for ever.
"""

import asyncio
import io
import re
import secrets
from typing import Final

from PIL import Image

from realtime.chat import Chat
from realtime.errors import NotFound, Unavailable, UnsupportedType
from storage.articles import Picture
from storage.objects import ObjectNotFound, ObjectStore, ObjectStoreError

MAX_PICTURE_BYTES: Final = 15 * 1024 * 1024
SHAPE: Final = (16, 10)
WIDTHS: Final = (480, 800, 1280)
KINDS: Final = {"avif": "image/avif", "webp": "image/webp"}
_MAX_STORED_BYTES: Final = 2 * 1024 * 1024
_OPTIONS: Final[dict[str, dict[str, int]]] = {"avif": {"quality": 62, "speed": 8}, "webp": {"quality": 80, "method": 4}}
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{22}")
_FILE: Final = re.compile(rf"({'|'.join(map(str, WIDTHS))})\.(avif|webp)")

Encoded = dict[str, bytes]


async def store(chat: Chat, content: bytes) -> Picture:
    """Keep `content` as a cover. Raises TooLarge for too many pixels, UnsupportedType for what is no picture."""
    kind = _kind_of(content)
    async with chat.images.turn:
        clean = await chat.images.clean(content, kind)
        made = await asyncio.to_thread(variants, clean.content)
    path = f"pictures/{secrets.token_urlsafe(16)}"
    try:
        for name, file in made.items():
            await chat.objects.put(f"{path}/{name}", file, KINDS[name.rpartition(".")[2]])
    except ObjectStoreError as error:
        raise Unavailable("the object store does not answer", retry_after_seconds=5) from error
    widths = sorted({int(name.partition(".")[0]) for name in made})
    return Picture(path=path, width=widths[-1], height=widths[-1] * SHAPE[1] // SHAPE[0], widths=widths)


async def forget(objects: ObjectStore, picture: Picture) -> None:
    """Remove its files. Raises Unavailable when the store is away."""
    try:
        for width in picture.widths:
            for kind in KINDS:
                await objects.delete(f"{picture.path}/{width}.{kind}")
    except ObjectStoreError as error:
        raise Unavailable("the object store does not answer", retry_after_seconds=5) from error


async def read(objects: ObjectStore, token: str, name: str) -> tuple[bytes, str]:
    """A file of a picture and its type. Raises NotFound when there is none."""
    if not _TOKEN.fullmatch(token) or not _FILE.fullmatch(name):
        raise NotFound
    try:
        content = await objects.get(f"pictures/{token}/{name}", _MAX_STORED_BYTES)
    except ObjectNotFound as error:
        raise NotFound from error
    except ObjectStoreError as error:
        raise Unavailable("the object store does not answer", retry_after_seconds=5) from error
    return content, KINDS[name.rpartition(".")[2]]


def variants(content: bytes) -> Encoded:
    """The middle of a clean picture in the frames' shape, by file name; never larger than it came, but for the least.

    The smallest width is always there, so that every cover has a file.
    """
    with Image.open(io.BytesIO(content)) as opened:
        picture = opened.convert("RGB")
    framed = picture.crop(_middle(*picture.size))
    made: Encoded = {}
    for width in WIDTHS:
        if width > framed.width and made:
            break
        sized = framed.resize((width, width * SHAPE[1] // SHAPE[0]), Image.Resampling.LANCZOS)
        for kind, options in _OPTIONS.items():
            out = io.BytesIO()
            sized.save(out, kind.upper(), **options)
            made[f"{width}.{kind}"] = out.getvalue()
    return made


def _middle(width: int, height: int) -> tuple[int, int, int, int]:
    """The largest box of the frames' shape in the middle."""
    wide, high = SHAPE
    inner = (width, width * high // wide) if width * high <= height * wide else (height * wide // high, height)
    left, top = (width - inner[0]) // 2, (height - inner[1]) // 2
    return left, top, left + inner[0], top + inner[1]


def _kind_of(content: bytes) -> str:
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    raise UnsupportedType("not a JPEG, PNG or WebP")
