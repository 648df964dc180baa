"""Pictures as cameras and attackers make them."""

import io

from PIL import Image


def picture(kind: str = "JPEG", size: tuple[int, int] = (900, 600), **options: object) -> bytes:
    """A noisy picture, which does not compress to nothing."""
    out = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(out, kind, **options)
    return out.getvalue()


def photo_with_position() -> bytes:
    """A photo taken with the camera on its side, at a known place."""
    exif = Image.Exif()
    exif[0x0112] = 6  # Orientation: turn a quarter clockwise.
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825).update({1: "N", 2: (55.0, 45.0, 21.0), 3: "E", 4: (37.0, 37.0, 4.0)})
    return picture(exif=exif, comment=b"SecretComment")


def moving(kind: str) -> bytes:
    """Three frames that are shown for different times."""
    out = io.BytesIO()
    frames = [Image.new("RGB", (60, 40), color) for color in ("red", "green", "blue")]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=[100, 200, 300], loop=0)
    return out.getvalue()


def bomb() -> bytes:
    """A few kilobytes that would decode to 400 million pixels."""
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


def bomb_of_frames() -> bytes:
    """A small file whose frames together are 160 million pixels."""
    out = io.BytesIO()
    frames = (Image.new("L", (2000, 2000), shade) for shade in range(1, 40))
    Image.new("L", (2000, 2000)).save(out, "GIF", save_all=True, append_images=frames)
    return out.getvalue()
