"""Fills an empty database once."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from beanie import Document

from server.orders.consent import versions_of
from server.seed import catalogue
from server.seed.people import people
from server.seed.talks import talks
from server.settings import Settings
from storage.database import Database
from storage.site import Site, load_site


async def seed(database: Database, settings: Settings, now: datetime) -> bool:
    """Put the demo's data into an empty database; True when it did.

    It is one transaction: all of it is there or nothing, however often and from how many processes at once this is
    tried. Outside the demo, and in a database that has a site already, nothing happens.
    """
    if not settings.demo or await load_site() is not None:
        return False
    documents = await asyncio.to_thread(_everything, now)

    async def fill(session: Any) -> bool:  # the driver's session; its type belongs to `storage/database.py` alone
        if await Site.find_one({"key": "site"}, session=session) is not None:
            return False
        for group in documents:
            await type(group[0]).insert_many(group, session=session)
        return True

    async with await database.client.start_session() as session:
        return bool(await session.with_transaction(fill))


def _everything(now: datetime) -> list[Sequence[Document]]:
    """All documents, one group a collection."""
    accounts = people(now)
    services = catalogue.services()
    made = talks(accounts, {one.slug: one for one in services}, now)
    legal_texts = catalogue.legal_texts()
    for order in made.orders:
        order.consented_to = versions_of(one for one in legal_texts if one.effective_at <= order.consent_at)
    return [
        list(accounts.values()),
        services,
        catalogue.astrologers({key: account.id for key, account in accounts.items()}, made.reviews),
        catalogue.articles(),
        catalogue.questions(),
        legal_texts,
        catalogue.promo_codes(),
        catalogue.certificates(now),
        made.orders,
        made.entitlements,
        made.conversations,
        made.messages,
        made.reviews,
        [catalogue.site()],
    ]
