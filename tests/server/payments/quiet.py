"""The product's own actions against an acquirer that tells nobody anything: its notices go nowhere."""

import dataclasses
from datetime import timedelta

import httpx

from realtime.actor import Actor, actor_of
from server.context import Context
from server.orders.actions import place_order
from server.orders.contracts import PlacedOrder, PlaceOrder
from server.payments.acquirer import Acquirer
from storage.conversations import Conversation
from storage.entitlements import Entitlement
from storage.ids import SessionId, UserId, new_id
from storage.orders import Order, OrderState
from storage.users import Role, User
from tests.server.shop import CARD_PAYS, Shop, payment_of


async def granted_to(client_id: UserId) -> tuple[int, int]:
    """How many entitlements and consultations the client has."""
    return (
        await Entitlement.find({"client_id": client_id}).count(),
        await Conversation.find({"participant_ids": client_id}).count(),
    )


@dataclasses.dataclass(frozen=True)
class Quiet:
    """A client who buys by calling the actions themselves."""

    context: Context
    actor: Actor
    shop: Shop

    async def place(self, key: str | None = None) -> PlacedOrder:
        """Order the shop's service from whoever suits."""
        wish = PlaceOrder(
            service=self.shop.service.slug,
            format=self.shop.service.formats[0].format,
            first_name="Анна",
            phone="+79991234567",
            consent=True,
        )
        return await place_order(self.context, self.actor, wish, key=key, now=self.context.clock())

    async def order(self) -> tuple[PlacedOrder, Order, str]:
        """A placed order, the same as it is stored, and what the acquirer calls its payment."""
        placed = await self.place()
        order = await Order.get(placed.order.id)
        assert order is not None
        _, payment_id = await payment_of(placed.order.id)
        return placed, order, payment_id

    async def pay(self, placed: PlacedOrder, card: str = CARD_PAYS) -> None:
        """Pay on the acquirer's page; nobody is told."""
        async with httpx.AsyncClient() as browser:
            assert (await browser.post(placed.payment.url, data={"card": card})).status_code in (200, 303)

    async def state_of(self, order: Order) -> OrderState:
        """Where the order stands now."""
        fresh = await Order.get(order.id)
        assert fresh is not None
        return fresh.state

    def later(self, **distance: float) -> Context:
        """The same context at a later time."""
        clock = self.context.clock
        return dataclasses.replace(self.context, clock=lambda: clock() + timedelta(**distance))

    def with_acquirer(self, acquirer: Acquirer) -> "Quiet":
        """The same client, whose orders are paid elsewhere."""
        return dataclasses.replace(self, context=dataclasses.replace(self.context, acquirer=acquirer))


def acquirer_at(context: Context, url: str) -> Acquirer:
    """The product's adapter to the acquirer at `url`."""
    return Acquirer(context.settings.model_copy(update={"yookassa_url": url}))


async def quiet_client(context: Context, shop: Shop, acquirer: Acquirer) -> Quiet:
    """A new client whose acquirer is `acquirer`."""
    user = User(role=Role.CLIENT, created_at=context.clock())
    await user.insert()
    actor = actor_of(user, SessionId(new_id()), context.chat)
    return Quiet(dataclasses.replace(context, acquirer=acquirer), actor, shop)
