"""The styles of a page within the page: whoever comes from elsewhere sees it one round trip earlier."""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.requests import Request

from server.pages.manifest import FrontEndMissing

_RELATIVE: Final = re.compile(r"url\(\./")


@dataclass(frozen=True)
class Sheet:
    """Style sheets as one text for a `<style>`, and the source expression by which a content policy allows just it."""

    text: str
    source: str

    @classmethod
    def read(cls, dist: Path, addresses: Sequence[str], root: str) -> "Sheet":
        """The files at these addresses below `root`, in their order; raises FrontEndMissing without one of them."""
        text = "".join(_sheet(dist / address.removeprefix(root), address.rpartition("/")[0]) for address in addresses)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        return cls(text=text, source=f"'sha256-{digest}'")


def _sheet(path: Path, folder: str) -> str:
    try:
        text = path.read_text()
    except FileNotFoundError:
        raise FrontEndMissing(f"The front end's build has no {path.name}. Run `make web`.") from None
    assert "</style" not in text.lower(), "a style sheet cannot end the element it stands in"
    # What a sheet names beside itself is named from the page's address now.
    return _RELATIVE.sub(f"url({folder}/", text.strip())


def comes_from_elsewhere(request: Request) -> bool:
    """Whether the browser says that no page of ours led here: then it hardly has our style sheets already."""
    return request.headers.get("sec-fetch-site", "same-origin") != "same-origin"
