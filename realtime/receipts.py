"""Receipts: how far each person has received and read. They only grow and never pass what exists."""

from realtime.actor import Actor
from realtime.contracts import DeliveredReceipt, Done, ReadReceipt
from realtime.conversations import access_conversation
from realtime.errors import Forbidden
from realtime.views import receipt_out
from storage.conversations import Conversation, advance_receipt
from storage.messages import last_seq


async def read(actor: Actor, command: ReadReceipt) -> Done:
    """Everything up to `seq` was seen (and therefore received)."""
    conversation = await _own(actor, command.conversation_id)
    seq = await _existing(conversation, command.seq)
    return await _advance(actor, conversation, delivered_seq=seq, read_seq=seq)


async def delivered(actor: Actor, command: DeliveredReceipt) -> Done:
    """Everything up to `seq` reached one of the person's devices."""
    conversation = await _own(actor, command.conversation_id)
    return await _advance(actor, conversation, delivered_seq=await _existing(conversation, command.seq), read_seq=0)


async def _own(actor: Actor, conversation_id: str) -> Conversation:
    conversation = await access_conversation(actor, conversation_id, to="read")
    if actor.user_id not in conversation.participant_ids:
        raise Forbidden("only participants have receipts")
    return conversation


async def _existing(conversation: Conversation, seq: int) -> int:
    if seq <= conversation.last_seq:
        return seq
    return min(seq, await last_seq(conversation.id))


async def _advance(actor: Actor, conversation: Conversation, *, delivered_seq: int, read_seq: int) -> Done:
    moved = await advance_receipt(conversation.id, actor.user_id, delivered_seq=delivered_seq, read_seq=read_seq)
    if moved is not None:
        actor.chat.publisher.receipt_updated(moved, receipt_out(moved, actor.user_id), by=actor.user_id)
    return Done()
