"""What is not read is told once, by the person's choice of channels, outside of their quiet hours, and not lost."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from pydantic import SecretStr

from realtime.actor import actor_of
from realtime.contracts import SendMessage
from realtime.messages import send
from server.context import Context
from server.notifications.jobs import BACKOFF, bring
from server.notifications.notifier import Notifier
from server.notifications.telling import Notice, tell
from server.notifications.unread import expect, unread_among
from storage.conversations import Conversation, advance_receipt, conversation_by_id
from storage.deliveries import Delivery, NoticeKind, Outcome
from storage.messages import Message
from storage.reach import set_reach
from storage.sessions import sessions_of
from storage.users import Role, User
from tests.people import Person, consultation, sign_up
from tests.product import Product, free_port
from tests.server.accounts.people import letter, new_phone, outbox

LATER = timedelta(minutes=11)


@dataclass
class Talk:
    """A client, an astrologer, and what the client is told."""

    context: Context
    client: Person
    astrologer: Person
    conversation: Conversation

    async def write(self, by: Person) -> int:
        """Say something, and let it be looked at as `push.tell` does; answers its number."""
        (session,) = await sessions_of(by.user.id, self.context.clock())
        actor = actor_of(by.user, session.id, self.context.chat)
        await send(
            actor, SendMessage(conversation_id=str(self.conversation.id), client_message_id=uuid4(), text="Марс")
        )
        await self.context.chat.appender.copies.settled(self.conversation.id)
        query = {"conversation_id": self.conversation.id}
        said = await Message.get_motor_collection().find(query).sort("seq", -1).limit(1).to_list(1)
        conversation = await conversation_by_id(self.conversation.id)
        assert conversation is not None
        await expect(unread_among(said, [conversation]), self.context.clock())
        return int(said[0]["seq"])

    async def ordered(self) -> list[Delivery]:
        """What the client is to be told, or was, the first first."""
        return await Delivery.find({"user_id": self.client.user.id}).sort("_id").to_list()

    async def bring(self, context: Context | None = None, later: timedelta = LATER) -> Delivery:
        """Do the last of it `later`; answers what became of it."""
        (*_, delivery) = await self.ordered()
        now = (context or self.context).clock() + later
        await bring(context or self.context, delivery, now)
        became = await Delivery.get(delivery.id)
        assert became is not None
        return became

    async def read(self, seq: int) -> None:
        """The client reads so far."""
        await advance_receipt(self.conversation.id, self.client.user.id, delivered_seq=seq, read_seq=seq)

    async def letters(self, app: Product) -> list[dict[str, str]]:
        """What came to the client's address."""
        assert self.client.user.email is not None
        return await outbox(app, self.client.user.email)


@pytest.fixture
async def talk(context: Context) -> Talk:
    client = await sign_up(context, name="Анна")
    astrologer = await sign_up(context, Role.ASTROLOGER, "София")
    return Talk(context, client, astrologer, await consultation(context, client, astrologer))


async def test_an_unread_message_becomes_one_letter_with_a_link_and_not_a_word_of_it(app: Product, talk: Talk) -> None:
    for _ in range(3):
        await talk.write(talk.astrologer)
    (delivery,) = await talk.ordered()
    assert delivery.due_at - delivery.created_at > timedelta(minutes=9)
    became = await talk.bring()
    assert (became.outcome, became.channel, became.params) == (Outcome.SENT, "email", {})
    (sent,) = await talk.letters(app)
    assert "София пишет Вам" in sent["text"]
    assert "/go/" in sent["text"]
    assert "Марс" not in sent["text"]
    await talk.write(talk.astrologer)
    assert len(await talk.ordered()) == 1


async def test_who_has_read_is_told_nothing_and_who_has_read_a_part_is(app: Product, talk: Talk) -> None:
    first, *_, last = [await talk.write(talk.astrologer) for _ in range(4)]
    await talk.read(first)
    assert (await talk.bring()).outcome is Outcome.SENT
    await talk.read(last)
    await talk.read(await talk.write(talk.astrologer))
    assert (await talk.bring()).outcome is Outcome.NOT_NEEDED
    await talk.write(talk.astrologer)
    assert (await talk.bring()).outcome is Outcome.SENT
    assert len(await talk.letters(app)) == 2


async def test_quiet_hours_put_it_off_and_do_not_lose_it(app: Product, talk: Talk) -> None:
    now = talk.context.clock()
    quiet = {"begins": f"{now - timedelta(hours=1):%H:%M}", "ends": f"{now + timedelta(hours=2):%H:%M}"}
    await set_reach(talk.client.user.id, {"quiet": quiet | {"timezone": "UTC"}})
    await talk.write(talk.astrologer)
    put_off = await talk.bring()
    assert (put_off.outcome, put_off.tries) == (None, -1)
    assert put_off.due_at.strftime("%H:%M") == quiet["ends"]
    assert (await talk.bring(later=timedelta(hours=3))).outcome is Outcome.SENT
    assert len(await talk.letters(app)) == 1


async def test_whoever_is_there_is_left_alone_for_now(talk: Talk) -> None:
    await talk.write(talk.astrologer)
    await talk.context.chat.presence.connected(talk.client.user.id, "a socket")
    try:
        put_off = await talk.bring()
    finally:
        await talk.context.chat.presence.disconnected("a socket")
    assert put_off.outcome is None
    assert put_off.due_at > talk.context.clock() + LATER


async def test_a_server_that_is_away_is_tried_again_and_given_up_and_the_next_message_is_told(
    app: Product, talk: Talk
) -> None:
    away = talk.context.settings.model_copy(update={"smtp_url": SecretStr(f"smtp://127.0.0.1:{free_port()}")})
    notifier = Notifier(away)
    broken = replace(talk.context, settings=away, notifier=notifier)
    await talk.write(talk.astrologer)
    (delivery,) = await talk.ordered()
    waits: list[timedelta] = []
    for number in range(1, len(BACKOFF) + 2):
        await delivery.set({"tries": number})
        became = await talk.bring(broken)
        waits.append(became.due_at - broken.clock() - LATER)
    assert [round(one.total_seconds() / 60) for one in waits[:-1]] == [1, 5, 30, 120]
    assert became.outcome is Outcome.GAVE_UP
    assert [one.code for one in became.attempts] == ["unavailable"] * 5
    await notifier.close()
    await talk.write(talk.astrologer)
    assert (await talk.bring()).outcome is Outcome.SENT
    assert len(await talk.letters(app)) == 1


async def test_the_first_channel_that_works_is_taken_and_an_sms_is_never_sent_twice(app: Product, talk: Talk) -> None:
    phone = new_phone()
    await User.find_one({"_id": talk.client.user.id}).update({"$set": {"phone": phone}})
    await set_reach(talk.client.user.id, {"channels": ["telegram", "sms", "email"]})
    await talk.write(talk.astrologer)
    became = await talk.bring()
    assert (became.channel, [one.code for one in became.attempts]) == ("sms", ["trying"])
    assert (await talk.letters(app), len(await outbox(app, phone))) == ([], 1)
    await Delivery.find_one({"_id": became.id}).update(
        {"$set": {"settled_at": None, "outcome": None, "params": {"name": "София"}}}
    )
    assert (await talk.bring()).channel == "email"
    assert len(await outbox(app, phone)) == 1


async def test_what_is_told_once_is_told_once_whoever_says_so(app: Product, context: Context) -> None:
    person = await sign_up(context, Role.ASTROLOGER, "София")
    conversation = await consultation(context, await sign_up(context), person)
    notice = Notice(
        NoticeKind.ANSWER_OVERDUE, "seq 7", f"/console/{conversation.id}", conversation.id, {"service": "<b>Ядро</b>"}
    )
    now: datetime = context.clock()
    told = await asyncio.gather(*(tell(person.user.id, notice, now) for _ in range(10)))
    assert sorted(told) == [False] * 9 + [True]
    assert person.user.email is not None
    sent = await letter(app, person.user.email)
    assert "«<b>Ядро</b>»" in sent["text"]
    assert len(await outbox(app, person.user.email)) == 1
