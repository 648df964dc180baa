"""The cover of an article: a picture in several widths where one was uploaded, else one of the product's drawings."""

from typing import Final

from server.catalog.contracts import PictureOut, PictureSource
from storage.articles import Article, Picture

KINDS: Final = {"avif": "image/avif", "webp": "image/webp"}
"""From the smallest files to those that every browser reads."""
_USUAL_WIDTH: Final = 800


def cover_address(article: Article) -> str:
    """The one address of the cover, for whoever takes a single picture."""
    picture = article.cover_picture
    if picture is None:
        return f"/static/{article.cover}"
    return _address(picture, max((one for one in picture.widths if one <= _USUAL_WIDTH), default=picture.width), "webp")


def cover_picture(article: Article) -> PictureOut | None:
    """The uploaded cover in all its widths; None for a drawing, which has none."""
    picture = article.cover_picture
    if picture is None:
        return None
    return PictureOut(
        width=picture.width,
        height=picture.height,
        sources=[
            PictureSource(
                type=media_type,
                srcset=", ".join(f"{_address(picture, width, kind)} {width}w" for width in picture.widths),
            )
            for kind, media_type in KINDS.items()
        ],
    )


def _address(picture: Picture, width: int, kind: str) -> str:
    return f"/api/{picture.path}/{width}.{kind}"
