"""Pictures of people: one small square each, under a path that cannot be guessed and never changes its content."""

import re
import secrets
from typing import Final

from realtime.actor import Actor
from realtime.errors import NotFound, Unavailable
from storage.conversations import hide_picture, show_person
from storage.objects import ObjectNotFound, ObjectStore, ObjectStoreError
from storage.users import set_avatar

MAX_AVATAR_BYTES: Final = 5 * 1024 * 1024
AVATAR_SIDE: Final = 256
CONTENT_TYPE: Final = "image/webp"
_MAX_STORED_BYTES: Final = 1024 * 1024
_UPLOADED: Final = "avatars/"
_NAME: Final = re.compile(r"[A-Za-z0-9_-]{22}\.webp")


def avatar_url(path: str) -> str:
    """Where a browser finds the picture that `User.avatar_path` names: an uploaded one, or one of the product's own."""
    return f"/api/{path}" if path.startswith(_UPLOADED) else f"/static/{path}"


async def replace(actor: Actor, content: bytes) -> str:
    """Make a square of `content` the actor's picture; its new path. The one before is removed.

    Raises UnsupportedType for what is no JPEG, PNG or WebP, TooLarge for too many pixels.
    """
    async with actor.chat.images.turn:
        picture = await actor.chat.images.square(content, AVATAR_SIDE)
    path = f"{_UPLOADED}{secrets.token_urlsafe(16)}.webp"
    objects = actor.chat.objects
    try:
        await objects.put(path, picture, CONTENT_TYPE)
        previous = await set_avatar(actor.user_id, path)
        await show_person(actor.user_id, avatar_path=path)
        if previous is not None and previous.startswith(_UPLOADED):
            await objects.delete(previous)
    except ObjectStoreError as error:
        raise Unavailable("the object store does not answer", retry_after_seconds=5) from error
    return path


async def remove(actor: Actor) -> None:
    """Take the actor's picture away, if there is one."""
    previous = await set_avatar(actor.user_id, None)
    if previous is None:
        return
    await hide_picture(actor.user_id)
    try:
        await forget(actor.chat.objects, previous)
    except ObjectStoreError as error:
        raise Unavailable("the object store does not answer", retry_after_seconds=5) from error


async def forget(objects: ObjectStore, path: str) -> None:
    """Remove an uploaded picture; one of the product's own stays. Raises ObjectStoreError when the store is away."""
    if path.startswith(_UPLOADED):
        await objects.delete(path)


async def read(objects: ObjectStore, name: str) -> bytes:
    """The uploaded picture of this name. Raises NotFound when there is none."""
    if not _NAME.fullmatch(name):
        raise NotFound
    try:
        return await objects.get(_UPLOADED + name, _MAX_STORED_BYTES)
    except ObjectNotFound as error:
        raise NotFound from error
    except ObjectStoreError as error:
        raise Unavailable("the object store does not answer", retry_after_seconds=5) from error
