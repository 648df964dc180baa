"""Pictures made harmless: decoded and encoded again, so that nothing but the pixels of what was uploaded remains."""

import asyncio
import io
import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps

from realtime.errors import DomainError, TooLarge, UnsupportedType

THUMBNAIL_SIDE: Final = 480
MAX_SIDE: Final = 4096
MAX_FRAMES: Final = 600
# A decoded pixel takes up to four bytes; JPEG is decoded at half the size when it is very large.
MAX_PIXELS: Final = {"JPEG": 50_000_000, "GIF": 25_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
_FORMATS: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}
_MODES: Final = {
    "JPEG": ("L", "RGB"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA"),
    "WEBP": ("RGB", "RGBA"),
    "GIF": ("L", "P", "RGB", "RGBA"),
}
# A usual progressive JPEG has about ten scans; thousands of them make a decoder work for minutes.
_MAX_SCANS: Final = 64
_WORKERS: Final = 2


@dataclass(frozen=True, slots=True)
class CleanImage:
    """A re-encoded picture, in the format it came in, and its WebP thumbnail."""

    content: bytes
    thumbnail: bytes
    width: int
    height: int


class ImagePool:
    """The few threads that decode pictures. Hold `turn` while holding a picture's bytes: it bounds the memory."""

    def __init__(self) -> None:
        self.turn = asyncio.Semaphore(_WORKERS)
        self._threads = ThreadPoolExecutor(_WORKERS, thread_name_prefix="images")

    async def clean(self, content: bytes, content_type: str) -> CleanImage:
        """The picture upright and without metadata; one that does not move is at most 4096 px wide and high.

        Raises TooLarge for more pixels than MAX_PIXELS (all frames counted), UnsupportedType for what is no picture.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, clean, content, content_type)

    async def square(self, content: bytes, side: int) -> bytes:
        """The middle of the picture, cut to a square WebP of `side` pixels. Raises as `clean` does."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, square, content, side)

    def close(self) -> None:
        """Let what is being decoded end."""
        self._threads.shutdown(wait=True, cancel_futures=True)


def clean(content: bytes, content_type: str) -> CleanImage:
    """See `ImagePool.clean`; this is the work itself."""
    with _open(content, (_FORMATS[content_type],)) as image:
        try:
            return _animation(image) if _is_animation(image) else _still(image)
        except DomainError:
            raise
        except Exception as error:  # Decoders fail on hostile bytes in every way there is; all mean the same.
            raise UnsupportedType("not a readable picture") from error


def square(content: bytes, side: int) -> bytes:
    """See `ImagePool.square`; this is the work itself."""
    with _open(content, ("JPEG", "PNG", "WEBP")) as image:
        try:
            _turn_upright(image, at_least=2 * side)
            full = image.convert("RGBA" if image.has_transparency_data else "RGB")
            return _encode(ImageOps.fit(full, (side, side), Image.Resampling.LANCZOS), "WEBP")
        except Exception as error:
            raise UnsupportedType("not a readable picture") from error


def _open(content: bytes, formats: tuple[str, ...]) -> Image.Image:
    """Read the header alone and refuse by it; no pixel is decoded before that."""
    try:
        image = Image.open(io.BytesIO(content), formats=formats)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooLarge("too many pixels") from error
    except Exception as error:
        raise UnsupportedType("not a readable picture") from error
    kind = _kind(image)
    if image.width * image.height > MAX_PIXELS[kind]:
        raise TooLarge("too many pixels")
    if kind == "JPEG" and content.count(b"\xff\xda") > _MAX_SCANS:
        raise UnsupportedType("too many scans")
    return image


def _kind(image: Image.Image) -> str:
    """The format; several JPEGs in one file (a photo with its depth map) are the first of them."""
    return "JPEG" if image.format == "MPO" else image.format or ""


def _is_animation(image: Image.Image) -> bool:
    return _kind(image) in ("GIF", "WEBP") and bool(getattr(image, "is_animated", False))


def _still(image: Image.Image) -> CleanImage:
    _turn_upright(image, at_least=MAX_SIDE * 5 // 8)
    image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    return CleanImage(_encode(image, _kind(image)), _thumbnail(image), image.width, image.height)


def _turn_upright(image: Image.Image, *, at_least: int) -> None:
    """Turn it as its EXIF says. A JPEG is decoded at ½, ¼ or ⅛ of its size if `at_least` pixels each way remain."""
    if _kind(image) == "JPEG":
        image.draft(None, (at_least, at_least))
    ImageOps.exif_transpose(image, in_place=True)


def _animation(image: Image.Image) -> CleanImage:
    kind = _kind(image)
    durations: list[int] = []
    frames = _frames(image, durations, MAX_PIXELS[kind])
    first = next(frames)
    thumbnail = _thumbnail(first)
    loop = {"loop": int(image.info["loop"])} if "loop" in image.info else {}
    out = io.BytesIO()
    if kind == "GIF":
        # Its encoder takes the frames, and reads their durations, one by one: only one is in memory.
        first.save(out, kind, save_all=True, append_images=frames, duration=durations, disposal=2, **loop)
    else:
        rest = list(frames)
        first.save(out, kind, save_all=True, append_images=rest, duration=durations, **loop)
    return CleanImage(out.getvalue(), thumbnail, first.width, first.height)


def _frames(image: Image.Image, durations: list[int], budget: int) -> Iterator[Image.Image]:
    """Every frame on its own, its duration noted; TooLarge as soon as the frames so far pass the budget."""
    spent = 0
    for count in itertools.count(1):
        spent += image.width * image.height
        if spent > budget or count > MAX_FRAMES:
            raise TooLarge("too many frames")
        image.seek(count - 1)
        frame = image.convert("RGBA")  # Decodes it; only now is its duration known.
        durations.append(int(image.info.get("duration") or 100))
        yield _bare(frame)
        try:
            image.seek(count)
        except EOFError:
            return


def _bare(image: Image.Image) -> Image.Image:
    """Without everything that encoders copy from a picture's notes; the transparent colour is part of the pixels."""
    image.info = {key: value for key, value in image.info.items() if key == "transparency"}
    return image


def _encode(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    fitting = image if image.mode in _MODES[kind] else image.convert("RGBA" if _has_alpha(image, kind) else "RGB")
    _bare(fitting).save(out, kind, **_OPTIONS[kind])
    return out.getvalue()


_OPTIONS: Final[dict[str, dict[str, int]]] = {
    "JPEG": {"quality": 88},
    "PNG": {},
    "WEBP": {"quality": 85, "method": 3},
    "GIF": {},
}


def _has_alpha(image: Image.Image, kind: str) -> bool:
    return kind != "JPEG" and image.has_transparency_data


def _thumbnail(image: Image.Image) -> bytes:
    small = image.convert("RGBA" if image.has_transparency_data else "RGB")
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return _encode(small, "WEBP")
