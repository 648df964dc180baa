"""Everything the product holds about a person, as one JSON document that is written while it is read.

No more than a page of anything is in memory, however much there is: what `DataExport` says is put together here piece
by piece, every piece by its own contract.
"""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Final

import orjson

from realtime.actor import Actor
from realtime.contract import Contract, json_of, rfc3339
from realtime.contracts import Money, TextOut
from realtime.conversations import may_read
from realtime.errors import Unauthenticated
from realtime.views import message_facts, rating_out
from server.accounts.contracts import Profile
from server.accounts.sessions import list_sessions
from server.births.contracts import GivenBirthOut
from server.context import Context
from server.desk.visitors import pages_of
from server.orders.views import entitlement_out, order_out
from server.privacy.consents import consents_of, present_digests
from server.privacy.contracts import (
    EXPORT_FORMAT,
    ExportedBirth,
    ExportedConversation,
    ExportedFile,
    ExportedOrder,
    ExportedParticipant,
    ExportedProfile,
    ExportedReview,
    ExportedVisit,
)
from storage.attachments import attachments_of
from storage.conversations import Conversation, ConversationKind
from storage.entitlements import entitlements_of_client, entitlements_of_orders
from storage.ids import AttachmentId, EntitlementId, OrderId, ReviewId
from storage.inbox import Position, inbox
from storage.messages import page_after
from storage.orders import Order, orders_of_client
from storage.payments import payments_of_orders
from storage.reviews import ReviewStatus, reviews_of_client
from storage.users import user_by_id
from storage.visits import visit_of

_PAGE: Final = 100
_FEW: Final = 20
_Pages = AsyncIterator[Sequence[Contract]]


async def begin_export(actor: Actor, now: datetime) -> bytes:
    """The beginning of the document, so that what cannot be read at all is refused while a refusal can be told."""
    user = await user_by_id(actor.user_id)
    if user is None:
        raise Unauthenticated
    person = ExportedProfile(
        profile=Profile.of(user),
        contact_phone=user.contact_phone,
        created_at=user.created_at,
        last_seen_at=user.last_seen_at,
    )
    sessions = b",".join(json_of(one) for one in (await list_sessions(actor, now)).items)
    head = f'{{"format":"{EXPORT_FORMAT}","exported_at":"{rfc3339(now)}","person":'
    return head.encode() + json_of(person) + b',"sessions":[' + sessions + b"]"


async def rest_of_export(context: Context, actor: Actor, now: datetime) -> AsyncIterator[bytes]:
    """The document from there on, in pieces; it ends with `is_complete`, or not at all."""
    lists: dict[str, _Pages] = {
        "consents": _consents(actor, now),
        "orders": _orders(actor),
        "entitlements": _entitlements(actor, now),
        "births": _births(actor, now),
        "files": _files(context, actor),
        "reviews": _reviews(actor),
    }
    for name, pages in lists.items():
        async for piece in _list(name, pages):
            yield piece
    yield b',"conversations":['
    between = b""
    async for conversation in _conversations(actor, now):
        yield between
        async for piece in _conversation(context, actor, conversation, now):
            yield piece
        between = b","
    yield b'],"is_complete":true}'


async def _list(name: str, pages: _Pages) -> AsyncIterator[bytes]:
    yield b',"' + name.encode() + b'":['
    between = b""
    async for page in pages:
        if page:
            yield between + b",".join(json_of(one) for one in page)
            between = b","
    yield b"]"


async def _pages_of_orders(actor: Actor) -> AsyncIterator[list[Order]]:
    before: OrderId | None = None
    while orders := await orders_of_client(actor.user_id, before=before, limit=_PAGE):
        yield orders
        before = orders[-1].id


async def _consents(actor: Actor, now: datetime) -> _Pages:
    present = await present_digests(now)
    async for orders in _pages_of_orders(actor):
        yield consents_of(orders, present)


async def _orders(actor: Actor) -> _Pages:
    async for orders in _pages_of_orders(actor):
        ids = [one.id for one in orders]
        payments, granted = await payments_of_orders(ids), await entitlements_of_orders(ids)
        yield [
            ExportedOrder(
                order=order_out(one, payments.get(one.id), granted.get(one.id)),
                first_name=one.first_name,
                last_name=one.last_name,
                phone=one.phone,
                receipt_email=one.receipt_email,
                price=Money(amount=one.price_amount),
                promo_code=one.promo_code,
                consent_at=one.consent_at,
                cancelled_at=one.cancelled_at,
                refund_requested_at=one.refund_requested_at,
                refunded_at=one.refunded_at,
            )
            for one in orders
        ]


async def _entitlements(actor: Actor, now: datetime) -> _Pages:
    before: EntitlementId | None = None
    while held := await entitlements_of_client(actor.user_id, state=None, now=now, before=before, limit=_PAGE):
        yield [entitlement_out(one, now) for one in held]
        before = held[-1].entitlement.id


async def _births(actor: Actor, now: datetime) -> _Pages:
    before: EntitlementId | None = None
    while held := await entitlements_of_client(actor.user_id, state=None, now=now, before=before, limit=_PAGE):
        granted = [one.entitlement for one in held]
        yield [
            ExportedBirth(entitlement_id=str(one.id), birth=GivenBirthOut.of(one.birth)) for one in granted if one.birth
        ]
        before = granted[-1].id


async def _files(context: Context, actor: Actor) -> _Pages:
    after: AttachmentId | None = None
    while files := await attachments_of(actor.user_id, after=after, limit=_PAGE):
        yield [
            ExportedFile(
                id=str(one.id),
                conversation_id=str(one.conversation_id),
                name=one.name,
                content_type=one.content_type,
                size=one.size,
                created_at=one.created_at,
                sent_at=one.sent_at,
                url=_file_url(context, str(one.id)),
            )
            for one in files
        ]
        after = files[-1].id


async def _reviews(actor: Actor) -> _Pages:
    after: ReviewId | None = None
    while reviews := await reviews_of_client(actor.user_id, after=after, limit=_PAGE):
        yield [
            ExportedReview(
                conversation_id=str(one.conversation_id),
                stars=one.stars,
                text=one.text,
                is_published=one.status is ReviewStatus.PUBLISHED,
                created_at=one.created_at,
                changed_at=one.changed_at,
            )
            for one in reviews
        ]
        after = reviews[-1].id


async def _conversations(actor: Actor, now: datetime) -> AsyncIterator[Conversation]:
    after: Position | None = None
    while found := await inbox(actor.user_id, now=now, after=after, limit=_FEW):
        for one in found:
            if may_read(actor, one):
                yield one
        after = (found[-1].last_message_at, found[-1].id)


async def _conversation(
    context: Context, actor: Actor, conversation: Conversation, now: datetime
) -> AsyncIterator[bytes]:
    bought = conversation.consultation
    about = ExportedConversation(
        id=str(conversation.id),
        kind=conversation.kind,
        state=conversation.state_at(now),
        service_title=TextOut(ru=bought.service_title.ru, en=bought.service_title.en) if bought else None,
        participants=[
            ExportedParticipant(user_id=str(one.user_id), role=one.role, name=one.name)
            for one in conversation.participants
        ],
        created_at=conversation.created_at,
        active_until=conversation.active_until,
        completed_at=conversation.completed_at,
        visit=await _visit(conversation),
        support_rating=rating_out(conversation.queue, now) if conversation.queue else None,
        messages=[],
    )
    yield json_of(about).removesuffix(b"]}")
    seq, between = 0, b""
    while True:
        async with actor.chat.pages:
            page = await page_after(conversation.id, seq, _PAGE)
            said = [message_facts(one) for one in page]
        if not page:
            break
        yield between + b",".join(orjson.dumps(_with_files(context, one)) for one in said)
        seq, between = page[-1]["seq"], b","
    yield b"]}"


async def _visit(conversation: Conversation) -> ExportedVisit | None:
    visit = await visit_of(conversation.id) if conversation.kind is ConversationKind.SUPPORT else None
    if visit is None:
        return None
    return ExportedVisit(
        pages=pages_of(visit), user_agent=visit.user_agent, language=visit.language, timezone=visit.timezone
    )


def _with_files(context: Context, facts: dict[str, object]) -> dict[str, object]:
    """As `ExportedMessage` says."""
    files = facts["attachments"]
    assert isinstance(files, list)
    return {"message": facts, "file_urls": [_file_url(context, one["id"]) for one in files]}


def _file_url(context: Context, attachment_id: str) -> str:
    return f"{context.settings.base_url}/api/attachments/{attachment_id}"
