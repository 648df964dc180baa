"""Promo codes over HTTP, for administrators alone."""

from typing import Final

from realtime.contract import Contract
from server.admin.codes import promo_codes
from server.admin.codes import promo_contracts as wire
from server.http import Access, Call, Endpoint

ADMIN: Final = Access.ADMIN


async def list_promo_codes(call: Call[None]) -> Contract:
    return await promo_codes.list_promo_codes(call.query)


async def show_promo_code(call: Call[None]) -> Contract:
    return await promo_codes.show_promo_code(call.path["code"])


async def create_promo_codes(call: Call[wire.NewPromo]) -> Contract:
    return await promo_codes.create_promo_codes(call.require_actor(), call.body)


async def change_promo_code(call: Call[wire.ChangePromo]) -> Contract:
    return await promo_codes.change_promo_code(call.require_actor(), call.path["code"], call.body)


async def end_promo_code(call: Call[wire.EndPromo]) -> Contract:
    return await promo_codes.end_promo_code(call.require_actor(), call.path["code"], call.body)


ENDPOINTS: list[Endpoint] = [
    Endpoint(
        "GET",
        "/api/admin/promo-codes",
        list_promo_codes,
        "Promo codes with their uses",
        query=wire.PromoQuery,
        answer=wire.PromoRecords,
        access=ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/promo-codes",
        create_promo_codes,
        "Make a promo code, or a series of them",
        wire.NewPromo,
        answer=wire.PromoRecords,
        status=201,
        access=ADMIN,
    ),
    Endpoint(
        "GET",
        "/api/admin/promo-codes/{code}",
        show_promo_code,
        "A promo code to edit",
        answer=wire.PromoRecord,
        access=ADMIN,
    ),
    Endpoint(
        "PUT",
        "/api/admin/promo-codes/{code}",
        change_promo_code,
        "Change a promo code",
        wire.ChangePromo,
        answer=wire.PromoRecord,
        access=ADMIN,
    ),
    Endpoint(
        "POST",
        "/api/admin/promo-codes/{code}/end",
        end_promo_code,
        "End a promo code now",
        wire.EndPromo,
        answer=wire.PromoRecord,
        access=ADMIN,
    ),
]
