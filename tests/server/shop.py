"""A small shop for tests of buying: its own service and astrologer, and clients who buy there."""

import asyncio
import re
import time
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from beanie import PydanticObjectId

from server.context import Context
from storage.astrologers import Astrologer, Availability
from storage.payments import Payment
from storage.services import ConsultationFormat, Extension, FormatOffer, Service, Validity
from storage.sessions import create_session
from storage.text import Text
from storage.users import Role, User

CARD_PAYS = "4111111111111111"
CARD_DECLINED = "4000000000000002"
CARD_PAYS_WITH_CHAOS = "4000000000000341"
PATIENCE_SECONDS = 40.0
PRICE = 249_900
EXTENSION_PRICE = 99_900


def text(words: str) -> Text:
    """The same words in both languages."""
    return Text(ru=words, en=words)


async def eventually(look: Callable[[], Awaitable[Any]], wanted: Callable[[Any], bool]) -> Any:
    """What `look` sees once it is what is wanted; fails with the last sight when that takes too long."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        seen = await look()
        if wanted(seen):
            return seen
        assert time.monotonic() < deadline, seen
        await asyncio.sleep(0.05)


@dataclass(frozen=True)
class Shop:
    """What is on sale: `service` in both formats at 2499 ₽, given by `astrologer` alone."""

    context: Context
    service: Service
    astrologer: Astrologer

    async def colleague(self, availability: Availability = Availability.AVAILABLE) -> Astrologer:
        """One more astrologer who gives the service, later in the catalogue."""
        return await _hire(self.context, self.service.slug, availability, self.astrologer.position + 1)

    async def buyer(self, api: httpx.AsyncClient) -> "Buyer":
        """A new client, signed in."""
        user = User(role=Role.CLIENT, created_at=self.context.clock())
        await user.insert()
        return await self.sign_in(api, user)

    async def sign_in(self, api: httpx.AsyncClient, user: User) -> "Buyer":
        """The person with a session of their own."""
        token, _ = await create_session(user.id, user_agent="tests", now=self.context.clock())
        return Buyer(self, api, user, token)


@dataclass(frozen=True)
class Buyer:
    """A signed-in person at the shop's door."""

    shop: Shop
    api: httpx.AsyncClient
    user: User
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """What makes a request this person's."""
        return {"Authorization": f"Bearer {self.token}"}

    def wish(self, **changes: object) -> dict[str, object]:
        """The body of an order."""
        return {
            "service": self.shop.service.slug,
            "astrologer": self.shop.astrologer.slug,
            "format": "written",
            "first_name": "Анна",
            "last_name": "Белова",
            "phone": "+7 (999) 123-45-67",
            "consent": True,
        } | changes

    async def post(
        self, path: str, body: Mapping[str, object] | None = None, *, key: str | None = None, base: str = ""
    ) -> httpx.Response:
        """POST as this person."""
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        return await self.api.post(base + path, json=body if body is not None else {}, headers=headers)

    async def get(self, path: str) -> Any:
        """The JSON at `path`, as this person sees it."""
        answer = await self.api.get(path, headers=self.headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def order(self, **changes: object) -> dict[str, Any]:
        """Place an order; answers `{order, payment}`."""
        answer = await self.post("/api/orders", self.wish(**changes), key=uuid.uuid4().hex)
        assert answer.status_code == 201, answer.text
        placed: dict[str, Any] = answer.json()
        return placed

    async def pay(self, placed: dict[str, Any], card: str = CARD_PAYS) -> httpx.Response:
        """Pay as a browser does: open the page, send its form."""
        url = placed["payment"]["url"]
        async with httpx.AsyncClient() as browser:
            page = await browser.get(url)
            assert re.search(r'<input[^>]+name="card"', page.text), page.text
            return await browser.post(url, data={"card": card})

    async def buy(self, card: str = CARD_PAYS, **changes: object) -> Any:
        """Order, pay, and wait until the consultation is open; answers the order."""
        placed = await self.order(**changes)
        await self.pay(placed, card)
        return await self.settled(placed["order"]["id"])

    async def settled(self, order_id: str) -> Any:
        """The order once its consultation is open."""
        return await eventually(lambda: self.get(f"/api/orders/{order_id}"), lambda seen: bool(seen["conversation_id"]))


async def payment_of(order_id: str) -> tuple[Payment, str]:
    """The order's payment, and what the acquirer calls it."""
    payment = await Payment.find_one({"order_id": PydanticObjectId(order_id)})
    assert payment is not None
    assert payment.provider_payment_id is not None
    return payment, payment.provider_payment_id


async def open_shop(context: Context, *, grants_chart: bool = False) -> Shop:
    """A new shop; nobody else sells its service."""
    service = Service(
        slug=f"test-{uuid.uuid4().hex[:10]}",
        title=text("Ядро личности"),
        summary=text(""),
        description=text(""),
        learn=[],
        price_amount=PRICE,
        validity=Validity(months=1),
        formats=[FormatOffer(format=one, title=text(one), description=text(one)) for one in ConsultationFormat],
        illustration="art/services/natal-chart.svg",
        grants_chart=grants_chart,
        extension=Extension(days=30, price_amount=EXTENSION_PRICE),
        position=1000,
    )
    await service.insert()
    return Shop(context, service, await _hire(context, service.slug, Availability.AVAILABLE, 1000))


async def _hire(context: Context, service_slug: str, availability: Availability, position: int) -> Astrologer:
    user = User(role=Role.ASTROLOGER, first_name="Вера", created_at=context.clock())
    await user.insert()
    astrologer = Astrologer(
        slug=f"test-{uuid.uuid4().hex[:10]}",
        user_id=user.id,
        name=text("Вера"),
        bio=text(""),
        about=text(""),
        education=[],
        directions=[],
        services=[service_slug],
        languages=["ru"],
        portrait="art/astrologers/sofia.svg",
        position=position,
        availability_state=availability,
    )
    return await astrologer.insert()
