"""Files and pictures of people over HTTP, on the running product."""

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from PIL import Image

from realtime.avatars import MAX_AVATAR_BYTES
from realtime.uploads import MAX_BYTES
from server.context import Context
from storage.conversations import Conversation, conversation_by_id
from storage.users import Role
from tests.people import Person, consultation, sign_up
from tests.product import Product

HTML = b"<!doctype html><script>alert(1)</script>"


@dataclass(frozen=True)
class Room:
    """A consultation and a browser of the client's, one of the astrologer's and one of a stranger's."""

    context: Context
    conversation: Conversation
    person: Person
    client: httpx.AsyncClient
    astrologer: httpx.AsyncClient
    stranger: httpx.AsyncClient


@pytest.fixture
async def room(app: Product, context: Context) -> AsyncIterator[Room]:
    client, astrologer, stranger = [
        await sign_up(context, role) for role in (Role.CLIENT, Role.ASTROLOGER, Role.CLIENT)
    ]
    conversation = await consultation(context, client, astrologer)
    async with client.http(app.base_url) as one, astrologer.http(app.base_url) as two, stranger.http(app.base_url) as x:
        yield Room(context, conversation, client, one, two, x)


def picture(kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.effect_noise((900, 600), 40).convert("RGB").save(out, kind)
    return out.getvalue()


def announcement(room: Room, **changes: object) -> dict[str, object]:
    body: dict[str, object] = {
        "conversation_id": str(room.conversation.id),
        "name": "Луна.jpg",
        "size": 1000,
        "content_type": "image/jpeg",
    }
    return body | changes


async def announce(room: Room, content: bytes) -> dict[str, Any]:
    answer = await room.client.post("/api/attachments", json=announcement(room, size=len(content)))
    assert answer.status_code == 201
    answered: dict[str, Any] = answer.json()
    return answered


async def upload(room: Room, content: bytes) -> str:
    announced = await announce(room, content)
    request = announced["upload"]
    async with httpx.AsyncClient() as browser:
        stored = await browser.request(request["method"], request["url"], headers=request["headers"], content=content)
    assert stored.status_code == 200
    return str(announced["attachment"]["id"])


async def test_file_goes_from_announcement_to_link_as_the_contract_says(room: Room) -> None:
    attachment_id = await upload(room, picture())

    completed = await room.client.post(f"/api/attachments/{attachment_id}/complete")
    shown = await room.client.get(f"/api/attachments/{attachment_id}?variant=thumbnail")

    assert completed.status_code == 200
    attachment = completed.json()["attachment"]
    assert (attachment["name"], attachment["width"], attachment["height"]) == ("Луна.jpg", 900, 600)
    assert attachment["has_thumbnail"]
    assert shown.status_code == 302
    async with httpx.AsyncClient() as browser:
        assert (await browser.get(shown.headers["location"])).headers["content-type"] == "image/webp"


async def test_redirect_is_kept_for_less_than_the_life_of_its_link(room: Room) -> None:
    attachment_id = await upload(room, picture())
    await room.client.post(f"/api/attachments/{attachment_id}/complete")

    shown = await room.client.get(f"/api/attachments/{attachment_id}")

    signed_for = int(parse_qs(urlsplit(shown.headers["location"]).query)["X-Amz-Expires"][0])
    scope, _, age = shown.headers["cache-control"].partition(", max-age=")
    assert scope == "private"
    assert int(age) < signed_for <= 300


async def test_link_can_be_asked_for_by_pages_that_send_a_token(room: Room) -> None:
    attachment_id = await upload(room, picture())
    await room.client.post(f"/api/attachments/{attachment_id}/complete")

    answer = await room.client.get(f"/api/attachments/{attachment_id}?as=link")

    assert answer.status_code == 200
    assert set(answer.json()) == {"url", "expires_at"}
    async with httpx.AsyncClient() as browser:
        assert (await browser.get(answer.json()["url"])).status_code == 200


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"content_type": "text/html"}, 415, "unsupported_type"),
        ({"content_type": "image/svg+xml"}, 415, "unsupported_type"),
        ({"size": MAX_BYTES + 1}, 413, "too_large"),
        ({"size": 0}, 422, "validation_failed"),
        ({"key": "attachments/of/mine"}, 422, "validation_failed"),
        ({"conversation_id": "0" * 24}, 404, "not_found"),
    ],
)
async def test_announcement_that_may_not_be_is_refused(
    room: Room, changes: dict[str, object], status: int, code: str
) -> None:
    answer = await room.client.post("/api/attachments", json=announcement(room, **changes))

    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_file_not_uploaded_yet_is_not_ready(room: Room) -> None:
    attachment_id = (await announce(room, picture()))["attachment"]["id"]

    completed = await room.client.post(f"/api/attachments/{attachment_id}/complete")
    shown = await room.client.get(f"/api/attachments/{attachment_id}")

    for answer in (completed, shown):
        assert (answer.status_code, answer.json()["code"]) == (409, "attachment_not_ready")


async def test_stranger_and_visitor_learn_nothing(room: Room, api: httpx.AsyncClient) -> None:
    attachment_id = await upload(room, picture())
    path = f"/api/attachments/{attachment_id}"

    foreign = [
        await room.stranger.post("/api/attachments", json=announcement(room)),
        await room.stranger.post(f"{path}/complete"),
        await room.stranger.get(path),
        await room.stranger.get(f"/api/attachments/{'0' * 24}"),
    ]
    nobody = [await api.post(f"{path}/complete"), await api.get(path)]

    assert {(one.status_code, one.json()["code"]) for one in foreign} == {(404, "not_found")}
    assert {(one.status_code, one.json()["code"]) for one in nobody} == {(401, "unauthenticated")}


async def test_new_avatar_is_a_small_square_that_everybody_sees(room: Room, api: httpx.AsyncClient) -> None:
    answer = await room.client.put("/api/me/avatar", content=picture(), headers={"Content-Type": "image/jpeg"})

    assert answer.status_code == 200
    shown = await api.get(answer.json()["avatar_url"])
    assert shown.headers["content-type"] == "image/webp"
    assert Image.open(io.BytesIO(shown.content)).size == (256, 256)
    listed = (await room.astrologer.get(f"/api/conversations/{room.conversation.id}")).json()
    pictures = {one["user_id"]: one["avatar_url"] for one in listed["participants"]}
    assert pictures[room.person.id] == answer.json()["avatar_url"]
    stored = await conversation_by_id(room.conversation.id)
    assert stored is not None
    assert stored.rev > room.conversation.rev


async def test_avatar_that_is_replaced_is_gone(room: Room, api: httpx.AsyncClient) -> None:
    first = (await room.client.put("/api/me/avatar", content=picture())).json()["avatar_url"]
    second = (await room.client.put("/api/me/avatar", content=picture("PNG"))).json()["avatar_url"]

    assert (await api.get(first)).status_code == 404
    assert (await api.get(second)).status_code == 200


async def test_avatar_that_is_removed_is_shown_to_nobody(room: Room, api: httpx.AsyncClient) -> None:
    address = (await room.client.put("/api/me/avatar", content=picture())).json()["avatar_url"]

    for _ in range(2):
        assert (await room.client.delete("/api/me/avatar")).status_code == 204
    assert (await api.get(address)).status_code == 404
    assert (await room.client.get("/api/me")).json()["avatar_url"] is None
    listed = (await room.astrologer.get(f"/api/conversations/{room.conversation.id}")).json()
    assert {one["user_id"]: one["avatar_url"] for one in listed["participants"]}[room.person.id] is None


async def test_avatar_that_is_no_picture_or_too_large_is_refused(room: Room) -> None:
    html = await room.client.put("/api/me/avatar", content=HTML, headers={"Content-Type": "image/png"})
    large = await room.client.put("/api/me/avatar", content=bytes(MAX_AVATAR_BYTES + 1))

    assert (html.status_code, html.json()["code"]) == (415, "unsupported_type")
    assert (large.status_code, large.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize("name", ["..%2Fattachments%2Fx", "a.webp", "A" * 22 + ".webp"])
async def test_avatar_address_leads_to_avatars_alone(api: httpx.AsyncClient, name: str) -> None:
    assert (await api.get(f"/api/avatars/{name}")).status_code == 404
