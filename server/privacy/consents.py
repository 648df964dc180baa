"""When a person agreed to what: read off their orders, where it was stored at the moment it was given."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from realtime.actor import Actor
from realtime.contracts import TextOut
from realtime.errors import ValidationFailed
from server.orders.consent import present_versions
from server.privacy.contracts import ConsentedTextOut, ConsentOut, ConsentPage
from storage.ids import OrderId, parse_id
from storage.orders import ConsentedText, Order, orders_of_client


async def list_consents(actor: Actor, *, cursor: str | None, limit: int) -> ConsentPage:
    """The actor's consents, newest first."""
    before = parse_id(cursor) if cursor else None
    if cursor and before is None:
        raise ValidationFailed("cursor", field="cursor")
    orders = await orders_of_client(actor.user_id, before=OrderId(before) if before else None, limit=limit)
    return ConsentPage(
        items=consents_of(orders, await present_digests(actor.chat.clock())),
        next_cursor=str(orders[-1].id) if len(orders) == limit else None,
    )


async def present_digests(now: datetime) -> Mapping[str, str]:
    """What the texts say at `now`, by slug."""
    return {one.slug: one.digest for one in await present_versions(now)}


def consents_of(orders: Sequence[Order], present: Mapping[str, str]) -> list[ConsentOut]:
    """The consent that came with each order."""
    return [
        ConsentOut(
            order_id=str(order.id),
            service_title=TextOut(ru=order.service_title.ru, en=order.service_title.en),
            given_at=order.consent_at,
            texts=[
                ConsentedTextOut(
                    slug=one.slug,
                    title=TextOut(ru=one.title.ru, en=one.title.en),
                    url=_address(one, is_current=present.get(one.slug) == one.digest),
                    effective_at=one.effective_at,
                    digest=one.digest,
                    is_current=present.get(one.slug) == one.digest,
                )
                for one in order.consented_to
            ],
        )
        for order in orders
    ]


def _address(text: ConsentedText, *, is_current: bool) -> str:
    """Where these very words are read; a version of which only the words are known leads to the text itself."""
    return f"/legal/{text.slug}" if is_current or text.number is None else f"/legal/{text.slug}/{text.number}"
