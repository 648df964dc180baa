"""A message written as JSON without models is what the contract says, for every kind and state of it."""

from datetime import UTC, datetime

import orjson
import pytest

from realtime.contracts import MessageEvent, MessageOut
from realtime.views import message_event, message_json
from server.context import Context
from storage.ids import AttachmentId, ConversationId, MessageId, UserId, new_id
from storage.messages import (
    AttachedFile,
    Message,
    MessageKind,
    Reaction,
    StoredMessage,
    SystemEntry,
    new_message,
    stored_form,
)

NOW = datetime(2026, 11, 22, 12, 0, 0, 7_000, tzinfo=UTC)
FILE = AttachedFile(
    id=AttachmentId(new_id()), name="карта.png", content_type="image/png", size=5, width=2, height=1, has_thumbnail=True
)
# Without a database, in which alone a Document is made in the usual way.
PLAIN: Message = Message.model_construct(
    id=MessageId(new_id()),
    conversation_id=ConversationId(new_id()),
    seq=7,
    rev=3,
    sender_id=UserId(new_id()),
    sender_role="client",
    sender_name="Анна \U0001f319",
    client_message_id="the-id",
    kind=MessageKind.TEXT,
    text='"кавычки"\nи строка',
    attachments=[],
    reactions=[],
    system=None,
    edited_at=None,
    deleted_at=None,
    reply_to_seq=2,
    created_at=NOW,
)
STATES = {
    "plain": PLAIN,
    "with files": PLAIN.model_copy(update={"kind": MessageKind.IMAGE, "attachments": [FILE]}),
    "edited, with reactions": PLAIN.model_copy(
        update={"edited_at": NOW, "reactions": [Reaction(emoji="❤️", user_ids=[UserId(new_id())])]}
    ),
    "deleted": PLAIN.model_copy(update={"deleted_at": NOW, "attachments": [FILE]}),
    "of the product": PLAIN.model_copy(
        update={
            "sender_id": None,
            "sender_role": "system",
            "kind": MessageKind.SYSTEM,
            "system": SystemEntry(code="consultation.opened", params={"format": "chat"}),
        }
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_the_short_way_says_what_the_contract_says(state: str) -> None:
    written = message_json(stored_form(STATES[state]))
    shown = MessageOut.model_validate_json(written)
    assert orjson.loads(written) == orjson.loads(shown.model_dump_json())
    event = MessageEvent.model_validate_json(message_event(stored_form(STATES[state])).json)
    assert event.message == shown


def test_of_a_deleted_message_only_its_place_is_shown() -> None:
    shown = orjson.loads(message_json(stored_form(STATES["deleted"])))
    assert (shown["text"], shown["attachments"], shown["reactions"]) == ("", [], [])
    assert shown["seq"] == 7


def test_a_new_message_has_the_fields_of_a_stored_one(context: Context) -> None:
    new: StoredMessage = new_message(
        conversation_id=PLAIN.conversation_id,
        sender_id=PLAIN.sender_id,
        sender_role=PLAIN.sender_role,
        sender_name=PLAIN.sender_name,
        client_message_id="the-id",
        kind=MessageKind.IMAGE,
        created_at=NOW,
        text="подпись",
        attachments=[FILE],
        reply_to_seq=2,
        system=SystemEntry(code="c"),
    )
    loaded: Message = Message.model_validate(new)
    assert stored_form(loaded) == new
