"""A client who bought a consultation that begins with a birth, and its astrologer."""

from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from server.context import Context
from storage.users import User
from tests.people import Person
from tests.product import Product
from tests.server.shop import Buyer, open_shop
from tests.sockets import connected

PERM = {"id": "511196", "name": "Пермь", "lat": 58.01, "lon": 56.25, "timezone": "Asia/Yekaterinburg"}
BIRTH = {"date": "1990-05-17", "time": "04:35", "fold": None, "place": PERM}


@dataclass(frozen=True)
class Bought:
    """A consultation, and who talks in it."""

    app: Product
    context: Context
    buyer: Buyer
    astrologer: Person
    conversation_id: str

    @property
    def path(self) -> str:
        """Where its birth is."""
        return f"/api/conversations/{self.conversation_id}/birth"

    async def give(self, birth: object = BIRTH, **whose: object) -> httpx.Response:
        """Say it, as the client."""
        return await self.buyer.api.put(self.path, json={"birth": birth} | whose, headers=self.buyer.headers)

    async def shown(self) -> Any:
        """What the client sees."""
        return await self.buyer.get(self.path)

    async def shown_to_astrologer(self) -> Any:
        """What the astrologer sees."""
        async with self.astrologer.http(self.app.base_url) as http:
            return (await http.get(self.path)).json()

    async def astrologer_writes(self) -> None:
        """From here on the astrologer has begun."""
        async with connected(self.app.base_url, self.astrologer.token) as console:
            await console.send(self.conversation_id, "Здравствуйте!")


@pytest.fixture
async def bought(app: Product, context: Context, api: httpx.AsyncClient) -> Bought:
    """By somebody whose profile says nothing of their birth; the service comes with a chart."""
    return await buy(app, context, api)


async def buy(app: Product, context: Context, api: httpx.AsyncClient, *, profile: object = None) -> Bought:
    """A consultation of a client whose profile says this birth."""
    shop = await open_shop(context, grants_chart=True)
    buyer = await shop.buyer(api)
    if profile is not None:
        answer = await api.patch("/api/me", json={"birth": profile, "first_name": "Анна"}, headers=buyer.headers)
        assert answer.status_code == 200, answer.text
    order = await buyer.buy()
    hired = await User.get(shop.astrologer.user_id)
    assert hired is not None
    astrologer = Person(hired, (await shop.sign_in(api, hired)).token)
    return Bought(app, context, buyer, astrologer, order["conversation_id"])
