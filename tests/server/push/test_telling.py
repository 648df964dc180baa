"""Web push, from a message to what a browser decrypts: told of once, of nothing that was read, to nobody who left."""

import asyncio
import dataclasses
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from realtime.actor import actor_of
from realtime.contracts import SendMessage
from realtime.messages import send
from server.context import Context
from server.jobs import JOBS, run_job
from server.push.jobs import AGAIN_AFTER, PATIENCE
from storage.conversations import Conversation, advance_receipt
from storage.ids import id_at
from storage.push_progress import PushProgress
from storage.push_subscriptions import MOST_PER_PERSON, PushSubscription
from storage.sessions import sessions_of
from storage.users import Role
from tests.people import Person, consultation, sign_up
from tests.product import Product

Write = Callable[[str], Awaitable[None]]


class Browser:
    """Somebody's browser at the sandbox's push service."""

    def __init__(self, app: Product, subscription: dict[str, Any]) -> None:
        self.subscription = subscription
        self._app = app

    @classmethod
    async def of(cls, app: Product, person: Person, query: str = "", language: str = "ru") -> "Browser":
        """Subscribed, as the page does it."""
        async with httpx.AsyncClient(base_url=app.sandbox_url) as sandbox:
            made = await sandbox.post(f"/push/browsers{query}")
        async with person.http(app.base_url) as http:
            kept = await http.put("/api/me/push", json=made.json(), headers={"Accept-Language": language})
        assert kept.status_code == 204, kept.text
        return cls(app, made.json())

    @property
    def endpoint(self) -> str:
        return str(self.subscription["endpoint"])

    async def told(self) -> list[dict[str, Any]]:
        """What it was told, the first first."""
        async with httpx.AsyncClient(base_url=self._app.sandbox_url) as sandbox:
            sent = (await sandbox.get("/outbox.json")).json()
        return [json.loads(one["text"]) for one in reversed(sent) if one["to"] == self.endpoint]

    async def is_known(self) -> bool:
        """Whether the product would still tell it of something."""
        return await PushSubscription.find_one({"endpoint": self.endpoint}) is not None


@dataclasses.dataclass
class Talk:
    """A client, an astrologer, and what they say to each other."""

    context: Context
    client: Person
    astrologer: Person
    conversation: Conversation

    async def write(self, by: Person, text: str = "Здравствуйте") -> int:
        """Send a message; answers its number."""
        (session,) = await sessions_of(by.user.id, self.context.clock())
        actor = actor_of(by.user, session.id, self.context.chat)
        command = SendMessage(conversation_id=str(self.conversation.id), client_message_id=uuid4(), text=text)
        seq: int = json.loads((await send(actor, command)).json)["message"]["seq"]
        return seq

    async def tell(self, later: timedelta = timedelta()) -> None:
        """Let the job run once, when everything said until now is old enough and nothing of it was looked at."""
        begin = id_at(self.context.clock() - timedelta(minutes=1))
        progress = PushProgress.get_motor_collection()
        await progress.update_one({"_id": "push"}, {"$set": {"position": begin}}, upsert=True)
        job = next(one for one in JOBS if one.name == "push.tell")
        clock = self.context.clock
        then = dataclasses.replace(self.context, clock=lambda: clock() + PATIENCE + timedelta(seconds=1) + later)
        async with asyncio.timeout(30):
            done = False
            while not done:  # The product's own worker may be at it.
                done = await run_job(then, job, uuid4().hex)
                await asyncio.sleep(0)


@pytest.fixture
async def talk(context: Context) -> Talk:
    client = await sign_up(context, name="Анна")
    astrologer = await sign_up(context, Role.ASTROLOGER, "София")
    return Talk(context, client, astrologer, await consultation(context, client, astrologer))


async def test_a_browser_learns_who_wrote_and_where_and_not_a_word_of_it(app: Product, talk: Talk) -> None:
    russian, english = await Browser.of(app, talk.client), await Browser.of(app, talk.client, language="en")
    seq = await talk.write(talk.astrologer, "Марс в Весах")
    await talk.tell()
    expected = {
        "title": "Новое сообщение",
        "body": "София",
        "conversation_id": str(talk.conversation.id),
        "seq": seq,
        "url": f"/cabinet/chat/{talk.conversation.id}",
    }
    assert await russian.told() == [expected]
    assert await english.told() == [expected | {"title": "New message"}]


async def test_the_astrologer_is_led_to_the_console_and_nobody_hears_of_their_own_words(
    app: Product, talk: Talk
) -> None:
    client, astrologer = await Browser.of(app, talk.client), await Browser.of(app, talk.astrologer)
    await talk.write(talk.client)
    await talk.tell()
    assert [one["url"] for one in await astrologer.told()] == [f"/console/{talk.conversation.id}"]
    assert await client.told() == []


async def test_ten_messages_are_one_notice_until_it_is_read_or_much_later(app: Product, talk: Talk) -> None:
    browser = await Browser.of(app, talk.client)
    for _ in range(10):
        last = await talk.write(talk.astrologer)
    await talk.tell()
    await talk.tell()
    assert [one["seq"] for one in await browser.told()] == [last]

    await talk.write(talk.astrologer)
    await talk.tell(later=timedelta(seconds=2))
    assert len(await browser.told()) == 1
    await advance_receipt(talk.conversation.id, talk.client.user.id, delivered_seq=last, read_seq=last + 1)
    read_since = await talk.write(talk.astrologer)
    await talk.tell(later=timedelta(seconds=4))
    assert [one["seq"] for one in await browser.told()] == [last, read_since]

    unread = await talk.write(talk.astrologer)
    await talk.tell(later=AGAIN_AFTER + timedelta(seconds=5))
    assert [one["seq"] for one in await browser.told()] == [last, read_since, unread]


async def test_what_was_read_in_time_is_not_told(app: Product, talk: Talk) -> None:
    browser = await Browser.of(app, talk.client)
    seq = await talk.write(talk.astrologer)
    await advance_receipt(talk.conversation.id, talk.client.user.id, delivered_seq=seq, read_seq=seq)
    await talk.tell()
    assert await browser.told() == []


async def test_a_browser_whose_session_has_ended_is_told_nothing_and_forgotten(app: Product, talk: Talk) -> None:
    browser = await Browser.of(app, talk.client)
    async with talk.client.http(app.base_url) as http:
        await http.post("/api/auth/logout")
    await talk.write(talk.astrologer)
    await talk.tell()
    assert await browser.told() == []
    assert not await browser.is_known()


async def test_a_browser_that_is_gone_is_forgotten_and_a_busy_service_is_asked_again(app: Product, talk: Talk) -> None:
    gone, busy = await Browser.of(app, talk.client), await Browser.of(app, talk.client, "?busy=1")
    async with httpx.AsyncClient() as sandbox:
        await sandbox.delete(gone.endpoint)
    await talk.write(talk.astrologer)
    await talk.tell()
    assert len(await busy.told()) == 1
    assert not await gone.is_known()
    assert await busy.is_known()


async def test_who_takes_it_back_is_told_nothing_and_a_stranger_cannot_take_it_back(app: Product, talk: Talk) -> None:
    browser = await Browser.of(app, talk.client)
    async with talk.astrologer.http(app.base_url) as stranger:
        await stranger.request("DELETE", "/api/me/push", json={"endpoint": browser.endpoint})
    assert await browser.is_known()
    async with talk.client.http(app.base_url) as http:
        await http.request("DELETE", "/api/me/push", json={"endpoint": browser.endpoint})
    assert not await browser.is_known()


async def test_a_browser_belongs_to_whoever_signed_in_last_and_a_person_has_twenty(app: Product, talk: Talk) -> None:
    browser = await Browser.of(app, talk.client)
    async with talk.astrologer.http(app.base_url) as http:
        await http.put("/api/me/push", json=browser.subscription)
    await talk.write(talk.astrologer)
    await talk.tell()
    assert await browser.told() == []

    more = [await Browser.of(app, talk.client) for _ in range(MOST_PER_PERSON + 2)]
    assert [await one.is_known() for one in more] == [False] * 2 + [True] * MOST_PER_PERSON


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/x",
        "https://127.0.0.1/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evilfcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com@evil.example/x",
        "https://evil.example/?fcm.googleapis.com",
        "file:///etc/passwd",
        "https://[::1/x",
    ],
)
async def test_no_address_of_a_strangers_choice_is_ever_called(app: Product, talk: Talk, endpoint: str) -> None:
    async with httpx.AsyncClient(base_url=app.sandbox_url) as sandbox:
        keys = (await sandbox.post("/push/browsers")).json()["keys"]
    async with talk.client.http(app.base_url) as http:
        answer = await http.put("/api/me/push", json={"endpoint": endpoint, "keys": keys})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "endpoint"


async def test_real_push_services_are_known(app: Product, talk: Talk) -> None:
    for endpoint in ("https://fcm.googleapis.com/fcm/send/x", "https://web.push.apple.com/x"):
        async with httpx.AsyncClient(base_url=app.sandbox_url) as sandbox:
            keys = (await sandbox.post("/push/browsers")).json()["keys"]
        async with talk.client.http(app.base_url) as http:
            answer = await http.put("/api/me/push", json={"endpoint": endpoint + uuid4().hex, "keys": keys})
        assert answer.status_code == 204
