"""Who gets the consultation when the client has chosen nobody."""

from datetime import timedelta

from server.context import Context
from server.orders.assignment import assign_astrologer
from storage.astrologers import Astrologer, Availability
from storage.ids import UserId
from storage.users import User
from tests.server.shop import Buyer, Shop


async def assigned(shop: Shop, chosen: UserId | None = None) -> str | None:
    astrologer = await assign_astrologer(shop.service.slug, chosen, shop.context.clock())
    return astrologer.slug if astrologer else None


async def test_new_client_goes_to_the_least_loaded_astrologer(buyer: Buyer) -> None:
    second = await buyer.shop.colleague()
    assert await assigned(buyer.shop) == buyer.shop.astrologer.slug

    await buyer.buy(astrologer=None)

    assert await assigned(buyer.shop) == second.slug


async def test_somebody_who_is_there_is_preferred_to_somebody_with_less_to_do(buyer: Buyer) -> None:
    await buyer.shop.colleague(Availability.AWAY)
    await buyer.buy(astrologer=None)

    assert await assigned(buyer.shop) == buyer.shop.astrologer.slug


async def test_absence_that_is_over_does_not_count(shop: Shop, context: Context) -> None:
    first = shop.astrologer.slug
    await shop.colleague(Availability.BUSY)
    over = context.clock() - timedelta(minutes=1)
    away = {"availability_state": Availability.AWAY, "availability_until": over}
    await Astrologer.find({"slug": first}).update({"$set": away})

    assert await assigned(shop) == first


async def test_blocked_astrologer_gets_nobody_even_when_chosen(shop: Shop, context: Context) -> None:
    second = await shop.colleague(Availability.AWAY)
    await User.find({"_id": shop.astrologer.user_id}).update({"$set": {"blocked_at": context.clock()}})

    assert await assigned(shop, shop.astrologer.user_id) == second.slug
    await User.find({"_id": second.user_id}).update({"$set": {"blocked_at": context.clock()}})
    assert await assigned(shop, shop.astrologer.user_id) is None
