"""An administrator at work."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
import pytest
from beanie import Document

from server.context import Context
from storage.articles import Article
from storage.astrologers import Astrologer
from storage.audit import AuditEntry, audit_entries
from storage.legal_texts import LegalText
from storage.questions import Question
from storage.services import Service
from storage.users import Role
from tests.people import Person, sign_up
from tests.product import Product
from tests.server.shop import Buyer, Shop, open_shop

DOCUMENTS: Mapping[str, type[Document]] = {
    "services": Service,
    "astrologers": Astrologer,
    "questions": Question,
    "articles": Article,
    "legal": LegalText,
}


@dataclass(frozen=True)
class Editor:
    """Somebody in the back office."""

    person: Person
    http: httpx.AsyncClient
    made: list[tuple[str, str]] = field(default_factory=list)

    async def make(self, kind: str, form: dict[str, Any]) -> dict[str, Any]:
        """Create something under an address of its own, for this test alone; answers its record."""
        answer = await self.http.post(f"/api/admin/{kind}", json={**form, "slug": f"test-{uuid4().hex[:10]}"})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        self.made.append((kind, made["slug"]))
        return made

    async def put(self, kind: str, slug: str, form: dict[str, Any], version: int) -> httpx.Response:
        """Save the form of somebody who saw `version`."""
        return await self.http.put(f"/api/admin/{kind}/{slug}", json={**form, "version": version})

    async def clear_up(self) -> None:
        """Nothing of it stays in the catalogue that other tests read."""
        for kind, slug in self.made:
            await DOCUMENTS[kind].find({"slug": slug}).delete()

    async def did(self, subject: str) -> list[AuditEntry]:
        """What was written down about it, the oldest first."""
        return list(reversed(await audit_entries(actor_id=self.person.user.id, subject=subject)))


@pytest.fixture
async def shop(context: Context) -> Shop:
    """A shop of the test's own in the running product."""
    return await open_shop(context)


@pytest.fixture
async def buyer(shop: Shop, api: httpx.AsyncClient) -> Buyer:
    """A signed-in client at that shop."""
    return await shop.buyer(api)


@pytest.fixture
async def editor(app: Product, context: Context) -> AsyncIterator[Editor]:
    """An administrator."""
    person = await sign_up(context, Role.ADMIN, "Ольга")
    async with person.http(app.base_url) as http:
        editor = Editor(person, http)
        yield editor
        await editor.clear_up()
