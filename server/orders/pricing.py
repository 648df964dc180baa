"""What an order costs. The only place that computes a price."""

from dataclasses import dataclass
from datetime import datetime

from realtime.errors import PromoInvalid
from realtime.texts import Language
from server.orders.texts import refusal
from storage.ids import UserId
from storage.orders import taken_promo_slots, taken_promo_turns
from storage.promo_codes import PromoCode, promo_code
from storage.services import Service


@dataclass(frozen=True)
class Quote:
    """A price in kopecks.

    `promo_slot` numbers the use of a code whose uses are limited, `promo_turn` this client's use of one that limits
    the uses of each.
    """

    price_amount: int
    discount_amount: int = 0
    promo_code: str | None = None
    promo_slot: int | None = None
    promo_turn: int | None = None

    @property
    def total_amount(self) -> int:
        """What is left to pay."""
        return self.price_amount - self.discount_amount


async def quote(
    service: Service, typed_code: str | None, client_id: UserId, language: Language, now: datetime
) -> Quote:
    """The price of `service` at `now` for this client.

    A code that is unknown, over, foreign or used up is `promo_invalid`, and why.

    A free slot or turn in the answer is not reserved: whoever stores an order with it first has it.
    """
    if not typed_code:
        return Quote(price_amount=service.price_amount)
    promo = await promo_code(typed_code)
    refused = _refusal(promo, service, now)
    if promo is None or refused is not None:
        raise _invalid(refused or "promo_unknown", language)
    return Quote(
        price_amount=service.price_amount,
        discount_amount=promo.discount(service.price_amount),
        promo_code=promo.code,
        promo_slot=await _free_slot(promo, language),
        promo_turn=await _free_turn(promo, client_id, language),
    )


def _refusal(promo: PromoCode | None, service: Service, now: datetime) -> str | None:
    """Why the code takes nothing off `service` now; None when it does."""
    if promo is None:
        return "promo_unknown"
    if promo.starts_at is not None and now < promo.starts_at:
        return "promo_early"
    if promo.ends_at is not None and promo.ends_at <= now:
        return "promo_over"
    return None if promo.applies(service.slug, now) else "promo_other_service"


def _invalid(code: str, language: Language) -> PromoInvalid:
    return PromoInvalid(code, errors=[refusal("promo_code", code, language)])


async def _free_slot(promo: PromoCode, language: Language) -> int | None:
    if promo.uses_limit is None:
        return None
    free = _free(await taken_promo_slots(promo.code), promo.uses_limit)
    if free is None:
        raise _invalid("promo_used_up", language)
    return free


async def _free_turn(promo: PromoCode, client_id: UserId, language: Language) -> int | None:
    if promo.uses_each is None:
        return None
    free = _free(await taken_promo_turns(promo.code, client_id), promo.uses_each)
    if free is None:
        raise _invalid("promo_used_by_you", language)
    return free


def _free(taken: set[int], limit: int) -> int | None:
    """The first number up to `limit` that is free. A limit that was lowered later counts what is above it, too."""
    if len(taken) >= limit:
        return None
    return next((number for number in range(1, limit + 1) if number not in taken), None)
