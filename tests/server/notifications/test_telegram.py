"""Telegram: a chat is linked by its owner, hears of notices, and is left when the bot is shut out."""

import asyncio
import secrets
from urllib.parse import parse_qs, urlsplit

import httpx

from server.context import Context
from server.notifications.telegram import WEBHOOK_PATH
from storage.reach import Channel, Reach, reach_of
from tests.people import Person, sign_up
from tests.product import Product
from tests.server.accounts.people import outbox
from tests.server.shop import eventually


def new_chat() -> int:
    return secrets.randbelow(2**40) + 10_000


async def say(app: Product, chat: int, text: str, language: str = "ru") -> None:
    """Write to the bot, once it listens."""

    async def said() -> int:
        async with httpx.AsyncClient(base_url=app.sandbox_url) as sandbox:
            told = await sandbox.post("/telegram/said", json={"chat_id": chat, "text": text, "language": language})
        return int(told.json()["status"])

    assert await eventually(said, lambda status: status != 0) == 200


async def start_link(app: Product, person: Person) -> str:
    async with person.http(app.base_url) as http:
        answer = await http.post("/api/me/telegram")
    assert answer.status_code == 201, answer.text
    (token,) = parse_qs(urlsplit(str(answer.json()["url"])).query)["start"]
    return token


async def reach(person: Person) -> Reach:
    return (await reach_of([person.user.id]))[person.user.id]


async def listening(app: Product, context: Context) -> None:
    """The worker tells Telegram every ten minutes; a test does not wait for that."""
    await context.notifier.telegram.listen(app.settings)


async def test_a_link_makes_the_chat_the_persons_and_keeps_the_other_channels(app: Product, context: Context) -> None:
    await listening(app, context)
    person, chat = await sign_up(context), new_chat()
    token = await start_link(app, person)
    await say(app, chat, f"/start {token}", language="en")
    linked = await reach(person)
    assert (linked.telegram_chat_id, linked.channels) == (chat, [Channel.PUSH, Channel.EMAIL, Channel.TELEGRAM])
    assert "Astars notices come here now" in (await outbox(app, str(chat)))[0]["text"]
    await say(app, new_chat(), f"/start {token}")
    assert (await reach(person)).telegram_chat_id == chat


async def test_a_chat_is_one_persons_and_the_last_who_linked_it_has_it(app: Product, context: Context) -> None:
    await listening(app, context)
    first, second, chat = await sign_up(context), await sign_up(context), new_chat()
    for person in (first, second):
        await say(app, chat, f"/start {await start_link(app, person)}")
    assert ((await reach(first)).telegram_chat_id, (await reach(second)).telegram_chat_id) == (None, chat)


async def test_two_links_at_once_give_the_chat_to_one(app: Product, context: Context) -> None:
    await listening(app, context)
    people, chat = [await sign_up(context) for _ in range(2)], new_chat()
    tokens = [await start_link(app, one) for one in people]
    await asyncio.gather(*(say(app, chat, f"/start {token}") for token in tokens))
    assert [(await reach(one)).telegram_chat_id for one in people].count(chat) == 1


async def test_who_shuts_the_bot_out_is_told_so_in_their_settings(app: Product, context: Context) -> None:
    await listening(app, context)
    person, chat = await sign_up(context), new_chat()
    await say(app, chat, f"/start {await start_link(app, person)}")
    async with httpx.AsyncClient(base_url=app.sandbox_url) as sandbox:
        assert (await sandbox.post("/telegram/shut", json={"chat_id": chat})).json()["status"] == 200
    async with person.http(app.base_url) as http:
        shown = (await http.get("/api/me/notifications")).json()
    states = {one["channel"]: one["state"] for one in shown["channels"]}
    assert states == {"push": "missing", "email": "ready", "telegram": "lost", "sms": "missing"}


async def test_nobody_but_telegram_calls_the_webhook(app: Product, api: httpx.AsyncClient) -> None:
    update = {"update_id": 1, "message": {"chat": {"id": 1, "type": "private"}, "text": "/stop"}}
    for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "x"}, {"X-Telegram-Bot-Api-Secret-Token": "0" * 64}):
        assert (await api.post(WEBHOOK_PATH, json=update, headers=headers)).status_code == 404
