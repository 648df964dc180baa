"""A client and an astrologer with a page, and what they say to each other."""

from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from server.context import Context
from storage.astrologers import Astrologer, astrologer_by_user
from storage.conversations import Conversation
from storage.users import User
from tests.people import Person, consultation, sign_up
from tests.product import Product
from tests.server.shop import open_shop


@dataclass(frozen=True)
class Pair:
    """The two of a consultation."""

    app: Product
    context: Context
    client: Person
    astrologer: Person
    page: Astrologer

    async def consultation(self, client: Person | None = None, *, is_over: bool = True) -> str:
        """The id of a new consultation with the astrologer, completed unless told otherwise."""
        opened: Conversation = await consultation(self.context, client or self.client, self.astrologer)
        if is_over:
            async with self.astrologer.http(self.app.base_url) as http:
                done = await http.post(f"/api/conversations/{opened.id}/complete", json={})
            assert done.status_code == 200, done.text
        return str(opened.id)

    async def give(self, conversation_id: str, by: Person | None = None, **body: object) -> httpx.Response:
        """Review it."""
        async with (by or self.client).http(self.app.base_url) as http:
            return await http.post(f"/api/conversations/{conversation_id}/review", json=body)

    async def show(self, conversation_id: str, to: Person | None = None) -> Any:
        """The review as this person sees it."""
        async with (to or self.client).http(self.app.base_url) as http:
            answer = await http.get(f"/api/conversations/{conversation_id}/review")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def rating(self) -> tuple[int, int]:
        """Stars and reviews of the astrologer's page."""
        page = await astrologer_by_user(self.page.user_id)
        assert page is not None
        return page.reviewed.stars, page.reviewed.count


@pytest.fixture
async def pair(app: Product, context: Context, api: httpx.AsyncClient) -> Pair:
    """Two new people; the astrologer has nobody's stars yet."""
    shop = await open_shop(context)
    hired = await User.get(shop.astrologer.user_id)
    assert hired is not None
    astrologer = Person(hired, (await shop.sign_in(api, hired)).token)
    return Pair(app, context, await sign_up(context, name="Анна Мария"), astrologer, shop.astrologer)
