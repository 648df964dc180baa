"""Files of messages and pictures of people over HTTP."""

from starlette.responses import RedirectResponse, Response

from realtime import attachments, avatars, recordings
from realtime.contracts.attachments import AnnounceAttachment
from realtime.contracts.recordings import AnnouncePart, AnnounceRecording, CompleteRecording
from server.attachments.contracts import (
    AnnouncedAttachment,
    AnnouncedPart,
    AnnouncedRecording,
    AttachmentLink,
    AttachmentQuery,
    AvatarOut,
    CompletedAttachment,
    UploadOut,
)
from server.http import Access, Call, Endpoint, json_response, read_limited
from storage.objects import Upload

# A redirect that is kept must not outlive the link it leads to.
LINK_MARGIN_SECONDS = 60


async def announce(call: Call[AnnounceAttachment]) -> AnnouncedAttachment:
    attachment, upload = await attachments.announce(call.require_actor(), call.body)
    return AnnouncedAttachment(attachment=attachment, upload=_upload_out(upload))


def _upload_out(upload: Upload) -> UploadOut:
    return UploadOut(method=upload.method, url=upload.url, headers=upload.headers)


async def complete(call: Call[None]) -> CompletedAttachment:
    return CompletedAttachment(attachment=await attachments.complete(call.require_actor(), call.path["id"]))


async def show(call: Call[None]) -> Response:
    query: AttachmentQuery = call.query
    return answer_link(
        await attachments.link(call.require_actor(), call.path["id"], query.variant or "original"), query
    )


def answer_link(link: attachments.Link, query: AttachmentQuery) -> Response:
    """The way to a file's bytes, as it was asked for."""
    headers = {
        "Cache-Control": f"private, max-age={link.seconds - LINK_MARGIN_SECONDS}",
        "Vary": "Cookie, Authorization",
    }
    if query.answer_as == "link":
        return json_response(AttachmentLink(url=link.url, expires_at=link.expires_at), headers=headers)
    return RedirectResponse(link.url, 302, headers)


async def announce_recording(call: Call[AnnounceRecording]) -> AnnouncedRecording:
    return AnnouncedRecording(attachment=await recordings.announce(call.require_actor(), call.body))


async def announce_part(call: Call[AnnouncePart]) -> AnnouncedPart:
    upload = await recordings.announce_part(call.require_actor(), call.path["id"], call.body)
    return AnnouncedPart(upload=upload and _upload_out(upload))


async def complete_recording(call: Call[CompleteRecording]) -> CompletedAttachment:
    attachment = await recordings.complete(call.require_actor(), call.path["id"], call.body.parts)
    return CompletedAttachment(attachment=attachment)


async def drop_recording(call: Call[None]) -> Response:
    await recordings.drop(call.require_actor(), call.path["id"])
    return Response(status_code=204)


async def replace_avatar(call: Call[None]) -> AvatarOut:
    content = await read_limited(call.request, avatars.MAX_AVATAR_BYTES)
    return AvatarOut(avatar_url=avatars.avatar_url(await avatars.replace(call.require_actor(), content)))


async def remove_avatar(call: Call[None]) -> Response:
    await avatars.remove(call.require_actor())
    return Response(status_code=204)


async def show_avatar(call: Call[None]) -> Response:
    content = await avatars.read(call.context.objects, call.path["name"])
    # A new picture gets a new path, so this one never changes.
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return Response(content, 200, headers, avatars.CONTENT_TYPE)


ENDPOINTS = [
    Endpoint(
        "POST",
        "/api/attachments",
        announce,
        "Announce a file and get leave to upload it",
        body=AnnounceAttachment,
        answer=AnnouncedAttachment,
        status=201,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "POST",
        "/api/attachments/{id}/complete",
        complete,
        "Have an uploaded file checked, so that it can be sent",
        answer=CompletedAttachment,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "GET",
        "/api/attachments/{id}",
        show,
        "Be sent to a file's bytes; with `as=link`, be told where they are (200)",
        query=AttachmentQuery,
        answer=AttachmentLink,
        status=302,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "POST",
        "/api/recordings",
        announce_recording,
        "Begin a voice that is uploaded in parts while it is being recorded",
        body=AnnounceRecording,
        answer=AnnouncedRecording,
        status=201,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "POST",
        "/api/recordings/{id}/parts",
        announce_part,
        "Get leave to upload one part of a recording, in any order, as often as needed",
        body=AnnouncePart,
        answer=AnnouncedPart,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "POST",
        "/api/recordings/{id}/complete",
        complete_recording,
        "Have the parts joined and checked, so that the voice can be sent; names the parts that are missing",
        body=CompleteRecording,
        answer=CompletedAttachment,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "DELETE",
        "/api/recordings/{id}",
        drop_recording,
        "Forget an unfinished recording",
        status=204,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "PUT",
        "/api/me/avatar",
        replace_avatar,
        "Replace the own picture: the body is a JPEG, PNG or WebP of at most 5 MB",
        answer=AvatarOut,
        access=Access.SIGNED_IN,
    ),
    Endpoint(
        "DELETE",
        "/api/me/avatar",
        remove_avatar,
        "Remove the own picture",
        status=204,
        access=Access.SIGNED_IN,
    ),
    Endpoint("GET", "/api/avatars/{name}", show_avatar, "A person's picture"),
]
