"""A letter's link leads its receiver into the conversation, and nobody else anywhere."""

from datetime import timedelta

import httpx
import pytest

from server.context import Context
from server.notifications.channels import FOLLOW, LEAVE_LETTERS
from server.notifications.signed import LIVES, SignedLink, read, sign
from storage.conversations import Conversation
from storage.reach import Channel, reach_of
from storage.users import Role
from tests.people import Person, consultation, sign_up
from tests.product import Product


@pytest.fixture
async def people(context: Context) -> tuple[Person, Person, Conversation]:
    client, astrologer = await sign_up(context), await sign_up(context, Role.ASTROLOGER, "София")
    return client, astrologer, await consultation(context, client, astrologer)


def link_of(context: Context, person: Person, conversation: Conversation, purpose: str = FOLLOW) -> str:
    expires_at = context.clock() + LIVES
    return sign(context.settings, purpose, SignedLink(person.user.id, conversation.id, expires_at))


async def test_the_link_opens_the_conversation_for_its_receiver_alone(
    app: Product, context: Context, people: tuple[Person, Person, Conversation]
) -> None:
    client, astrologer, conversation = people
    token = link_of(context, client, conversation)
    async with client.http(app.base_url) as own, astrologer.http(app.base_url) as other:
        assert (await own.get(f"/go/{token}")).headers["location"] == f"/cabinet/chat/{conversation.id}"
        assert (await other.get(f"/go/{token}")).status_code == 403
        theirs = link_of(context, astrologer, conversation)
        assert (await other.get(f"/go/{theirs}")).headers["location"] == f"/console/{conversation.id}"


async def test_the_link_signs_nobody_in(
    app: Product, context: Context, people: tuple[Person, Person, Conversation]
) -> None:
    client, _, conversation = people
    async with httpx.AsyncClient(base_url=app.base_url) as stranger:
        answer = await stranger.get(f"/go/{link_of(context, client, conversation)}")
    assert answer.headers["location"] == f"/sign-in?next=/cabinet/chat/{conversation.id}"
    assert "set-cookie" not in answer.headers


async def test_a_forged_or_foreign_or_old_link_leads_nowhere(
    app: Product, context: Context, people: tuple[Person, Person, Conversation]
) -> None:
    client, astrologer, conversation = people
    token = link_of(context, client, conversation)
    swapped = link_of(context, astrologer, conversation)[:16] + token[16:]
    forged = [token[:-2] + ("AA" if token[-2:] != "AA" else "BB"), swapped, token[:-4], "", "x", "Ж" * 59, "A" * 59]
    async with client.http(app.base_url) as http:
        for one in forged:
            assert (await http.get(f"/go/{one}")).status_code == 404, one
        leaving = link_of(context, client, conversation, LEAVE_LETTERS)
        assert (await http.get(f"/go/{leaving}")).status_code == 404
    now = context.clock()
    assert read(context.settings, FOLLOW, token, now + LIVES - timedelta(seconds=2)) is not None
    assert read(context.settings, FOLLOW, token, now + LIVES + timedelta(seconds=1)) is None


async def test_one_click_ends_the_letters_and_looking_at_the_link_does_not(
    app: Product, context: Context, people: tuple[Person, Person, Conversation]
) -> None:
    client, _, conversation = people
    path = f"/api/notifications/leave/{link_of(context, client, conversation, LEAVE_LETTERS)}"
    async with httpx.AsyncClient(base_url=app.base_url) as mailer:
        assert (await mailer.get(path)).status_code == 303
        assert Channel.EMAIL in (await reach_of([client.user.id]))[client.user.id].channels
        assert (await mailer.post(path, content="List-Unsubscribe=One-Click")).status_code == 204
    assert (await reach_of([client.user.id]))[client.user.id].channels == [Channel.PUSH]
