"""A consultation to put files into, and the way a browser puts them there."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

import httpx
from beanie import PydanticObjectId

from realtime import attachments, messages
from realtime.actor import Actor, actor_of
from realtime.chat import Chat
from realtime.contracts import AttachmentOut, SendMessage
from realtime.contracts.attachments import AnnounceAttachment
from storage.attachments import Attachment, attachment_by_id
from storage.conversations import Conversation, ConversationKind, Participant
from storage.ids import AttachmentId, SessionId, new_id
from storage.messages import MessageKind
from storage.objects import Upload
from storage.users import Role, User

PDF = b"%PDF-1.7\n" + b"stars " * 100
HTML = b"<!doctype html><script>alert(1)</script>"


@dataclass(frozen=True)
class Room:
    """A consultation with its two people, and a stranger with a consultation of their own."""

    conversation: Conversation
    client: Actor
    astrologer: Actor
    stranger: Actor


async def make_room(chat: Chat) -> Room:
    """New people, and an active consultation."""
    client, astrologer, stranger = [
        await new_person(chat, role) for role in (Role.CLIENT, Role.ASTROLOGER, Role.CLIENT)
    ]
    await open_conversation(chat, stranger, astrologer)
    return Room(await open_conversation(chat, client, astrologer), client, astrologer, stranger)


async def new_person(chat: Chat, role: Role) -> Actor:
    """Somebody who is signed in."""
    user = User(role=role, first_name="Анна", created_at=chat.clock())
    await user.insert()
    return actor_of(user, SessionId(new_id()), chat)


async def open_conversation(chat: Chat, *people: Actor) -> Conversation:
    """A consultation of these people that lasts a day."""
    now = chat.clock()
    conversation = Conversation(
        kind=ConversationKind.CONSULTATION,
        participants=[Participant(user_id=one.user_id, role=one.role, name=one.name) for one in people],
        participant_ids=[one.user_id for one in people],
        active_until=now + timedelta(days=1),
        last_message_at=now,
        created_at=now,
    )
    await conversation.insert()
    return conversation


def announcement(room: Room, content: bytes, content_type: str, name: str = "file") -> AnnounceAttachment:
    """What the client says before uploading `content`."""
    return AnnounceAttachment(
        conversation_id=str(room.conversation.id), name=name, size=len(content), content_type=content_type
    )


async def put(upload: Upload, content: bytes) -> httpx.Response:
    """What a browser does with its leave to upload."""
    async with httpx.AsyncClient(timeout=30) as browser:
        return await browser.request(upload.method, upload.url, headers=upload.headers, content=content)


async def upload(room: Room, content: bytes, content_type: str, name: str = "file") -> str:
    """Announce `content` as the client and upload it; the id."""
    announced, leave = await attachments.announce(room.client, announcement(room, content, content_type, name))
    assert (await put(leave, content)).status_code == 200
    return announced.id


async def ready(room: Room, content: bytes = PDF, content_type: str = "application/pdf") -> AttachmentOut:
    """Announce, upload and complete `content` as the client."""
    return await attachments.complete(room.client, await upload(room, content, content_type))


async def read(actor: Actor, attachment_id: str, variant: attachments.Variant = "original") -> httpx.Response:
    """Follow the link that `actor` gets."""
    link = await attachments.link(actor, attachment_id, variant)
    async with httpx.AsyncClient() as browser:
        answer = await browser.get(link.url)
    assert answer.status_code == 200
    return answer


async def found(attachment_id: str) -> Attachment:
    """The stored attachment."""
    attachment = await attachment_by_id(AttachmentId(PydanticObjectId(attachment_id)))
    assert attachment is not None
    return attachment


def later(actor: Actor, by: timedelta) -> Actor:
    """The same person when so much time has passed."""
    now = actor.chat.clock() + by
    return replace(actor, chat=replace(actor.chat, clock=lambda: now))


async def send(room: Room, *attachment_ids: str) -> None:
    """Send these files as the client."""
    await messages.send(
        room.client,
        SendMessage(
            conversation_id=str(room.conversation.id),
            client_message_id=uuid4(),
            kind=MessageKind.FILE,
            attachment_ids=list(attachment_ids),
        ),
    )
