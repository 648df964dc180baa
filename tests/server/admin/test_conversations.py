"""Administrators and conversations: who and when is listed, what was said lies open to whoever said why."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from realtime.actor import actor_of_token
from realtime.errors import Forbidden
from server.admin.conversations.actions import OPEN_FOR, access_reading
from server.context import Context
from storage.audit import AuditedAction, AuditEntry
from storage.users import Role, User
from tests.people import sign_up
from tests.product import Product
from tests.server.admin.conftest import Editor
from tests.server.deny_table import Belongings, belongings_of_two
from tests.server.shop import open_shop
from tests.sockets import connected

WHY = {"reason": "complaint", "comment": "Клиентка жалуется на грубость"}
SECRET = "Сокровенное о моей свадьбе"


@pytest.fixture
async def belongings(app: Product, context: Context) -> Belongings:
    """A consultation with a secret in it, and a help chat."""
    two = await belongings_of_two(context)
    async with connected(app.base_url, two.client.token) as client:
        await client.send(two.conversation.id, SECRET)
    return two


def _path(belongings: Belongings) -> str:
    return f"/api/admin/conversations/{belongings.conversation.id}"


async def test_the_list_and_the_facts_hold_no_word_of_it(editor: Editor, belongings: Belongings) -> None:
    listed = await editor.http.get(f"/api/admin/conversations?person={belongings.client.id}&kind=consultation")
    shown = await editor.http.get(_path(belongings))
    (item,) = listed.json()["items"]
    assert item == shown.json()
    assert item["messages"] == 2, "the one that opened it, and hers"
    assert {one["role"] for one in item["people"]} == {"client", "astrologer"}
    assert "Сокровенное" not in listed.text + shown.text
    assert [one.action for one in await editor.did(f"conversation:{belongings.conversation.id}")] == [
        AuditedAction.CONVERSATIONS_LISTED
    ]


async def test_nothing_is_read_before_a_reason_is_in_the_audit_log(editor: Editor, belongings: Belongings) -> None:
    path = _path(belongings)
    refused = await editor.http.get(f"{path}/messages")
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    for body in ({}, {**WHY, "comment": "надо"}, {**WHY, "reason": "curious"}):
        assert (await editor.http.post(f"{path}/open", json=body)).status_code == 422, body
    assert (await editor.http.get(f"{path}/messages")).status_code == 403
    opened = await editor.http.post(f"{path}/open", json=WHY)
    assert opened.json()["conversation"]["id"] == str(belongings.conversation.id)
    said = (await editor.http.get(f"{path}/messages")).json()["messages"]
    assert [one["text"] for one in said if not one["system"]] == [SECRET]
    (entry,) = [one for one in await editor.did(f"conversation:{belongings.conversation.id}") if one.details]
    assert (entry.action, entry.person_id) == (AuditedAction.CONVERSATION_READ, belongings.client.user.id)
    assert entry.details == WHY


async def test_it_lies_open_to_whoever_said_why_alone_and_there_alone(
    app: Product, context: Context, editor: Editor, belongings: Belongings
) -> None:
    await editor.http.post(f"{_path(belongings)}/open", json=WHY)
    colleague = await sign_up(context, Role.ADMIN, "Игорь")
    async with colleague.http(app.base_url) as http:
        assert (await http.get(f"{_path(belongings)}/messages")).status_code == 403
    assert (await editor.http.get(f"/api/conversations/{belongings.conversation.id}/messages")).status_code == 404
    other = await belongings_of_two(context)
    assert (await editor.http.get(f"{_path(other)}/messages")).status_code == 403
    async with connected(app.base_url, editor.person.token) as desk:
        named = {"conversation_id": str(belongings.conversation.id)}
        assert await desk.refused("conversation.history", {**named, "limit": 10}) == "not_found"


async def test_its_files_open_with_it(editor: Editor, context: Context, belongings: Belongings) -> None:
    file = f"{_path(belongings)}/attachments/{belongings.ids['attachment']}?as=link"
    assert (await editor.http.get(file)).status_code == 403
    await editor.http.post(f"{_path(belongings)}/open", json=WHY)
    link = await editor.http.get(file)
    assert link.status_code == 200, link.text
    assert str(belongings.conversation.id) in link.json()["url"]
    stranger = await belongings_of_two(context)
    foreign = f"{_path(belongings)}/attachments/{stranger.ids['attachment']}"
    assert (await editor.http.get(foreign)).status_code == 404


async def test_it_closes_by_itself_after_half_an_hour(context: Context, editor: Editor, belongings: Belongings) -> None:
    await editor.http.post(f"{_path(belongings)}/open", json=WHY)
    actor = await actor_of_token(editor.person.token, context.chat, "ru")
    assert actor is not None
    (entry,) = await AuditEntry.find({"actor_id": actor.user_id, "action": AuditedAction.CONVERSATION_READ}).to_list()
    conversation_id = str(belongings.conversation.id)
    just_before = entry.at + OPEN_FOR - timedelta(milliseconds=1)
    assert (await access_reading(actor, conversation_id, just_before)).reading == belongings.conversation.id
    with pytest.raises(Forbidden):
        await access_reading(actor, conversation_id, entry.at + OPEN_FOR)


async def test_whoever_is_no_administrator_any_more_reads_no_further(
    app: Product, context: Context, editor: Editor, belongings: Belongings
) -> None:
    await editor.http.post(f"{_path(belongings)}/open", json=WHY)
    await User.find_one({"_id": editor.person.user.id}).update({"$set": {"role": Role.SUPPORT}})
    assert (await editor.http.get(f"{_path(belongings)}/messages")).status_code == 403


async def test_conversations_are_found_by_astrologer_time_and_page(
    app: Product, context: Context, editor: Editor, api: httpx.AsyncClient
) -> None:
    shop = await open_shop(context)
    bought = [await (await shop.buyer(api)).buy() for _ in range(3)]
    ids = [one["conversation_id"] for one in bought]

    async def found(**query: Any) -> list[str]:
        answer = await editor.http.get("/api/admin/conversations", params={"astrologer": shop.astrologer.slug, **query})
        assert answer.status_code == 200, answer.text
        return [one["id"] for one in answer.json()["items"]]

    assert await found() == ids[::-1]
    assert await found(limit=2) == ids[:0:-1]
    page = (await editor.http.get(f"/api/admin/conversations?astrologer={shop.astrologer.slug}&limit=2")).json()
    assert await found(limit=2, cursor=page["next_cursor"]) == ids[:1]
    now = context.clock()
    assert await found(since=(now + timedelta(minutes=1)).isoformat()) == []
    assert await found(until=(now + timedelta(minutes=1)).isoformat()) == ids[::-1]
    assert await found(kind="support") == []
    assert (await editor.http.get("/api/admin/conversations?astrologer=nobody")).json()["items"] == []
    assert (await editor.http.get("/api/admin/conversations?cursor=x")).status_code == 422
