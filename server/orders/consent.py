"""What a client agrees to with every order: the texts as they stand at that moment."""

from collections.abc import Iterable
from typing import Final

from storage.orders import ConsentedText
from storage.site import LegalText, legal_texts

CONSENT_SLUGS: Final = ("privacy", "terms")
"""«Политика конфиденциальности» and the offer: what the sentence beside the form's checkbox names."""


def versions_of(texts: Iterable[LegalText]) -> list[ConsentedText]:
    """Which versions of the texts are agreed to while `texts` are all there are."""
    return [
        ConsentedText(slug=one.slug, title=one.title, effective_at=one.effective_at, digest=one.digest)
        for one in texts
        if one.slug in CONSENT_SLUGS
    ]


async def present_versions() -> list[ConsentedText]:
    """Which versions are agreed to now."""
    return versions_of(await legal_texts())
