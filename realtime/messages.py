"""Sending, reading back and catching up."""

from collections.abc import Sequence
from datetime import datetime

from realtime.actor import Actor
from realtime.attachments import attach_ready
from realtime.contracts import (
    History,
    HistoryAnswer,
    MessageAnswer,
    MessageEvent,
    SendMessage,
    Sync,
    SyncAnswer,
    SyncedConversation,
    SyncPoint,
)
from realtime.conversations import access_conversation, refusal_to_write
from realtime.errors import Conflict, NotFound, Unavailable, ValidationFailed
from realtime.people import people_of
from realtime.support import someone_wrote
from realtime.views import People, conversation_out, message_out, receipt_out
from storage.append import AppendFailed
from storage.attachments import mark_sent
from storage.conversations import Conversation, ConversationKind
from storage.messages import (
    AttachedFile,
    Message,
    changes_after,
    last_seq,
    message_by_client_id,
    page_after,
    page_before,
)

SYNC_PAGE = 200


async def send(actor: Actor, command: SendMessage) -> MessageAnswer:
    """Commit a message and deliver it. The same `client_message_id` again answers with the message already there,
    even when the conversation has ended since."""
    conversation = await access_conversation(actor, command.conversation_id, to="read")
    refusal = refusal_to_write(actor, conversation)
    if refusal is not None or command.attachment_ids:
        repeated = await _already_sent(actor, conversation, command)
        if repeated is not None:
            return repeated
    if refusal is not None:
        raise refusal
    if command.reply_to_seq is not None and command.reply_to_seq > await last_seq(conversation.id):
        raise ValidationFailed("reply to a message that does not exist", field="reply_to_seq")
    try:
        files = await _files(actor, conversation, command)
    except Conflict:
        # The files may have gone out with this very send, a moment ago on another connection.
        repeated = await _already_sent(actor, conversation, command)
        if repeated is None:
            raise
        return repeated
    draft = _draft(actor, conversation, command, files)

    async def still_allowed() -> None:
        await access_conversation(actor, command.conversation_id, to="write")

    try:
        appended = await actor.chat.appender.append(draft, still_allowed)
    except AppendFailed as error:
        raise Unavailable("the message store does not answer", retry_after_seconds=1) from error
    answer = MessageAnswer(message=message_out(appended.message))
    if appended.is_new:
        await actor.chat.publisher.message_created(conversation, MessageEvent(message=answer.message))
        await _after_send(actor, conversation, appended.message)
    return answer


async def _already_sent(actor: Actor, conversation: Conversation, command: SendMessage) -> MessageAnswer | None:
    found = await message_by_client_id(conversation.id, actor.user_id, str(command.client_message_id))
    return MessageAnswer(message=message_out(found)) if found else None


async def _files(actor: Actor, conversation: Conversation, command: SendMessage) -> list[AttachedFile]:
    if not command.attachment_ids:
        return []
    return [one.as_file() for one in await attach_ready(actor, conversation, command.attachment_ids)]


def _draft(actor: Actor, conversation: Conversation, command: SendMessage, files: list[AttachedFile]) -> Message:
    return Message(
        conversation_id=conversation.id,
        seq=0,
        sender_id=actor.user_id,
        sender_role=actor.role,
        sender_name=actor.name,
        client_message_id=str(command.client_message_id),
        kind=command.kind,
        text=command.text or "",
        attachments=files,
        reply_to_seq=command.reply_to_seq,
        created_at=actor.chat.clock(),
    )


async def _after_send(actor: Actor, conversation: Conversation, message: Message) -> None:
    if message.attachments:
        await mark_sent([one.id for one in message.attachments], at=message.created_at)
    if conversation.kind is ConversationKind.SUPPORT:
        await someone_wrote(actor, conversation, message.created_at)


async def history(actor: Actor, command: History) -> HistoryAnswer:
    """A page of messages, ascending; `complete` when there is nothing further in that direction."""
    conversation = await access_conversation(actor, command.conversation_id, to="read")
    if command.after_seq is not None:
        messages = await page_after(conversation.id, command.after_seq, command.limit)
    else:
        messages = await page_before(conversation.id, command.before_seq, command.limit)
    return HistoryAnswer(messages=[message_out(one) for one in messages], complete=_is_complete(command, messages))


def _is_complete(command: History, messages: Sequence[Message]) -> bool:
    if len(messages) < command.limit:
        return True
    return command.after_seq is None and messages[0].seq == 1


async def sync(actor: Actor, command: Sync) -> SyncAnswer:
    """What happened after each given point. Conversations the actor may not read are left out, without a word."""
    found: list[tuple[SyncPoint, Conversation]] = []
    for point in command.conversations:
        try:
            found.append((point, await access_conversation(actor, point.id, to="read")))
        except NotFound:
            continue
    now = actor.chat.clock()
    people = await people_of(actor.chat, [conversation for _, conversation in found], now)
    answers = [await _synced(actor, point, conversation, people, now) for point, conversation in found]
    return SyncAnswer(conversations=answers)


async def _synced(
    actor: Actor, point: SyncPoint, conversation: Conversation, people: People, now: datetime
) -> SyncedConversation:
    messages = await page_after(conversation.id, point.last_seq, SYNC_PAGE)
    changes = (
        await changes_after(conversation.id, point.rev, point.last_seq, SYNC_PAGE)
        if point.rev < conversation.rev
        else []
    )
    complete = len(messages) < SYNC_PAGE and len(changes) < SYNC_PAGE
    reached = messages[-1].seq if messages else point.last_seq
    return SyncedConversation(
        id=str(conversation.id),
        messages=[message_out(one) for one in messages],
        changes=[message_out(one) for one in changes],
        receipts=[receipt_out(conversation, one) for one in conversation.participant_ids],
        conversation=conversation_out(conversation, actor.user_id, people, now),
        last_seq=reached if not complete else max(reached, conversation.last_seq),
        rev=conversation.rev if len(changes) < SYNC_PAGE else changes[-1].rev,
        complete=complete,
    )
