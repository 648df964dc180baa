"""The socket's table of contents: every command a client may send, what it carries, what it does, what it answers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from realtime import (
    availability,
    changes,
    conversations,
    handing_over,
    messages,
    notes,
    receipts,
    support,
    triage,
    typing,
    viewing,
)
from realtime.actor import Actor
from realtime.contract import Contract, Written
from realtime.contracts import (
    AddNote,
    BlockVisitor,
    CompleteConversation,
    ConversationAnswer,
    ConversationCommand,
    DeleteMessage,
    DeliveredReceipt,
    Done,
    EditMessage,
    History,
    HistoryAnswer,
    MessageAnswer,
    NoteAnswer,
    QueueCommand,
    ReactToMessage,
    ReadReceipt,
    SendMessage,
    SetAvailability,
    SetTyping,
    SnoozeChat,
    Sync,
    SyncAnswer,
    TagChat,
    ViewChat,
)

Action = Callable[[Actor, Any], Awaitable[Contract | Written]]


@dataclass(frozen=True)
class Command:
    """One row: the payload's contract, the action, the answer's contract."""

    payload: type[Contract]
    action: Action
    data: type[Contract]


COMMANDS: dict[str, Command] = {
    "message.send": Command(SendMessage, messages.send, MessageAnswer),
    "message.edit": Command(EditMessage, changes.edit, MessageAnswer),
    "message.delete": Command(DeleteMessage, changes.delete, MessageAnswer),
    "message.react": Command(ReactToMessage, changes.react, MessageAnswer),
    "conversation.history": Command(History, messages.history, HistoryAnswer),
    "conversation.sync": Command(Sync, messages.sync, SyncAnswer),
    "conversation.complete": Command(CompleteConversation, conversations.complete, ConversationAnswer),
    "receipt.read": Command(ReadReceipt, receipts.read, Done),
    "receipt.delivered": Command(DeliveredReceipt, receipts.delivered, Done),
    "typing.set": Command(SetTyping, typing.set_typing, Done),
    "availability.set": Command(SetAvailability, availability.set_own, Done),
    "queue.claim": Command(ConversationCommand, support.claim, ConversationAnswer),
    "queue.resolve": Command(QueueCommand, support.resolve, ConversationAnswer),
    "queue.transfer": Command(QueueCommand, handing_over.transfer, ConversationAnswer),
    "queue.reopen": Command(ConversationCommand, support.reopen, ConversationAnswer),
    "queue.view": Command(ViewChat, viewing.view, Done),
    "queue.snooze": Command(SnoozeChat, triage.snooze, ConversationAnswer),
    "queue.tag": Command(TagChat, triage.tag, ConversationAnswer),
    "queue.block": Command(BlockVisitor, triage.block, ConversationAnswer),
    "note.add": Command(AddNote, notes.add, NoteAnswer),
}
