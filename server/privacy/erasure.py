"""Deleting an account: asked for with a fresh proof, begun at once, finished by a job.

At once: the deletion is written down, phone and address are free, every session ends, every socket is cut. The rest
(messages, files, orders) follows within seconds and is done again from the start after a crash, because every step
leaves alone what it finds done.
"""

import logging
from datetime import datetime

from realtime.actor import Actor
from realtime.avatars import forget
from realtime.erasure import erase_from
from realtime.errors import Unauthenticated, ValidationFailed
from server.accounts import budgets
from server.accounts.actions import prove_phone
from server.accounts.sessions import close_sessions_of
from server.accounts.texts import refused_field
from server.accounts.visitor import Visitor
from server.context import Context
from server.privacy.contracts import DeleteAccount
from storage.answer_drafts import forget_answer_drafts
from storage.attachments import erase_attachments_of
from storage.chart_letters import forget_chart_letters
from storage.client_notes import forget_notes_about
from storage.deliveries import forget_deliveries
from storage.entitlements import forget_births
from storage.erasures import Erasure, begin_erasure, erase_people, gather_conversations
from storage.ids import OrderId, UserId
from storage.orders import OrderState, forget_buyer, mark_order_cancelled, orders_of_client
from storage.password_resets import end_resets_of
from storage.payments import forget_pages
from storage.phone_codes import forget_code
from storage.push_subscriptions import forget_subscriptions_of
from storage.reach import forget_reach
from storage.reviews import erase_words_of
from storage.users import User, guests_by_phone, user_by_id

log = logging.getLogger(__name__)
_PAGE = 100


async def delete_account(context: Context, actor: Actor, command: DeleteAccount, visitor: Visitor) -> None:
    """Delete the actor's account for good. When this returns they are signed out everywhere and nobody any more."""
    await context.limiter.hit(budgets.ERASURE_TRIES_PER_USER, str(actor.user_id))
    user = await user_by_id(actor.user_id)
    if user is None or user.erased_at is not None:
        raise Unauthenticated
    await _prove(context, user, command, visitor)
    # Who left this phone in the help chat before they signed in is the same person: the phone was proven.
    guests = await guests_by_phone(user.phone) if user.phone else []
    everybody = [user, *guests]
    if user.phone:
        await forget_code(user.phone)
    erasure = await begin_erasure(
        Erasure(
            id=user.id,
            person_ids=[one.id for one in everybody],
            avatar_paths=[one.avatar_path for one in everybody if one.avatar_path],
            requested_at=visitor.now,
        )
    )
    log.info("account_deletion_begun", extra={"user_id": str(user.id)})
    await _close(context, erasure)


async def _prove(context: Context, user: User, command: DeleteAccount, visitor: Visitor) -> None:
    """Whoever sits at an open browser is not yet the account's owner: the password, or a code sent to the phone."""
    if command.code is not None and user.phone is not None:
        await prove_phone(context, user.phone, command.code, visitor)
        return
    if command.password is None or user.password_hash is None:
        field = "password" if user.password_hash is not None or user.phone is None else "code"
        raise ValidationFailed(errors=[refused_field(field, "required", visitor.language)])
    if not await context.passwords.matches(user.password_hash, command.password):
        raise ValidationFailed(errors=[refused_field("password", "invalid_credentials", visitor.language)])


async def _close(context: Context, erasure: Erasure) -> None:
    await erase_people(erasure.person_ids, at=erasure.requested_at)
    await forget_subscriptions_of(erasure.person_ids)
    await forget_reach(erasure.person_ids)
    await forget_deliveries(erasure.person_ids)
    for person_id in erasure.person_ids:
        await end_resets_of(person_id)
        await close_sessions_of(context.chat, person_id)


async def erase(context: Context, erasure: Erasure, now: datetime) -> None:
    """Everything that is left to do of a deletion. Safe to repeat from any point."""
    await _close(context, erasure)
    await erase_attachments_of(erasure.person_ids, at=now)
    await erase_words_of(erasure.person_ids)
    await forget_notes_about(erasure.person_ids)
    for person_id in erasure.person_ids:
        await _forget_purchases(person_id, now)
        await forget_births(person_id)
        await forget_chart_letters(person_id)
    for conversation_id in await gather_conversations(erasure):
        await forget_answer_drafts(conversation_id)
        await erase_from(context.chat, conversation_id, erasure.person_ids, now=now)
    for path in erasure.avatar_paths:
        await forget(context.objects, path)


async def _forget_purchases(client_id: UserId, now: datetime) -> None:
    """The books keep what was sold, when and for how much; what nobody paid for is cancelled."""
    before: OrderId | None = None
    while orders := await orders_of_client(client_id, before=before, limit=_PAGE):
        for order in orders:
            if order.state is OrderState.AWAITING_PAYMENT:
                await mark_order_cancelled(order.id, reason="account_deleted", at=now)
        await forget_pages([one.id for one in orders])
        before = orders[-1].id
    await forget_buyer(client_id)
