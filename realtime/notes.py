"""Internal notes beside a help chat: for the staff alone, in no message, no sync, no search and no export."""

from uuid import UUID, uuid4

from realtime.actor import Actor
from realtime.chat import Chat
from realtime.contracts import AddNote, NoteAnswer, NoteCreated, NoteOut
from realtime.conversations import access_conversation
from realtime.errors import Conflict, Forbidden, NotFound
from storage.conversations import Conversation, ConversationKind
from storage.ids import NoteId
from storage.notes import Note, add_note, notes_of


async def access_help_chat(actor: Actor, conversation_id: str) -> Conversation:
    """A help chat that the actor works on; its visitor is refused, even one who is of the staff otherwise."""
    conversation = await access_conversation(actor, conversation_id, to="read")
    if conversation.kind is not ConversationKind.SUPPORT:
        raise NotFound
    if not actor.is_staff or actor.user_id == conversation.visitor_id:
        raise Forbidden("the queue is for support staff, and nobody's own")
    return conversation


async def add(actor: Actor, command: AddNote) -> NoteAnswer:
    """Leave a note for the staff, whoever holds the chat."""
    conversation = await access_help_chat(actor, command.conversation_id)
    if not conversation.visitor_is_in:
        raise Conflict("the visitor has deleted the account")
    note = await add_note(_note(actor, conversation, command.text, str(command.client_note_id)))
    if note.conversation_id != conversation.id:
        raise NotFound
    tell_note(actor.chat, conversation, note)
    return NoteAnswer(note=note_out(note))


async def notes_page(
    actor: Actor, conversation_id: str, *, before: NoteId | None, limit: int
) -> tuple[list[NoteOut], NoteId | None]:
    """The newest notes beside the chat, newest first, and where the next page begins."""
    conversation = await access_help_chat(actor, conversation_id)
    found = await notes_of(conversation.id, before=before, limit=limit + 1)
    page = found[:limit]
    return [note_out(one) for one in page], page[-1].id if len(found) > limit else None


def note_beside(actor: Actor, conversation: Conversation, text: str | None, once: UUID | None) -> Note | None:
    """The note that goes with a change of the queue, not stored yet; None without words."""
    return _note(actor, conversation, text, str(once or uuid4())) if text else None


async def keep_note(chat: Chat, conversation: Conversation, note: Note | None, *, was_named: bool) -> None:
    """The note of a change that is there already: kept, unless it came with it, which its name alone tells."""
    if note is not None and was_named and await add_note(note) is note:
        tell_note(chat, conversation, note)


def tell_note(chat: Chat, conversation: Conversation, note: Note | None) -> None:
    """Tell the staff of a note that is stored."""
    if note is not None:
        chat.publisher.note_created(NoteCreated(note=note_out(note)), conversation.visitor_id)


def note_out(note: Note) -> NoteOut:
    """The note as the staff see it."""
    return NoteOut(
        id=str(note.id),
        conversation_id=str(note.conversation_id),
        author_id=str(note.author_id),
        author_name=note.author_name,
        client_note_id=note.client_note_id,
        text=note.text,
        after_seq=note.after_seq,
        created_at=note.created_at,
    )


def _note(actor: Actor, conversation: Conversation, text: str, client_note_id: str) -> Note:
    return Note(
        conversation_id=conversation.id,
        author_id=actor.user_id,
        author_name=actor.name,
        client_note_id=client_note_id,
        text=text,
        after_seq=conversation.last_seq,
        created_at=actor.chat.clock(),
    )
