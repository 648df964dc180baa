"""What a client agrees to with every order: the texts as they stand at that moment."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from storage.legal_texts import LegalText, legal_texts
from storage.orders import ConsentedText

CONSENT_SLUGS: Final = ("privacy", "terms")
"""«Политика конфиденциальности» and the offer: what the sentence beside the form's checkbox names."""


def versions_of(texts: Iterable[LegalText]) -> list[ConsentedText]:
    """Which versions of the texts are agreed to while `texts` are all there are."""
    return [
        ConsentedText(
            slug=one.slug, number=one.number, title=one.title, effective_at=one.effective_at, digest=one.digest
        )
        for one in texts
        if one.slug in CONSENT_SLUGS
    ]


async def present_versions(now: datetime) -> list[ConsentedText]:
    """Which versions are agreed to at `now`."""
    return versions_of(await legal_texts(now))
