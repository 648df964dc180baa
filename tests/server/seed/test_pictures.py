"""Every picture that the catalogue names is there, small, inert, and the one its code draws."""

from xml.etree import ElementTree

import pytest

from server.seed import catalogue
from server.seed.art.__main__ import PICTURES, pictures
from server.seed.library import read_essays, read_tables

MAX_BYTES = 12 * 1024
DRAWN = {str(path): svg for path, svg in pictures()}


def test_every_service_article_and_astrologer_has_a_picture() -> None:
    named = {f"services/{slug}.svg" for slug, _ in read_tables("services")}
    named |= {f"articles/{essay.slug}.svg" for essay in read_essays("articles")}
    named |= {catalogue.portrait_path(slug).removeprefix("art/") for slug, _ in read_tables("astrologers")}
    assert set(DRAWN) == named


@pytest.mark.parametrize("path", sorted(DRAWN))
def test_committed_picture_is_what_the_code_draws(path: str) -> None:
    assert (PICTURES / path).read_text("utf-8") == DRAWN[path], "run python -m server.seed.art"
    assert len(DRAWN[path].encode()) <= MAX_BYTES


@pytest.mark.parametrize("path", sorted(DRAWN))
def test_picture_is_well_formed_and_refers_to_nothing_outside(path: str) -> None:
    tree = ElementTree.fromstring(DRAWN[path])  # noqa: S314 (our own file)
    for element in tree.iter():
        assert element.tag.rpartition("}")[2] not in ("script", "style", "image", "foreignObject")
        assert not any("href" in name or name.startswith("on") for name in element.attrib)
