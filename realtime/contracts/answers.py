"""Answers: what the acknowledgement of a command carries."""

from realtime.contract import Contract, Id
from realtime.contracts.things import ConversationOut, MessageOut, NoteOut


class MessageAnswer(Contract):
    """Answer with one message."""

    message: MessageOut


class ConversationAnswer(Contract):
    """Answer with one conversation."""

    conversation: ConversationOut


class NoteAnswer(Contract):
    """Answer with one internal note."""

    note: NoteOut


class HistoryAnswer(Contract):
    """`complete` means: there is nothing further in that direction."""

    messages: list[MessageOut]
    complete: bool


class ReceiptOut(Contract):
    """How far one person is in a conversation; both only grow."""

    conversation_id: Id
    user_id: Id
    delivered_seq: int
    read_seq: int


class SyncedConversation(Contract):
    """What a client missed: new `messages`, `changes` of older ones, receipts. Not `complete`: ask again."""

    id: Id
    messages: list[MessageOut]
    changes: list[MessageOut]
    receipts: list[ReceiptOut]
    conversation: ConversationOut
    last_seq: int
    rev: int
    complete: bool


class SyncAnswer(Contract):
    """Conversations the caller may not read are left out."""

    conversations: list[SyncedConversation]


class Done(Contract):
    """Nothing to tell."""
